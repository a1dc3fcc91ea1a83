"""Rules about what the built site says of itself: to those that show a link, to machines, and to its host."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from scripts.book.publisher import PLACEHOLDER, PUBLISHER
from scripts.book.references import parts_of
from scripts.check.built.rules import REMEDY, site_rule
from scripts.check.built.site import Document, Site
from scripts.check.findings import Fault

CARD = (1200, 630)
"""Pixels: what every service shows whole."""
LINKED_DATA = "//script[@type='application/ld+json']"
HOST_FILES = ("_headers", ".htaccess")
OWN_MACHINE = {"", "localhost", "127.0.0.1", "::1"}
REFRESH = re.compile(r"0; url=(.*)")


@site_rule("site-card", "A page without its card, or a card that is not there")
def site_card(site: Site) -> Iterator[Fault]:
    """Who shares a beacon shows an empty box, or another page's picture.

    A short link has the card of its beacon, although search engines leave it alone.
    """
    owners: dict[str, str] = {}
    for document in site.documents.values():
        cards = document.tree.xpath("//meta[@property='og:image']/@content")
        if document.is_indexed and len(cards) != 1:
            yield document.path, 1, f"{len(cards)} cards", REMEDY
        for card in cards:
            target = site.target(document.file, card) if parts_of(card).netloc else None
            picture = site.files.get(target[0]) if target else None
            if picture is None:
                yield document.path, 1, f"the card {card!r} is not in the site", REMEDY
            elif _pixels(picture) != CARD:
                yield document.path, 1, f"the card {card!r} is no PNG of {CARD[0]} by {CARD[1]} pixels", REMEDY
            elif document.is_indexed and (first := owners.setdefault(card, document.path)) != document.path:
                yield document.path, 1, f"the card of {first}", REMEDY


def _pixels(picture: bytes) -> tuple[int, int] | None:
    """The size in the head of a PNG."""
    if not picture.startswith(b"\x89PNG\r\n\x1a\n") or len(picture) < 24:
        return None
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@site_rule("site-linked-data", "Data for machines that can't be read, or is not of its page")
def site_linked_data(site: Site) -> Iterator[Fault]:
    """It is never seen, so nobody would notice: a term's address that is gone, another page's name."""
    for document in site.documents.values():
        scripts = document.tree.xpath(LINKED_DATA)
        if len(scripts) != (1 if document.is_indexed else 0):
            yield document.path, 1, f"{len(scripts)} blocks of linked data", REMEDY
        for script in scripts:
            line = script.sourceline or 1
            try:
                data = json.loads(script.text or "")
            except ValueError as error:
                yield document.path, line, f"linked data that can't be read: {error}", REMEDY
                continue
            for message in _untrue(site, document, data):
                yield document.path, line, message, REMEDY


def _untrue(site: Site, document: Document, data: Any) -> Iterator[str]:
    address = site.url + document.file.removesuffix("index.html")
    if not isinstance(data, dict) or data.get("@id") != address or not data.get("@type"):
        yield "linked data that does not say what this page is"
    for url in sorted(set(_addresses(data))):
        target = site.target(document.file, url) if url.startswith(site.url) else None
        there = site.documents.get(target[0]) if target else None
        if target and (there is None or (target[1] and target[1] not in there.ids)):
            yield f"linked data names {url}, which is not there"
        if not parts_of(url).netloc:
            yield f"linked data names {url!r}, which is not absolute"


def _addresses(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (str(value) for key, value in data.items() if key in {"@id", "url"})
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _addresses(value)


@site_rule("site-headers", "A file for the host that lacks the policy of the pages, or is not there")
def site_headers(site: Site) -> Iterator[Fault]:
    """Two policies hold both: what only the page allows, a host with another one forbids."""
    policies = {
        policy
        for document in site.documents.values()
        for policy in document.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    }
    for name in HOST_FILES:
        text = site.files.get(name, b"").decode("utf-8", "replace")
        line = text.count("\n", 0, max(text.find("Content-Security-Policy"), 0)) + 1
        if any(policy not in text for policy in policies):
            yield f"site/{name}", line, "lacks the policy of the pages", "build anew"
        if "frame-ancestors 'none'" not in text:
            yield f"site/{name}", line, "lets other sites show this one in a frame", "build anew"


@site_rule("site-permalink", "An address that was published and does not arrive")
def site_permalink(site: Site) -> Iterator[Fault]:
    """The lock and the sources may agree while the page, its id or its file is not in what is uploaded."""
    for line in site.book.published:
        if not _arrives(site, line):
            path = f"site{line.partition('#')[0]}"
            yield path, 1, f"{line} was published and does not arrive", "build anew; if it stays, see 'permalink-lost'"


def _arrives(site: Site, address: str) -> bool:
    """Whether a link leads to its document and its id, on the way over pages that lead on."""
    for _ in range(len(site.book.moved.to) + 1):
        path, _, fragment = address.partition("#")
        document = site.document_at(path)
        if document is None:
            return path.removeprefix("/") in site.files
        refresh = [REFRESH.match(content) for content in document.tree.xpath("//meta[@http-equiv='refresh']/@content")]
        if not refresh or refresh[0] is None:
            return not fragment or fragment in document.ids
        target = site.target(document.file, refresh[0][1])
        if target is None:
            return False
        address = f"/{target[0].removesuffix('index.html')}#{fragment or target[1]}"
    return False


@site_rule("site-contact", "A placeholder where readers should find an address, on a real host")
def site_contact(site: Site) -> Iterator[Fault]:
    """Who finds a mistake would write to nobody. Names under `.example` and the like belong to no one (RFC 2606)."""
    host = urlsplit(site.url).hostname or ""
    publisher = site.book.publisher
    if publisher and publisher.is_placeholder and not PLACEHOLDER.fullmatch(host) and host not in OWN_MACHINE:
        yield (
            PUBLISHER,
            publisher.line,
            f"{publisher.mail} is a placeholder, and {host} a real host",
            "write your own name and address",
        )
