"""The map of the beacons: one below the other in their groups, related ones joined by an arc."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language, Page
from scripts.book.figures import BeaconMap
from scripts.site.drawing.figures.wording import lines

ROW, GROUP, NODE, TEXT, WIDTH = 50, 26, 96, 122, 320


@dataclass(frozen=True)
class Node:
    number: int
    page: Page
    y: float
    words: list[str]
    related: list[Page]
    group: str


@dataclass(frozen=True)
class BeaconMapLayout:
    height: float
    groups: list[tuple[str, float]]
    nodes: list[Node]
    arcs: list[tuple[float, float, float]]
    """From, to, and how far to the left."""
    node: int = NODE
    text: int = TEXT


def lay_out_beacons(data: BeaconMap, book: Book, language: Language) -> BeaconMapLayout:
    paths = {entry.beacon: entry.path for entry in book.contents.beacons if entry.beacon}
    pages = {number: page for number, path in paths.items() if (page := book.page(language, path))}
    groups: list[tuple[str, float]] = []
    nodes: list[Node] = []
    y = 0.0
    for group in data.groups:
        groups.append((group.words[language], y + 16))
        y += GROUP
        for number in (number for number in group.beacons if number in pages):
            page = pages[number]
            related = [pages[other] for other in book.contents.related(number) if other in pages]
            words = lines(f"{number} {page.title}", WIDTH - TEXT, 13)
            nodes.append(Node(number, page, y + ROW / 2, words, related, group.words[language]))
            y += ROW
    rows = {node.number: node.y for node in nodes}
    arcs = [
        (rows[a], rows[b], round(min(62.0, (rows[b] - rows[a]) * 0.3), 1))
        for a, b in book.contents.related_beacons
        if a in rows and b in rows
    ]
    return BeaconMapLayout(y + 4, groups, nodes, arcs)
