"""The budgets as the book gives them beside the official ones, and the cuts: bars on an axis, each with its figure."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Budget, Budgets, Cut
from scripts.site.drawing.figures.scale import Scale, Tick
from scripts.site.drawing.figures.wording import number, span

LONGEST = 84.0
"""Of a bar, in per cent of the track; what is left is for its figure."""
MOST_LINES = 6


@dataclass(frozen=True)
class Bar:
    length: float
    """Per cent of the track."""
    figure: str


@dataclass(frozen=True)
class BudgetRow:
    name: str
    book: Bar
    official: Bar
    data: Budget


@dataclass(frozen=True)
class CutRow:
    name: str
    bar: Bar
    least: float
    """How much of the bar is certain, in per cent of the track: the lower of the book's two figures."""
    data: Cut


@dataclass(frozen=True)
class BudgetsLayout:
    budgets: list[BudgetRow]
    budget_ticks: list[Tick]
    cuts: list[CutRow]
    cut_ticks: list[Tick]

    @property
    def has_ranges(self) -> bool:
        return any(cut.data.is_range for cut in self.cuts)


def lay_out_budgets(data: Budgets, book: Book, language: Language) -> BudgetsLayout:  # noqa: ARG001
    money = Scale(0, max(max(row.book, row.official) for row in data.budgets), end=LONGEST)
    per_cent = Scale(0, max(row.most for row in data.cuts), end=LONGEST)
    return BudgetsLayout(
        budgets=[
            BudgetRow(
                name=row.words[language],
                book=Bar(money.at(row.book), number(row.book, language)),
                official=Bar(money.at(row.official), number(row.official, language)),
                data=row,
            )
            for row in data.budgets
        ],
        budget_ticks=_ticks(money, language),
        cuts=[
            CutRow(
                name=cut.words[language],
                bar=Bar(per_cent.at(cut.most), span(cut.least, cut.most, language)),
                least=per_cent.at(cut.least),
                data=cut,
            )
            for cut in data.cuts
        ],
        cut_ticks=_ticks(per_cent, language),
    )


def _ticks(scale: Scale, language: Language) -> list[Tick]:
    return [Tick(scale.at(value), number(value, language)) for value in scale.rounds(MOST_LINES)]
