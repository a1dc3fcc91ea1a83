"""The picture of a team's scan, before anything is filled in: rings, and a spoke for each beacon."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

SCORES = (1, 2, 3, 4, 5)
MIDDLE = 200
STEP, SIGNS = 29, 178
"""From ring to ring; from the middle to the middle of the signs."""


@dataclass(frozen=True)
class Spoke:
    """Of the picture of a scan: one beacon, from the middle outwards."""

    number: int
    points: tuple[tuple[float, float], ...]
    """Where each score stands, from 1 up."""
    sign: tuple[float, float]
    """The top left corner of its sign."""


@dataclass(frozen=True)
class ScanFrame:
    """The picture of a scan before anything is filled in. Units of its own drawing, 400 by 400."""

    spokes: tuple[Spoke, ...]
    size: int = 2 * MIDDLE
    sign_size: int = 40

    @cached_property
    def rings(self) -> list[str]:
        """The corners of each ring, from score 1 up."""
        corners = ([spoke.points[index] for spoke in self.spokes] for index in range(len(SCORES)))
        return [" ".join(f"{x},{y}" for x, y in ring) for ring in corners]


def scan_frame(numbers: tuple[int, ...]) -> ScanFrame:
    """One spoke for each number, clockwise from the top."""

    def at(index: int, distance: float) -> tuple[float, float]:
        angle = 2 * math.pi * index / len(numbers)
        return round(MIDDLE + distance * math.sin(angle), 1), round(MIDDLE - distance * math.cos(angle), 1)

    def spoke(index: int, number: int) -> Spoke:
        x, y = at(index, SIGNS)
        half = ScanFrame.sign_size / 2
        points = tuple(at(index, STEP * score) for score in SCORES)
        return Spoke(number, points, (round(x - half, 1), round(y - half, 1)))

    return ScanFrame(tuple(spoke(index, number) for index, number in enumerate(numbers)))
