"""Under which names the site has what docs/assets holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

MARK = re.compile(r"\.[0-9a-f]{8}(?=\.\w+$)")


def sent_as(files: Iterable[str], name: str) -> str:
    """`assets/scripts/book.1a2b3c4d.js` of `assets/scripts/book.js`, among the files of a site."""
    (found,) = (file for file in files if MARK.search(file) and MARK.sub("", file) == name)
    return found
