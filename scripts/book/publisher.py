"""Who makes the site, and how readers reach them (docs/_data/publisher.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.book.data import DataError, line_of, read_yaml

PUBLISHER = "docs/_data/publisher.yml"
ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[a-z]+")
PLACEHOLDER = re.compile(r"(.+[@.])?example(\.(com|org|net))?")
"""A name that belongs to nobody (RFC 2606)."""


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


def read_publisher(root: Path) -> Publisher | None:
    """None for a book without the file; raises DataError."""
    if not (root / PUBLISHER).exists():
        return None
    data = read_yaml(root, PUBLISHER)
    if not isinstance(data, dict) or set(data) != {"name", "mail"} or not isinstance(data["name"], dict):
        raise DataError(PUBLISHER, 1, "must have the keys name, with nl and en, and mail")
    if set(data["name"]) != {"nl", "en"}:
        raise DataError(PUBLISHER, 1, "name must have nl and en")
    line = line_of(root, PUBLISHER, "mail:")
    if not ADDRESS.fullmatch(str(data["mail"])):
        raise DataError(PUBLISHER, line, f"{data['mail']!r} is no mail address")
    return Publisher({language: str(text) for language, text in data["name"].items()}, str(data["mail"]), line)
