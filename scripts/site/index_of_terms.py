"""The A–Z index at the back of the book: each term with the passages that use it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language, Page, Passage
from scripts.book.glossary import Term
from scripts.book.markup.trees import word_pattern

MOST_PLACES = 12
"""A term in more passages than this is part of the book's every breath; the index keeps those that say most of it."""


@dataclass(frozen=True)
class Place:
    page: Page
    passage: Passage
    count: int
    """How often the passage uses the term."""
    chief: bool
    """The one passage that uses it most."""


@dataclass(frozen=True)
class IndexEntry:
    term: Term
    places: tuple[Place, ...]


def index_of_terms(book: Book, language: Language) -> tuple[IndexEntry, ...]:
    """The terms that the text uses, in alphabetical order, each with its passages in reading order."""
    forms = book.glossary.forms(language)
    counts = _count(book, language, forms)
    entries = (IndexEntry(term, _choose(counts.get(term.id, []))) for term in book.glossary.sorted(language))
    return tuple(entry for entry in entries if entry.places)


def _count(book: Book, language: Language, forms: dict[str, str]) -> dict[str, list[tuple[Page, Passage, int]]]:
    pattern = word_pattern(list(forms))
    folded = {form[0].lower() + form[1:]: key for form, key in forms.items()}
    counts: dict[str, list[tuple[Page, Passage, int]]] = {}
    for page in book.in_language(language):
        if page.kind == "site":
            continue
        for passage in page.passages:
            found: dict[str, int] = {}
            for match in pattern.finditer(passage.text):
                key = folded.get(match[0][0].lower() + match[0][1:])
                if key:
                    found[key] = found.get(key, 0) + 1
            for key, count in found.items():
                counts.setdefault(key, []).append((page, passage, count))
    return counts


def _choose(found: list[tuple[Page, Passage, int]]) -> tuple[Place, ...]:
    ranked = sorted(range(len(found)), key=lambda index: (-found[index][2], index))
    kept = sorted(ranked[:MOST_PLACES])
    chief = _chief([count for _, _, count in found])
    return tuple(Place(*found[index], chief=found[index][2] == chief) for index in kept)


def _chief(counts: list[int]) -> int:
    """The count of the passage that says most of a term; 0 if no one passage stands out."""
    most = max(counts, default=0)
    return most if len(counts) > 1 and counts.count(most) == 1 else 0
