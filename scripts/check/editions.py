"""Rules about what can be taken along: what paper and e-books can't carry is told before one is made."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.book import Book
from scripts.book.carried import not_carried
from scripts.book.paper import unprintable
from scripts.check.findings import Fault, rule


@rule("paper-form", "Something that the book as PDF can't carry", stops=True)
def paper_form(book: Book) -> Iterator[Fault]:
    """An HTML element without a form on paper, a note longer than half a page, a table or picture that is too large."""
    for trouble in unprintable(book):
        message, _, remedy = trouble.message.partition(": ")
        yield trouble.path, trouble.line, message, remedy


@rule("ebook-form", "Something that an e-book can't carry", stops=True)
def ebook_form(book: Book) -> Iterator[Fault]:
    """A picture of a kind that no reading system need know, or too large; an id that is no name in XML."""
    yield from not_carried(book)
