"""Frames of every HTML document of the site: the pages, and those that no Markdown file makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.book import LANGUAGES, Book, Language, Page
from scripts.book.labels import fill
from scripts.site.frame import Frame, Publication
from scripts.site.side_by_side import side_address


@dataclass(frozen=True)
class Document:
    """A document beside the pages: its file in the site, its template and its frame."""

    file: str
    template: str
    frame: Frame


def page_frame(publication: Publication, page: Page) -> Frame:
    return Frame(publication, page.language, page.address, page)


def documents(publication: Publication) -> Iterator[Document]:
    """The documents beside the pages."""
    yield from _not_found(publication)
    yield from _short_links(publication)
    yield from _sides(publication)


def sitemap_frames(publication: Publication) -> list[Frame]:
    """What search engines may find: the pages in both languages, and these side by side."""
    pages = [page_frame(publication, page) for language in LANGUAGES for page in publication.book.in_language(language)]
    return pages + [document.frame for document in _sides(publication)]


def not_found_frame(publication: Publication, languages: tuple[Language, ...], address: str) -> Frame:
    frames = [
        Frame(
            publication, language, address, indexed=False, rooted=True,
            own_title=publication.book.labels[language]["not_found_title"],
        )
        for language in languages
    ]  # fmt: skip
    return _in_languages(frames)


def _in_languages(frames: list[Frame]) -> Frame:
    first = frames[0]
    return Frame(
        first.publication, first.language, first.address, first.page, in_languages=frames,
        own_title=first.own_title, own_description=first.own_description, rooted=first.rooted, indexed=first.indexed,
    )  # fmt: skip


def _not_found(publication: Publication) -> Iterator[Document]:
    """One for hosts that know one file, and one in each language."""
    yield Document("404.html", "404.html", not_found_frame(publication, LANGUAGES, "/404.html"))
    for language in LANGUAGES:
        address = f"/{language}/404.html"
        yield Document(address.removeprefix("/"), "404.html", not_found_frame(publication, (language,), address))


def _short_links(publication: Publication) -> Iterator[Document]:
    """`/b1/` … `/b8/`: in both languages, to the beacon."""
    for entry in publication.book.contents.beacons:
        address = f"/b{entry.beacon}/"
        frames = [
            Frame(publication, language, address, page, indexed=False)
            for language in LANGUAGES
            if (page := publication.book.page(language, entry.path))
        ]
        if frames:
            yield Document(f"{address.strip('/')}/index.html", "short-link.html", _in_languages(frames))


def _sides(publication: Publication) -> Iterator[Document]:
    """`/nl-en/…`: each pair of pages."""
    book: Book = publication.book
    for pair in book.pairs:
        address = side_address(pair.path)
        labels = book.labels["nl"]
        frames = [Frame(publication, page.language, address, page) for page in pair]
        frame = Frame(
            publication, "nl", address, pair.nl, in_languages=frames,
            own_title=fill(labels["side_by_side_title"], title=pair.nl.title),
            own_description=fill(labels["side_by_side_description"], title=pair.nl.title),
        )  # fmt: skip
        yield Document(f"{address.strip('/')}/index.html", "side-by-side.html", frame)
