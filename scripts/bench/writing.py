"""What was measured, as the file that the site shows, and as tables for whoever measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from scripts.book.measurements import (
    MEASUREMENTS,
    UNITS,
    Beside,
    Measure,
    Measured,
    Measurements,
    Occasion,
    as_json,
    read_measurements,
)
from scripts.book.writing import write_whole


def write_measurements(root: Path, change: Callable[[Measurements], Measurements]) -> None:
    """Changes one part of the file and leaves the other."""
    write_whole(root / MEASUREMENTS, as_json(change(read_measurements(root))).encode())


class NotTheSameError(Exception):
    """What was measured now can't stand beside what was measured before. Says why, and what to do."""


def added(before: Beside | None, now: Beside) -> Beside:
    """What was measured before, with the larger sizes of now, each told with its own day and machine. Raises
    NotTheSameError."""
    before = base_of(before, now.sizes)
    if [(each.id, each.versions) for each in before.tools] != [(each.id, each.versions) for each in now.tools]:
        raise NotTheSameError("Measured before with other tools, or other versions: measure all sizes anew, in one run")
    kept = tuple(each for each in before.measured if each.times not in now.sizes)
    left = (replace(each, sizes=tuple(size for size in each.sizes if size not in now.sizes)) for each in before.others)
    occasions = (*(each for each in left if each.sizes), Occasion(now.day, now.machine, now.command, now.sizes))
    return replace(before, measured=kept + now.measured, others=occasions)


def base_of(before: Beside | None, sizes: Sequence[int]) -> Beside:
    """What larger sizes can be added to. Raises NotTheSameError."""
    if before is None:
        raise NotTheSameError(f"{MEASUREMENTS} has nothing to add to: measure without --add first")
    if 1 in sizes:
        raise NotTheSameError("--add is for larger books: what this one takes is measured with all others, without it")
    return before


def report(beside: Beside) -> str:
    """A table for each size: a line per tool, a column per measure, with the ratio to the base."""
    return "\n\n".join(_of_size(beside, times) for times in beside.sizes)


def _of_size(beside: Beside, times: int) -> str:
    measures = [
        measure for measure in UNITS if any(each.measure == measure and each.times == times for each in beside.measured)
    ]
    lines = ([tool.name, *(_cell(beside, tool.id, measure, times) for measure in measures)] for tool in beside.tools)
    rows = [["", *measures], *lines]
    return f"{times} times the chapters; in brackets beside {beside.base}\n{aligned(rows)}"


def _cell(beside: Beside, tool: str, measure: Measure, times: int) -> str:
    found, ratio = beside.found(tool, measure, times), beside.ratio(tool, measure, times)
    if found is None:
        return "?"
    return f"{shown(found)} ({ratio:.2f})" if ratio is not None else shown(found)


def shown(found: Measured) -> str:
    if found.value is None:
        return str(found.reason)
    unit = UNITS[found.measure]
    if unit == "bytes":
        return f"{found.value / 1e6:.1f} MB" if found.value >= 1e6 else f"{found.value / 1e3:.1f} kB"
    return f"{found.value:.2f}" if unit in {"s", "share"} else f"{found.value:.0f}"


def aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
