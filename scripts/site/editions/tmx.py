"""The corpus as a translation memory: TMX 1.4b, which every translator's tool reads."""

from __future__ import annotations

import re

from lxml import etree

from scripts.site.editions.passages import Parallel, about, last_change, licence, parallels, tags
from scripts.site.files.exports import LICENCE
from scripts.site.pages.frame import Publication

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
VERSION = "1"
"""Of the form of this file."""


def tmx(publication: Publication) -> bytes:
    """A unit for each passage; and for each of its sentences, `b3-2.s1`, where both languages are cut alike.

    A property `x-stale` says of each whether the two may no longer match.
    """
    root = etree.Element("tmx", version="1.4")
    _header(root, publication)
    body = etree.SubElement(root, "body")
    for each in parallels(publication):
        _passage(body, publication, each)
        if len(each.sentences) > 1:
            for number, pair in enumerate(each.sentences, start=1):
                unit = _unit(body, publication, each, f"{each.id}.s{number}", "sentence")
                _variants(unit, publication, pair)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=DOCTYPE, pretty_print=True))


def _header(root: etree._Element, publication: Publication) -> None:
    book = publication.book
    first, _ = tags(book)
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": __name__,
            "creationtoolversion": VERSION,
            "segtype": "block",
            "o-tmf": "Markdown",
            "adminlang": first,
            "srclang": first,
            "datatype": "plaintext",
            **_changed(last_change(book)),
        },
    )
    for language, tag in zip(book.languages, tags(book), strict=True):
        for words in (about(book, language), licence(publication, language)):
            _text(header, "note", words, {LANG: tag})
    _text(header, "prop", LICENCE, {"type": "x-licence"})
    _text(header, "prop", publication.site_url, {"type": "x-url"})


def _passage(body: etree._Element, publication: Publication, each: Parallel) -> None:
    unit = _unit(body, publication, each, each.id, "block")
    _variants(unit, publication, (each.first.text, each.second.text), (each.first.url, each.second.url))


def _unit(body: etree._Element, publication: Publication, each: Parallel, name: str, segment: str) -> etree._Element:
    unit = etree.SubElement(body, "tu", {"tuid": name, "segtype": segment, **_changed(each.updated)})
    if each.stale:
        for language, tag in zip(publication.book.languages, tags(publication.book), strict=True):
            _text(unit, "note", publication.book.labels[language]["corpus_stale"], {LANG: tag})
    _text(unit, "prop", each.id, {"type": "x-passage"})
    _text(unit, "prop", each.kind, {"type": "x-kind"})
    _text(unit, "prop", str(each.stale).lower(), {"type": "x-stale"})
    return unit


def _variants(
    unit: etree._Element, publication: Publication, texts: tuple[str, str], urls: tuple[str, ...] = ()
) -> None:
    for index, tag in enumerate(tags(publication.book)):
        variant = etree.SubElement(unit, "tuv", {LANG: tag})
        if urls:
            _text(variant, "prop", urls[index], {"type": "x-url"})
        _text(variant, "seg", texts[index])


def _text(parent: etree._Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    etree.SubElement(parent, name, attributes or {}).text = text


def _changed(moment: str) -> dict[str, str]:
    """A moment as TMX writes it: `20261126T105911Z`."""
    return {"changedate": re.sub(r"[-:]", "", moment)} if moment else {}
