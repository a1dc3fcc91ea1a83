"""Rules about notes, citations and terms: all that a text calls for is there, and all that is there is called for."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.book import Book, Page
from scripts.book.bibliography import BIBLIOGRAPHY
from scripts.book.data import line_of
from scripts.book.glossary import GLOSSARY
from scripts.book.model import point_of
from scripts.check.findings import did_you_mean, rule

Fault = tuple[str, int, str, str]


@rule("note-undefined", "A mark calls for a note that is not there")
def note_undefined(book: Book) -> Iterator[Fault]:
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


@rule("note-unused", "A note that nothing calls for")
def note_unused(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
        called = {mark.label for mark in page.marks}
        for note in page.notes:
            if note.label not in called:
                message = f"nothing on this page calls for the note [^{note.label}]"
                yield (
                    page.source,
                    note.line,
                    message,
                    f"put [^{note.label}] where it belongs, or take the note out",
                )


@rule("note-twice", "A note defined twice")
def note_twice(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
        labels = [note.label for note in page.notes]
        for label in dict.fromkeys(labels):
            if labels.count(label) > 1:
                line = max(note.line for note in page.notes if note.label == label)
                yield page.source, line, f"the note [^{label}] is defined twice", "keep one of them"


@rule("note-unpaired", "Notes differ between the languages")
def note_unpaired(book: Book) -> Iterator[Fault]:
    for pair in book.pairs:
        english = {passage.id: passage for passage in pair.en.passages}
        for passage in pair.nl.passages:
            counterpart = english.get(passage.id)
            if counterpart is not None and counterpart.notes != passage.notes:
                mine, theirs = ", ".join(counterpart.notes) or "none", ", ".join(passage.notes) or "none"
                message = f"passage {passage.id} has the notes {mine}; in Dutch {theirs}"
                yield (
                    pair.en.source,
                    counterpart.line,
                    message,
                    "use the same labels in the same order in both languages",
                )


@rule("note-cites-otherwise", "A note cites other sources than its counterpart")
def note_cites_otherwise(book: Book) -> Iterator[Fault]:
    for pair in book.pairs:
        dutch = {note.label: note for note in pair.nl.notes}
        for note in pair.en.notes:
            counterpart = dutch.get(note.label)
            if counterpart is not None and counterpart.citations != note.citations:
                mine, theirs = (
                    ", ".join(note.citations) or "nothing",
                    ", ".join(counterpart.citations) or "nothing",
                )
                message = f"the note [^{note.label}] cites {mine}; in Dutch {theirs}"
                yield pair.en.source, note.line, message, "cite the same sources in both languages"


@rule("book-note", "A note of the book that is missing, or not in its place")
def book_note(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
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


@rule("citation-unknown", "A citation of a source that the bibliography lacks")
def citation_unknown(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
        for stray in page.strays:
            if stray.what == "citation":
                known = book.bibliography.by_id
                message = f"the bibliography has no source {stray.written!r}{did_you_mean(stray.written, known)}"
                yield page.source, stray.line, message, f"add it to {BIBLIOGRAPHY}, or mend the key"


@rule("source-uncited", "A source that no note cites", stops=False)
def source_uncited(book: Book) -> Iterator[Fault]:
    cited = {key for page in book.pages.values() for note in page.notes for key in note.citations}
    for source in book.bibliography.sources:
        if source.id not in cited and source.group != "book":
            line = line_of(book.root, BIBLIOGRAPHY, f"id: {source.id}\n")
            yield BIBLIOGRAPHY, line, f"no note cites {source.id!r}", "cite it, or take it out"


@rule("term-unknown", "A link to a term that the glossary lacks")
def term_unknown(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
        for stray in page.strays:
            if stray.what == "term":
                known = book.glossary.by_id
                message = f"the glossary has no term {stray.written!r}{did_you_mean(stray.written, known)}"
                yield page.source, stray.line, message, f"add it to {GLOSSARY}, or mend the id"
