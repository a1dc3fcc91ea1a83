"""The terms of the book in both languages (docs/_data/glossary.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.book.data import DataError, line_of, read_yaml

GLOSSARY = "docs/_data/glossary.yml"
LONGEST_ABBREVIATION = 7
"""Letters of the longest abbreviation in use; a longer form of such a term is a word of its own."""


@dataclass(frozen=True)
class Wording:
    """A term in one language."""

    term: str
    forms: tuple[str, ...]
    """Every form in which running text uses it, as written inside a sentence."""
    definition: str


@dataclass(frozen=True)
class Term:
    id: str
    wording: Mapping[str, Wording]
    """By language."""
    full: Mapping[str, str] = field(default_factory=dict)
    """What an abbreviation stands for, by language."""
    note: Mapping[str, str] = field(default_factory=dict)
    book: bool = False
    """A word of the book's excerpt."""
    tooltip: bool = True
    """Explained at its first use on a page; False for everyday words."""
    keep: bool = False
    """The Dutch word itself stands in English text."""


@dataclass(frozen=True)
class Glossary:
    terms: tuple[Term, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.terms}

    def sorted(self, language: str) -> tuple[Term, ...]:
        """The terms in the alphabetical order of a language."""
        return tuple(sorted(self.terms, key=lambda term: term.wording[language].term.casefold()))

    def forms(self, language: str) -> dict[str, str]:
        """Each form → its term's id."""
        return {form: term.id for term in self.terms for form in term.wording[language].forms}

    def abbreviations(self, language: str) -> dict[str, str]:
        """Each abbreviation in running text → what it stands for."""
        return {
            form: term.full[language]
            for term in self.terms
            if language in term.full
            for form in term.wording[language].forms
            if " " not in form and len(form) <= LONGEST_ABBREVIATION
        }


def read_glossary(root: Path) -> Glossary:
    """The glossary below `root`; raises DataError."""
    data = read_yaml(root, GLOSSARY)
    if not isinstance(data, list):
        raise DataError(GLOSSARY, 1, "must be a list of terms")
    terms: list[Term] = []
    for item in data:
        name = item.get("id") if isinstance(item, dict) else item
        try:
            terms.append(_term(item))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            where = line_of(root, GLOSSARY, f"id: {name}")
            raise DataError(GLOSSARY, where, f"the term {name!r} is not complete: {error!r}") from error
    if twice := _first_repeat([term.id for term in terms]):
        raise DataError(GLOSSARY, line_of(root, GLOSSARY, f"id: {twice}"), f"the term {twice!r} stands here twice")
    return Glossary(tuple(terms))


def _term(item: Mapping[str, Any]) -> Term:
    known = {"id", "nl", "en", "full", "note", "book", "tooltip", "keep"}
    if unknown := set(item) - known:
        raise ValueError(f"unknown key {min(unknown)!r}")
    wording = {
        language: Wording(
            term=str(item[language]["term"]),
            forms=tuple(str(form) for form in item[language]["forms"]),
            definition=str(item[language]["definition"]),
        )
        for language in ("nl", "en")
    }
    return Term(
        id=str(item["id"]),
        wording=wording,
        full=dict(item.get("full", {})),
        note=dict(item.get("note", {})),
        book=bool(item.get("book", False)),
        tooltip=bool(item.get("tooltip", True)),
        keep=bool(item.get("keep", False)),
    )


def _first_repeat(ids: list[str]) -> str | None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            return name
        seen.add(name)
    return None
