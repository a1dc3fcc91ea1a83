"""Dutch and English next to each other: the rows of a pair of pages, passage by passage."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html as lxml_html
from markupsafe import Markup

from scripts.book import Book, Page
from scripts.book.labels import fill
from scripts.book.markup.setting import relative
from scripts.book.model import Pair

UNWANTED = "//sup[contains(@class, 'note-mark')] | //a[contains(@class, 'passage-number')]"


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    addition: bool
    nl: Markup
    en: Markup


def side_address(path: str) -> str:
    """The address of a pair, from the file's path: `/nl-en/beacons/2-own-strength/`."""
    return (
        "/nl-en/" + path.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"
        if path != "index.md"
        else "/nl-en/"
    )


def rows(book: Book, pair: Pair) -> tuple[Row, ...]:
    """A row for each passage that both languages have."""
    address = side_address(pair.path)
    dutch, english = _texts(pair.nl, address), _texts(pair.en, address)
    return tuple(
        Row(
            id=passage.id,
            name=fill(book.labels["nl"]["passage"], id=passage.id),
            addition=passage.kind == "addition",
            nl=dutch[passage.id],
            en=english[passage.id],
        )
        for passage in pair.nl.passages
        if passage.id in english
    )


def _texts(page: Page, address: str) -> dict[str, Markup]:
    """Each passage's HTML, as it must be in another document: no ids, no notes, links counted from there."""
    tree = lxml_html.fragment_fromstring(page.html, create_parent="div")
    texts: dict[str, Markup] = {}
    for element in tree.xpath("//div[contains(concat(' ', @class, ' '), ' passage ')]"):
        name = element.get("id")
        _strip(element, page.address, address)
        inner = "".join(lxml_html.tostring(child, encoding="unicode", with_tail=False) for child in element)
        texts[name] = Markup(inner)  # noqa: S704 - our own page
    return texts


def _strip(element: lxml_html.HtmlElement, here: str, there: str) -> None:
    for unwanted in element.xpath("." + UNWANTED.replace(" | //", " | .//")):
        unwanted.drop_tree()
    for inner in element.iter():
        inner.attrib.pop("id", None)
        inner.attrib.pop("aria-describedby", None)
        if "href" in inner.attrib:
            inner.set("href", _moved(inner.get("href"), here, there))


def _moved(href: str, here: str, there: str) -> str:
    """A reference as it must be written in another document."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    target = posixpath.normpath(posixpath.join(here, parts.path)) if parts.path else here
    if (not parts.path or parts.path.endswith("/")) and not target.endswith("/"):
        target += "/"
    return relative(there, target) + (f"#{parts.fragment}" if parts.fragment else "")
