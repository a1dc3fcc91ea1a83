"""Rules about notes, citations and terms: all that a text calls for is there, and all that is there is called for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from scripts.book import Book, Page
from scripts.book.bibliography import BIBLIOGRAPHY
from scripts.book.glossary import GLOSSARY
from scripts.book.languages import is_language
from scripts.book.model import point_of
from scripts.check.findings import Fault, did_you_mean, rule


@rule("note-undefined", "A mark calls for a note that is not there", stops=True)
def note_undefined(book: Book) -> Iterator[Fault]:
    """The reader sees `[^cbs]` in the text and no note.

    Bad: `tekst[^csb]` with `[^cbs]: …`. Good: the same label at both.
    """
    for page in book.pages.values():
        labels = {note.label for note in page.notes}
        for stray in page.strays:
            if stray.what == "note-mark":
                message = f"no note [^{stray.written}] on this page{did_you_mean(stray.written, labels)}"
                yield (
                    page.source,
                    stray.line,
                    message,
                    f"write '[^{stray.written}]: …' at the end of the file",
                )


MARK_SLIPS = (
    (re.compile(r"\[\s+\^\s*([\w-]+)\s*\]"), "a space in the mark of a note"),
    (
        re.compile(r"\[\^\s*([\w-]+(?: [\w-]+)*)\s+\]|\[\^(\s+[\w-]+|[\w-]+(?: [\w-]+)+)\]"),
        "a space in the mark of a note",
    ),
    (re.compile(r"\(\^([\w-]+)\)"), "round brackets around the mark of a note"),
    (re.compile(r"\[\^([\w-]+)(?![\w\]-])(?!(?: [\w-]+)*\s*\])"), "the mark of a note that is not closed"),
    (
        re.compile(r"^ {0,3}\[\^([\w-]+)\](?=[.;,]?\s)"),
        "a note without its colon, or a mark at the beginning of a line",
    ),
)


@rule("note-mark", "The mark of a note, or its definition, that is written otherwise than [^label]", stops=True)
def note_mark(book: Book) -> Iterator[Fault]:
    """Readers see `[^cbs ]` in the text, and the note below seems to be called by nothing."""
    for page in book.pages.values():
        for number, line in page.lines:
            yield from ((page.source, number, *told) for told in _mark_slips(line, _labels(page)))
        for key in ("title", "short", "description"):
            if isinstance(page.meta.get(key), str) and "[^" in page.meta[key]:
                yield page.source, 1, f"the mark of a note in the {key}", "put it behind the sentence in the text"


def _labels(page: Page) -> frozenset[str]:
    """Of the notes that are defined on the page."""
    return frozenset(note.label for note in page.notes)


def _mark_slips(line: str, labels: Container[str]) -> Iterator[tuple[str, str]]:
    """Message and remedy of each."""
    for pattern, what in MARK_SLIPS:
        for match in pattern.finditer(line):
            label = re.sub(r"\s+", "-", next(filter(None, match.groups())).strip())
            colon = ": …" if pattern is MARK_SLIPS[-1][0] else ""
            yield f"{what}: {match[0]!r}", f"write [^{label}]{colon}"
    for match in re.finditer(r"(?<!\[)\[([\w-]+)\](?![(\[:{])", line):
        if match[1] in labels:
            yield f"the mark of a note without its ^: {match[0]!r}", f"write [^{match[1]}]"


@rule("note-unused", "A note that nothing calls for", stops=True)
def note_unused(book: Book) -> Iterator[Fault]:
    """It is not in the page: what it was to support has lost its source."""
    for page in book.pages.values():
        called = {mark.label for mark in page.marks}
        # Where its mark is written otherwise, note-mark tells how to mend that.
        meant = {
            remedy[len("write [^") : -1] for _, line in page.lines for _, remedy in _mark_slips(line, _labels(page))
        }
        for note in page.notes:
            if note.label not in called | meant:
                message = f"nothing on this page calls for the note [^{note.label}]"
                yield (
                    page.source,
                    note.line,
                    message,
                    f"put [^{note.label}] where it belongs, or take the note out",
                )


@rule("note-twice", "A note defined twice", stops=True)
def note_twice(book: Book) -> Iterator[Fault]:
    """Only the last one is shown, without a word."""
    for page in book.pages.values():
        labels = [note.label for note in page.notes]
        for label in dict.fromkeys(labels):
            if labels.count(label) > 1:
                line = max(note.line for note in page.notes if note.label == label)
                yield page.source, line, f"the note [^{label}] is defined twice", "keep one of them"


@rule("note-unpaired", "Notes differ between the languages", stops=True)
def note_unpaired(book: Book) -> Iterator[Fault]:
    """A fact has a source in one language and none in the other, or the note hangs on another passage."""
    for pair in book.pairs:
        twins = {passage.id: passage for passage in pair.second.passages}
        language = book.in_english(pair.first.language)
        for passage in pair.first.passages:
            counterpart = twins.get(passage.id)
            if counterpart is not None and counterpart.notes != passage.notes:
                mine, theirs = ", ".join(counterpart.notes) or "none", ", ".join(passage.notes) or "none"
                message = f"passage {passage.id} has the notes {mine}; in {language} {theirs}"
                yield (
                    pair.second.source,
                    counterpart.line,
                    message,
                    "use the same labels in the same order in both languages",
                )


@rule("note-cites-otherwise", "A note cites other sources than its counterpart", stops=True)
def note_cites_otherwise(book: Book) -> Iterator[Fault]:
    """Readers of the two languages are sent to different sources."""
    for pair in book.pairs:
        first = {note.label: note for note in reversed(pair.first.notes)}
        second = {note.label: note for note in reversed(pair.second.notes)}
        language = book.in_english(pair.first.language)
        for note in reversed(second.values()):
            counterpart = first.get(note.label)
            if counterpart is not None and counterpart.citations != note.citations:
                mine, theirs = (
                    ", ".join(note.citations) or "nothing",
                    ", ".join(counterpart.citations) or "nothing",
                )
                message = f"the note [^{note.label}] cites {mine}; in {language} {theirs}"
                yield pair.second.source, note.line, message, "cite the same sources in both languages"


@rule("book-note", "A note of the book that is missing, or not in its place", stops=True)
def book_note(book: Book) -> Iterator[Fault]:
    """The book has seven endnotes, each at its own place; they keep their number: `[^1]` to `[^7]`."""
    broken = {trouble.path for trouble in book.troubles}
    for page in book.pages.values():
        if page.source in broken:
            continue
        for number, point in book.contents.book_notes.items():
            if book.contents.page_of_point.get(point) == page.path:
                yield from _book_note(page, str(number), point)
        for mark in page.marks:
            if mark.label.isdigit() and int(mark.label) not in book.contents.book_notes:
                yield (
                    page.source,
                    mark.line,
                    f"the book has no note {mark.label}",
                    "give a note of the site a word for its label",
                )


def _book_note(page: Page, label: str, point: str) -> Iterator[Fault]:
    places = [mark for mark in page.marks if mark.label == label]
    remedy = f"put [^{label}] in a passage of {point}"
    if not places:
        yield page.source, 1, f"note {label} of the book is missing", remedy
    for mark in places:
        if mark.passage is None or point_of(mark.passage) != point or "-x" in mark.passage:
            yield (
                page.source,
                mark.line,
                f"note {label} of the book stands in {mark.passage or 'no passage'}",
                remedy,
            )


@rule("citation-unknown", "A citation of a source that the bibliography lacks", stops=True)
def citation_unknown(book: Book) -> Iterator[Fault]:
    """The reader sees `[@cbs-2021]` instead of a source."""
    for page in book.pages.values():
        for stray in page.strays:
            if stray.what == "citation":
                known = book.bibliography.by_id
                message = f"the bibliography has no source {stray.written!r}{did_you_mean(stray.written, known)}"
                yield page.source, stray.line, message, f"add it to {BIBLIOGRAPHY}, or mend the key"


@rule("source-uncited", "A source that no note cites")
def source_uncited(book: Book) -> Iterator[Fault]:
    """A list of sources that nobody used is no list of sources."""
    cited = {key for page in book.pages.values() for note in page.notes for key in note.citations}
    for source in book.bibliography.sources:
        if source.id not in cited and source.group != "book":
            line = book.line_in(BIBLIOGRAPHY, f"id: {source.id}\n")
            yield BIBLIOGRAPHY, line, f"no note cites {source.id!r}", "cite it, or take it out"


@rule("term-unknown", "A link to a term that the glossary lacks", stops=True)
def term_unknown(book: Book) -> Iterator[Fault]:
    """The link leads to nothing."""
    for page in book.pages.values():
        for stray in page.strays:
            if stray.what == "term":
                known = book.glossary.by_id
                message = f"the glossary has no term {stray.written!r}{did_you_mean(stray.written, known)}"
                yield page.source, stray.line, message, f"add it to {GLOSSARY}, or mend the id"


@rule("note-order", "Notes defined in another order than the text calls for them")
def note_order(book: Book) -> Iterator[Fault]:
    """Who edits the source finds the notes by their order."""
    for page in book.pages.values():
        used = list(dict.fromkeys(mark.label for mark in page.marks))
        first: dict[str, int] = {}
        for note in sorted(page.notes, key=lambda note: note.line):
            if note.label in used:
                first.setdefault(note.label, note.line)
        expected = [label for label in used if label in first]
        for (label, line), called in zip(first.items(), expected, strict=True):
            if label != called:
                remedy = "define notes in order of first use"
                yield page.source, line, f"[^{label}] stands where [^{called}] is called for", remedy
                break


@rule("note-empty", "A note without a text, or with one that means nothing by itself")
def note_empty(book: Book) -> Iterator[Fault]:
    """A note is read by itself, in a pop-up: `Ibid., p. 12` says nothing there."""
    for page in book.pages.values():
        called = {mark.label for mark in page.marks}
        for note in page.notes:
            if note.label in called and not note.text and not note.citations and not _repeated(page, note.label):
                yield page.source, note.line, f"the note [^{note.label}] is empty", "write one to three sentences"
            elif re.match(
                r"(ibid|idem|t\.?a\.?p|op\.? ?cit|zie aldaar|zie boven|see above)\b", note.text, re.IGNORECASE
            ):
                yield (
                    page.source,
                    note.line,
                    f"the note [^{note.label}] means nothing by itself",
                    "name the source again",
                )


def _repeated(page: Page, label: str) -> bool:
    return sum(note.label == label for note in page.notes) > 1


@rule("note-misplaced", "A note in a heading, in a link, or in another note")
def note_misplaced(book: Book) -> Iterator[Fault]:
    """In a heading it stands in the contents too; in a note it leads in circles."""
    for page in book.pages.values():
        for number, line in page.lines:
            body = re.sub(r"^ {0,3}\[\^[^\]]*\]:", "", line)
            where = (
                "a heading" if re.match(r"#{1,6} ", line) and "[^" in line
                else "another note" if body != line and "[^" in body
                else "a link" if re.search(r"\[[^\]\[]*\[\^[^\]]*\][^\]\[]*\]\(", line)
                else ""
            )  # fmt: skip
            if where:
                yield page.source, number, f"a note in {where}", "put it behind the sentence in the text"


@rule("citation-outside", "A citation outside the notes")
def citation_outside(book: Book) -> Iterator[Fault]:
    """Sources stand in notes, where they don't stop the reader."""
    for page in book.pages.values():
        for number, line in page.lines:
            if re.search(r"\[@[\w-]+", line) and not re.match(r" {0,3}\[\^[^\]]*\]:| {4}", line):
                yield page.source, number, "a citation in the running text", "put it in a note"


