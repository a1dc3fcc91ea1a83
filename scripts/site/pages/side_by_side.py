"""Both languages next to each other: the rows of a pair of pages, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from scripts.book import Book, Page
from scripts.book.labels import fill
from scripts.book.model import Pair, Part, PartKind, kind_of


@dataclass(frozen=True)
class Row:
    kind: PartKind
    id: str
    """The same as on the page itself; empty for a block that has none."""
    name: str
    """For a screen reader."""
    addition: bool
    back: str
    """Of a note: the passage that calls for it."""
    first: Markup
    second: Markup


def rows(book: Book, pair: Pair) -> tuple[Row, ...]:
    """A row for each heading, passage, note and loose block that both languages have, in the order of the first."""
    there = dict(_keyed(pair.second))
    calls = {f"fn:{mark.label}": mark.passage or "" for mark in reversed(pair.first.marks)}
    return tuple(
        Row(
            part.kind,
            part.id,
            fill(book.labels[pair.first.language]["passage"], id=part.id) if part.kind == "passage" else "",
            part.kind == "passage" and kind_of(part.id) == "addition",
            calls.get(part.id, ""),
            Markup(part.html),  # noqa: S704 - our own page
            Markup(there[key].html),  # noqa: S704
        )
        for key, part in _keyed(pair.first)
        if key in there
    )


def _keyed(page: Page) -> Iterator[tuple[tuple[PartKind, str], Part]]:
    """Each part by its kind and id; one without an id by its place among these."""
    without = 0
    for part in page.parts:
        if not part.id:
            without += 1
        yield (part.kind, part.id or str(without)), part
