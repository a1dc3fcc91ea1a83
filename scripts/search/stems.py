"""A light stemmer: rules as data, sent with the index, so that build and browser strip a word in the same way.

A heavier one merges more than it helps in a book of this size: Snowball's present Dutch makes `gemeente` into `meen`.
What it must do is bring the forms of one word together; what it makes of them is seen by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from scripts.book.languages import Stemming, Suffix


@dataclass(frozen=True)
class Stemmer:
    suffixes: tuple[Suffix, ...]
    """Ending, what takes its place, and the letters that must be left before it. The first that fits is taken,
    `ROUNDS` times at most."""
    endings: tuple[tuple[str, str], ...]
    """Regular expressions and replacements for what spelling does to a bare stem, all of them, in order."""

    def stem(self, word: str) -> str:
        if len(word) < SHORTEST or any(sign.isdigit() for sign in word):
            return word
        for _ in range(ROUNDS):
            before = word
            for suffix, instead, least in self.suffixes:
                if word.endswith(suffix) and len(word) - len(suffix) >= least:
                    word = word[: len(word) - len(suffix)] + instead
                    break
            if word == before:
                break
        for pattern, instead in self.endings:
            word = re.sub(pattern, instead, word)
        return word

    def data(self) -> dict[str, object]:
        return {"suffixes": self.suffixes, "endings": self.endings, "shortest": SHORTEST, "rounds": ROUNDS}


SHORTEST = 4
"""Shorter words are left as they are."""
ROUNDS = 3


@lru_cache(maxsize=8)
def stemming(rules: Stemming | None) -> Callable[[str], str]:
    """The stem of a word by the rules of a language, worked out once for each word, also for the next build."""
    return cache(stemmer(rules).stem)


def stemmer(rules: Stemming | None) -> Stemmer:
    """By the rules of a language; for one without, words stay as they are."""
    return Stemmer(rules.suffixes, rules.endings) if rules else Stemmer((), ())