@rule("addition-unsourced", "A book note without its source, or a note of the site that cites nothing")
def addition_unsourced(book: Book) -> Iterator[Fault]:
    """Every added fact has a source that a reader can look up."""
    for page in book.pages.values():
        for note in page.notes:
            if note.text and not note.citations:
                yield page.source, note.line, f"the note [^{note.label}] cites no source", "cite one: [@key]"


REQUIRED_CSL = {
    "book": ("author|editor", "issued"),
    "report": ("author|editor",),
    "article-journal": ("author", "container-title"),
    "article-newspaper": ("author",),
    "webpage": ("author",),
    "legal_case": ("author", "issued"),
    "speech": ("issued",),
}
KNOWN_CSL = {*REQUIRED_CSL, "legislation", "bill", "hearing", "personal_communication"}


@rule("source-incomplete", "A source without what its type requires")
def source_incomplete(book: Book) -> Iterator[Fault]:
    """A reader can't find a book without an author and a year."""
    for source in book.bibliography.sources:
        line = book.line_in(BIBLIOGRAPHY, f"id: {source.id}\n")
        kind = str(source.csl["type"])
        if kind not in KNOWN_CSL:
            yield (
                BIBLIOGRAPHY,
                line,
                f"{source.id}: unknown type {kind!r}",
                f"use one of {', '.join(sorted(KNOWN_CSL))}",
            )
        for choice in REQUIRED_CSL.get(kind, ()):
            if not any(source.csl.get(key) for key in choice.split("|")):
                yield (
                    BIBLIOGRAPHY,
                    line,
                    f"{source.id}: a {kind} without {choice.replace('|', ' or ')}",
                    "add it; fill in nothing by guess",
                )


