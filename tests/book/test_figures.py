"""Figures as data: what a file must hold, and what is said of one that does not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from scripts.book import Book
from scripts.book.data import DataError
from scripts.book.figures import Budgets, Responsibilities, Timeline, read_figures
from scripts.site.drawing.figures.budgets import lay_out_budgets
from scripts.site.drawing.figures.responsibilities import lay_out_responsibilities
from scripts.site.drawing.figures.scale import Scale
from scripts.site.drawing.figures.timeline import lay_out_timeline
from scripts.site.drawing.figures.wording import date_in_words, number, span
from tests.copies import LANGUAGES

TIMELINE = """kind: timeline
description: {nl: Een as., en: An axis.}
lanes:
  law: {nl: Wet, en: Act}
events:
  - {date: "2014-07", lane: law, nl: Aangenomen, en: Adopted}
  - {date: "2015-01-01", lane: law, nl: Van kracht, en: In force}
"""


def write(root: Path, text: str) -> Path:
    folder = root / "docs/_data/figures"
    folder.mkdir(parents=True)
    (folder / "line.yml").write_text(text, encoding="utf-8")
    return root


def test_a_file_is_read_as_the_figure_of_its_name(tmp_path: Path) -> None:
    figure = read_figures(write(tmp_path, TIMELINE), LANGUAGES)["line"]
    assert figure.kind == "timeline"
    assert isinstance(figure.drawn, Timeline)
    assert [event.year for event in figure.drawn.events] == [2014.5, 2015.0]
    assert [words["en"] for words in figure.texts()] == ["An axis.", "Act", "Adopted", "In force"]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("kind: timeline", "kind: pie", 1, "kind: Invalid value 'pie'; it is one of timeline, budgets,"),
        ("lane: law, nl: Aan", "lane: court, nl: Aan", 6, "'court' is not among law"),
        ("2014-07", "2016-07", 7, "put them in the order of time"),
        ("description: {nl: Een as., en: An axis.}\n", "", 1, "missing required field `description`"),
        (", en: Adopted", "", 6, "events[0]: Lacks the language `en`"),
        ("2014-07", "soon", 6, "events[0]: 'soon' is no date"),
        ("2014-07", "2014-13", 6, "events[0]: '2014-13' is no date"),
        (
            "lanes:",
            f"lanes: {{{', '.join(f'{lane}: {{nl: A, en: A}}' for lane in 'abcde')}}}\nold:",
            3,
            "lanes: Expected `object` of length <= 4",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(DataError) as error:
        read_figures(write(tmp_path, TIMELINE.replace(old, new, 1)), LANGUAGES)
    assert says in str(error.value)
    assert (error.value.path, error.value.line) == ("docs/_data/figures/line.yml", line)


def test_a_book_without_figures_has_none(tmp_path: Path) -> None:
    assert read_figures(tmp_path, LANGUAGES) == {}


def test_dates_and_numbers_stand_as_the_language_writes_them() -> None:
    assert [date_in_words(date, "nl") for date in ("1994", "2010/2012", "2015-11", "2014-07-08")] == [
        "1994", "2010–2012", "november 2015", "8 juli 2014",
    ]  # fmt: skip
    assert date_in_words("2014-07-08", "en") == "8 July 2014"
    assert (number(3.5, "nl"), number(3.5, "en"), number(40.0, "nl")) == ("3,5", "3.5", "40")


def test_a_range_is_written_as_one() -> None:
    assert (span(15, 25, "nl"), span(15, 15, "nl")) == ("15–25", "15")


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        (1994, 2026, 8, [1995, 2000, 2005, 2010, 2015, 2020, 2025]),
        (2019, 2021, 8, [2019, 2020, 2021]),
        (2020, 2020, 8, [2020]),
        (0, 10.5, 6, [0, 2, 4, 6, 8, 10]),
        (0, 40, 6, [0, 10, 20, 30, 40]),
        (0, 0.4, 6, [0]),
        (0, 1200, 6, [0, 200, 400, 600, 800, 1000, 1200]),
    ],
)
def test_an_axis_has_round_numbers_at_one_distance(first: float, last: float, most: int, expected: list[int]) -> None:
    assert Scale(first, last).rounds(most) == expected


def test_the_axis_of_time_is_to_scale(book: Book) -> None:
    drawn = book.figures["timeline"].drawn
    assert isinstance(drawn, Timeline)
    layout = lay_out_timeline(drawn, book, "nl")
    steps = {round(after.at - before.at, 0) for before, after in pairwise(layout.ticks)}
    assert len(steps) == 1
    assert [tick.label for tick in layout.ticks if tick.label] == ["1995", "2005", "2015", "2025"]
    new_acts = next(mark for mark in layout.marks if mark.event.date == "2015-01-01")
    assert new_acts.at == next(tick.at for tick in layout.ticks if tick.label == "2015")


def test_what_is_uncertain_of_a_cut_is_told_apart(book: Book) -> None:
    drawn = book.figures["budgets"].drawn
    assert isinstance(drawn, Budgets)
    cuts = lay_out_budgets(drawn, book, "en").cuts
    assert [(cut.bar.figure, cut.data.is_range) for cut in cuts][:2] == [("15–25", True), ("15", False)]
    assert cuts[0].least == cuts[1].bar.length < cuts[0].bar.length


def test_what_moved_has_a_line_and_what_stayed_has_none(book: Book) -> None:
    drawn = book.figures["youth-act"].drawn
    assert isinstance(drawn, Responsibilities)
    layout = lay_out_responsibilities(drawn, book, "en")
    moved = [row.name for row in layout.rows if not row.stays]
    assert "Child protection" in moved
    assert "Youth health care" not in moved


def test_what_is_new_is_neither_moved_nor_stayed(book: Book) -> None:
    drawn = book.figures["participation-act"].drawn
    assert isinstance(drawn, Responsibilities)
    layout = lay_out_responsibilities(drawn, book, "en")
    assert [row.name for row in layout.rows if row.is_new] == ["Sheltered work, instead of new places under the Wsw"]
    assert not any(row.is_new and row.stays for row in layout.rows)
    assert layout.signs == ["before", "after", "moved", "stays", "new"]


def test_the_sums_of_the_budgets_add_up(book: Book) -> None:
    drawn = book.figures["budgets"].drawn
    assert isinstance(drawn, Budgets)
    *acts, together = drawn.budgets
    assert round(sum(act.book for act in acts), 1) == together.book
    assert round(sum(act.official for act in acts), 1) == together.official
