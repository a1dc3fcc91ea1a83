"""A light stemmer: rules as data, sent with the index, so that build and browser strip a word in the same way.

A heavier one merges more than it helps in a book of this size: Snowball's present Dutch makes `gemeente` into `meen`.
What it must do is bring the forms of one word together; what it makes of them is seen by nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.book import Language


@dataclass(frozen=True)
class Stemmer:
    suffixes: tuple[tuple[str, str, int], ...]
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

DUTCH = Stemmer(
    suffixes=(
        ("igheid", "ig", 3),
        ("heden", "heid", 3),
        ("heid", "", 4),
        ("lijkheid", "lijk", 2),
        ("ingen", "ing", 3),
        ("elijke", "", 4),
        ("elijk", "", 4),
        ("lijke", "lijk", 3),
        ("achtige", "achtig", 3),
        ("ische", "isch", 3),
        ("iteiten", "iteit", 2),
        ("tjes", "", 3),
        ("tje", "", 3),
        ("pje", "", 3),
        ("eren", "eer", 3),
        ("eerde", "eer", 3),
        ("eert", "eer", 3),
        ("eerd", "eer", 3),
        ("ende", "", 4),
        ("end", "", 4),
        ("enden", "", 4),
        ("ige", "ig", 3),
        ("igen", "ig", 3),
        ("ers", "er", 4),
        ("en", "", 2),
        ("es", "", 3),
        ("e", "", 3),
        ("s", "", 4),
    ),
    endings=(
        (r"([bcdfghjklmnpqrstvwxz])\1$", r"\1"),
        (r"v$", "f"),
        (r"z$", "s"),
        (r"(aa|ee|oo|uu)(?=[bcdfghjklmnpqrstvwxz]+$)", r"<\1>"),
        (r"<(.)\1>", r"\1"),
        (r"d$", "t"),
    ),
)
ENGLISH = Stemmer(
    suffixes=(
        ("ability", "able", 2),
        ("ibility", "ible", 2),
        ("osity", "ous", 2),
        ("ies", "y", 2),
        ("ied", "y", 2),
        ("sses", "ss", 2),
        ("ches", "ch", 2),
        ("shes", "sh", 2),
        ("xes", "x", 2),
        ("ally", "al", 3),
        ("ily", "y", 3),
        ("ly", "", 4),
        ("ments", "ment", 3),
        ("ations", "ate", 3),
        ("ation", "ate", 4),
        ("ators", "ate", 3),
        ("ator", "ate", 3),
        ("ers", "er", 4),
        ("ings", "", 4),
        ("ing", "", 4),
        ("ed", "", 4),
        ("es", "e", 4),
        ("ss", "ss", 0),
        ("us", "us", 0),
        ("is", "is", 0),
        ("s", "", 3),
    ),
    endings=((r"([bcdfghjkmnpqrtvwxz])\1$", r"\1"), (r"([a-z]{2,})e$", r"\1"), (r"y$", "i")),
)
STEMMERS: dict[Language, Stemmer] = {"nl": DUTCH, "en": ENGLISH}
