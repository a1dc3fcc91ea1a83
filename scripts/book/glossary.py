"""The terms of the book in both languages (docs/_data/glossary.yml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from scripts.book.data import DataError, Record, line_of, read_records
from scripts.book.languages import alphabetical

GLOSSARY = "docs/_data/glossary.yml"
LONGEST_ABBREVIATION = 7
"""Letters of the longest abbreviation in use; a longer form of such a term is a word of its own."""

Text = Annotated[str, Meta(min_length=1)]


class Wording(Record, frozen=True):
    """A term in one language."""

    term: Text
    forms: tuple[Text, ...]
    """Every form in which running text uses it, as written inside a sentence."""
    definition: str


class Term(Record, frozen=True):
    id: Annotated[str, Meta(pattern=r"^[\w-]+$")]
    wording: dict[str, Wording] = field(name="words")
    """By language."""
    full: dict[str, str] = field(default_factory=dict)
    """What an abbreviation stands for, by language."""
    note: dict[str, str] = field(default_factory=dict)
    book: bool = False
    """A word of the book's excerpt."""
    tooltip: bool = True
    """Explained at its first use on a page; False for everyday words."""
    keep: bool = False
    """The word of the first language itself stands in the text of the other."""


@dataclass(frozen=True)
class Glossary:
    terms: tuple[Term, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.terms}

    def sorted(self, language: str) -> tuple[Term, ...]:
        """The terms in the alphabetical order of a language."""
        return tuple(sorted(self.terms, key=lambda term: alphabetical(term.wording[language].term)))

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


def read_glossary(root: Path, languages: Sequence[str]) -> Glossary:
    """The glossary below `root`; raises DataError. A book without the file explains nothing."""
    if not (root / GLOSSARY).exists():
        return Glossary(())
    terms = read_records(root, GLOSSARY, tuple[Term, ...], languages)
    if twice := _first_repeat([term.id for term in terms]):
        raise DataError(GLOSSARY, line_of(root, GLOSSARY, f"id: {twice}"), f"the term {twice!r} stands here twice")
    return Glossary(terms)


def _first_repeat(ids: list[str]) -> str | None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            return name
        seen.add(name)
    return None
