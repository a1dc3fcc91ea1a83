"""The files of queries, and how well the built site's search answers them in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.book import Book
from scripts.search.__main__ import account, summary
from scripts.search.browser import explained, measure
from scripts.search.queries import Measured, Query, QueryError, rank, read_queries, totals

HERE = Path(__file__).parent
FILES = ("nl.tsv", "en.tsv", "nl-test.tsv", "en-test.tsv")


def queries(*names: str) -> list[Query]:
    return [query for name in names if (HERE / name).exists() for query in read_queries(HERE / name)]


def test_every_answer_is_a_page_or_a_passage(book: Book) -> None:
    for query in queries(*FILES):
        pages = {page.path.removesuffix(".md").removesuffix("/index") for page in book.in_language(query.language)}
        pages |= {page.path.removesuffix(".md") for page in book.in_language(query.language)}
        passages = {passage.id for page in book.in_language(query.language) for passage in page.passages}
        assert set(query.answers) <= pages | passages, query


def test_no_query_stands_in_two_files() -> None:
    texts = [(query.language, query.text.casefold()) for query in queries(*FILES)]
    assert [text for text in set(texts) if texts.count(text) > 1] == []


def test_a_line_that_is_no_query_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_text("wijkteam\tnl\ti5\nwijkteam\tde\ti5\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"q\.tsv:2: not query<TAB>nl or en<TAB>answer"):
        read_queries(file)


def test_an_answer_may_be_a_passage_a_path_or_an_address(book: Book) -> None:
    found = [("/wetten/", "t1"), ("/bakens/3-direct-eropaf/", "b3-2")]
    for answer in (
        "b3-2",
        "beacons/3-going-straight-to-people",
        "/bakens/3-direct-eropaf/",
        "/bakens/3-direct-eropaf/#b3-2",
    ):
        assert rank(Query("x", "nl", (answer,)), found, book) == 2
    assert rank(Query("x", "nl", ("laws",)), found, book) == 1
    assert rank(Query("x", "nl", ("foreword",)), found, book) == 0


def test_totals_count_what_they_say() -> None:
    some = [Measured(Query("x", "nl", ("a",)), place, 9) for place in (1, 1, 2, 4, 0)]
    result = totals(some)
    assert (result.queries, result.first, result.third) == (5, 0.4, 0.6)
    assert result.reciprocal == pytest.approx((1 + 1 + 0.5 + 0.25) / 5)
    nothing = [Measured(Query("x", "nl", ("-",)), 0, 0), Measured(Query("y", "nl", ("-",)), 0, 3)]
    assert "1 of 2 found nothing" in summary(nothing)[-1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_search_keeps_its_level(page: Page, base_url: str, book: Book, language: str) -> None:
    """Below the aim by a little, so that a change of the text may move a query, and a broken part may not."""
    some = [query for query in queries(*FILES) if query.language == language][::3]
    result = totals(measure(page, base_url, book, some))
    assert result.first >= 0.86, result
    assert result.third >= 0.93, result


def test_made_up_words_find_nothing(page: Page, base_url: str, book: Book) -> None:
    found = measure(page, base_url, book, queries("nonsense.tsv"))
    assert [each.query.text for each in found if not each.right] == []


def test_every_rank_is_explained(page: Page, base_url: str) -> None:
    lines = account("wijk team", explained(page, base_url, "nl", "wijk team"))
    assert lines[0] == f"'wijk team': {lines[0].split(': ')[1]}"
    assert sum(line[:2].strip().isdigit() for line in lines) == 10
    assert any("'wijk'" in line and " by " in line for line in lines)
