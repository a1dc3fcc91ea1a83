"""Small helpers for Python-Markdown's element trees."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE, ETX, STX

_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")
ADDITIONS = "addition-block"
"""The class of a run of additions."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


def has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def plain(text: str) -> str:
    """Text without Python-Markdown's placeholders."""
    text = text.replace(AMP_SUBSTITUTE, "&")
    text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
    return _STASHED.sub("", text)


def reading_text(element: Element, without: Collection[str] = ()) -> str:
    """What a reader reads: no notes' marks, passage numbers or parts of these classes, white space folded."""
    left_out: set[str] = {"note-mark", "passage-number", *without}
    return " ".join(plain("".join(_pieces(element, left_out))).split())


def _pieces(element: Element, left_out: set[str]) -> Iterator[str]:
    if not left_out.isdisjoint(element.get("class", "").split()):
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child, left_out)
        yield child.tail or ""
    if element.tag in {"p", "li", "td", "th", "figcaption", "caption"}:
        yield " "


def replace_in_text(
    element: Element,
    pattern: re.Pattern[str],
    make: Callable[[re.Match[str]], Element | None],
    skip: Callable[[Element], bool],
) -> None:
    """Puts an element made from each match in the place of the matched text, in reading order.

    Leaves an element that `skip` names alone, with all that is in it. Where `make` gives None the text stays.
    """
    if skip(element):
        return
    children = list(element)
    _split(element, element, 0, element.text, pattern, make)
    for child in children:
        replace_in_text(child, pattern, make, skip)
        _split(element, child, list(element).index(child) + 1, child.tail, pattern, make)


def _split(
    parent: Element,
    owner: Element,
    position: int,
    text: str | None,
    pattern: re.Pattern[str],
    make: Callable[[re.Match[str]], Element | None],
) -> None:
    """Splits the text before `position`: `parent`'s own text if it is the owner, else the owner's tail."""
    if not text or not (found := [(m, new) for m in pattern.finditer(text) if (new := make(m)) is not None]):
        return
    before = text[: found[0][0].start()]
    if owner is parent:
        parent.text = before
    else:
        owner.tail = before
    for index, (match, new) in enumerate(found):
        end = found[index + 1][0].start() if index + 1 < len(found) else len(text)
        new.tail = text[match.end() : end]
        parent.insert(position + index, new)


def word_pattern(words: list[str]) -> re.Pattern[str]:
    """Any of the words as a whole word, the longest first; the first letter in either case.

    A word inside a compound with a hyphen is not a whole word: `ggz` is not found in `jeugd-ggz`.
    """
    return _word_pattern(tuple(words))


@lru_cache(maxsize=64)
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    alternatives = "|".join(_either_case(word) for word in ordered) or "(?!)"
    return re.compile(rf"(?<![\w\-])(?:{alternatives})(?![\w\-])")


def _either_case(word: str) -> str:
    first, rest = word[0], re.escape(word[1:])
    return f"[{first.lower()}{first.upper()}]{rest}" if first.isalpha() else re.escape(word)
