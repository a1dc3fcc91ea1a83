"""The book as data: pages, passages, notes, links and pairs, read once from docs/.

Knows nothing of MkDocs, of the theme or of the rules; `read_book` gives a `Book`, everything else asks that.
"""

from scripts.book.languages import Language
from scripts.book.model import Book, Page, Passage
from scripts.book.read import read_book, read_whole_book

__all__ = ["Book", "Language", "Page", "Passage", "read_book", "read_whole_book"]
