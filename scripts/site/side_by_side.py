"""Dutch and English next to each other: the rows of a pair of pages, passage by passage."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import urlsplit

from lxml import html as lxml_html
from markupsafe import Markup

from scripts.book import Book, Page
from scripts.book.addresses import side_address
from scripts.book.labels import fill
from scripts.book.markup.setting import relative
from scripts.book.markup.trees import HEADINGS
from scripts.book.model import Pair, kind_of

UNWANTED = ".//a[contains(@class, 'passage-')] | .//a[@role='doc-backlink']"
"""What belongs to one language's own page: numbers, ways to the other language, ways back from a note."""
UNWANTED_ATTRIBUTES = ("id", "aria-describedby", "role")

Kind = Literal["heading", "passage", "note", "block"]


@dataclass(frozen=True)
class Row:
    kind: Kind
    id: str
    """The same as on the page itself; empty for a block that has none."""
    name: str
    """For a screen reader."""
    addition: bool
    back: str
    """Of a note: the passage that calls for it."""
    nl: Markup
    en: Markup


@dataclass(frozen=True)
class _Part:
    kind: Kind
    id: str
    html: Markup


def rows(book: Book, pair: Pair) -> tuple[Row, ...]:
    """A row for each heading, passage and note that both languages have; of a page without passages, for each block."""
    address = side_address(pair.path)
    dutch, english = list(_parts(pair.nl, address)), list(_parts(pair.en, address))
    there = {(part.kind, part.id): part for part in english}
    if all(part.kind == "block" for part in dutch):
        return tuple(Row("block", "", "", False, "", nl.html, en.html) for nl, en in zip(dutch, english, strict=False))
    calls = {f"fn:{mark.label}": mark.passage or "" for mark in reversed(pair.nl.marks)}
    return tuple(
        Row(
            part.kind,
            part.id,
            _name(book, part),
            _is_addition(part),
            calls.get(part.id, ""),
            part.html,
            there[part.kind, part.id].html,
        )
        for part in dutch
        if (part.kind, part.id) in there
    )


def _name(book: Book, part: _Part) -> str:
    return fill(book.labels["nl"]["passage"], id=part.id) if part.kind == "passage" else ""


def _is_addition(part: _Part) -> bool:
    return part.kind == "passage" and kind_of(part.id) == "addition"


def _parts(page: Page, address: str) -> Iterator[_Part]:
    """A page's HTML in parts, as they must be in another document: no ids, links counted from there."""
    tree = lxml_html.fragment_fromstring(page.html, create_parent="div")
    for block in tree.xpath("./* | ./aside/* | .//ol/li[contains(@class, 'note')]"):
        classes = block.get("class", "").split()
        if block.tag in {"aside", "section"} or "addition-label" in classes:
            continue
        name = block.get("id", "")
        kind: Kind = "note" if "note" in classes else "passage" if "passage" in classes else "block"
        kind = "heading" if block.tag in HEADINGS else kind
        _strip(block, page.address, address)
        whole = kind == "block"
        inner = [block] if whole else list(block)
        text = "" if whole else escape(block.text or "", quote=False)
        html = text + "".join(lxml_html.tostring(child, encoding="unicode", with_tail=not whole) for child in inner)
        yield _Part(kind, name, Markup(html))  # noqa: S704 - our own page


def _strip(element: lxml_html.HtmlElement, here: str, there: str) -> None:
    for unwanted in element.xpath(UNWANTED):
        unwanted.drop_tree()
    for inner in element.iter():
        for attribute in UNWANTED_ATTRIBUTES:
            inner.attrib.pop(attribute, None)
        href = inner.get("href", "")
        if href and not href.startswith("#fn:"):
            inner.set("href", _moved(href, here, there))


def _moved(href: str, here: str, there: str) -> str:
    """A reference as it must be written in another document."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    target = posixpath.normpath(posixpath.join(here, parts.path)) if parts.path else here
    if (not parts.path or parts.path.endswith("/")) and not target.endswith("/"):
        target += "/"
    return relative(there, target) + (f"#{parts.fragment}" if parts.fragment else "")
