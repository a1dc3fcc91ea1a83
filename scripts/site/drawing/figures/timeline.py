"""The timeline: a row for each event, and beside each its place on one axis, to scale, with a shape for its kind."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Event, Timeline
from scripts.site.drawing.figures.scale import Scale, Tick
from scripts.site.drawing.figures.wording import date_in_words

SHAPES = ("square", "circle", "diamond", "triangle")
ENDS = (4.0, 92.0)
"""Of the axis, in per cent of the track: what is left is for half a year's figures."""
MOST_LINES, MOST_NAMED = 8, 4


@dataclass(frozen=True)
class Mark:
    shape: str
    at: float
    """Per cent of the track."""
    date: str
    event: Event
    lane: str


@dataclass(frozen=True)
class TimelineLayout:
    lanes: list[tuple[str, str]]
    """Shape and name."""
    ticks: list[Tick]
    """At regular distances; where there are many, every second one is named."""
    marks: list[Mark]


def lay_out_timeline(timeline: Timeline, book: Book, language: Language) -> TimelineLayout:  # noqa: ARG001
    shapes = dict(zip(timeline.lanes, SHAPES, strict=False))
    years = [event.year for event in timeline.events]
    scale = Scale(math.floor(years[0]), math.ceil(years[-1]), *ENDS)
    rounds = scale.rounds(MOST_LINES)
    named = rounds if len(rounds) <= MOST_NAMED else rounds[::2]
    return TimelineLayout(
        lanes=[(shapes[key], name[language]) for key, name in timeline.lanes.items()],
        ticks=[Tick(scale.at(year), str(year) if year in named else "") for year in rounds],
        marks=[
            Mark(
                shape=shapes[event.lane],
                at=scale.at(event.year),
                date=date_in_words(event.date, language),
                event=event,
                lane=timeline.lanes[event.lane][language],
            )
            for event in timeline.events
        ],
    )
