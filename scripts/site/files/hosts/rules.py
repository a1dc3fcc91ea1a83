"""What every host is to do, whatever its form: headers, how long a file is kept, media types, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MADE = "# Made by the build, from the policy of the pages and docs/_data/moved.yml."
YEAR = "public, max-age=31536000, immutable"
ASKED = "no-cache"
"""Kept, but asked for each time: with an ETag the answer is a 304 as long as nothing changed."""
MARKED = r"\.[0-9a-f]{8}\.[a-z0-9]+$"
"""How a path ends that holds the mark of its contents: another content has another address, so it may be kept."""
PACKED = {"br": "br", "gzip": "gz"}
"""Content codings in the order of preference, and how the file that lies beside ends."""
HIDDEN = r"/\.[^w]|/_(?:headers|redirects)$|\.(?:br|gz)$"
"""What lies in the site for hosts, and is no part of it. The packed files are sent in place of the others.
`/.well-known/` is for everybody. Caddy's expressions know no looking ahead."""
UTF_8 = "; charset=utf-8"
TYPES = {
    "html": f"text/html{UTF_8}",
    "css": f"text/css{UTF_8}",
    "js": f"text/javascript{UTF_8}",
    "txt": f"text/plain{UTF_8}",
    "md": f"text/markdown{UTF_8}",
    "csv": f"text/csv{UTF_8}",
    "bib": f"application/x-bibtex{UTF_8}",
    "ris": f"application/x-research-info-systems{UTF_8}",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "tmx": "application/x-tmx+xml",
    "tbx": "application/x-tbx+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
}
"""Media types by how a name ends. JSON is UTF-8 always, XML says itself what it is in."""
RARE = ("md", "bib", "ris", "jsonl", "webmanifest", "tmx", "tbx")
"""Those that hosts do not know by themselves, or not all."""
HSTS = ("Strict-Transport-Security", "max-age=31536000")
"""Only who runs the host knows that https is there to stay: browsers refuse anything else for a year."""
HSTS_WHY = "# Take off the # once the site is served over https for good: browsers then refuse http for a year."


@dataclass(frozen=True)
class Rules:
    """All that differs from one book, or one place where it is served, to another."""

    policy: str
    """Content-Security-Policy of the pages."""
    base_path: str
    """Where the site stands below its host, with a slash at both ends: `/`, `/boek/`."""
    moved: Mapping[str, str]
    """Old address → new one, each from the root of the site."""
    languages: tuple[str, ...]
    """Folders that have a 404 page of their own."""

    def at(self, path: str) -> str:
        """The path from the root of the host, of a path in the site."""
        return self.base_path + path.removeprefix("/")

    @property
    def base_pattern(self) -> str:
        return re.escape(self.base_path)


def headers(policy: str) -> dict[str, str]:
    """The policy of the pages, what a page can't say of itself, and no more than a book needs."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
