"""Words that readers bring along and the book does not use, and what they lead to (docs/_data/synonyms.yml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from scripts.book.data import Record, read_records
from scripts.book.languages import Language, both

SYNONYMS = "docs/_data/synonyms.yml"


class Synonym(Record, frozen=True):
    words: Annotated[tuple[str, ...], Meta(min_length=1)]
    """What readers type; may be of several words."""
    also: tuple[str, ...] = ()
    """What the book says."""
    leads: tuple[str, ...] = ()
    """Pages by their path, passages by their id."""

    def __post_init__(self) -> None:
        if not (self.also or self.leads):
            raise ValueError("Needs `also` or `leads`")


class _Words(Record, frozen=True):
    synonyms: tuple[Synonym, ...] = ()
    lay: tuple[Synonym, ...] = ()
    compounds: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Synonyms:
    entries: Mapping[Language, tuple[Synonym, ...]]
    """By language."""
    lay: Mapping[Language, tuple[Synonym, ...]]
    """By language: what few people ask with, and what is not sent before they do."""
    compounds: Mapping[Language, Mapping[str, tuple[str, ...]]]
    """By language: a word → its parts, as somebody reviewed them; none for a word that is no compound."""


def read_synonyms(root: Path, languages: Sequence[Language]) -> Synonyms:
    """The synonyms below `root`; raises DataError. A book without the file has none."""
    found: Mapping[Language, _Words] = dict.fromkeys(languages, _Words())
    if (root / SYNONYMS).exists():
        found = both(root, SYNONYMS, read_records(root, SYNONYMS, dict[str, _Words]), languages)
    return Synonyms(
        {language: words.synonyms for language, words in found.items()},
        {language: words.lay for language, words in found.items()},
        {
            language: {word: tuple((parts or "").split()) for word, parts in words.compounds.items()}
            for language, words in found.items()
        },
    )
