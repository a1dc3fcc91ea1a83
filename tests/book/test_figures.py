"""Figures as data: what a file must hold, and what is said of one that does not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from scripts.book import Book
from scripts.book.data import DataError
from scripts.book.figures import Budgets, Responsibilities, Timeline, read_figures
from scripts.site.drawing.figures.responsibilities import lay_out_responsibilities
from scripts.site.drawing.figures.timeline import BETWEEN_YEARS, lay_out_timeline
from scripts.site.drawing.figures.wording import date_in_words, lines, number
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
        ("kind: timeline", "kind: pie", 1, "kind: Invalid value 'pie'"),
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


def test_lines_fit_and_lose_nothing() -> None:
    text = "Centrale Raad: hulp bij het huishouden valt onder de Wmo 2015"
    assert " ".join(lines(text, 200, 12)) == text
    assert max(map(len, lines(text, 200, 12))) <= 29


def test_the_years_on_the_axis_count_up_and_keep_their_distance(book: Book) -> None:
    drawn = book.figures["timeline"].drawn
    assert isinstance(drawn, Timeline)
    years = lay_out_timeline(drawn, book, "nl").years
    assert [year for year, _ in years] == sorted({year for year, _ in years})
    assert all(after - before >= BETWEEN_YEARS for (_, before), (_, after) in pairwise(years))


def test_what_moved_has_a_line_and_what_stayed_has_none(book: Book) -> None:
    drawn = book.figures["youth-act"].drawn
    assert isinstance(drawn, Responsibilities)
    layout = lay_out_responsibilities(drawn, book, "en")
    moved = [row.data.words["en"] for row in layout.rows if not row.stays]
    assert "Child protection" in moved
    assert "Youth health care" not in moved


def test_the_sums_of_the_budgets_add_up(book: Book) -> None:
    drawn = book.figures["budgets"].drawn
    assert isinstance(drawn, Budgets)
    *acts, together = drawn.budgets
    assert round(sum(act.book for act in acts), 1) == together.book
    assert round(sum(act.official for act in acts), 1) == together.official
