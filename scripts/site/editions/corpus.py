"""The book as a parallel corpus, and its glossary as a termbase, for translators and researchers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from scripts.book.addresses import CORPUS, edition_address, file_at, sides
from scripts.site.editions.tables import corpus_csv, corpus_jsonl
from scripts.site.editions.tbx import tbx
from scripts.site.editions.tmx import tmx
from scripts.site.pages.frame import Publication

MAKERS: dict[str, Callable[[Publication], bytes]] = {
    "tmx": tmx,
    "tbx": tbx,
    "csv": corpus_csv,
    "jsonl": corpus_jsonl,
}


def corpus_files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """How each file is made, by its path in the site: `files/le-jardin.fr-de.tmx`."""
    book = publication.book
    names = {form: file_at(edition_address(book, sides(book.languages), form)) for form in CORPUS}
    return {name: partial(MAKERS[form], publication) for form, name in names.items()}
