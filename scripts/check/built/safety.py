"""Rules about what the built site gives away, or lets in: other hosts, the policy, the machine that built it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from scripts.book.locks import first_moment
from scripts.book.references import parts_of
from scripts.check.built.rules import REMEDY, site_rule
from scripts.check.built.site import Site
from scripts.check.findings import Fault

LOADS = (
    "//script/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //img/@src | //source/@srcset"
)
MACHINE = re.compile(rb"/(?:home|root|Users|tmp|builds|work)/[\w.-]+/|localhost|127\.0\.0\.1|file://")
MOMENT = re.compile(rb"\b20\d\d-\d\d-\d\dT\d\d:\d\d[\d:.Z+-]*")


@site_rule("site-outside", "A request to another host, or a cookie")
def site_outside(site: Site) -> Iterator[Fault]:
    """Reading the book must tell nobody else."""
    for document in site.documents.values():
        for reference in document.tree.xpath(LOADS):
            if parts_of(reference).netloc:
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


@site_rule("site-machine", "The machine that built it shows: its folders, its own address, the time")
def site_machine(site: Site) -> Iterator[Fault]:
    """Two builds of the same book must be the same, and tell nothing of the builder.

    When a passage was changed may be told: that is recorded, and stays.
    """
    recorded = {*site.book.changed.values(), *(first_moment(site.book, language) for language in site.book.languages)}
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
