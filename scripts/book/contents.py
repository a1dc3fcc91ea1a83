"""The book's plan: reading order, numbering, outline points, endnotes and short links (docs/_data/contents.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from scripts.book.data import DataError, line_of, read_yaml

CONTENTS = "docs/_data/contents.yml"


@dataclass(frozen=True)
class Entry:
    """One page of the plan."""

    path: str
    number: str = ""
    """The book's own number: "1.1"."""
    beacon: int | None = None
    points: tuple[str, ...] = ()
    ours: bool = False
    """The points are not in the excerpt: this site tells them."""
    short: str = ""
    """The name of its short link, the same in both languages: `b3` for `/b3/`."""
    see: tuple[str, ...] = ()
    """Where else to read on, at its end: paths of pages, with the id of a passage or heading, `introduction.md#i3`."""

    @property
    def is_chapter(self) -> bool:
        return bool(self.points)

    @property
    def folder(self) -> str:
        """The folder of the page in docs, `.` at the top."""
        return str(PurePosixPath(self.path).parent)


@dataclass(frozen=True)
class Contents:
    entries: tuple[Entry, ...]
    book_notes: Mapping[int, str]
    """Endnote of the book → the point that it stands in."""
    related_beacons: tuple[tuple[int, int], ...]

    @cached_property
    def by_path(self) -> Mapping[str, Entry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def page_of_point(self) -> Mapping[str, str]:
        """Outline point → path of the page that tells it."""
        return {point: entry.path for entry in self.entries for point in entry.points}

    @cached_property
    def beacons(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.beacon)

    @cached_property
    def short_links(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.short)

    def related(self, beacon: int) -> tuple[int, ...]:
        """The beacons that this site relates to one, in order."""
        return tuple(sorted(b if a == beacon else a for a, b in self.related_beacons if beacon in (a, b)))


def read_contents(root: Path) -> Contents:
    """The plan of the book below `root`; raises DataError."""
    data = read_yaml(root, CONTENTS)
    if not isinstance(data, dict):
        raise DataError(CONTENTS, 1, "must have the keys pages, book_notes and related_beacons")
    try:
        return Contents(
            entries=tuple(_entry(item) for item in data["pages"]),
            book_notes={int(number): str(point) for number, point in data["book_notes"].items()},
            related_beacons=tuple((int(a), int(b)) for a, b in data["related_beacons"]),
        )
    except KeyError as error:
        raise DataError(CONTENTS, 1, f"lacks the key {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DataError(
            CONTENTS, line_of(root, CONTENTS, "pages:"), f"has another form than expected: {error}"
        ) from error


def _entry(item: Mapping[str, Any]) -> Entry:
    known = {"path", "number", "beacon", "points", "ours", "short", "see"}
    if unknown := set(item) - known:
        raise ValueError(f"unknown key {min(unknown)!r}; known are {', '.join(sorted(known))}")
    return Entry(
        path=str(item["path"]),
        number=str(item.get("number", "")),
        beacon=item.get("beacon"),
        points=tuple(str(point) for point in item.get("points", ())),
        ours=bool(item.get("ours", False)),
        short=str(item.get("short") or (f"b{item['beacon']}" if item.get("beacon") else "")),
        see=tuple(str(target) for target in item.get("see", ())),
    )
