"""A passage cut into sentences, where both languages can be cut alike.

Of our own: of this book's 1,440 sentences pySBD joins nine and sentencex fourteen to what comes before them, since that
ends in a short word (`heet dat.`, `A to E.`) which their lists for all texts take for an abbreviation. Here one in the
middle of a sentence is rare; a cut too many makes the languages differ, and then neither is cut.
"""

from __future__ import annotations

import re
from collections import Counter

END = re.compile(r"[.?!…][’”»“)\]]*\s+(?=[‘“„«(¿¡]*[^\W\d_])")
"""Where a sentence may end: a letter begins the next, behind a mark that opens a quotation perhaps."""
INITIAL = re.compile(r"(?:(?:^|[,.(]\s?)[^\W\d_]|\s[a-zß-ÿ])\.\s*$")
"""A text up to a full stop that belongs to a name, `Bunnik, S.`, or to letters that stand for words, `z. B.`"""
LONG = 40
"""Signs; of two shorter sentences one may well be thrice as long."""
RATIO = (0.45, 2.2)
"""Length of a sentence over that of the one it stands for."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage's reading text, in order; joined by a space they are the text."""
    found: list[str] = []
    start = 0
    for match in END.finditer(text):
        begins = text[match.end() :].lstrip("‘“„«(¿¡")[:1]
        if begins.isupper() and not INITIAL.search(text[start : match.end()]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    return (*found, text[start:].strip())


def aligned(first: str, second: str) -> tuple[tuple[str, str], ...]:
    """The sentences of two texts, each beside its own; empty where the two are not cut alike.

    Equally many are not enough: one language may join two and part another. So each must be of a like length, with the
    same numbers in digits, and a name that stands once in each language must stand in the same sentence.
    """
    one, two = sentences(first), sentences(second)
    if len(one) != len(two):
        return ()
    pairs = tuple(zip(one, two, strict=True))
    names, theirs = _names(one), _names(two)
    placed = all(names[name] == theirs[name] for name in names.keys() & theirs.keys())
    return pairs if placed and all(_alike(*pair) for pair in pairs) else ()


def _alike(first: str, second: str) -> bool:
    if _numbers(first) != _numbers(second):
        return False
    return max(len(first), len(second)) < LONG or RATIO[0] <= len(first) / len(second) <= RATIO[1]


def _numbers(text: str) -> list[str]:
    """Without the signs between digits, which languages write otherwise."""
    return sorted(re.sub(r"\D", "", number) for number in re.findall(r"\d[\d.,]*", text))


def _names(texts: tuple[str, ...]) -> dict[str, int]:
    """Words with a capital that stand once in all the sentences, each with the place of its sentence."""
    places = [(word, place) for place, text in enumerate(texts) for word in re.findall(r"\w*[^\W\d_]\w*", text)]
    often = Counter(word for word, _ in places)
    return {word: place for word, place in places if often[word] == 1 and word != word.lower()}
