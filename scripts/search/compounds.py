"""Compounds: which words of the book are made of other words of the book, or of a list that people review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7


def split_all(
    vocabulary: Iterable[str],
    known: Iterable[str],
    stem: Callable[[str], str],
    reviewed: Mapping[str, tuple[str, ...]],
    links: Sequence[str],
) -> dict[str, tuple[str, ...]]:
    """Each compound of the vocabulary → its parts, in order.

    `known` are words that may be a part besides those of the vocabulary. `reviewed` has the last word; no parts there
    means that a word is no compound. `links` are sounds between the parts: `gezins-voogd`, `ziekte-kosten`.
    """
    words = frozenset(word for word in (*vocabulary, *known) if len(word) >= SHORTEST_PART and word.isalpha())
    stems = frozenset(map(stem, words))
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(set(vocabulary)):
        parts = reviewed.get(word)
        if parts is None and len(word) >= SHORTEST_COMPOUND and word.isalpha():
            parts = _split(word, stem(word), words, stems, stem, links)
        if parts:
            found[word] = parts
    return found


def _split(
    word: str,
    own: str,
    words: frozenset[str],
    stems: frozenset[str],
    stem: Callable[[str], str],
    links: Sequence[str],
) -> tuple[str, ...]:
    """The split into the fewest parts, of these the one with the longest last part; empty if there is none."""

    def is_part(text: str, last: bool) -> bool:
        if text in words:
            return stem(text) != own
        return last and len(text) > SHORTEST_PART and (stemmed := stem(text)) != own and stemmed in stems

    @cache
    def best(rest: str) -> tuple[str, ...]:
        if is_part(rest, last=True):
            return (rest,)
        options: list[tuple[str, ...]] = []
        for end in range(SHORTEST_PART, len(rest) - SHORTEST_PART + 1):
            if not is_part(rest[:end], last=False):
                continue
            tails = (best(rest[end + len(link) :]) for link in links if rest[end:].startswith(link))
            options += [(rest[:end], *tail) for tail in tails if tail]
        return min(options, key=lambda parts: (len(parts), -len(parts[-1]))) if options else ()

    parts = best(word)
    return parts if len(parts) > 1 else ()
