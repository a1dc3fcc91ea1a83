"""The figures' data (docs/_data/figures): what a page draws with `![Caption](figure:timeline)`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from scripts.book.data import Record, Words, read_records

FIGURES = "docs/_data/figures"
MOST_LANES = 4
"""Of a timeline: each has a shape of its own."""

Some = Meta(min_length=1)
Amount = Annotated[float, Meta(gt=0, lt=1_000_000)]
"""Billions, or per cent: more, and YAML's `.inf`, can't be drawn."""


class Data(Record, frozen=True, tag_field="kind"):
    """What every figure has, of whatever kind."""

    description: Words
    """What it shows, for who can't see it."""
    note: Words = field(default_factory=Words)
    """A remark below it."""
    sources: tuple[str, ...] = ()
    """Keys of the bibliography."""
    broad: bool = False
    """Whether it may stand into the margin, where the page has one."""


class Event(Record, frozen=True):
    date: str
    """ISO 8601: a year, a month, a day, or a range of years as `2010/2012`."""
    lane: str
    words: Words
    sources: tuple[str, ...] = ()
    """Keys of the bibliography."""

    def __post_init__(self) -> None:
        if self.date.count("/") > 1:
            raise ValueError(f"{self.date!r} has more than two ends")
        for end in self.date.split("/"):
            try:
                datetime.date(*(*map(int, end.split("-")), 1, 1)[:3])
            except (ValueError, TypeError) as error:
                message = f"{self.date!r} is no date: write a year, 2015-01, 2015-01-31, or 2013/2014"
                raise ValueError(message) from error

    @property
    def year(self) -> float:
        """When it began, in years: 2014.5 for the first of July; of a range the middle."""
        ends = self.date.split("/")
        return sum(_years(end) for end in ends) / len(ends)


class Timeline(Data, frozen=True, tag="timeline", kw_only=True):
    lanes: Annotated[dict[str, Words], Meta(min_length=1, max_length=MOST_LANES)]
    events: Annotated[tuple[Event, ...], Some]

    def __post_init__(self) -> None:
        for index, event in enumerate(self.events):
            _among(event.lane, self.lanes, f"$.events[{index}].lane")
        for index, (before, event) in enumerate(pairwise(self.events), start=1):
            if event.year < before.year:
                message = f"{event.date!r} comes after {before.date!r}: put them in the order of time"
                raise ValueError(f"{message} - at `$.events[{index}]`")


class Budget(Record, frozen=True):
    words: Words
    book: Amount
    """Billions of euros, as the book gives them."""
    official: Amount
    """Billions of euros, as the official count does."""


class Cut(Record, frozen=True, kw_only=True):
    words: Words
    most: Amount = field(name="to")
    """Per cent."""
    start: Amount | None = field(name="from", default=None)

    @property
    def least(self) -> float:
        """Per cent; the same as `most` where the book gives one figure."""
        return self.most if self.start is None else self.start

    @property
    def is_range(self) -> bool:
        return self.least < self.most


class Heads(Record, frozen=True):
    """What stands above the bars, and beside each of a pair."""

    budgets: Words
    cuts: Words
    book: Words
    official: Words
    range: Words
    """What the part of a bar between the book's two figures is called in the key."""


class Budgets(Data, frozen=True, tag="budgets", kw_only=True):
    heads: Heads
    budgets: Annotated[tuple[Budget, ...], Some]
    cuts: Annotated[tuple[Cut, ...], Some]


class Transfer(Record, frozen=True):
    """One kind of help: who was responsible for it, and who is."""

    words: Words
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def stays(self) -> bool:
        return self.before == self.after

    @property
    def is_new(self) -> bool:
        """Nobody had it before."""
        return not self.before


class Responsibilities(Data, frozen=True, tag="responsibilities", kw_only=True):
    holders: Annotated[dict[str, Words], Some]
    rows: Annotated[tuple[Transfer, ...], Some]

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            for key in (*row.before, *row.after):
                _among(key, self.holders, f"$.rows[{index}]")


class Group(Record, frozen=True):
    words: Words
    beacons: tuple[int, ...]


class BeaconMap(Data, frozen=True, tag="beacon-map", kw_only=True):
    groups: Annotated[tuple[Group, ...], Some]


class Layer(Record, frozen=True):
    """One that does something, and what."""

    name: Words
    does: Annotated[tuple[Words, ...], Some]
    chief: bool = False


class Layers(Data, frozen=True, tag="layers", kw_only=True):
    chief: Words
    """What sets the chief layer apart, for the key."""
    layers: Annotated[tuple[Layer, ...], Some]


Drawn = Timeline | Budgets | Responsibilities | BeaconMap | Layers
KINDS = tuple(str(each.__struct_config__.tag) for each in (Timeline, Budgets, Responsibilities, BeaconMap, Layers))
"""As a figure's file names its kind."""


@dataclass(frozen=True)
class Figure:
    name: str
    """The file's name without its suffix, as pages call it."""
    path: str
    drawn: Drawn

    @property
    def kind(self) -> str:
        return str(type(self.drawn).__struct_config__.tag)

    @property
    def description(self) -> Words:
        return self.drawn.description

    @property
    def note(self) -> Words:
        return self.drawn.note

    @property
    def sources(self) -> tuple[str, ...]:
        return self.drawn.sources

    @property
    def cited(self) -> tuple[str, ...]:
        """Every key of the bibliography that it uses."""
        events = self.drawn.events if isinstance(self.drawn, Timeline) else ()
        return (*self.sources, *(key for event in events for key in event.sources))

    def texts(self) -> Iterator[Words]:
        """Every text of it, for the checks of words."""
        yield self.description
        if self.note:
            yield self.note
        match self.drawn:
            case Timeline(lanes=lanes, events=events):
                yield from (*lanes.values(), *(event.words for event in events))
            case Budgets(heads=heads, budgets=budgets, cuts=cuts):
                yield from (heads.budgets, heads.cuts, heads.book, heads.official, heads.range)
                yield from (*(row.words for row in budgets), *(row.words for row in cuts))
            case Responsibilities(holders=holders, rows=rows):
                yield from (*holders.values(), *(row.words for row in rows))
            case BeaconMap(groups=groups):
                yield from (group.words for group in groups)
            case Layers(layers=layers, chief=chief):
                yield chief
                for layer in layers:
                    yield from (layer.name, *layer.does)


def read_figures(root: Path, languages: Sequence[str]) -> Mapping[str, Figure]:
    """The figures below `root` by name; raises DataError. A book without figures has no folder for them."""
    files = sorted((root / FIGURES).glob("*.yml"))
    return {file.stem: _read(root, f"{FIGURES}/{file.name}", file.stem, languages) for file in files}


def _read(root: Path, path: str, name: str, languages: Sequence[str]) -> Figure:
    drawn: Drawn = read_records(root, path, Drawn, languages)  # type: ignore[arg-type]
    return Figure(name, path, drawn)


def _among(key: str, known: Mapping[str, Words], where: str) -> None:
    """`where` is msgspec's path to it, so that the error points to its line."""
    if key not in known:
        raise ValueError(f"{key!r} is not among {', '.join(known)} - at `{where}`")


def _years(date: str) -> float:
    year, month, day = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365
