"""The book as data: pages, passages, notes, links and pairs, read once from docs/.

Knows nothing of MkDocs, of the theme or of the rules; `read_book` gives a `Book`, everything else asks that.
"""

from scripts.book.model import LANGUAGES, Book, Language, Page, Passage
from scripts.book.read import read_book

__all__ = ["LANGUAGES", "Book", "Language", "Page", "Passage", "read_book"]
