"""Of which day the book's text is, and which version: the same for all that is made from the same texts and data."""

from __future__ import annotations

from scripts.book.kept import hash_of
from scripts.book.model import Book


def last_changed(book: Book) -> str:
    """When a passage last became what it is, a moment in UTC; empty for a book that nobody looked at yet."""
    return max(book.changed.values(), default="")


def version_of(book: Book) -> str:
    """Eight hexadecimal digits."""
    return hash_of([*(page.raw for page in book.pages.values()), *(file.text for file in book.data_files)])[:8]
