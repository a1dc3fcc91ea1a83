"""Who was responsible before and after: a column for each holder, an arrow from the old one to the new."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Responsibilities, Transfer

CROWDED = 3
"""Columns; with more, every second name stands a line lower."""


@dataclass(frozen=True)
class TransferRow:
    name: str
    before: list[float]
    """Of the columns, in per cent of the track."""
    after: list[float]
    data: Transfer

    @property
    def stays(self) -> bool:
        return self.data.stays

    @property
    def is_new(self) -> bool:
        return self.data.is_new


@dataclass(frozen=True)
class ResponsibilitiesLayout:
    columns: list[tuple[float, str]]
    """Place, in per cent of the track, and name."""
    rows: list[TransferRow]
    crowded: bool

    @property
    def signs(self) -> list[str]:
        """What the key explains: the signs that the drawing has."""
        moves = any(row.before and not row.stays for row in self.rows)
        used = {
            "before": moves,
            "after": moves,
            "moved": moves,
            "stays": any(row.stays for row in self.rows),
            "new": any(row.is_new for row in self.rows),
        }
        return [sign for sign, is_used in used.items() if is_used]


def lay_out_responsibilities(data: Responsibilities, book: Book, language: Language) -> ResponsibilitiesLayout:  # noqa: ARG001
    step = 100 / len(data.holders)
    places = {key: round(step * (index + 0.5), 1) for index, key in enumerate(data.holders)}
    return ResponsibilitiesLayout(
        columns=[(places[key], words[language]) for key, words in data.holders.items()],
        rows=[
            TransferRow(
                name=row.words[language],
                before=[places[key] for key in row.before],
                after=[places[key] for key in row.after],
                data=row,
            )
            for row in data.rows
        ],
        crowded=len(data.holders) > CROWDED,
    )
