"""Setting text and figures in a drawing: lines that fit, dates and numbers as the language writes them."""

from __future__ import annotations

import datetime
import textwrap

from babel.dates import format_date
from babel.numbers import format_decimal

from scripts.book import Language

WIDTH_OF_LETTER = 0.58
"""Of the size of the type: a sans serif's letters on average, somewhat on the wide side."""


def lines(text: str, width: float, size: float) -> list[str]:
    """The text in lines that fit a width, both in the figure's units."""
    return textwrap.wrap(text, max(8, int(width / (size * WIDTH_OF_LETTER))), break_long_words=False)


def date_in_words(date: str, language: Language) -> str:
    """`2014-07-08` as `8 juli 2014` or `8 July 2014`; a year, a month or a range of years in the same way."""
    if "/" in date:
        return date.replace("/", "–")
    parts = [int(part) for part in date.split("-")]
    pattern = ("y", "MMMM y", "d MMMM y")[len(parts) - 1]
    day = datetime.date(*(*parts, 1, 1)[:3])
    return str(format_date(day, pattern, locale=language))


def number(value: float, language: Language) -> str:
    """`3,5` or `3.5`; whole numbers without a decimal."""
    return str(format_decimal(value, locale=language))
