"""The figures on paper: what the site lays out, as plain data for overrides/editions/figures.typ to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scripts.book import Book, Language
from scripts.book.figures import BeaconMap, Budgets, Figure, Layers, Responsibilities, Timeline
from scripts.site.drawing.figures import LAYOUTS
from scripts.site.drawing.figures.beacon_map import BeaconMapLayout
from scripts.site.drawing.figures.budgets import Bar, BudgetsLayout
from scripts.site.drawing.figures.layers import LayersLayout
from scripts.site.drawing.figures.responsibilities import ResponsibilitiesLayout
from scripts.site.drawing.figures.scale import Tick
from scripts.site.drawing.figures.timeline import TimelineLayout

Data = dict[str, Any]


def drawing(figure: Figure, book: Book, language: Language) -> Data:
    """What is drawn; places and lengths are in per cent of a track."""
    kind = type(figure.drawn)
    layout = LAYOUTS[kind](figure.drawn, book, language)
    return {"kind": figure.kind, **_DRAWN[kind](layout, figure, book.labels[language], language)}


def _timeline(layout: TimelineLayout, figure: Figure, labels: Mapping[str, str], language: Language) -> Data:  # noqa: ARG001
    return {
        "key": [{"sign": shape, "text": name} for shape, name in layout.lanes],
        "ticks": _ticks(layout.ticks),
        "rows": [
            {"sign": mark.shape, "at": mark.at, "date": mark.date, "text": mark.event.words[language]}
            for mark in layout.marks
        ],
    }


def _budgets(layout: BudgetsLayout, figure: Figure, labels: Mapping[str, str], language: Language) -> Data:  # noqa: ARG001
    assert isinstance(figure.drawn, Budgets)  # noqa: S101 - the layout is of this kind
    heads = {
        name: getattr(figure.drawn.heads, name)[language] for name in ("budgets", "cuts", "book", "official", "range")
    }
    sums = [
        {"text": row.name, "bars": [_bar("book", row.book), _bar("official", row.official)]} for row in layout.budgets
    ]
    cuts = [
        {"text": row.name, "bars": [_bar("book", row.bar) | ({"least": row.least} if row.data.is_range else {})]}
        for row in layout.cuts
    ]
    both = [{"sign": "book", "text": heads["book"]}, {"sign": "official", "text": heads["official"]}]
    ranged = [{"sign": "range", "text": heads["range"]}] if layout.has_ranges else []
    return {
        "parts": [
            {"head": heads["budgets"], "key": both, "ticks": _ticks(layout.budget_ticks), "rows": sums},
            {"head": heads["cuts"], "key": [both[0], *ranged], "ticks": _ticks(layout.cut_ticks), "rows": cuts},
        ]
    }


def _bar(kind: str, bar: Bar) -> Data:
    return {"kind": kind, "length": bar.length, "text": bar.figure}


def _responsibilities(
    layout: ResponsibilitiesLayout, figure: Figure, labels: Mapping[str, str], language: Language  # noqa: ARG001
) -> Data:  # fmt: skip
    return {
        "key": [{"sign": sign, "text": labels[f"figure_{sign}"]} for sign in layout.signs],
        "columns": [{"at": column.at, "text": column.name} for column in layout.columns],
        "rows": [
            {"text": row.name, "before": row.before, "after": row.after, "stays": row.stays, "new": row.is_new}
            for row in layout.rows
        ],
    }


def _beacon_map(layout: BeaconMapLayout, figure: Figure, labels: Mapping[str, str], language: Language) -> Data:  # noqa: ARG001
    signs = {"link": "figure_related", "none": "figure_unrelated", "self": "figure_self"}
    return {
        "key": [{"sign": sign, "text": labels[label]} for sign, label in signs.items()],
        "groups": [
            {
                "head": name,
                "rows": [
                    {
                        "number": row.number,
                        "text": row.page.title,
                        "cells": [
                            {
                                "at": cell.at,
                                "number": cell.number,
                                "sign": "self" if cell.is_self else "link" if cell.is_related else "none",
                            }
                            for cell in row.cells
                        ],
                    }
                    for row in rows
                ],
            }
            for name, rows in layout.groups
        ],
    }


def _layers(layout: LayersLayout, figure: Figure, labels: Mapping[str, str], language: Language) -> Data:  # noqa: ARG001
    assert isinstance(figure.drawn, Layers)  # noqa: S101 - the layout is of this kind
    return {
        "key": [{"sign": "chief", "text": figure.drawn.chief[language]}],
        "boxes": [{"head": box.name, "does": box.does, "chief": box.chief} for box in layout.boxes],
    }


def _ticks(ticks: list[Tick]) -> list[Data]:
    return [{"at": tick.at, "text": tick.label} for tick in ticks]


_DRAWN: Mapping[type, Callable[..., Data]] = {
    Timeline: _timeline,
    Budgets: _budgets,
    Responsibilities: _responsibilities,
    BeaconMap: _beacon_map,
    Layers: _layers,
}
