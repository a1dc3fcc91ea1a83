"""The map of the beacons: a row and a column for each; where two are related, the row has a link to the other."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language, Page
from scripts.book.figures import BeaconMap


@dataclass(frozen=True)
class Cell:
    at: float
    """Per cent of the track."""
    number: int
    page: Page
    is_self: bool
    is_related: bool


@dataclass(frozen=True)
class Row:
    number: int
    page: Page
    cells: list[Cell]
    group: str

    @property
    def related(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_related]


@dataclass(frozen=True)
class BeaconMapLayout:
    groups: list[tuple[str, list[Row]]]

    @property
    def rows(self) -> list[Row]:
        return [row for _, rows in self.groups for row in rows]


def lay_out_beacons(data: BeaconMap, book: Book, language: Language) -> BeaconMapLayout:
    paths = {entry.beacon: entry.path for entry in book.contents.beacons if entry.beacon}
    pages = {number: page for number, path in paths.items() if (page := book.page(language, path))}
    shown = [number for group in data.groups for number in group.beacons if number in pages]
    places = {number: round(100 * (index + 0.5) / len(shown), 2) for index, number in enumerate(shown)}
    related = {frozenset(pair) for pair in book.contents.related_beacons}

    def row(number: int, group: str) -> Row:
        cells = [
            Cell(places[other], other, pages[other], other == number, frozenset((number, other)) in related)
            for other in shown
        ]
        return Row(number, pages[number], cells, group)

    return BeaconMapLayout(
        [
            (name, [row(number, name) for number in group.beacons if number in pages])
            for group in data.groups
            for name in [group.words[language]]
        ]
    )
