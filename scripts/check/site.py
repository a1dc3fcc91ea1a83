"""Rules about the built site: what readers, browsers and search engines get, the theme's parts included."""

from __future__ import annotations

import base64
import hashlib
import inspect
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import html5lib
from lxml import html as lxml_html

from scripts.book import LANGUAGES, Book
from scripts.book.locks import first_moment
from scripts.check.findings import Fault, Finding

REFERENCES = ("href", "src", "action")
LOADS = (
    "//script/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //img/@src | //source/@srcset"
)
MACHINE = re.compile(rb"/(?:home|root|Users|tmp|builds|work)/[\w.-]+/|localhost|127\.0\.0\.1|file://")
MOMENT = re.compile(rb"\b20\d\d-\d\d-\d\dT\d\d:\d\d[\d:.Z+-]*")
WORDS = {
    "nl": ("Search", "Footnotes", "Back to top", "Previous", "Next", "Skip to", "Not found", "Added by", "On this page",
           "Contents", "Notes"),
    "en": ("Zoeken", "Voetnoten", "Vorige", "Volgende", "Naar de tekst", "Toevoeging van", "Op deze pagina", "Inhoud"),
}  # fmt: skip
"""The other language's interface, that must not stand on a page of this language."""


@dataclass(frozen=True)
class Document:
    """One HTML document."""

    file: str
    """From the root of the site: `bakens/index.html`."""
    source: bytes
    tree: Any

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.tree.xpath("//@id"))

    @property
    def path(self) -> str:
        return f"site/{self.file}"

    @property
    def is_indexed(self) -> bool:
        return not self.tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")

    @property
    def language(self) -> str:
        return str(self.tree.get("lang", ""))


@dataclass(frozen=True)
class Site:
    files: Mapping[str, bytes]
    """Every file, by its path from the root of the site."""
    url: str
    """The site's own absolute address, with a slash at the end."""
    book: Book

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        return {
            name: Document(name, content, lxml_html.document_fromstring(content.decode("utf-8", "replace") or "<p>"))
            for name, content in sorted(self.files.items())
            if name.endswith(".html")
        }

    def document_at(self, address: str) -> Document | None:
        """The document at an absolute address of the site, or at one from its root."""
        path = address.removeprefix(self.url).removeprefix("/").partition("#")[0]
        return self.documents.get(f"{path}index.html" if path == "" or path.endswith("/") else path)

    def target(self, file: str, reference: str) -> tuple[str, str] | None:
        """The file and the fragment that a reference in a file leads to; None if it leads outside."""
        parts = urlsplit(reference)
        base = urlsplit(self.url).path
        if reference.startswith(self.url) or (parts.path.startswith("/") and not parts.netloc and not parts.scheme):
            path = unquote(parts.path).removeprefix(base) if parts.path.startswith(base) else unquote(parts.path)
        elif parts.scheme or parts.netloc:
            return None
        elif parts.path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
            path = "" if path == "." else path + ("/" if parts.path.endswith("/") else "")
        else:
            path = file
        return (path + "index.html" if path == "" or path.endswith("/") else path), unquote(parts.fragment)


def read_site(folder: Path, url: str, book: Book) -> Site:
    """A built site as it stands on disk."""
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
    return Site(files, url, book)


Check = Callable[[Site], Iterable[Fault]]


@dataclass(frozen=True)
class SiteRule:
    name: str
    title: str
    check: Check

    @property
    def explanation(self) -> str:
        return inspect.getdoc(self.check) or ""


SITE_RULES: dict[str, SiteRule] = {}
"""Filled once, when this module is imported."""


def site_rule(name: str, title: str) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        SITE_RULES[name] = SiteRule(name, title, check)
        return check

    return register


def site_findings(site: Site, names: Iterable[str] | None = None) -> list[Finding]:
    """What the rules of these names (all, if none is given) find in a built site, sorted."""
    wanted = set(SITE_RULES if names is None else names)
    return sorted(
        {
            Finding(path, line, rule.name, message, remedy)
            for rule in SITE_RULES.values()
            if rule.name in wanted
            for path, line, message, remedy in rule.check(site)
        }
    )


REMEDY = "build anew; if it stays, mend the template or the page"


@site_rule("site-link", "A link or a file that leads to nothing")
def site_link(site: Site) -> Iterator[Fault]:
    """A dead end, also from the theme's own parts; paths count by case, as on the host."""
    for document in site.documents.values():
        for element, attribute, reference, _ in document.tree.iterlinks():
            target = site.target(document.file, reference) if attribute in REFERENCES else None
            if target and target[0] not in site.files:
                yield document.path, element.sourceline or 1, f"{reference!r} leads to nothing", REMEDY


@site_rule("site-anchor", "A link to an id that its document lacks")
def site_anchor(site: Site) -> Iterator[Fault]:
    """The reader lands at the top of the page."""
    for document in site.documents.values():
        for element, attribute, reference, _ in document.tree.iterlinks():
            target = site.target(document.file, reference) if attribute in REFERENCES else None
            there = site.documents.get(target[0]) if target and target[1] else None
            if there is not None and target and target[1] not in there.ids:
                yield document.path, element.sourceline or 1, f"{reference!r}: no id {target[1]!r} there", REMEDY


