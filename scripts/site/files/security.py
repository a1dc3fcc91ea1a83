"""`/.well-known/security.txt`: where to tell of a hole in the site (RFC 9116)."""

from __future__ import annotations

from scripts.site.pages.frame import Publication

PATH = ".well-known/security.txt"


def security_files(publication: Publication) -> dict[str, str]:
    """By its path in the site; none without an address to tell, or below a path, where nobody looks for it."""
    publisher = publication.book.publisher
    if not publisher or not publisher.security or publication.base_path != "/":
        return {}
    lines = {
        "Contact": publisher.security.contact,
        "Expires": f"{publisher.security.until.isoformat()}T00:00:00Z",
        "Preferred-Languages": ", ".join(publication.book.languages),
        "Canonical": publication.absolute(f"/{PATH}"),
    }
    return {PATH: "".join(f"{name}: {value}\n" for name, value in lines.items())}
