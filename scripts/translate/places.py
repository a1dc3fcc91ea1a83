"""Where each text that is translated stands in its file, as it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from scripts.book import Book, Language, Page
from scripts.book.beacons import BEACONS
from scripts.book.bibliography import BIBLIOGRAPHY
from scripts.book.glossary import GLOSSARY
from scripts.book.model import Heading, Note, Passage
from scripts.book.sources import FRONT_MATTER
from scripts.translate.scalars import Scalar, entry, scalar, tree

IN_FRONT = ("title", "short", "description")
"""Of the front matter: the rest is no text for readers."""
HEADING = re.compile(r"(?P<marks>#{1,6}[ \t]+)(?P<text>.*?)(?P<attributes>[ \t]*\{[^{}]*\})?[ \t]*")
DEFINITION = re.compile(r" {0,3}\[\^[^\]\s]+\]:[ \t]*")


@dataclass(frozen=True)
class Place:
    """One text in one language."""

    path: str
    """From the root of the repository."""
    line: int
    start: int
    """Signs of the file before it, counted from 0."""
    end: int
    raw: str
    """What stands there in the file."""
    text: str
    """As a translator gets it: the Markdown, without what only says where it stands."""
    scalar: Scalar | None = None
    """Of a text in YAML."""
    id_line: str = ""
    """Of a passage: the line with its id, which stands below its first paragraph."""

    @property
    def one_line(self) -> bool:
        """Whether it may hold no line end."""
        return self.scalar is not None or (not self.id_line and "\n" not in self.text)

    def written(self, text: str) -> str:
        """Another text, as it is written in this place."""
        if self.scalar:
            return self.scalar.written(text)
        if not self.id_line:
            return text
        first, gap, rest = text.partition("\n\n")
        return f"{first}\n{self.id_line}{gap}{rest}"


def plain(text: str) -> str:
    """With the line ends that this book has on every machine."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def page_places(page: Page) -> dict[str, Place]:
    """The texts of a page by their keys: `b3-2`, `page:laws/index.md title`, `laws/index.md [^scp]`."""
    lines = _Lines(page)
    found: dict[str, Place | None] = dict(_front(page, lines))
    found |= {f"page:{page.path} #{heading.id}": _heading(lines, heading) for heading in page.headings}
    found |= {passage.id: _passage(lines, passage) for passage in page.passages}
    called_for = {mark.label for mark in page.marks}
    found |= {note_key(page.path, note.label): _note(lines, note) for note in page.notes if note.label in called_for}
    return {key: place for key, place in found.items() if place and place.text}


def note_key(path: str, label: str) -> str:
    return f"{path} [^{label}]"


def data_places(book: Book, language: Language) -> dict[str, Place]:
    """The texts of docs/_data that the lock knows, by their keys: `term:compost definition`, `beacon:3`."""
    files = {path: _Data(book, path) for path in (GLOSSARY, BEACONS, BIBLIOGRAPHY) if book.data_text(path)}
    found: dict[str, Place | None] = {}
    for term in book.glossary.terms:
        for part in ("term", "definition"):
            found[f"term:{term.id} {part}"] = files[GLOSSARY].place("id", term.id, language, part)
    for number in book.beacons:
        found[f"beacon:{number}"] = files[BEACONS].place("beacon", str(number), "statement", language)
    for source in book.bibliography.sources:
        if source.remark:
            found[f"source:{source.id}"] = files[BIBLIOGRAPHY].place("id", source.id, "custom", language)
    return {key: place for key, place in found.items() if place and place.text}


class _Data:
    """A data file, read for its places."""

    def __init__(self, book: Book, path: str) -> None:
        self.path, self.text = path, plain(book.data_text(path))
        self.root = tree(self.text)

    def place(self, key: str, value: str, *way: str) -> Place | None:
        """Of the text at the end of a way into the entry whose `key` has this value."""
        found = scalar(entry(self.root, key, value), *way)
        if found is None:
            return None
        line = self.text.count("\n", 0, found.start) + 1
        return Place(
            self.path, line, found.start, found.end, self.text[found.start : found.end], found.value, scalar=found
        )


