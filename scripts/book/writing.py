"""Writing a file whole or not at all, JSON as it is sent, and the mark of a file's contents."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

MARKED_NAME = re.compile(r"\.[0-9a-f]{8}\.\w+(?:\.(?:br|gz))?$")
"""Of a file whose name holds a mark of its contents, also compressed."""


def write_whole(file: Path, content: bytes) -> None:
    """Written aside and then renamed: nobody, and no build that is killed, is left with half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def compact_json(value: object) -> str:
    """As it is sent: no white space, one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def marked_name(name: str, content: bytes) -> str:
    """`book.css` as `book.1a2b3c4d.css`: who keeps a file under this name keeps these contents."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{mark_of(content)}{dot}{suffix}"


def mark_of(content: bytes) -> str:
    """Eight hexadecimal digits for an address or a name: other contents have another."""
    return hashlib.sha256(content).hexdigest()[:8]
