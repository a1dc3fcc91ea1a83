"""The figures' data (docs/_data/figures): what a page draws with `![Caption](figure:timeline)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.book.data import DataError, line_of, read_yaml

FIGURES = "docs/_data/figures"

Words = Mapping[str, str]
"""One text in each language."""


@dataclass(frozen=True)
class Event:
    date: str
    """ISO 8601: a year, a month, a day, or a range of years as `2010/2012`."""
    lane: str
    words: Words
    sources: tuple[str, ...]
    """Keys of the bibliography."""

    @property
    def year(self) -> float:
        """When it began, in years: 2014.5 for the first of July; of a range the middle."""
        ends = self.date.split("/")
        return sum(_years(end) for end in ends) / len(ends)


@dataclass(frozen=True)
class Timeline:
    lanes: Mapping[str, Words]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Budget:
    words: Words
    book: float
    """Billions of euros, as the book gives them."""
    official: float
    """Billions of euros, as the official count does."""


@dataclass(frozen=True)
class Cut:
    words: Words
    least: float
    """Per cent; the same as `most` where the book gives one figure."""
    most: float


@dataclass(frozen=True)
class Budgets:
    heads: Mapping[str, Words]
    budgets: tuple[Budget, ...]
    cuts: tuple[Cut, ...]


@dataclass(frozen=True)
class Transfer:
    """One kind of help: who was responsible for it, and who is."""

    words: Words
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Responsibilities:
    holders: Mapping[str, Words]
    rows: tuple[Transfer, ...]


@dataclass(frozen=True)
class Group:
    words: Words
    beacons: tuple[int, ...]


@dataclass(frozen=True)
class BeaconMap:
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Layer:
    """One that does something, and what."""

    name: Words
    does: tuple[Words, ...]
    chief: bool


@dataclass(frozen=True)
class Layers:
    layers: tuple[Layer, ...]


Drawn = Timeline | Budgets | Responsibilities | BeaconMap | Layers


@dataclass(frozen=True)
class Figure:
    name: str
    """The file's name without its suffix, as pages call it."""
    path: str
    description: Words
    """What it shows, for who can't see it."""
    note: Words
    """A remark below it; may be empty."""
    sources: tuple[str, ...]
    drawn: Drawn

    @property
    def kind(self) -> str:
        return KIND_OF[type(self.drawn)]

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
            case Timeline(lanes, events):
                yield from (*lanes.values(), *(event.words for event in events))
            case Budgets(heads, budgets, cuts):
                yield from (*heads.values(), *(row.words for row in budgets), *(row.words for row in cuts))
            case Responsibilities(holders, rows):
                yield from (*holders.values(), *(row.words for row in rows))
            case BeaconMap(groups):
                yield from (group.words for group in groups)
            case Layers(layers):
                for layer in layers:
                    yield from (layer.name, *layer.does)


def read_figures(root: Path) -> Mapping[str, Figure]:
    """The figures below `root` by name; raises DataError. A book without figures has no folder for them."""
    files = sorted((root / FIGURES).glob("*.yml"))
    return {file.stem: _read(root, f"{FIGURES}/{file.name}", file.stem) for file in files}


def _read(root: Path, path: str, name: str) -> Figure:
    data = read_yaml(root, path)
    if not isinstance(data, dict) or data.get("kind") not in READERS:
        raise DataError(path, line_of(root, path, "kind:"), f"`kind` must be one of {', '.join(READERS)}")
    try:
        return Figure(
            name=name,
            path=path,
            description=_words(data["description"]),
            note=_words(data["note"]) if "note" in data else {},
            sources=tuple(data.get("sources", ())),
            drawn=READERS[data["kind"]](data),
        )
    except KeyError as error:
        raise DataError(path, 1, f"lacks the key {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DataError(path, 1, f"has another form than expected: {error}") from error


def _words(data: Mapping[str, Any]) -> Words:
    return {"nl": str(data["nl"]), "en": str(data["en"])}


def _timeline(data: Mapping[str, Any]) -> Timeline:
    lanes = {key: _words(words) for key, words in data["lanes"].items()}
    events = tuple(
        Event(str(item["date"]), str(item["lane"]), _words(item), tuple(item.get("sources", ())))
        for item in data["events"]
    )
    for event in events:
        if event.lane not in lanes:
            raise ValueError(f"the lane {event.lane!r} of {event.date} is not among {', '.join(lanes)}")
    if (dates := [event.year for event in events]) != sorted(dates):
        raise ValueError("the events are not in the order of time")
    return Timeline(lanes, events)


def _budgets(data: Mapping[str, Any]) -> Budgets:
    return Budgets(
        heads={key: _words(data["heads"][key]) for key in ("budgets", "cuts", "book", "official")},
        budgets=tuple(Budget(_words(row), float(row["book"]), float(row["official"])) for row in data["budgets"]),
        cuts=tuple(Cut(_words(row), float(row.get("from", row["to"])), float(row["to"])) for row in data["cuts"]),
    )


def _responsibilities(data: Mapping[str, Any]) -> Responsibilities:
    holders = {key: _words(words) for key, words in data["holders"].items()}
    rows = tuple(Transfer(_words(row), tuple(row["before"]), tuple(row["after"])) for row in data["rows"])
    for row in rows:
        for key in (*row.before, *row.after):
            if key not in holders:
                raise ValueError(f"{key!r} in {row.words['en']!r} is not among {', '.join(holders)}")
    return Responsibilities(holders, rows)


def _beacon_map(data: Mapping[str, Any]) -> BeaconMap:
    return BeaconMap(tuple(Group(_words(row), tuple(int(n) for n in row["beacons"])) for row in data["groups"]))


def _layers(data: Mapping[str, Any]) -> Layers:
    return Layers(
        tuple(
            Layer(_words(row["name"]), tuple(_words(does) for does in row["does"]), bool(row.get("chief", False)))
            for row in data["layers"]
        )
    )


def _years(date: str) -> float:
    year, month, day = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365


READERS: Mapping[str, Callable[[Mapping[str, Any]], Drawn]] = {
    "timeline": _timeline,
    "budgets": _budgets,
    "responsibilities": _responsibilities,
    "beacon-map": _beacon_map,
    "layers": _layers,
}
KIND_OF: Mapping[type, str] = {
    Timeline: "timeline", Budgets: "budgets", Responsibilities: "responsibilities", BeaconMap: "beacon-map",
    Layers: "layers",
}  # fmt: skip
