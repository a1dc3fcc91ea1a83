"""The budgets as the book gives them beside the official ones, and the cuts: bars, each with its figure."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Budget, Budgets, Cut
from scripts.site.drawing.figures.wording import number

LONGEST = 268
"""The longest bar; what is left of the 320 is for its figure."""
HEAD, ROW, BAR, CUT_ROW = 58, 50, 13, 36


@dataclass(frozen=True)
class Bar:
    y: float
    length: float
    figure: str


@dataclass(frozen=True)
class BudgetRow:
    y: float
    name: str
    book: Bar
    official: Bar
    data: Budget


@dataclass(frozen=True)
class CutRow:
    y: float
    name: str
    bar: Bar
    least: float
    """How much of the bar is certain: the lower of the book's two figures."""
    data: Cut


@dataclass(frozen=True)
class BudgetsLayout:
    height: float
    budgets: list[BudgetRow]
    cuts_y: float
    cuts: list[CutRow]
    bar: int = BAR


def lay_out_budgets(data: Budgets, book: Book, language: Language) -> BudgetsLayout:  # noqa: ARG001
    widest = max(max(row.book, row.official) for row in data.budgets)
    deepest = max(row.most for row in data.cuts)
    budgets = []
    for index, row in enumerate(data.budgets):
        y = HEAD + ROW * index
        budgets.append(
            BudgetRow(
                y=y + 11,
                name=row.words[language],
                book=Bar(y + 16, round(row.book / widest * LONGEST, 1), number(row.book, language)),
                official=Bar(y + 17 + BAR, round(row.official / widest * LONGEST, 1), number(row.official, language)),
                data=row,
            )
        )
    start = HEAD + ROW * len(budgets) + 10
    cuts = []
    for index, cut in enumerate(data.cuts):
        y = start + 26 + CUT_ROW * index
        figure = number(cut.most, language)
        if cut.least != cut.most:
            figure = f"{number(cut.least, language)}–{figure}"
        bar = Bar(y + 5, round(cut.most / deepest * LONGEST, 1), figure)
        cuts.append(CutRow(y, cut.words[language], bar, round(cut.least / deepest * LONGEST, 1), cut))
    return BudgetsLayout(start + 26 + CUT_ROW * len(cuts) - 8, budgets, start, cuts)
