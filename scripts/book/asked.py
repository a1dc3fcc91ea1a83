"""How people ask for a passage, in words that it may not have (docs/_data/asked.yml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from scripts.book.data import read_records
from scripts.book.languages import Language, both

ASKED = "docs/_data/asked.yml"
NOWHERE = "-"
"""In the place of a passage: what people ask of which the book has nothing."""

Asked = Mapping[Language, Mapping[str, tuple[str, ...]]]
"""By language, and by the passage's id: questions and phrases of which the passage is the best answer; at
NOWHERE those of which none is."""
_Lines = tuple[Annotated[str, Meta(min_length=1)], ...]


def read_asked(root: Path, languages: Sequence[Language]) -> Asked:
    """The questions below `root`; raises DataError. A book without the file has none."""
    if not (root / ASKED).exists():
        return {language: {} for language in languages}
    return both(root, ASKED, read_records(root, ASKED, dict[str, dict[str, _Lines]]), languages)
