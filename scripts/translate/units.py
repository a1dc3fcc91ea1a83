"""What is translated: each text that both languages have and that translations.lock knows, as one unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.locks import Standing, standings
from scripts.book.model import Pair
from scripts.book.writing import mark_of
from scripts.translate.places import Place, data_places, note_key, page_places


@dataclass(frozen=True)
class Unit:
    """One text in both languages."""

    key: str
    """What a translator's tool knows it by: `b3-2`, `page:about.md title`, `about.md [^scp]`, `term:compost term`."""
    names: tuple[str, ...]
    """The lines of translations.lock that it is part of: for a note the passages that call for it."""
    source: Place
    target: Place
    stale: str
    """Why the two may not match, in words; empty if they were seen to match as they stand."""
    changed: Language | None
    """The language that alone was changed since they matched."""

    @property
    def marks(self) -> str:
        """Of both texts as they stand: another text has another mark."""
        return f"{mark(self.source.text)} {mark(self.target.text)}"


def mark(text: str) -> str:
    return mark_of(text.encode())


def units(book: Book, source: Language) -> tuple[Unit, ...]:
    """Every text that both languages have, from `source` into the other, in reading order; then those of docs/_data."""
    known = standings(book)
    found: list[Unit] = []
    for pair in book.pairs:
        places = {page.language: page_places(page) for page in pair}
        names = _names(pair)
        found += _paired(book, source, places, known, names)
    places = {language: data_places(book, language) for language in book.languages}
    return (*found, *_paired(book, source, places, known, {}))


def _paired(
    book: Book,
    source: Language,
    places: dict[Language, dict[str, Place]],
    known: Mapping[str, Standing],
    names: dict[str, tuple[str, ...]],
) -> Iterator[Unit]:
    target = book.other(source)
    for key, place in places[source].items():
        if twin := places[target].get(key):
            parts = tuple(name for name in names.get(key, (key.split(" ")[0],)) if name in known)
            stale = [known[name] for name in parts if known[name].stale]
            changed = {each.changed for each in stale}
            if parts:
                why = _why(book, stale[0]) if stale else ""
                yield Unit(key, parts, place, twin, why, changed.pop() if len(changed) == 1 else None)


def _names(pair: Pair) -> dict[str, tuple[str, ...]]:
    """Of each note: the passages that call for it."""
    found: dict[str, tuple[str, ...]] = {}
    for passage in pair.first.passages:
        for label in passage.notes:
            key = note_key(pair.path, label)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), passage.id)))
    return found


def _why(book: Book, standing: Standing) -> str:
    if not standing.seen:
        return "never looked at"
    return f"changed in {book.in_english(standing.changed) if standing.changed else 'both languages'}"
