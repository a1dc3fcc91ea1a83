"""Every form of the whole book, from the passages to its files."""

from __future__ import annotations

from collections.abc import Callable

from scripts.site.editions.corpus import corpus_files
from scripts.site.editions.epub import epub_files
from scripts.site.editions.pdf import pdf_files
from scripts.site.pages.frame import Publication


def edition_files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """How each is made, by its path in the site; none for a book that has no name as a file."""
    if not publication.book.edition.file_name:
        return {}
    return {**pdf_files(publication), **epub_files(publication), **corpus_files(publication)}
