"""Addresses of our own style sheets and scripts, with a mark that changes with their contents."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path


def asset_address(root: Path, name: str) -> str:
    """`/assets/styles/book.css?1a2b3c4d`; raises FileNotFoundError for a name that is not there."""
    file = root / "docs" / "assets" / name
    return f"/assets/{name}?{_digest(file, file.stat().st_mtime_ns)}"


@lru_cache(maxsize=64)
def _digest(file: Path, modified: int) -> str:  # noqa: ARG001 - a changed file is another entry
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
