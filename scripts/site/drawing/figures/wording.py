"""Dates and numbers in a drawing, as the language writes them."""

from __future__ import annotations

import datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from scripts.book import Language


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


def span(least: float, most: float, language: Language) -> str:
    """`15–25`; one number where both are the same."""
    return number(most, language) if least == most else f"{number(least, language)}–{number(most, language)}"
