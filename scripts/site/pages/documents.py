"""Frames of every HTML document of the site: the pages, and those that no Markdown file makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.book import Book, Language, Page
from scripts.book.addresses import file_at, share_address, short_address, side_address
from scripts.book.labels import fill
from scripts.site.pages.frame import Frame, Publication
from scripts.site.pages.share import share, share_files


@dataclass(frozen=True)
class Document:
    """A document beside the pages: its file in the site, its template and its frame."""

    file: str
    template: str
    frame: Frame
    origin: str
    """What it is made from."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What the template gets beside its frame."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What is offered with it, by its path in the site."""


def page_frame(publication: Publication, page: Page) -> Frame:
    return Frame(publication, page.language, page.address, page)


def documents(publication: Publication) -> Iterator[Document]:
    """The documents beside the pages."""
    yield from _not_found(publication)
    yield from _short_links(publication)
    yield from _sides(publication)
    yield from _shares(publication)
    yield from _cards(publication)
    yield from _moved(publication)


def sitemap_frames(publication: Publication) -> list[Frame]:
    """What search engines may find: the pages in both languages, and these side by side."""
    pages = [
        page_frame(publication, page)
        for language in publication.book.languages
        for page in publication.book.in_language(language)
    ]
    return pages + [document.frame for document in _sides(publication)]


def _not_found_frame(publication: Publication, languages: tuple[Language, ...], address: str) -> Frame:
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
    frame = _not_found_frame(publication, publication.book.languages, "/404.html")
    yield Document("404.html", "404.html", frame, "overrides/404.html")
    for language in publication.book.languages:
        address = f"/{language}/404.html"
        frame = _not_found_frame(publication, (language,), address)
        yield Document(file_at(address), "404.html", frame, "overrides/404.html")


def _short_links(publication: Publication) -> Iterator[Document]:
    """`/b1/` …, `/j/` …: in both languages, to the page that the plan gives this name."""
    for entry in publication.book.contents.short_links:
        address = short_address(entry)
        frames = [
            Frame(publication, language, address, page, indexed=False)
            for language in publication.book.languages
            if (page := publication.book.page(language, entry.path))
        ]
        if frames:
            origin = f"the short link of {entry.path}"
            yield Document(file_at(address), "short-link.html", _in_languages(frames), origin)


def _shares(publication: Publication) -> Iterator[Document]:
    """How to pass on each page."""
    book = publication.book
    for page in book.pages.values():
        labels, address = book.labels[page.language], share_address(book, page)
        title = page_frame(publication, page).numbered(page)
        frame = Frame(
            publication, page.language, address, page, indexed=False,
            own_counterpart=share_address(book, twin) if (twin := book.counterpart(page)) else "",
            own_title=fill(labels["share_title"], title=title),
            own_description=fill(labels["share_description"], title=title),
        )  # fmt: skip
        shared = share(frame)
        origin = f"the ways to share {page.source}"
        yield Document(
            file_at(address),
            "share.html",
            frame,
            origin,
            {"share": shared},
            share_files(book, page, shared),
        )


def _cards(publication: Publication) -> Iterator[Document]:
    """Each beacon's card as a page of its own."""
    teams = {language: Frame(publication, language, "/").team for language in publication.book.languages}
    addresses = {
        language: {card.number: team.card_address(card) for card in team.cards} for language, team in teams.items()
    }
    for language, team in teams.items():
        labels = publication.book.labels[language]
        for card in team.cards if team.papers else ():
            frame = Frame(
                publication, language, team.card_address(card), card.page, indexed=False,
                own_counterpart=addresses[publication.book.other(language)].get(card.number, ""),
                own_title=fill(labels["card_title"], number=card.number),
                own_description=fill(labels["card_description"], number=card.number),
            )  # fmt: skip
            yield Document(
                file_at(frame.address), "beacon-card.html", frame, f"the card of {card.page.source}", {"card": card}
            )


def _moved(publication: Publication) -> Iterator[Document]:
    """At each old address of a page, the way to the new one."""
    for old, new in publication.book.moved.pages.items():
        if old.endswith("/"):
            first, second = publication.book.languages
            language = second if new.startswith(f"/{second}/") else first
            title = publication.book.labels[language]["moved_title"]
            yield Document(
                file_at(old),
                "moved.html",
                Frame(publication, language, old, indexed=False, own_title=title),
                "docs/_data/moved.yml",
                {"new": new},
            )


def _sides(publication: Publication) -> Iterator[Document]:
    """`/nl-en/…`: each pair of pages."""
    book: Book = publication.book
    first = book.languages[0]
    for pair in book.pairs:
        address = side_address(book.languages, pair.path)
        labels = book.labels[first]
        frames = [Frame(publication, page.language, address, page) for page in pair]
        frame = Frame(
            publication, first, address, pair.first, in_languages=frames,
            own_title=fill(labels["side_by_side_title"], title=pair.first.title),
            own_description=fill(labels["side_by_side_description"], title=pair.first.title),
        )  # fmt: skip
        yield Document(file_at(address), "side-by-side.html", frame, f"both languages of {pair.path}")
