"""References as people write them, taken apart."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

UNREADABLE = SplitResult("", "", "", "", "")


def parts_of(reference: str) -> SplitResult:
    """Scheme, host, path, query and fragment; all empty where it can't be read: `https://[bad`."""
    try:
        return urlsplit(reference)
    except ValueError:
        return UNREADABLE
