"""Words that readers bring along and the book does not use, and what they lead to (docs/_data/synonyms.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.book.data import DataError, line_of, read_yaml

SYNONYMS = "docs/_data/synonyms.yml"


@dataclass(frozen=True)
class Synonym:
    words: tuple[str, ...]
    """What readers type; may be of several words."""
    also: tuple[str, ...]
    """What the book says."""
    leads: tuple[str, ...]
    """Pages by their path, passages by their id."""


@dataclass(frozen=True)
class Synonyms:
    entries: Mapping[str, tuple[Synonym, ...]]
    """By language."""
    compounds: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By language: a word → its parts, as somebody reviewed them; none for a word that is no compound."""


def read_synonyms(root: Path) -> Synonyms:
    """The synonyms below `root`; raises DataError. A book without the file has none."""
    if not (root / SYNONYMS).exists():
        return Synonyms({"nl": (), "en": ()}, {"nl": {}, "en": {}})
    data = read_yaml(root, SYNONYMS)
    try:
        return Synonyms(
            {language: tuple(map(_synonym, data[language]["synonyms"])) for language in ("nl", "en")},
            {
                language: {
                    str(word): tuple(str(parts or "").split()) for word, parts in data[language]["compounds"].items()
                }
                for language in ("nl", "en")
            },
        )
    except KeyError as error:
        raise DataError(SYNONYMS, 1, f"lacks the key {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DataError(
            SYNONYMS, line_of(root, SYNONYMS, "synonyms:"), f"has another form than expected: {error}"
        ) from error


def _synonym(item: Mapping[str, Any]) -> Synonym:
    if unknown := set(item) - {"words", "also", "leads"}:
        raise ValueError(f"unknown key {min(unknown)!r}; known are words, also and leads")
    lists = {key: tuple(str(each) for each in item.get(key, ())) for key in ("words", "also", "leads")}
    if not lists["words"] or not (lists["also"] or lists["leads"]):
        raise ValueError(f"{item}: needs words, and also or leads")
    return Synonym(**lists)
