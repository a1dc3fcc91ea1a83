"""Rules about each document of the built site: HTML, headings, titles, and its language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import html5lib

from scripts.check.built.rules import REMEDY, site_rule
from scripts.check.built.site import Site
from scripts.check.findings import Fault


@site_rule("site-html", "HTML that does not conform, or an id that stands twice")
def site_html(site: Site) -> Iterator[Fault]:
    """Browsers guess what was meant, each in its own way."""
    for document in site.documents.values():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(document.source, transport_encoding="utf-8")
        for (line, _), error, _ in parser.errors[:5]:
            yield document.path, line, f"does not conform: {error}", REMEDY
        seen: set[str] = set()
        for element in document.tree.xpath("//*[@id]"):
            if element.get("id") in seen:
                yield document.path, element.sourceline or 1, f"the id {element.get('id')!r} stands here twice", REMEDY
            seen.add(element.get("id"))


@site_rule("site-heading", "No heading of level 1, more than one, or a skipped level")
def site_heading(site: Site) -> Iterator[Fault]:
    """A screen reader's outline begins with the one h1."""
    for document in site.documents.values():
        levels = [int(heading.tag[1]) for heading in document.tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        if levels.count(1) != 1:
            yield document.path, 1, f"{levels.count(1)} headings of level 1", REMEDY
        if any(after > before + 1 for before, after in pairwise(levels)):
            yield document.path, 1, "a heading skips a level", REMEDY


@site_rule("site-title", "A title or description that is missing, or stands on two pages of a language")
def site_title(site: Site) -> Iterator[Fault]:
    """Two pages look alike in a list of results or of tabs."""
    seen: dict[tuple[str, str], str] = {}
    for document in site.documents.values():
        title = (document.tree.findtext(".//title") or "").strip()
        description = document.tree.xpath("string(//meta[@name='description']/@content)").strip()
        for what, text in (("title", title), ("description", description)):
            if not text:
                yield document.path, 1, f"no {what}", REMEDY
            elif (
                document.is_indexed
                and (first := seen.setdefault((document.language, text), document.path)) != document.path
            ):
                yield document.path, 1, f"the {what} of {first} too", "give each page its own"


@site_rule("site-language", "A document without its language, or with the other language's interface")
def site_language(site: Site) -> Iterator[Fault]:
    """A screen reader takes its voice from `lang`."""
    addresses = {page.address: page.language for page in site.book.pages.values()}
    for document in site.documents.values():
        address = "/" + document.file.removesuffix("index.html")
        expected = addresses.get(address)
        if document.language not in site.book.languages or (expected and document.language != expected):
            yield document.path, 1, f"lang is {document.language!r}", REMEDY
        if expected:
            parts = document.tree.xpath("//header//text() | //footer//text() | //nav//text() | //@aria-label")
            own = [text.strip() for text in parts if not _has_other_language(text, expected)]
            for word in site.book.locales[site.book.other(expected)].checking.interface:
                if word in own:
                    yield document.path, 1, f"{word!r} is of the other language's interface", REMEDY


def _has_other_language(text: Any, language: str) -> bool:
    element = text.getparent()
    lang = element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") if element is not None else ""
    return bool(lang and lang != language)


@site_rule("site-hreflang", "Languages of a page that do not link to each other, absolutely and with x-default")
def site_hreflang(site: Site) -> Iterator[Fault]:
    """Search engines then show the Dutch page to English readers."""
    for page in site.book.pages.values():
        document = site.document_at(page.address)
        if document is None:
            yield f"site{page.address}index.html", 1, "the page is not in the site", "build anew"
            continue
        twins = {other.language: other for other in site.book.pages.values() if other.path == page.path}
        expected: dict[str, str] = {
            language: site.url + twin.address.removeprefix("/") for language, twin in twins.items()
        }
        first = site.book.languages[0]
        if first in expected:
            expected["x-default"] = expected[first]
        links = document.tree.xpath("//link[@rel='alternate'][@hreflang]")
        if {link.get("hreflang"): link.get("href") for link in links} != expected or len(links) != len(expected):
            yield document.path, 1, "hreflang does not name each language's page, absolutely", REMEDY
        canonical = document.tree.xpath("//link[@rel='canonical']/@href")
        if canonical != [site.url + page.address.removeprefix("/")]:
            yield document.path, 1, f"canonical is {canonical}", REMEDY
        counterpart = site.book.counterpart(page)
        switch = document.tree.xpath("//header//a[@hreflang]/@href")
        leads = [site.target(document.file, href) for href in switch]
        if counterpart and (counterpart.address.removeprefix("/") + "index.html", "") not in leads:
            yield document.path, 1, "no switch to this page in the other language", REMEDY
