"""Who makes the site, and how readers reach them (docs/_data/publisher.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from scripts.book.data import Record, Words, line_of, read_records

PUBLISHER = "docs/_data/publisher.yml"
PLACEHOLDER = re.compile(r"(.+[@.])?example(\.(com|org|net))?")
"""A name that belongs to nobody (RFC 2606)."""


class _File(Record, frozen=True):
    name: Words
    mail: Annotated[str, Meta(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[a-z]+$")]


@dataclass(frozen=True)
class Publisher:
    name: Mapping[str, str]
    """By language."""
    mail: str
    line: int
    """Of the mail address, in its file."""

    @property
    def is_placeholder(self) -> bool:
        return PLACEHOLDER.fullmatch(self.mail) is not None


def read_publisher(root: Path, languages: Sequence[str]) -> Publisher | None:
    """None for a book without the file; raises DataError."""
    if not (root / PUBLISHER).exists():
        return None
    read = read_records(root, PUBLISHER, _File, languages)
    return Publisher(read.name, read.mail, line_of(root, PUBLISHER, "mail:"))
