"""The book's plan: reading order, numbering, outline points, endnotes and short links (docs/_data/contents.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated

from msgspec import Meta, field

from scripts.book.data import Record, read_records

CONTENTS = "docs/_data/contents.yml"

Beacon = Annotated[int, Meta(ge=1)]
Short = Annotated[str, Meta(pattern=r"^[a-z0-9-]*$")]


class Entry(Record, frozen=True):
    """One page of the plan."""

    path: Annotated[str, Meta(pattern=r"^[\w./-]+\.md$")]
    number: str = ""
    """The book's own number: "1.1"."""
    beacon: Beacon | None = None
    points: tuple[str, ...] = ()
    ours: bool = False
    """The points are not in the excerpt: this site tells them."""
    named: Short = field(name="short", default="")
    see: tuple[str, ...] = ()
    """Where else to read on, at its end: paths of pages, with the id of a passage or heading, `introduction.md#i3`."""

    @property
    def short(self) -> str:
        """The name of its short link, the same in both languages: `b3` for `/b3/`."""
        return self.named or (f"b{self.beacon}" if self.beacon else "")

    @property
    def is_chapter(self) -> bool:
        return bool(self.points)

    @property
    def folder(self) -> str:
        """The folder of the page in docs, `.` at the top."""
        return str(PurePosixPath(self.path).parent)


class Contents(Record, frozen=True, dict=True):
    entries: tuple[Entry, ...] = field(name="pages", default=())
    book_notes: dict[int, str] = field(default_factory=dict)
    """Endnote of the book → the point that it stands in."""
    related_beacons: tuple[tuple[Beacon, Beacon], ...] = ()
    foot: tuple[str, ...] = ()
    """Paths of the pages that every page leads to at its foot, in order."""

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
    return read_records(root, CONTENTS, Contents)
