"""Who was responsible before and after 2015: a column for each holder, a line from the old one to the new."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Responsibilities, Transfer
from scripts.site.drawing.figures.wording import lines

WIDTH, HEAD, LINE, SIZE = 320, 26, 14, 12
HALF_A_NAME = 38
"""The room that the first and the last name need beside their column."""
CROWDED = 4
"""Columns; with more, every second name stands a line lower."""


@dataclass(frozen=True)
class TransferRow:
    y: float
    """Of the dots."""
    words: list[str]
    text_y: float
    before: list[float]
    after: list[float]
    stays: bool
    data: Transfer


@dataclass(frozen=True)
class ResponsibilitiesLayout:
    height: float
    columns: list[tuple[float, float, str]]
    """Place from the left and from the top, and name."""
    rows: list[TransferRow]


def lay_out_responsibilities(data: Responsibilities, book: Book, language: Language) -> ResponsibilitiesLayout:  # noqa: ARG001
    half = max(WIDTH / len(data.holders) / 2, HALF_A_NAME)
    step = (WIDTH - 2 * half) / max(1, len(data.holders) - 1)
    places = {key: round(half + step * index, 1) for index, key in enumerate(data.holders)}
    rows: list[TransferRow] = []
    crowded = len(data.holders) > CROWDED
    y = float(HEAD + LINE * crowded)
    for row in data.rows:
        words = lines(row.words[language], WIDTH, SIZE)
        dots = y + 14 + LINE * len(words) + 4
        before, after = [places[key] for key in row.before], [places[key] for key in row.after]
        rows.append(TransferRow(dots, words, y + 16, before, after, before == after, row))
        y = dots + 12
    columns = [
        (places[key], 13.0 + LINE * (crowded and index % 2), words[language])
        for index, (key, words) in enumerate(data.holders.items())
    ]
    return ResponsibilitiesLayout(y, columns, rows)
