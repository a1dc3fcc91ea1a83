"""Rules about what must agree with the book: the sitemap, the search index, the notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from scripts.check.built.rules import REMEDY, site_rule
from scripts.check.built.site import Document, Site
from scripts.check.findings import Fault


@site_rule("site-sitemap", "The sitemap and the pages do not agree")
def site_sitemap(site: Site) -> Iterator[Fault]:
    """What is not in it may never be found; what is in it and gone is a promise broken."""
    try:
        root = ElementTree.fromstring(site.files.get("sitemap.xml", b""))  # noqa: S314 - our own file
    except ElementTree.ParseError:
        yield "site/sitemap.xml", 1, "no sitemap, or one that is not XML", REMEDY
        return
    listed = {element.text or "" for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    for url in sorted(listed):
        document = site.document_at(url) if url.startswith(site.url) else None
        if document is None or not document.is_indexed:
            yield "site/sitemap.xml", 1, f"{url} is not a page that may be found", REMEDY
    for document in site.documents.values():
        address = site.url + document.file.removesuffix("index.html")
        if document.is_indexed and address not in listed:
            yield document.path, 1, "not in the sitemap", REMEDY


@site_rule("site-search", "The search index and the passages do not agree")
def site_search(site: Site) -> Iterator[Fault]:
    """A passage that search does not know, knows twice, or knows in the wrong language."""
    for language in site.book.languages:
        named = {href for document in site.documents.values() if (href := _index_of(site, document, language))}
        name = min(named, default=f"search/{language}.json")
        try:
            index = json.loads(site.files.get(name, b""))
            found = [(index["pages"][page][0], key) for page, key, *_ in index["passages"]]
            texts = " ".join(_texts(site, name, index))
        except (ValueError, KeyError, IndexError, TypeError):
            yield f"site/{name}", 1, "no index, or one of another form", "build anew"
            continue
        if len(named) > 1:
            yield f"site/{name}", 1, f"pages name {len(named)} indexes of one language", "build anew"
        expected = [(page.address, passage.id) for page in site.book.in_language(language) for passage in page.passages]
        for address, key in sorted(set(found) - set(expected)):
            yield f"site/{name}", 1, f"{address}#{key} is no passage of this language", "build anew"
        for address, key in sorted(set(expected) - set(found)):
            yield f"site/{name}", 1, f"lacks {address}#{key}", "build anew"
        if len(found) != len(set(found)):
            yield f"site/{name}", 1, "holds a passage twice", "build anew"
        if re.search(r"</?[a-z]+[^<>]*>|&[a-z]+;|↩|¶", texts):
            yield f"site/{name}", 1, "holds markup in a text", "build anew"


def _texts(site: Site, name: str, index: Mapping[str, Any]) -> Iterator[str]:
    """Of passages and notes; those of a large book are in parts, beside the index."""
    if "texts" in index:
        yield from (*index["texts"], *index["notes"])
    folder = name.rpartition("/")[0]
    for part in index.get("chunks", []):
        for row in json.loads(site.files[f"{folder}/{part}"]):
            yield from row


def _index_of(site: Site, document: Document, language: str) -> str:
    """The search index that a document names, if it is of this language."""
    for reference in document.tree.xpath("//@data-index"):
        target = site.target(document.file, reference)
        if target and target[0].startswith(f"search/{language}."):
            return target[0]
    return ""


@site_rule("site-notes", "Notes that can't be followed there and back")
def site_notes(site: Site) -> Iterator[Fault]:
    """A mark without its note, a note without its way back, or without the roles that a screen reader knows them by."""
    for document in site.documents.values():
        marks = document.tree.xpath("//*[@role='doc-noteref']/@href")
        notes = document.tree.xpath("//*[@role='doc-endnotes']//li/@id")
        if sorted({f"#{note}" for note in notes}) != sorted(set(marks)):
            yield document.path, 1, "marks and notes are not the same", REMEDY
        for note in document.tree.xpath("//*[@role='doc-endnotes']//li"):
            if not note.xpath(".//*[@role='doc-backlink']"):
                yield document.path, note.sourceline or 1, f"no way back from {note.get('id')!r}", REMEDY
