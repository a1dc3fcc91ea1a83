"""Checks of the built site: what is linked is there, at every page, from the theme's parts as much as from the text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

from scripts.check.findings import Finding

REFERENCES = ("href", "src", "action")


@dataclass(frozen=True)
class Built:
    """One HTML document of a built site."""

    file: str
    """From the root of the site: `bakens/index.html`."""
    tree: lxml_html.HtmlElement

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.tree.xpath("//@id"))


def read_site(site: Path) -> dict[str, Built]:
    """The HTML documents of a site, by their file."""
    return {
        (name := file.relative_to(site).as_posix()): Built(name, lxml_html.parse(str(file)).getroot())
        for file in sorted(site.rglob("*.html"))
    }


def site_findings(site: Path, site_url: str) -> list[Finding]:
    """What is wrong in a built site. `site_url` is its own absolute address, with a slash at the end."""
    documents = read_site(site)
    files = frozenset(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    found = [finding for document in documents.values() for finding in _links(document, documents, files, site_url)]
    found += [finding for document in documents.values() for finding in _ids(document)]
    return sorted(set(found))


def _links(document: Built, documents: dict[str, Built], files: frozenset[str], site_url: str) -> Iterator[Finding]:
    for element, attribute, reference, _ in document.tree.iterlinks():
        if attribute not in REFERENCES:
            continue
        target = _target(document.file, reference, site_url)
        if target is None:
            continue
        path, fragment = target
        line = element.sourceline or 1
        where = f"site/{document.file}"
        if path not in files:
            yield Finding(
                where,
                line,
                "site-link",
                f"{reference!r} leads to nothing",
                "build anew; else mend the template",
            )
        elif fragment and path in documents and fragment not in documents[path].ids:
            message = f"{reference!r}: no id {fragment!r} there"
            yield Finding(where, line, "site-anchor", message, "build anew; else mend the template")


def _target(file: str, reference: str, site_url: str) -> tuple[str, str] | None:
    """The file of the site and the fragment that a reference leads to; None if it leads outside."""
    parts = urlsplit(reference)
    if reference.startswith(site_url):
        path = parts.path.removeprefix(urlsplit(site_url).path)
    elif parts.scheme or parts.netloc:
        return None
    elif parts.path.startswith("/"):
        path = parts.path.removeprefix(urlsplit(site_url).path)
    elif parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
        path = "" if path == "." else path + ("/" if parts.path.endswith("/") else "")
    else:
        path = file
    if path == "" or path.endswith("/"):
        path += "index.html"
    return path, unquote(parts.fragment)


def _ids(document: Built) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in document.tree.xpath("//*[@id]"):
        name = element.get("id")
        if name in seen:
            where, line = f"site/{document.file}", element.sourceline or 1
            yield Finding(where, line, "site-id", f"the id {name!r} stands here twice", "mend the template or the page")
        seen.add(name)
