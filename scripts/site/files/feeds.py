"""What tells others by itself: a feed of changed passages, and how a browser's own bar can search the book."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from scripts.book import Book, Language, Page, Passage
from scripts.book.addresses import feed_address, file_at, opensearch_address
from scripts.book.labels import retelling
from scripts.book.locks import first_moment

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
MOST = 50
"""Passages in a feed."""
Absolute = Callable[[str], str]


def search_name(book: Book, language: Language) -> str:
    """Among the reader's search engines: the specification allows 16 signs."""
    return f"{book.edition.search_name or book.labels[language]['site_title'][:13]} {language}"


def feed_files(book: Book, absolute: Absolute) -> dict[str, str]:
    """The feed and the description of search of each language, by their path in the site."""
    files: dict[str, str] = {}
    for language in book.languages:
        files[file_at(feed_address(language))] = feed(book, language, absolute)
        if book.page(language, "search.md"):
            files[file_at(opensearch_address(language))] = opensearch(book, language, absolute)
    return files


def feed(book: Book, language: Language, absolute: Absolute) -> str:
    """An Atom feed (RFC 4287) of the passages whose text changed last, the latest first."""
    labels = book.labels[language]
    entries = changed_passages(book, language)[:MOST]
    root = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(root, "id", absolute(feed_address(language)))
    _add(root, "title", f"{retelling(labels)}: {labels['feed_title'].lower()}")
    _add(root, "subtitle", labels["feed_subtitle"])
    _add(root, "updated", max((moment for moment, _, _ in entries), default=first_moment(book, language)))
    _add(root, "rights", "CC BY 4.0")
    SubElement(_add(root, "author"), "name").text = retelling(labels)
    home = book.page(language, "index.md")
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": absolute(feed_address(language))})
    SubElement(
        root, "link", {"rel": "alternate", "hreflang": language, "href": absolute(home.address if home else "/")}
    )
    for moment, page, passage in entries:
        address = absolute(f"{page.address}#{passage.id}")
        entry = _add(root, "entry")
        _add(entry, "id", address)
        _add(entry, "title", f"{page.title}, {passage.id}")
        _add(entry, "updated", moment)
        SubElement(entry, "link", {"rel": "alternate", "hreflang": language, "href": address})
        _add(entry, "content", passage.text).set("type", "text")
    return _written(root)


def changed_passages(book: Book, language: Language) -> list[tuple[str, Page, Passage]]:
    """When, where and what: every passage of which it is known when its text became what it is, the latest first."""
    known = [
        (book.changed[passage.id], page, passage)
        for page in book.in_language(language)
        for passage in page.passages
        if passage.id in book.changed
    ]
    return sorted(known, key=lambda change: change[0], reverse=True)


def opensearch(book: Book, language: Language, absolute: Absolute) -> str:
    """An OpenSearch 1.1 description: browsers offer the book among their search engines."""
    labels = book.labels[language]
    search = book.page(language, "search.md")
    address = absolute(search.address) if search else ""
    root = Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    _add(root, "ShortName", search_name(book, language))
    _add(root, "Description", f"{labels['search_label']}: {retelling(labels)}")
    _add(root, "Language", language)
    _add(root, "InputEncoding", "UTF-8")
    SubElement(root, "Image", {"width": "16", "height": "16", "type": "image/x-icon"}).text = absolute("/favicon.ico")
    SubElement(root, "Url", {"type": "text/html", "method": "get", "template": f"{address}?q={{searchTerms}}"})
    own = {"type": "application/opensearchdescription+xml", "rel": "self"}
    SubElement(root, "Url", {**own, "template": absolute(opensearch_address(language))})
    return _written(root)


def _add(parent: Element, name: str, text: str = "") -> Element:
    child = SubElement(parent, name)
    child.text = text or None
    return child


def _written(root: Element) -> str:
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
