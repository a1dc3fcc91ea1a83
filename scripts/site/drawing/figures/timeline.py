"""The timeline: a row for each event, a lane with a shape of its own for each kind, and an axis stretched to fit.

An axis to scale would put seven of the twenty events on top of each other; the years on it tell where it stretches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scripts.book import Book, Language
from scripts.book.figures import Event, Timeline
from scripts.site.drawing.figures.wording import date_in_words, lines

AXIS, FIRST_LANE, LANE, TEXT, WIDTH = 34, 48, 14, 112, 320
TOP, SIZE, LINE, GAP = 52, 12, 14, 7
BETWEEN_YEARS = 12
"""The least room between two years on the axis."""
SHAPES = ("square", "circle", "diamond", "triangle")


@dataclass(frozen=True)
class Mark:
    shape: str
    x: float
    y: float
    date: str
    words: list[str]
    event: Event
    lane: str


@dataclass(frozen=True)
class TimelineLayout:
    height: float
    years: list[tuple[int, float]]
    lanes: list[tuple[str, float, str]]
    """Shape, place from the left, and name."""
    marks: list[Mark]
    axis: int = AXIS
    text: int = TEXT


def lay_out_timeline(timeline: Timeline, book: Book, language: Language) -> TimelineLayout:  # noqa: ARG001
    shapes = dict(zip(timeline.lanes, SHAPES, strict=False))
    columns = {key: FIRST_LANE + LANE * index for index, key in enumerate(timeline.lanes)}
    marks: list[Mark] = []
    y = float(TOP)
    for event in timeline.events:
        words = lines(event.words[language], WIDTH - TEXT, SIZE)
        lane = timeline.lanes[event.lane][language]
        date = date_in_words(event.date, language)
        marks.append(Mark(shapes[event.lane], columns[event.lane], y + SIZE, date, words, event, lane))
        y += LINE * (len(words) + 1) + GAP
    return TimelineLayout(
        height=y + 2,
        years=list(_years(marks)),
        lanes=[(shapes[key], columns[key], timeline.lanes[key][language]) for key in timeline.lanes],
        marks=marks,
    )


def _years(marks: list[Mark]) -> Iterator[tuple[int, float]]:
    """The years that find room on the axis, each where it falls between the events around it."""
    last = 0.0
    for before, after in pairwise(marks):
        span = after.event.year - before.event.year
        for year in range(int(before.event.year), int(after.event.year) + 1):
            if span > 0 and before.event.year <= year <= after.event.year:
                y = before.y + (year - before.event.year) / span * (after.y - before.y)
                if y >= last + BETWEEN_YEARS:
                    yield year, round(y, 1)
                    last = y
