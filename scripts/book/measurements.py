"""What was measured of this site beside others, and of larger books (docs/_data/measured/measurements.json).

Written by `make bench` and `python -m scripts.bench.scale`: data of one day and one machine, not made by a build.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from scripts.book.checked import FOLDER
from scripts.book.data import Record, read_records

MEASUREMENTS = f"{FOLDER}/measurements.json"

Measure = Literal[
    "build", "warm", "edit", "memory", "output", "files", "first-view", "first-requests", "javascript", "second-view",
    "second-requests", "axe-light", "axe-dark", "hit-1", "hit-3",
]  # fmt: skip
"""What is measured, in the order of a table."""
UNITS: Mapping[Measure, str] = {
    "build": "s", "warm": "s", "edit": "s", "memory": "bytes", "output": "bytes", "files": "", "first-view": "bytes",
    "first-requests": "", "javascript": "bytes", "second-view": "bytes", "second-requests": "", "axe-light": "",
    "axe-dark": "", "hit-1": "share", "hit-3": "share",
}  # fmt: skip
"""Seconds, bytes, a share of one, or a number of something."""
Reason = Literal["not-to-be-had", "failed", "cut-off", "no-server", "no-search", "too-slow", "not-built"]
"""Why there is no value: the tool can't be set up; it failed; it took too long; it has no server that shows edits, or
no search; it was not tried, as a build takes too long; there is no site, for which the build has the reason."""
Part = Literal["read", "check", "search", "pages", "cards", "editions", "others", "whole", "warm"]
"""Of a build of this site: read the sources, check them, make the search index, write pages, cards, PDF and EPUB, all
else; and the whole as `make build` has it, with nothing kept and with all kept."""
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z]+(-[a-z]+)*$")]
Count = Annotated[int, msgspec.Meta(ge=0)]
Times = Annotated[int, msgspec.Meta(ge=1)]


class Machine(Record, frozen=True):
    cores: Times
    memory: Count
    """Bytes."""
    system: str
    processor: str = ""


class Measured(Record, frozen=True):
    """One thing measured of one tool: a value, or why there is none."""

    tool: Name
    measure: Measure
    times: Times = 1
    """The chapters of this book, so many times."""
    value: Annotated[float, msgspec.Meta(ge=0)] | None = None
    """The median of the runs, in the measure's unit."""
    least: Annotated[float, msgspec.Meta(ge=0)] | None = None
    most: Annotated[float, msgspec.Meta(ge=0)] | None = None
    runs: Times = 1
    reason: Reason | None = None
    detail: str = ""
    """In English: what was said when it failed, after how long it was cut off."""

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("Expected a `value`, or a `reason` why there is none")


class Peer(Record, frozen=True):
    id: Name
    name: str
    versions: dict[str, str] = msgspec.field(default_factory=dict)
    """Of its packages."""
    remark: str = ""
    """In English: how it was set up, where that bears on the numbers."""


class Occasion(Record, frozen=True):
    """Larger books that were measured by themselves: another day, perhaps another machine."""

    day: Day
    machine: Machine
    command: str
    sizes: tuple[Times, ...]


class Beside(Record, frozen=True):
    """This site and others with the same text."""

    day: Day
    machine: Machine
    command: str
    base: Name
    """The tool that the others' ratios are told of."""
    own: Name
    """The tool that is this site."""
    chapters: tuple[str, ...]
    """Whose views and findings are measured: paths in docs."""
    queries: tuple[str, ...]
    """The files that search was asked with."""
    asked: Count
    """How many queries they hold."""
    tools: tuple[Peer, ...]
    measured: tuple[Measured, ...]
    others: tuple[Occasion, ...] = ()
    """Of the sizes that were not measured with the first."""

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(sorted({each.times for each in self.measured}))

    def found(self, tool: str, measure: Measure, times: int = 1) -> Measured | None:
        wanted = (tool, measure, times)
        return next((each for each in self.measured if (each.tool, each.measure, each.times) == wanted), None)

    def ratio(self, tool: str, measure: Measure, times: int = 1) -> float | None:
        """To the base's value; None if one of the two is lacking, or the base has nothing."""
        one, base = self.found(tool, measure, times), self.found(self.base, measure, times)
        if one is None or base is None or one.value is None or not base.value:
            return None
        return one.value / base.value


class Step(Record, frozen=True):
    """This site in a book of so many times the chapters."""

    times: Times
    pages: Count
    """In one language."""
    passages: Count
    """In one language."""
    seconds: dict[Part, float]
    memory: Count
    """Bytes, of a build with nothing kept."""
    output: Count
    files: Count
    side_by_side: Count
    """Pages with both languages."""
    search_index: Count
    """Bytes of both languages, as they lie."""
    search_parts: Count
    first_search: Count
    """Bytes with Brotli that a browser fetches until the first result of the first language stands."""
    first_view: Count
    """Bytes with Brotli of a first view of a chapter."""
    locks: Count
    """Bytes of both locks."""
    lock_seconds: float
    """To work out and write them."""


class Scale(Record, frozen=True):
    day: Day
    machine: Machine
    command: str
    steps: tuple[Step, ...]
    stopped: str = ""
    """In English: why there is no larger one."""


class Measurements(Record, frozen=True):
    beside: Beside | None = None
    scale: Scale | None = None


def read_measurements(root: Path) -> Measurements:
    """What was measured last; nothing for a book without the file. Raises DataError: file, line, key."""
    if not (root / MEASUREMENTS).exists():
        return Measurements()
    return read_records(root, MEASUREMENTS, Measurements)


def as_json(measurements: Measurements) -> str:
    """As the file has them: a record a line, so that a change is read line by line."""
    return msgspec.json.format(msgspec.json.encode(_lean(msgspec.to_builtins(measurements))), indent=1).decode() + "\n"


def _lean(value: object) -> object:
    """Without what says nothing."""
    if isinstance(value, Mapping):
        return {key: _lean(each) for key, each in value.items() if each not in (None, "", {}, [], ())}
    return [_lean(each) for each in value] if isinstance(value, (list, tuple)) else value
