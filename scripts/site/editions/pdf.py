"""The whole book as PDF, set by Typst: A5 to bind, A4 for the printer in the office, and both languages side by side.

Tagged (PDF/UA-1) and to be kept (PDF/A-2a), with its fonts in it. Every passage is a named destination by its id:
`…a4.pdf#nameddest=b3-2`; `pdf_pages` tells on which page that is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from scripts.book import Language
from scripts.book.addresses import Pdf, file_at, pdfs
from scripts.book.kept import code_of, kept, versions_of
from scripts.site.drawing import packing
from scripts.site.editions import apart
from scripts.site.editions.apart import END, PROCESS, set_apart
from scripts.site.editions.side import Data
from scripts.site.editions.volume import edition_data
from scripts.site.files.papers import MAKERS
from scripts.site.making import Maker, Makers, begun
from scripts.site.pages.frame import Publication

TEMPLATES = "overrides/editions"
ACCESSIBLE: Any = ["ua-1"]
"""PDF/UA-1 (ISO 14289-1)."""
TO_KEEP: Any = ["ua-1", "a-2a"]
"""And PDF/A-2a (ISO 19005-2), which asks for a date: a book that nobody looked at yet has none."""

Teller = Callable[[Sequence[Language]], "_Told"]


def pdf_files(publication: Publication, *, at_once: bool = False) -> Makers:
    """How each PDF is set, by its path in the site; at once: begun already, while other files are made."""
    told = cache(partial(_told, publication))
    jobs: Makers
    if at_once:
        jobs = begun({file_at(pdf.address): _job(publication, pdf, told) for pdf in pdfs(publication.book)})
    else:
        jobs = {file_at(pdf.address): partial(_set_once, publication, pdf, told) for pdf in pdfs(publication.book)}
    return {name: partial(_file, job) for name, job in jobs.items()}


def pdf_pages(publication: Publication) -> dict[str, Mapping[str, int]]:
    """By the address of each PDF: passage id → its page, counted from 1. It sets what is not kept."""
    told, some = cache(partial(_told, publication)), pdfs(publication.book)
    return {pdf.address: json.loads(_set_once(publication, pdf, told).partition(END)[0]) for pdf in some}


def _file(job: Maker) -> bytes:
    return job().partition(END)[2]


@dataclass(frozen=True)
class _Told:
    """What PDFs of the same languages have in common."""

    data: Data
    pictures: tuple[bytes, ...]


def _told(publication: Publication, languages: Sequence[Language]) -> _Told:
    data, root = edition_data(publication, languages), publication.book.root
    return _Told(data, tuple((root / path.removeprefix("/")).read_bytes() for path in sorted(_pictures(data))))


def _set_once(publication: Publication, pdf: Pdf, told: Teller) -> bytes:
    return _job(publication, pdf, told)()


def _job(publication: Publication, pdf: Pdf, told: Teller) -> Maker:
    """What is left to do once its text is there: to find what is kept, or to have it set."""
    root, all_told = publication.book.root, told(pdf.languages)
    text = json.dumps({"paper": pdf.paper, **all_told.data}, ensure_ascii=False)
    templates = [file.read_bytes() for file in sorted((root / TEMPLATES).glob("*.typ"))]
    makers = versions_of(*MAKERS), code_of(Path(__file__), Path(apart.__file__), PROCESS, Path(packing.__file__))
    standards = TO_KEEP if all_told.data["changed"] else ACCESSIBLE
    ingredients: Sequence[str | bytes] = (*makers, text, *templates, *all_told.pictures)
    return partial(kept, root, "editions", ingredients, partial(set_apart, root, text, pdf.address, standards))


def _pictures(data: Any) -> set[str]:
    """The files of docs that it shows."""
    if isinstance(data, Mapping):
        own = {str(data["path"])} if data.get("is") == "picture" else set()
        return own.union(*(_pictures(value) for value in data.values()))
    if isinstance(data, Sequence) and not isinstance(data, str):
        return set().union(*(_pictures(value) for value in data))
    return set()
