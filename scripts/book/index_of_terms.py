"""The A–Z index at the back of the book: each term with the passages that matter, and where else to look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from scripts.book import Book, Language, Page, Passage
from scripts.book.glossary import Term
from scripts.book.languages import alphabetical
from scripts.book.markup.trees import word_pattern

MOST_PLACES = 12
"""A term in more passages than this is part of the book's every breath; the index keeps those that say most of it."""
ALIKE = 4
"""Letters: a form that begins as its term does stands beside it in the alphabet already."""


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
    words: str
    term: Term
    places: tuple[Place, ...] = ()
    """In reading order; none for an entry that only says under which term to look."""

    @property
    def by_page(self) -> list[tuple[Page, list[Place]]]:
        """The places, those on one page together."""
        return [(places[0].page, places) for _, group in groupby(self.places, key=lambda place: place.page.path)
                if (places := list(group))]  # fmt: skip


@lru_cache(maxsize=4)
def index_of_terms(book: Book, language: Language) -> tuple[IndexEntry, ...]:
    """The terms that the text uses, and other words for them, in alphabetical order."""
    found = _found(book, language)
    entries = [
        IndexEntry(term.wording[language].term, term, _choose(found[term.id]))
        for term in book.glossary.terms
        if term.id in found
    ]
    entries += [
        IndexEntry(form, term)
        for term in book.glossary.terms
        if term.id in found
        for form in _other_words(term, language)
    ]
    return tuple(sorted(entries, key=lambda entry: (alphabetical(entry.words), not entry.places)))


def _other_words(term: Term, language: Language) -> list[str]:
    """Forms under which a reader may look, too far from the term itself to see it."""
    kept: list[str] = [term.wording[language].term]
    for form in term.wording[language].forms:
        if all(form[:ALIKE].casefold() != other[:ALIKE].casefold() for other in kept):
            kept.append(form)
    return kept[1:]


def _found(book: Book, language: Language) -> dict[str, list[tuple[Page, Passage, int]]]:
    """Each term's id → the passages that use it, in reading order, and how often."""
    forms = book.glossary.forms(language)
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
