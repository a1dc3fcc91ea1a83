"""From what the markup found to the records of a page, each with the line on which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scripts.book.markup.collect import Collected, Found
from scripts.book.markup.links import SCHEME
from scripts.book.model import FigureMark, Heading, Image, Link, Note, NoteMark, Page, Passage, Stray, Table
from scripts.book.sources import Lines

STRAYS = {
    "stray-mark": ("note-mark", r"\[\^{}\](?!:)"),
    "stray-citation": ("citation", r"\[@{}[\],]"),
    "stray-term": ("term", r"\(term:{}"),
    "stray-text": ("text", r"{}"),
}
"""What the markup calls a stray → its kind, and where it stands in the source."""


def with_records(page: Page, collected: Collected, lines: Lines) -> Page:
    """The page with all that the markup found on it."""
    return replace(
        page,
        headings=tuple(_headings(collected, lines)),
        passages=tuple(_passages(collected, lines)),
        notes=tuple(_notes(collected, lines)),
        marks=tuple(_marks(collected, lines)),
        links=tuple(_links(collected, lines, page.path)),
        strays=tuple(_strays(collected, lines)),
        images=tuple(_images(collected, lines)),
        tables=tuple(_tables(collected, lines)),
        figures=tuple(_figures(collected, lines)),
        terms=tuple(thing.written for thing in collected.of("term")),
        ids=tuple(collected.ids),
    )


def _headings(collected: Collected, lines: Lines) -> Iterator[Heading]:
    lines.rewind()
    for thing in collected.of("heading"):
        line = lines.of(_attribute(thing.written) if thing.explicit else r"^#{1,6} ")
        yield Heading(thing.written, thing.level, thing.text, line, thing.explicit)


def _passages(collected: Collected, lines: Lines) -> Iterator[Passage]:
    lines.rewind()
    for thing in collected.of("passage"):
        line = lines.of("^" + _attribute(thing.written))
        yield Passage(thing.written, thing.text, thing.heading, thing.notes, thing.shape, line, thing.items)


def _attribute(name: str) -> str:
    """An id in an attribute list: `{ #b3-2 }`."""
    return rf"\{{[^}}\n]*#{re.escape(name)}(?=[\s}}])"


def _notes(collected: Collected, lines: Lines) -> Iterator[Note]:
    """The notes in the order of the text; then what is defined but not called for, or defined again."""
    defined = list(collected.defined)
    for thing in collected.of("note"):
        yield Note(thing.written, thing.text, thing.citations, thing.locators, _definition(thing.written, lines, 0))
        defined.remove(thing.written)
    for label in defined:
        index = collected.defined.count(label) - 1
        yield Note(label, "", (), (), _definition(label, lines, index))


def _definition(label: str, lines: Lines, index: int) -> int:
    """The line of a note's definition, or of its index-th repeat."""
    lines.rewind()
    pattern = rf"^ {{0,3}}\[\^{re.escape(label)}\]:"
    for _ in range(index):
        lines.of(pattern)
    return lines.of(pattern)


def _marks(collected: Collected, lines: Lines) -> Iterator[NoteMark]:
    lines.rewind()
    for thing in collected.of("mark"):
        yield NoteMark(thing.written, thing.passage, lines.of(rf"\[\^{re.escape(thing.written)}\](?!:)"))


def _links(collected: Collected, lines: Lines, path: str) -> Iterator[Link]:
    lines.rewind()
    for thing in collected.of("link"):
        target, _, fragment = thing.written.partition("#")
        page = thing.page or (path if fragment and not target else None)
        line = lines.of(rf"\(\s*<?{re.escape(thing.written)}")
        yield Link(thing.written, thing.text, page, fragment, _is_external(thing), thing.passage, line)


def _images(collected: Collected, lines: Lines) -> Iterator[Image]:
    lines.rewind()
    for thing in collected.of("image"):
        name = re.escape(thing.written.rsplit("/", 1)[-1])
        yield Image(thing.written, thing.alt, lines.of(rf"!\[[^\n]*{name}|<img[^\n]*{name}"))


def _tables(collected: Collected, lines: Lines) -> Iterator[Table]:
    lines.rewind()
    for thing in collected.of("table"):
        line = lines.of(rf"^[^\n]*\|?[^\n]*{re.escape(thing.written)}[^\n]*\|" if thing.written else r"^\|")
        yield Table(thing.headers, thing.rows, thing.captioned, line)


def _figures(collected: Collected, lines: Lines) -> Iterator[FigureMark]:
    lines.rewind()
    for thing in collected.of("figure"):
        yield FigureMark(thing.written, thing.text, lines.of(rf"\(figure:{re.escape(thing.written)}"))


def _is_external(thing: Found) -> bool:
    return bool(SCHEME.match(thing.written)) or thing.written.startswith("//")


def _strays(collected: Collected, lines: Lines) -> Iterator[Stray]:
    for what, (kind, pattern) in STRAYS.items():
        lines.rewind()
        for thing in collected.of(what):
            start = thing.written[:20] if what == "stray-text" else thing.written
            yield Stray(thing.written, kind, lines.of(pattern.format(re.escape(start))))  # type: ignore[arg-type]