class _Lines:
    """The lines of a page: as they stand, and with code and comments blanked out, to look for what is written."""

    def __init__(self, page: Page) -> None:
        self.path = page.source
        self.text = plain(page.raw)
        self.raw = self.text.split("\n")
        self.seen = dict(page.lines)
        self.starts = [0]
        for line in self.raw:
            self.starts.append(self.starts[-1] + len(line) + 1)
        last = page.lines[-1][0] if page.lines else 0
        self.ends_at = frozenset(self._bounds(page)) | {last + 1}

    def _bounds(self, page: Page) -> Iterator[int]:
        """The lines at which a passage before them has ended."""
        yield from (self.first(passage) for passage in page.passages)
        yield from (heading.line for heading in page.headings)
        yield from (number for number, line in self.seen.items() if DEFINITION.match(line))

    def first(self, passage: Passage) -> int:
        """The line on which the paragraph with a passage's id begins."""
        line = passage.line
        while self.seen.get(line - 1, "").strip() and not HEADING.fullmatch(self.seen[line - 1]):
            line -= 1
        return line

    def last_with_text(self, first: int, end: int) -> int:
        """The last line before `end` that is neither empty nor a comment."""
        return max(number for number in range(first, end) if number == first or self.seen[number].strip())

    def place(self, first: int, last: int, text: str, *, skip: int = 0, id_line: str = "") -> Place:
        """From the first line, without its first `skip` signs, to the end of the last."""
        start = self.starts[first - 1] + skip
        end = self.starts[last - 1] + len(self.raw[last - 1].rstrip())
        return Place(self.path, first, start, end, self.text[start:end], text, id_line=id_line)


def _front(page: Page, lines: _Lines) -> Iterator[tuple[str, Place]]:
    match = FRONT_MATTER.match(lines.text)
    if match is None:
        return
    root = yaml.compose(match[1], Loader=yaml.SafeLoader)
    for key in IN_FRONT:
        found = scalar(root, key)
        if found:
            start, end = found.start + match.start(1), found.end + match.start(1)
            line = lines.text.count("\n", 0, start) + 1
            yield (
                f"page:{page.path} {key}",
                Place(page.source, line, start, end, lines.text[start:end], found.value, scalar=found),
            )


def _heading(lines: _Lines, heading: Heading) -> Place | None:
    match = HEADING.fullmatch(lines.seen.get(heading.line, ""))
    if match is None:
        return None
    before = lines.starts[heading.line - 1]
    start, end = before + match.start("text"), before + match.end("text")
    text = lines.text[start:end]
    return Place(lines.path, heading.line, start, end, text, text)


def _passage(lines: _Lines, passage: Passage) -> Place:
    first = lines.first(passage)
    end = min(line for line in lines.ends_at if line > first)
    last = lines.last_with_text(first, end)
    whole = lines.place(first, last, "")
    id_line = lines.raw[passage.line - 1].rstrip()
    before, _, after = whole.raw.partition(f"\n{id_line}")
    place = lines.place(first, last, before + after, id_line=id_line)
    # A passage of another form is translated with its id in the text.
    return place if place.written(place.text) == whole.raw else replace(whole, text=whole.raw)


def _note(lines: _Lines, note: Note) -> Place | None:
    match = DEFINITION.match(lines.seen.get(note.line, ""))
    if match is None:
        return None
    last = number = note.line
    while (number := number + 1) in lines.seen and not DEFINITION.match(lines.seen[number]):
        line = lines.seen[number]
        if line.strip() and not line.startswith("    ") and not lines.seen[number - 1].strip():
            break
        last = number if line.strip() else last
    place = lines.place(note.line, last, "", skip=match.end())
    return replace(place, text=place.raw)