@rule("source-identifier", "An ISBN, DOI, ECLI, date or language that can't be right")
def source_identifier(book: Book) -> Iterator[Fault]:
    """One digit wrong leads to another book."""
    for source in book.bibliography.sources:
        line = book.line_in(BIBLIOGRAPHY, f"id: {source.id}\n")
        isbn, doi = str(source.csl.get("ISBN", "")), str(source.csl.get("DOI", ""))
        if isbn and not _is_isbn(isbn):
            yield BIBLIOGRAPHY, line, f"{source.id}: {isbn!r} is no ISBN", "copy it again: the check digit does not fit"
        if doi and not re.fullmatch(r"10\.\d{4,9}/\S+", doi):
            yield BIBLIOGRAPHY, line, f"{source.id}: {doi!r} is no DOI", "write it as 10.1234/abc"
        if not is_language(source.language):
            tags = " or ".join(book.languages)
            told = f"unknown language {source.language!r}" if source.language else "lacks its language"
            yield BIBLIOGRAPHY, line, f"{source.id}: {told}", f"write {tags}"
        years = [part[0] for part in source.csl.get("issued", {}).get("date-parts", [])]
        if any(not isinstance(year, int) or not 1900 <= year <= 2100 for year in years):
            yield BIBLIOGRAPHY, line, f"{source.id}: the year {years[0]!r} can't be right", "write the year as a number"
        match = re.search(r"(?:19|20)\d\d$", source.id)
        if match and years and int(match[0]) not in years and abs(int(match[0]) - years[0]) > 1:
            yield BIBLIOGRAPHY, line, f"{source.id} is of {years[0]}", "let the id and the year agree"


def _is_isbn(text: str) -> bool:
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 if digit == "X" else int(digit)) * (10 - index) for index, digit in enumerate(digits)) % 11 == 0
    return False
