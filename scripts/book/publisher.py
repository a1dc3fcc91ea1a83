"""Who makes the site, and how readers reach them (docs/_data/publisher.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from scripts.book.data import Record, Words, line_of, read_records

PUBLISHER = "docs/_data/publisher.yml"
PLACEHOLDER = re.compile(r"(.+[@.])?example(\.(com|org|net))?")
"""A name that belongs to nobody (RFC 2606)."""


class Security(Record, frozen=True):
    """Where somebody tells who found a hole in the site (RFC 9116)."""

    contact: Annotated[str, Meta(pattern=r"^(mailto:|https://|tel:)\S+$")]
    until: date
    """The day on which this is to be looked at again, at most a year away."""


class _File(Record, frozen=True):
    name: Words
    mail: Annotated[str, Meta(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[a-z]+$")]
    security: Security | None = None


@dataclass(frozen=True)
class Publisher:
    name: Mapping[str, str]
    """By language."""
    mail: str
    line: int
    """Of the mail address, in its file."""
    security: Security | None = None

    @property
    def is_placeholder(self) -> bool:
        return PLACEHOLDER.fullmatch(self.mail) is not None


def read_publisher(root: Path, languages: Sequence[str]) -> Publisher | None:
    """None for a book without the file; raises DataError."""
    if not (root / PUBLISHER).exists():
        return None
    read = read_records(root, PUBLISHER, _File, languages)
    return Publisher(read.name, read.mail, line_of(root, PUBLISHER, "mail:"), read.security)
