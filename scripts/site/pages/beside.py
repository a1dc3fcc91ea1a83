"""This site beside others with the same text, as the page *Proof* shows what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from scripts.book.measurements import UNITS, Beside, Measure, Measured, Peer
from scripts.site.drawing.figures.wording import date_in_words
from scripts.site.pages.frame import Frame
from scripts.site.pages.take_along import size_in_words

TABLES: Mapping[str, tuple[Measure, ...]] = {
    "building": ("build", "warm", "edit", "memory", "output"),
    "reading": ("first-view", "first-requests", "second-view", "javascript"),
    "using": ("axe-light", "axe-dark", "hit-1", "hit-3"),
}
"""What is shown together, of this book; by the name in `proof_beside_NAME`."""
OF_LARGER: tuple[Measure, ...] = ("build", "memory", "first-view")
"""What is shown of larger books too."""
WITHOUT_RATIO = frozenset({"axe-light", "axe-dark", "hit-1", "hit-3"})
"""Where the number itself tells more than how it stands to another."""


@dataclass(frozen=True)
class Cell:
    text: str
    """The value in words, or why there is none."""
    ratio: str = ""
    """To the one that the others are told of: `× 1,2`."""


@dataclass(frozen=True)
class Column:
    measure: Measure
    times: int


@dataclass(frozen=True)
class Comparison:
    frame: Frame
    beside: Beside

    @cached_property
    def tables(self) -> Sequence[tuple[str, Sequence[Column]]]:
        """By name: the columns of this book, and those of larger ones if any was measured."""
        found = [(name, [Column(each, 1) for each in measures]) for name, measures in TABLES.items()]
        larger = sorted({each.times for each in self.beside.measured} - {1})
        columns = [Column(measure, times) for measure in OF_LARGER for times in larger]
        return [*found, ("larger", columns)] if columns else found

    def heading(self, column: Column) -> str:
        name = self.frame.labels[f"proof_measure_{column.measure}".replace("-", "_")]
        return name if column.times == 1 else self.frame.fill("proof_times", measure=name, times=column.times)

    @property
    def apart(self) -> Sequence[str]:
        """Of the sizes that were measured by themselves: when, and on what."""
        frame = self.frame
        return [
            frame.fill(
                "proof_beside_apart",
                times=format_list([str(size) for size in each.sizes], locale=frame.language),
                day=date_in_words(each.day, frame.language),
                cores=each.machine.cores,
                processor=each.machine.processor or each.machine.system,
            )
            for each in self.beside.others
        ]

    @property
    def tools(self) -> Sequence[Peer]:
        return self.beside.tools

    @property
    def base(self) -> str:
        """What the tool is called that the others' ratios are told of."""
        return next((tool.name for tool in self.beside.tools if tool.id == self.beside.base), self.beside.base)

    def own_name(self, tool: Peer) -> str:
        """What this site is called, whole or in part; empty for another."""
        names = {self.beside.own: "proof_own", f"{self.beside.own}-alone": "proof_own_alone"}
        return self.frame.labels[names[tool.id]] if tool.id in names else ""

    def versions(self, tool: Peer) -> str:
        return ", ".join(f"{name} {version}" for name, version in tool.versions.items())

    def cell(self, tool: Peer, column: Column) -> Cell:
        found = self.beside.found(tool.id, column.measure, column.times)
        if found is None:
            return Cell("–")
        if found.value is None:
            return Cell(self.frame.labels[f"proof_reason_{found.reason}".replace("-", "_")])
        ratio = self.beside.ratio(tool.id, column.measure, column.times)
        told = "" if ratio is None or column.measure in WITHOUT_RATIO else f"× {self._decimal(ratio)}"
        return Cell(self._value(found), told)

    def _value(self, found: Measured) -> str:
        value, unit = found.value or 0, UNITS[found.measure]
        if unit == "bytes":
            return size_in_words(self.frame, round(value))
        if unit == "share":
            return str(format_percent(value, locale=self.frame.language))
        return f"{self._decimal(value)} s" if unit == "s" else self._decimal(value)

    def _decimal(self, value: float) -> str:
        """Two figures that count, of what is below ten; else whole."""
        digits = 0 if value >= 10 or value == int(value) else 1 if value >= 1 else 2
        return str(format_decimal(round(value, digits), locale=self.frame.language))
