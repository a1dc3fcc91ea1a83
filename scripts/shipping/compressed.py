"""Texts compressed beforehand: beside `index.html` lie `index.html.br` and `index.html.gz`, for hosts that send these.

Brotli as tight as it goes, and libdeflate, which packs alike on every machine; a gzip header without a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli
from deflate import gzip_compress

from scripts.book.kept import kept, versions_of

TEXTS = frozenset({
    ".bib", ".css", ".csv", ".htm", ".html", ".ico", ".ics", ".js", ".json", ".jsonl", ".md", ".ris", ".svg", ".tbx",
    ".tmx", ".txt", ".webmanifest", ".xml",
})  # fmt: skip
"""How files end that gain by it; pictures, letters, PDFs and archives are packed already."""
QUALITY, LEVEL = 11, 12
"""The highest of Brotli and of libdeflate."""
KIND = "compressed"
"""Of what is kept."""
WAYS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    ".br": (f"brotli {QUALITY}", partial(brotli.compress, quality=QUALITY)),
    ".gz": (f"gzip {LEVEL}", lambda content: bytes(gzip_compress(content, LEVEL))),
}
"""How the name goes on, what is asked for, and who does it."""
THREADS = 4
"""Both packages leave Python to others while they work."""


def compressed(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of each text its compressed forms, by their path in the site, where they are smaller than the text itself."""
    wanted = [
        (name + suffix, suffix, content)
        for name, content in files.items()
        if Path(name).suffix in TEXTS
        for suffix in WAYS
    ]
    with ThreadPoolExecutor(THREADS) as threads:
        made = threads.map(lambda each: _kept(root, each[1], each[2]), wanted)
        pairs = zip(wanted, made, strict=True)
        return {name: packed for (name, _, content), packed in pairs if len(packed) < len(content)}


def _kept(root: Path, suffix: str, content: bytes) -> bytes:
    told, make = WAYS[suffix]
    return kept(root, KIND, (versions_of("brotli", "deflate"), told, content), lambda: make(content))
