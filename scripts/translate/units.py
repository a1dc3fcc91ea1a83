"""What is translated: each text that both languages have and that translations.lock knows, as one unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.locks import changed_language, fingerprints
from scripts.book.model import Looked, Pair
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


@dataclass(frozen=True)
class _State:
    stale: str
    changed: Language | None


def units(book: Book, source: Language) -> tuple[Unit, ...]:
    """Every text that both languages have, from `source` into the other, in reading order; then those of docs/_data."""
    states = dict(_states(book))
    found: list[Unit] = []
    for pair in book.pairs:
        places = {page.language: page_places(page) for page in pair}
        names = _names(pair)
        found += _paired(book, source, places, states, names)
    places = {language: data_places(book, language) for language in book.languages}
    return (*found, *_paired(book, source, places, states, {}))


def _paired(
    book: Book,
    source: Language,
    places: dict[Language, dict[str, Place]],
    states: dict[str, _State],
    names: dict[str, tuple[str, ...]],
) -> Iterator[Unit]:
    target = book.other(source)
    for key, place in places[source].items():
        if twin := places[target].get(key):
            parts = tuple(name for name in names.get(key, (key.split(" ")[0],)) if name in states)
            stale = [states[name] for name in parts if states[name].stale]
            changed = {state.changed for state in stale}
            if parts:
                why = stale[0].stale if stale else ""
                yield Unit(key, parts, place, twin, why, changed.pop() if len(changed) == 1 else None)


def _names(pair: Pair) -> dict[str, tuple[str, ...]]:
    """Of each note: the passages that call for it."""
    found: dict[str, tuple[str, ...]] = {}
    for passage in pair.first.passages:
        for label in passage.notes:
            key = note_key(pair.path, label)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), passage.id)))
    return found


def _states(book: Book) -> Iterator[tuple[str, _State]]:
    for name, now in fingerprints(book).items():
        then: Looked | None = book.looked_at.get(name, (None, 0))[0]
        if then is None:
            yield name, _State("never looked at", None)
        elif then == now:
            yield name, _State("", None)
        else:
            changed = changed_language(book, then, now)
            yield name, _State(f"changed in {book.in_english(changed) if changed else 'both languages'}", changed)
