"""What changed for readers, version by version (docs/_data/changes.yml); written by `make record-version`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field

from scripts.book.data import DataError, Record, Words, line_of, read_records

CHANGES = "docs/_data/changes.yml"

Kind = Literal["passage", "page", "term", "beacon", "source"]
Name = Annotated[str, Meta(pattern=r"^([a-z]{1,2}\d*(-x?\d+)?|(page|term|beacon|source):[\w./-]+)$")]
"""As translations.lock names it: `b3-2`, `page:about.md`, `term:wijkteam`, `beacon:3`, `source:awbz`."""


class Version(Record, frozen=True):
    """One version that was recorded: what readers find in it that was not so before."""

    number: Annotated[str, Meta(pattern=r"^\d+(\.\d+)*$")] = field(name="version")
    date: datetime.date
    summary: Words = field(name="words")
    """By language: one or two sentences that somebody wrote."""
    added: tuple[Name, ...] = ()
    changed: tuple[Name, ...] = ()
    moved: tuple[Name, ...] = ()
    """Has another place than it had: a passage another page, a page another address."""
    removed: tuple[Name, ...] = ()

    @property
    def order(self) -> tuple[int, ...]:
        """By which versions are compared: 0.10 comes after 0.9."""
        return tuple(map(int, self.number.split(".")))


def kind_and_id(name: str) -> tuple[Kind, str]:
    """`page:about.md` is ("page", "about.md"), and `b3-2` ("passage", "b3-2")."""
    kind, colon, rest = name.partition(":")
    return (kind, rest) if colon else ("passage", name)  # type: ignore[return-value] # the pattern knows no other


def by_kind(names: Sequence[str]) -> Mapping[Kind, tuple[str, ...]]:
    """Kind → ids, in the order in which they are given."""
    found: dict[Kind, tuple[str, ...]] = {}
    for kind, name in map(kind_and_id, names):
        found[kind] = (*found.get(kind, ()), name)
    return found


def read_changes(root: Path, languages: Sequence[str]) -> tuple[Version, ...]:
    """The newest first; raises DataError. A book without the file has recorded none."""
    if not (root / CHANGES).exists():
        return ()
    versions = read_records(root, CHANGES, tuple[Version, ...], languages)
    for message, number in _faults(versions):
        raise DataError(CHANGES, _line(root, number), message)
    return versions


def _faults(versions: Sequence[Version]) -> Iterator[tuple[str, str]]:
    """What is wrong, and the version that it is wrong with."""
    for newer, older in pairwise(versions):
        if newer.order <= older.order or newer.date < older.date:
            yield f"version {older.number} stands below {newer.number}, and the newest stands first", older.number


def _line(root: Path, number: str) -> int:
    ways = (f"version: {quote}{number}{quote}\n" for quote in ('"', "'", ""))
    return max(line_of(root, CHANGES, written) for written in ways)
