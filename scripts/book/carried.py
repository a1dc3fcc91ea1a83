"""What an e-book can carry (EPUB 3.3), of what a page may hold: judged from the book, before one is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from scripts.book.bibliography import BIBLIOGRAPHY
from scripts.book.glossary import GLOSSARY
from scripts.book.markup.links import SCHEME
from scripts.book.model import Book, Page

PICTURES: Mapping[str, str] = {
    ".gif": "image/gif", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml",
    ".webp": "image/webp",
}  # fmt: skip
"""What every reading system shows (core media types), by suffix."""
LARGEST = 50_000
"""Bytes of a picture: an e-book is 800 kB at most, and most of that is text in two languages."""
LISTS = ("glossary.md", "sources.md")
"""What stands behind the chapters."""
XML_NAME = re.compile(r"[^\W\d][\w.-]*")
NotCarried = tuple[str, int, str, str]
"""Path, line, message and remedy."""


def carried_pages(book: Book, language: str) -> tuple[Page, ...]:
    """The chapters in reading order and the lists behind them: what an e-book holds of one language."""
    pages = {page.path: page for page in book.in_language(language) if page.entry}
    paths = [path for path, page in pages.items() if page.kind != "site"]
    return tuple(pages[path] for path in (*paths, *LISTS) if path in pages)


def picture_address(source: str) -> str:
    """Where on the site a picture is, as a page names it: `/assets/images/square.png`."""
    return "/assets/" + source.partition("assets/")[2]


def not_carried(book: Book) -> Iterator[NotCarried]:
    """Everything that an e-book of the book could not hold, with its place and what to do.

    That no HTML stands in the text, and that headings' ids begin with a letter, other rules see to.
    """
    sizes = {asset.path: asset.size for asset in book.assets}
    for language in book.languages:
        for page in carried_pages(book, language):
            yield from _pictures(page, sizes)
    for name in (*book.glossary.by_id, *book.bibliography.by_id):
        if not XML_NAME.fullmatch(name):
            path = GLOSSARY if name in book.glossary.by_id else BIBLIOGRAPHY
            message = f"the id {name!r} is no name in XML, which an e-book is"
            yield path, book.line_in(path, f"id: {name}"), message, "begin it with a letter"


def _pictures(page: Page, sizes: Mapping[str, int]) -> Iterator[NotCarried]:
    for image in page.images:
        name, kind = PurePosixPath(image.source).name, PurePosixPath(image.source).suffix.lower()
        size = sizes.get(f"docs{picture_address(image.source)}", 0)
        if SCHEME.match(image.source):
            message = f"an e-book cannot fetch the picture {name!r}"
            yield page.source, image.line, message, "put it in docs/assets"
        elif kind not in PICTURES:
            kinds = ", ".join(each.removeprefix(".") for each in PICTURES)
            message = f"no reader of e-books need know a picture of the kind {kind!r}"
            yield page.source, image.line, message, f"save it as one of {kinds}"
        elif size > LARGEST:
            message = f"the picture {name!r} is {size / 1000:.0f} kB, too large for an e-book"
            yield page.source, image.line, message, f"make it {LARGEST / 1000:.0f} kB at most"
