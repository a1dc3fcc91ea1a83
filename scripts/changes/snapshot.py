"""What the book holds, a line each (changes.lock): the next version is compared with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.book import Book
from scripts.book.changes import Version
from scripts.book.data import DataError, read_text
from scripts.book.locks import fingerprint, fingerprints, lock_lines

SNAPSHOT = "changes.lock"
HEADER = (
    "# What the book held when its newest version was recorded: a name, where it stands, a hash of its text in each\n"
    "# language. 'make record-version' writes it anew; 'make changes' compares the book with it.\n"
)
LINE = re.compile(r"(\S+) (\S+) ([0-9a-f]{12} [0-9a-f]{12})")
BACK = f"get it back: 'git restore --source=HEAD {SNAPSHOT}', or without git from the copy that you began with"


@dataclass(frozen=True)
class Stand:
    """One text of the book, in both languages."""

    place: str
    """Of a passage its page, of a page its addresses; else `-`."""
    hashes: str
    """Two, with a space between."""


State = Mapping[str, Stand]
"""By name: `b3-2`, `page:about.md`, `term:wijkteam`, `beacon:3`, `source:awbz`."""


def state_of(book: Book) -> State:
    """The book as it stands, in reading order; of a source all that is told, but not when it was looked up."""
    pages = {passage.id: pair.path for pair in book.pairs for passage in pair.first.passages}
    pages |= {f"page:{pair.path}": f"{pair.first.address},{pair.second.address}" for pair in book.pairs}
    found = {
        name: Stand(pages.get(name, "-"), f"{looked.first} {looked.second}")
        for name, looked in fingerprints(book).items()
        if not name.startswith("source:")
    }
    for source in book.bibliography.sources:
        told = json.dumps(
            {key: each for key, each in source.csl.items() if key != "accessed"}, default=str, sort_keys=True
        )
        hashes = [fingerprint(f"{told} {source.remark.get(language, '')}") for language in book.languages]
        found[f"source:{source.id}"] = Stand("-", " ".join(hashes))
    return found


def read_state(root: Path) -> State | None:
    """Of the newest version; None where none was recorded. Raises DataError with the line that is broken."""
    if not (root / SNAPSHOT).exists():
        return None
    found: dict[str, Stand] = {}
    for line, number in lock_lines(read_text(root / SNAPSHOT, SNAPSHOT)).items():
        match = LINE.fullmatch(line)
        if match is None or match[1] in found:
            why = f"{match[1]} stands here twice" if match else f"{line[:40]!r} is no line of this file"
            raise DataError(SNAPSHOT, number, f"{why} — {BACK}")
        found[match[1]] = Stand(match[2], match[3])
    return found


def as_text(state: State) -> str:
    return HEADER + "".join(f"{name} {stand.place} {stand.hashes}\n" for name, stand in sorted(state.items()))


@dataclass(frozen=True)
class Differences:
    """Names, in the order of the book; those that are gone in the order of their names."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.removed)


def differences(then: State, now: State) -> Differences:
    """What readers find otherwise than it was."""
    both = [name for name in now if name in then]
    return Differences(
        tuple(name for name in now if name not in then),
        tuple(name for name in both if now[name].hashes != then[name].hashes),
        tuple(name for name in both if now[name].place != then[name].place),
        tuple(name for name in sorted(then) if name not in now),
    )


def together(recorded: Version, since: Differences) -> Differences:
    """What a version says once more came into it: what it added and lost again was never there for its readers."""

    def joined(*lists: Iterable[str], but: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for names in lists for name in names if name not in but))

    gone, new = since.removed, recorded.added
    back = [name for name in recorded.removed if name in since.added]
    return Differences(
        joined(recorded.added, since.added, but={*gone, *back}),
        joined(recorded.changed, since.changed, back, but={*gone, *new}),
        joined(recorded.moved, since.moved, but={*gone, *new}),
        joined(recorded.removed, since.removed, but={*new, *back}),
    )
