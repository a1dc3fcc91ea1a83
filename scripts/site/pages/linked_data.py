"""What a page is, in the words of schema.org, for machines that show or collect pages.

Nothing is in it but what the book knows: no ISBN or publisher that nobody gave.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from scripts.book import Book, Language, Page
from scripts.book.addresses import side_address
from scripts.book.bibliography import authors
from scripts.book.labels import retelling

Thing = dict[str, Any]
Absolute = Callable[[str], str]
"""From an address of the site to an absolute one."""

COVER = "index.md"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TYPES: Mapping[str, str] = {COVER: "Book", "glossary.md": "DefinedTermSet", "about.md": "AboutPage"}
"""Pages that are no chapter, and not just a page."""


def page_data(book: Book, page: Page, absolute: Absolute) -> Thing:
    """A page: the book, a chapter of it, its glossary, or a page beside it."""
    kind = "Chapter" if page.kind != "site" else TYPES.get(page.path, "WebPage")
    data: Thing = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": absolute(page.address),
        "url": absolute(page.address),
        "name": retelling(book.labels[page.language]) if kind == "Book" else page.title,
        "inLanguage": page.language,
        **_counterpart(book, page, absolute),
    }
    if kind == "Book":
        return {**data, "license": LICENCE, **the_book(book)}
    if kind == "Chapter":
        data["position"] = _position(book, page)
    if kind == "DefinedTermSet":
        data["hasDefinedTerm"] = _terms(book, page, absolute)
    return {**data, **_whole(book, page, absolute)}


def side_by_side_data(book: Book, page: Page, title: str, absolute: Absolute) -> Thing:
    """A document that sets a page in both languages next to each other."""
    pages = [found for language in book.languages if (found := book.page(language, page.path))]
    address = absolute(side_address(book.languages, page.path))
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "inLanguage": list(book.languages),
        "hasPart": [{"@id": absolute(each.address)} for each in pages],
    }


def the_book(book: Book) -> Thing:
    """The book that is retold, as the bibliography has it; nothing for a work of its own."""
    if book.bibliography.the_book is None:
        return {}
    csl = book.bibliography.the_book.csl
    people = [
        {"@type": "Person" if one.is_person else "Organization", "name": f"{one.given} {one.family}".strip()}
        for one in authors(csl)
    ]
    based_on: Thing = {"@type": "Book", "name": csl["title"], "author": people[0] if len(people) == 1 else people}
    if "issued" in csl:
        based_on["datePublished"] = str(csl["issued"]["date-parts"][0][0])
    if "language" in csl:
        based_on["inLanguage"] = csl["language"]
    return {"isBasedOn": based_on}


def _counterpart(book: Book, page: Page, absolute: Absolute) -> Thing:
    """The same page in the other language: both are our own, and one comes first."""
    counterpart = book.counterpart(page)
    if counterpart is None:
        return {}
    relation = "workTranslation" if page.language == book.languages[0] else "translationOfWork"
    return {relation: {"@id": absolute(counterpart.address)}}


def _whole(book: Book, page: Page, absolute: Absolute) -> Thing:
    """The section that a page belongs to, and the book that this belongs to."""
    section = _section(book, page)
    if section:
        above = {"@type": "Chapter", "@id": absolute(section.address), "name": section.title}
        return {"isPartOf": {**above, **_whole(book, section, absolute)}}
    cover = book.page(page.language, COVER)
    if cover is None:
        return {}
    return {
        "isPartOf": {"@type": "Book", "@id": absolute(cover.address), "name": retelling(book.labels[page.language])}
    }


def _section(book: Book, page: Page) -> Page | None:
    folder, _, name = page.path.rpartition("/")
    return book.page(page.language, f"{folder}/index.md") if folder and name != "index.md" else None


def _position(book: Book, page: Page) -> int:
    """Its place among the chapters next to it: a beacon's is its number."""
    section = _section(book, page)
    chapters = [each for each in book.in_language(page.language) if each.kind != "site"]
    return [each.path for each in chapters if _section(book, each) == section].index(page.path) + 1


def _terms(book: Book, page: Page, absolute: Absolute) -> list[Thing]:
    language: Language = page.language
    return [
        {
            "@type": "DefinedTerm",
            "name": term.wording[language].term,
            "description": term.wording[language].definition,
            "url": f"{absolute(page.address)}#{term.id}",
        }
        for term in book.glossary.sorted(language)
    ]


def embedded(data: Thing) -> Markup:
    """As the text of a script element, which nothing in it can close or open."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - escaped