@site_rule("site-base", "A link that leaves the path under which the site stands")
def site_base(site: Site) -> Iterator[Fault]:
    """`/bakens/` leads to another site where this one is published as `/boek/`."""
    base = urlsplit(site.url).path
    for document in site.documents.values():
        for element, attribute, reference, _ in document.tree.iterlinks():
            parts = urlsplit(reference)
            rooted = attribute in REFERENCES and parts.path.startswith("/") and not parts.netloc and not parts.scheme
            if rooted and (not parts.path.startswith(base) or not document.file.endswith("404.html")):
                yield document.path, element.sourceline or 1, f"{reference!r} counts from the root of the host", REMEDY


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
        if document.language not in LANGUAGES or (expected and document.language != expected):
            yield document.path, 1, f"lang is {document.language!r}", REMEDY
        if expected:
            parts = document.tree.xpath("//header//text() | //footer//text() | //nav//text() | //@aria-label")
            own = [text.strip() for text in parts if not _has_other_language(text, expected)]
            for word in WORDS[expected]:
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
        if "nl" in expected:
            expected["x-default"] = expected["nl"]
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


@site_rule("site-outside", "A request to another host, or a cookie")
def site_outside(site: Site) -> Iterator[Fault]:
    """Reading the book must tell nobody else."""
    for document in site.documents.values():
        for reference in document.tree.xpath(LOADS):
            if urlsplit(reference).netloc:
                yield document.path, 1, f"loads {reference!r} from another host", "bring it with the site"
        if document.tree.xpath("//iframe | //object | //embed | //link[@rel='preconnect' or @rel='dns-prefetch']"):
            yield document.path, 1, "embeds or prepares something from elsewhere", "take it out"
    for name, content in site.files.items():
        if name.endswith((".css", ".js")) and (
            match := re.search(rb"(?:url\(|@import\s|import\s|fetch\()[^)\n]*https?://", content)
        ):
            yield (
                f"site/{name}",
                content.count(b"\n", 0, match.start()) + 1,
                "loads something from another host",
                "bring it with the site",
            )
        if name.endswith(".js") and b"document.cookie" in content:
            yield f"site/{name}", 1, "sets or reads a cookie", "take it out"


@site_rule("site-policy", "A Content-Security-Policy that is missing, lax, or offended by the page itself")
def site_policy(site: Site) -> Iterator[Fault]:
    """What the policy has to excuse, an attacker may use."""
    for document in site.documents.values():
        policies = document.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        policy = policies[0] if policies else ""
        if not policy or "unsafe" in policy or "default-src 'none'" not in policy:
            yield document.path, 1, "no strict Content-Security-Policy", REMEDY
        for script in document.tree.xpath("//script[not(@src)][not(@type) or @type='module']"):
            digest = base64.b64encode(hashlib.sha256((script.text or "").encode()).digest()).decode()
            if digest not in policy:
                yield document.path, script.sourceline or 1, "an inline script whose hash the policy lacks", REMEDY
        for element in document.tree.xpath("//*[@style] | //style | //*[@*[starts-with(name(), 'on')]]"):
            yield (
                document.path,
                element.sourceline or 1,
                f"<{element.tag}> with a style or a handler of its own",
                REMEDY,
            )
        for link in document.tree.xpath("//a[starts-with(@href, 'javascript:')] | //a[@target='_blank'][not(@rel)]"):
            yield (
                document.path,
                link.sourceline or 1,
                "a link that runs script, or opens a window with access to this one",
                REMEDY,
            )


@site_rule("site-search", "The search index and the passages do not agree")
def site_search(site: Site) -> Iterator[Fault]:
    """A passage that search does not know, knows twice, or knows in the wrong language."""
    for language in LANGUAGES:
        named = {href for document in site.documents.values() if (href := _index_of(site, document, language))}
        name = min(named, default=f"search/{language}.json")
        try:
            index = json.loads(site.files.get(name, b""))
            found = [(index["pages"][page][0], key) for page, key, *_ in index["passages"]]
            texts = " ".join([*index["texts"], *index["notes"]])
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


@site_rule("site-unreachable", "A document that no other leads to")
def site_unreachable(site: Site) -> Iterator[Fault]:
    """Nobody but a search engine finds it."""
    reached: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        file = waiting.pop()
        if file in reached or file not in site.documents:
            continue
        reached.add(file)
        for _, attribute, reference, _ in site.documents[file].tree.iterlinks():
            if attribute == "href" and (target := site.target(file, reference)):
                waiting.append(target[0])
    for document in site.documents.values():
        if document.is_indexed and document.file not in reached:
            yield document.path, 1, "no other document leads here", "link to it, or take it out"


@site_rule("site-machine", "The machine that built it shows: its folders, its own address, the time")
def site_machine(site: Site) -> Iterator[Fault]:
    """Two builds of the same book must be the same, and tell nothing of the builder.

    When a passage was changed may be told: that is recorded, and stays.
    """
    recorded = {*site.book.changed.values(), *(first_moment(site.book, language) for language in LANGUAGES)}
    for name, content in site.files.items():
        if not name.endswith((".html", ".json", ".xml", ".js", ".css", ".svg", ".txt")):
            continue
        if match := MACHINE.search(content):
            line = content.count(b"\n", 0, match.start()) + 1
            yield (
                f"site/{name}",
                line,
                f"{match[0].decode()!r} is of the machine that built it",
                "build with SITE_URL set",
            )
        for match in MOMENT.finditer(content):
            if match[0].decode() not in recorded:
                yield f"site/{name}", content.count(b"\n", 0, match.start()) + 1, "the time of the build", REMEDY
                break
