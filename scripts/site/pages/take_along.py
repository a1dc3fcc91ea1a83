"""What can be taken along: each form of the whole book, with what it is good for and how large it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal

from scripts.book import Language
from scripts.book.addresses import CORPUS, edition_address, file_at, offline_address, pdfs, sides
from scripts.book.version import last_changed, version_of
from scripts.site.drawing.figures.wording import date_in_words
from scripts.site.making import Maker, Makers
from scripts.site.pages.frame import Frame

TEMPLATE = "take-along.html"


@dataclass(frozen=True)
class Form:
    """One file."""

    href: str
    name: str
    """Its form: `A5, PDF`."""
    size: str
    """In words: `644 kB`; empty where it is not told."""
    languages: tuple[Language, ...] = ()
    """By which it is told from others of its form."""


@dataclass(frozen=True)
class Section:
    name: str
    id: str
    good_for: str
    forms: tuple[Form, ...]


def take_along(frame: Frame, makers: Makers) -> tuple[Section, ...]:
    """The sections of the page; of files that have no maker here the sizes are not told."""
    if not frame.book.edition.file_name:
        return ()
    sections = (_section(frame, kind, makers) for kind in ("paper", "ebook", "offline", "data"))
    return tuple(section for section in sections if section.forms)


def _section(frame: Frame, kind: str, makers: Makers) -> Section:
    labels = frame.labels
    forms = (
        Form(frame.file(address), labels[f"take_{kind}_{form}"], _size(frame, makers.get(file_at(address))), languages)
        for form, address, languages in _ADDRESSES[kind](frame)
    )
    return Section(labels[f"take_{kind}"], kind, labels[f"take_{kind}_for"], tuple(forms))


def text_of(frame: Frame) -> str:
    """Of which day the text is, and which version; empty for a book that nobody looked at yet."""
    if not (changed := last_changed(frame.book)):
        return ""
    return frame.fill("pdf_version", date=date_in_words(changed[:10], frame.language), mark=version_of(frame.book))


Found = Iterator[tuple[str, str, tuple[Language, ...]]]


def _papers(frame: Frame) -> Found:
    yield from ((pdf.paper, pdf.address, pdf.languages) for pdf in pdfs(frame.book))


def _ebooks(frame: Frame) -> Found:
    languages = frame.book.languages
    for some in (*((each,) for each in languages), languages):
        yield "epub", edition_address(frame.book, sides(some), "epub"), some


def _offline(frame: Frame) -> Found:
    yield "zip", offline_address(frame.book), ()


def _data(frame: Frame) -> Found:
    both = sides(frame.book.languages)
    yield from ((form, edition_address(frame.book, both, form), ()) for form in CORPUS)


_ADDRESSES: Mapping[str, Callable[[Frame], Found]] = {
    "paper": _papers, "ebook": _ebooks, "offline": _offline, "data": _data,
}  # fmt: skip


def _size(frame: Frame, make: Maker | None) -> str:
    return size_in_words(frame, len(make())) if make else ""


def size_in_words(frame: Frame, size: int) -> str:
    """Bytes as kilobytes, from a million on as megabytes: `644 kB`, `1,2 MB`."""
    if size < 1_000_000:
        return frame.fill("take_kilobytes", size=format_decimal(round(size / 1000), locale=frame.language))
    return frame.fill("take_megabytes", size=format_decimal(round(size / 1_000_000, 1), locale=frame.language))
