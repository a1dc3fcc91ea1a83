"""Every form of the whole book, from the passages to its files."""

from __future__ import annotations

from scripts.site.editions.corpus import corpus_files
from scripts.site.editions.epub import epub_files
from scripts.site.editions.pdf import pdf_files
from scripts.site.making import Makers
from scripts.site.pages.frame import Publication


def edition_files(publication: Publication, *, at_once: bool = False) -> Makers:
    """How each is made, by its path in the site; none for a book that has no name as a file.

    At once: those that take longest are begun now.
    """
    if not publication.book.edition.file_name:
        return {}
    papers = pdf_files(publication, at_once=at_once)
    return {**epub_files(publication), **corpus_files(publication), **papers}
