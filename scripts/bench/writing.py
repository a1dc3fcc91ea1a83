"""What was measured, as the file that the site shows, and as tables for whoever measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.book.measurements import (
    MEASUREMENTS,
    UNITS,
    Beside,
    Measure,
    Measured,
    Measurements,
    as_json,
    read_measurements,
)
from scripts.book.writing import write_whole


def write_measurements(root: Path, change: Callable[[Measurements], Measurements]) -> None:
    """Changes one part of the file and leaves the other."""
    write_whole(root / MEASUREMENTS, as_json(change(read_measurements(root))).encode())


def report(beside: Beside) -> str:
    """A table for each size: a line per tool, a column per measure, with the ratio to the base."""
    sizes = sorted({each.times for each in beside.measured})
    return "\n\n".join(_of_size(beside, times) for times in sizes)


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
