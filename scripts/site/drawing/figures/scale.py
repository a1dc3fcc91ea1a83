"""An axis with round numbers at regular distances, as shares of a track that is as wide as the page leaves it."""

from __future__ import annotations

import math
from dataclasses import dataclass

ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Where values fall on a track: from `start` to `end`, in per cent of its width."""

    first: float
    last: float
    start: float = 0.0
    end: float = 100.0

    def at(self, value: float) -> float:
        share = (value - self.first) / (self.last - self.first or 1)
        return round(self.start + share * (self.end - self.start), 1)

    def rounds(self, most: int) -> list[int]:
        """At most so many whole, round numbers between the ends (both included), all at one distance."""
        step = _step((self.last - self.first) / most)
        return list(range(math.ceil(self.first / step) * step, math.floor(self.last) + 1, step))


@dataclass(frozen=True)
class Tick:
    at: float
    """Per cent of the track."""
    label: str


def _step(least: float) -> int:
    """The smallest round number that is no less."""
    power = 10 ** max(0, math.floor(math.log10(least))) if least > 1 else 1
    return next(each * power for each in ROUND if each * power >= least)
