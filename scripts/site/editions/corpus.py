"""The book as a parallel corpus, and its glossary as a termbase, for translators and researchers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from scripts.book.addresses import sides
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


def corpus_files(publication: Publication, stem: str) -> dict[str, Callable[[], bytes]]:
    """How each file is made, by its path in the site: `files/STEM.nl-en.tmx`."""
    pair = sides(publication.book.languages)
    return {f"files/{stem}.{pair}.{kind}": partial(make, publication) for kind, make in MAKERS.items()}
