"""Who was responsible before and after: a column for each holder, an arrow from the old one to the new."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Responsibilities, Transfer
from scripts.site.drawing.figures.scale import Scale

ENDS = (16.0, 84.0)
"""Of the first and the last column, in per cent of the track: beside them is room for half a name."""
LINES = (1.0, 2.4, 3.8)
"""The feet of neighbours' names, in ems: no two on one line that could meet."""
FEW = 3
"""Columns whose names have room on one line."""


@dataclass(frozen=True)
class Column:
    at: float
    """Per cent of the track."""
    line: float
    """The foot of its name, in ems."""
    name: str


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
    columns: list[Column]
    rows: list[TransferRow]
    few: bool

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
    few = len(data.holders) <= FEW
    scale = Scale(0, len(data.holders) - 1, *ENDS)
    places = {key: scale.at(index) for index, key in enumerate(data.holders)}
    return ResponsibilitiesLayout(
        columns=[
            Column(places[key], LINES[0 if few else index % len(LINES)], words[language])
            for index, (key, words) in enumerate(data.holders.items())
        ],
        rows=[
            TransferRow(
                name=row.words[language],
                before=[places[key] for key in row.before],
                after=[places[key] for key in row.after],
                data=row,
            )
            for row in data.rows
        ],
        few=few,
    )
