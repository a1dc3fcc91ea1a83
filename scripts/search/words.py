"""From text to words, as docs/assets/scripts/search-words.js does it too; a test holds the two to the same answers."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = re.compile("['’ʼ`´]")
WORD = re.compile(r"[^\W_]+(?:[-‐‑.,][^\W_]+)*", re.UNICODE)
"""Letters and digits; a hyphen, full stop or comma inside holds a word or a number together."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
JOINER = re.compile(r"[-‐‑.,]")


def fold(text: str) -> str:
    """Small letters without accents or apostrophes, compatibility forms made plain."""
    text = APOSTROPHES.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower()))
    return unicodedata.normalize("NFC", "".join(sign for sign in text if not unicodedata.combining(sign)))


def words(text: str) -> list[str]:
    """The folded words in order: `jeugd-ggz` as jeugdggz, `2.3` as 2.3, `e.g.` as e and g."""
    return [word for match in WORD.finditer(fold(text)) for word in _parts(match[0])]


def _parts(word: str) -> list[str]:
    if NUMBER.fullmatch(word):
        return [word.replace(",", ".")]
    pieces = JOINER.split(word)
    return pieces if "." in word or "," in word else ["".join(pieces)]


def pieces(text: str) -> list[tuple[str, list[str]]]:
    """Words written with a hyphen, with their parts: `jeugd-ggz` as jeugdggz, of jeugd and ggz."""
    found = [match[0] for match in WORD.finditer(fold(text)) if re.search("[-‐‑]", match[0])]
    return [(word, parts) for each in found for word in _parts(each) if len(parts := JOINER.split(each)) > 1]
