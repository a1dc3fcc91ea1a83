"""What a translation must keep of the text that it is made from: everything in it that is no word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scripts.translate.units import Unit

KEPT = {
    "the note's mark": re.compile(r"\[\^[^\]\s]+\]"),
    "the source": re.compile(r"\[(@[\w-]+)"),
    "the link's target": re.compile(r"\]\(\s*(<[^>\n]*>|[^)\s]*)"),
    "the attribute list": re.compile(r"\{:?\s*(?!lang=)[#.\w][^{}\n]*\}"),
    "the comment": re.compile(r"<!--.*?-->", re.DOTALL),
}
IN_ANOTHER = re.compile(r"(\*+[^*\n]+\*+|\[[^\]\n]+\])\{\s*lang=\w+\s*\}")
"""Words in another language: each language marks its own."""


def faults(unit: Unit, text: str) -> Iterator[str]:
    """What is wrong with a translation, and what to do about it, one after another."""
    for what, pattern in KEPT.items():
        yield from _apart(what, _written(pattern, unit.source.text), _written(pattern, text))
    yield from _languages(unit.target.text, text)
    yield from _braces(text)
    if unit.target.one_line and "\n" in text:
        yield "is more than one line — write it as one line"
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        yield "holds a tab or another control character — take it out"


def _written(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(match[1] if pattern.groups else match[0] for match in pattern.finditer(text))


def _apart(what: str, wanted: Counter[str], found: Counter[str]) -> Iterator[str]:
    for each in sorted((wanted - found).keys()):
        yield f"lost {what} {each} — put it back where it belongs"
    for each in sorted((found - wanted).keys()):
        yield f"has {what} {each}, which is not in the text that it is made from — take it out"


def _languages(before: str, text: str) -> Iterator[str]:
    """Words that were marked and still stand there must still be marked: a screen reader says them by it."""
    for match in IN_ANOTHER.finditer(before):
        if text.count(match[1]) > text.count(match[0]):
            yield f"lost {match[0].removeprefix(match[1])} behind {match[1]} — put it back"


def _braces(text: str) -> Iterator[str]:
    rest = KEPT["the attribute list"].sub("", IN_ANOTHER.sub("", text))
    if "{" in rest or "}" in rest:
        yield "has a brace that belongs to nothing — write it as in the text that it is made from"
