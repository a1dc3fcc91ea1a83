"""What `make bench` prints: a table of first visits, ranges over chapters and languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scripts.bench.weights import KINDS, Visit

HEAD = ("", "total", "times this site", *KINDS, "requests", "other hosts", "failed", "layout shift")
Visits = Mapping[str, Visit]
"""Chapter and language → its first visit."""


def table(sites: Mapping[str, Visits], base: Visits) -> str:
    """One line per site; what is compared is always the same chapter in the same language."""
    rows = [HEAD, *(_row(name, visits, base) for name, visits in sites.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def _row(name: str, visits: Visits, base: Visits) -> tuple[str, ...]:
    every = visits.values()
    ratios = [visit.weight() / base[place].weight() for place, visit in visits.items()]
    return (
        name,
        span(visit.weight() for visit in every),
        span(ratios, ".2f"),
        *(span(visit.weight(kind) for visit in every) for kind in KINDS),
        span(visit.requests for visit in every),
        span(len(visit.elsewhere) for visit in every),
        span(len(visit.failed) for visit in every),
        span((visit.layout_shift for visit in every), ".3f"),
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if at == 0 else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()


def span(values: Iterable[float], form: str = ",d") -> str:
    """`9,309–12,981`, or one value where they are all the same."""
    known = sorted(values)
    least, most = (format(value, form) for value in (known[0], known[-1]))
    return least if least == most else f"{least}–{most}"
