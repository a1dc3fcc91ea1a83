"""Rules about links in the sources: each leads to a page that is there, to an id on it, and says where it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from scripts.book import Book, Page
from scripts.book.addresses import DEFAULT_URL, site_url
from scripts.book.bibliography import BIBLIOGRAPHY
from scripts.book.model import Link
from scripts.book.references import parts_of
from scripts.check.findings import Fault, did_you_mean, rule

PRIVATE = re.compile(r"^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[?::1|0\.0\.0\.0)")
TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid)$")


@rule("link-page", "A link to a page that is not there", stops=True)
def link_page(book: Book) -> Iterator[Fault]:
    """A dead end.

    Bad: `[x](laws/jeugdwet.md)`. Good: `[x](laws/youth-act.md)`.
    """
    for page in book.pages.values():
        paths = [one.path for one in book.in_language(page.language)]
        for link in page.links:
            if link.external or link.page is not None or link.written.startswith("/") or _leads_over(book, page, link):
                continue
            target = link.written.partition("#")[0].lstrip("./")
            message = f"no page {link.written!r} from here{did_you_mean(target, paths)}"
            yield page.source, link.line, message, "link to a file in this language's folder, by its relative path"


def _leads_over(book: Book, page: Page, link: Link) -> bool:
    """Whether a relative link goes into the other language's folder."""
    return f"{book.other(page.language)}/" in link.written.partition("#")[0]


@rule("link-absolute", "A link from the root of the host", stops=True)
def link_absolute(book: Book) -> Iterator[Fault]:
    """`/bakens/` breaks where the site has a base path, and is not checked. Link to the file."""
    for page in book.pages.values():
        for link in page.links:
            if link.written.startswith("/"):
                remedy = "link to the file instead, as ../laws/youth-act.md"
                yield page.source, link.line, f"{link.written!r} breaks where the site has a base path", remedy


@rule("link-language", "A link into the other language", stops=True)
def link_language(book: Book) -> Iterator[Fault]:
    """The reader is set down in a language not chosen; the same page exists in this one."""
    for page in book.pages.values():
        for link in page.links:
            if not link.external and not link.written.startswith("/") and _leads_over(book, page, link):
                yield (
                    page.source,
                    link.line,
                    f"{link.written!r} leads to the other language",
                    "link to this language's own page",
                )


@rule("link-anchor", "A link to an id that the page lacks", stops=True)
def link_anchor(book: Book) -> Iterator[Fault]:
    """The reader lands at the top of the page and has to search."""
    for page in book.pages.values():
        for link in page.links:
            target = book.page(page.language, link.page) if link.page else None
            if target is None or not link.fragment or book.has_id(target, link.fragment):
                continue
            message = f"{target.source} has no id {link.fragment!r}{did_you_mean(link.fragment, target.ids)}"
            yield page.source, link.line, message, "link to the id of a passage or heading there"


@rule("link-text", "A link without a text, or with one that does not say where it leads")
def link_text(book: Book) -> Iterator[Fault]:
    """A screen reader lists links by their text alone: `klik hier` says nothing there."""
    vague = {language: locale.checking.vague_links for language, locale in book.locales.items()}
    for page in book.pages.values():
        for link in page.links:
            text = link.text.strip().lower().rstrip(" .:→»")
            if not text:
                yield page.source, link.line, f"the link to {link.written!r} has no text", "say where it leads"
            elif text in vague[page.language] or re.fullmatch(r"(https?://|www\.)\S+", text):
                yield (
                    page.source,
                    link.line,
                    f"the link text {link.text!r} does not say where it leads",
                    "say where it leads",
                )


@rule("link-address", "An external address that is malformed, private, tracked or not secure")
def link_address(book: Book) -> Iterator[Fault]:
    """http:// can be read and changed on the way; localhost works on one machine; utm_… follows the reader."""
    for page in book.pages.values():
        for link in page.links:
            if link.external and (fault := _address_fault(link.written)):
                yield page.source, link.line, f"{link.written!r}: {fault}", "mend the address"
    for source in book.bibliography.sources:
        for url in filter(None, (source.url, source.url_2015)):
            if fault := _address_fault(url):
                line = book.line_in(BIBLIOGRAPHY, f"id: {source.id}\n")
                yield BIBLIOGRAPHY, line, f"{source.id}: {url!r}: {fault}", "mend the address"


def _address_fault(url: str) -> str:
    """What is wrong with an external address; empty if nothing is."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "malformed"
    if parts.scheme == "http":
        return "not secure: use https"
    if parts.scheme != "https":
        return f"the scheme {parts.scheme or 'none'!r} is not for a book"
    if PRIVATE.match(host):
        return "an address of a private machine"
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) or re.search(r"[\s<>\"`{}|\\^]", url):
        return "malformed"
    if any(TRACKING.match(key) for key, _ in parse_qsl(parts.query)):
        return "tracks the reader"
    return "brackets do not match" if url.count("(") != url.count(")") else ""


@rule("link-own-host", "A link to the site's own address")
def link_own_host(book: Book) -> Iterator[Fault]:
    """It leaves a copy of the site, and nobody checks it. Link to the file."""
    own = tuple({parts_of(DEFAULT_URL).netloc, parts_of(site_url()).netloc})
    for page in book.pages.values():
        for link in page.links:
            if link.external and parts_of(link.written).netloc.endswith(own):
                yield (
                    page.source,
                    link.line,
                    f"{link.written!r} is this site itself",
                    "link to the file, as ../laws/youth-act.md",
                )


@rule("link-act", "A link on the name of one act that leads to another")
def link_act(book: Book) -> Iterator[Fault]:
    """On the page of the Jeugdwet, `de tekst van 1 januari 2015` must lead to the Jeugdwet."""
    legislation = book.edition.legislation
    if legislation is None:
        return
    pages = {act.page: act.term for act in legislation.acts.values() if act.page}
    terms = [act.term for act in legislation.acts.values() if act.term in book.glossary.by_id]
    forms = {
        language: {key: book.glossary.by_id[key].wording[language].forms for key in terms}
        for language in book.languages
    }
    for page in book.pages.values():
        for link in page.links:
            match = re.match(legislation.address, link.written)
            if match is None:
                continue
            named = [key for key, words in forms[page.language].items() if any(word in link.text for word in words)]
            expected = named or [pages[page.path]] if page.path in pages else named
            act = legislation.acts.get(match[1])
            if expected and (act.term if act else None) not in expected:
                yield (
                    page.source,
                    link.line,
                    f"{link.written!r} is not {' or '.join(expected)}",
                    "link to the act that the text names",
                )
