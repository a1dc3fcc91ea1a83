"""Rules about the links of the built site: where they lead, and from where it can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scripts.book.references import parts_of
from scripts.check.built.rules import REMEDY, site_rule
from scripts.check.built.site import Site
from scripts.check.findings import Fault

REFERENCES = ("href", "src", "action")
ASKED = re.compile(
    r"""
      \b(?: import\( | new[ ]URL\( | from[ ] ) "(?P<script> \.{1,2}/[\w./-]*\w\.\w+ )
    | \burl\( ["']? (?P<sheet> [\w./-]+\.\w+ ) ["']? \)
    """,
    re.VERBOSE,
)
"""What a script or a style sheet asks for by itself."""


@site_rule("site-link", "A link or a file that leads to nothing")
def site_link(site: Site) -> Iterator[Fault]:
    """A dead end, also from the theme's own parts; paths count by case, as on the host."""
    for document in site.documents.values():
        for element, attribute, reference, _ in document.tree.iterlinks():
            target = site.target(document.file, reference) if attribute in REFERENCES else None
            if target and target[0] not in site.files:
                yield document.path, element.sourceline or 1, f"{reference!r} leads to nothing", REMEDY
    for name, content in site.files.items():
        for asked in ASKED.finditer(content.decode()) if name.endswith((".js", ".css")) else ():
            reference = asked["script"] or asked["sheet"]
            target = site.target(name, reference)
            if target and target[0] not in site.files:
                yield f"site/{name}", content.count(b"\n", 0, asked.start()) + 1, f"{reference!r} is not there", REMEDY


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
            parts = parts_of(reference)
            rooted = attribute in REFERENCES and parts.path.startswith("/") and not parts.netloc and not parts.scheme
            if rooted and (not parts.path.startswith(base) or not document.file.endswith("404.html")):
                yield document.path, element.sourceline or 1, f"{reference!r} counts from the root of the host", REMEDY


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
