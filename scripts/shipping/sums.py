"""A list of hashes that `sha256sum -c` reads, on the machine that files arrived at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

NAME = "SHA256SUMS"


def sums(files: Mapping[str, bytes]) -> str:
    """A line for each file, sorted by path. No path may hold a line end or a backslash, which has other rules."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
