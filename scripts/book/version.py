"""Of which day the book's text is, and which version: the same for all that is made from the same texts and data."""

from __future__ import annotations

from scripts.book.checked import FOLDER
from scripts.book.kept import hash_of
from scripts.book.model import Book


def last_changed(book: Book) -> str:
    """When a passage last became what it is, a moment in UTC; empty for a book that nobody looked at yet."""
    return max(book.changed.values(), default="")


def version_of(book: Book) -> str:
    """Eight hexadecimal digits; what was measured of the book is none of its text."""
    data = (file.text for file in book.data_files if not file.path.startswith(f"{FOLDER}/"))
    return hash_of([*(page.raw for page in book.pages.values()), *data])[:8]
