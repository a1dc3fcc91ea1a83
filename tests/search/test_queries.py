"""The files of queries, and how well the built site's search answers them in a browser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.bench.weights import weight
from scripts.book import Book, Language
from scripts.hosting import hosting
from scripts.search import index
from scripts.search.__main__ import account, summary
from scripts.search.asking import asking, explained
from scripts.search.queries import Measured, Query, QueryError, by_page, margin, rank, read_queries, totals
from tests.copies import LANGUAGES

HERE = Path(__file__).parent
FILES = ("nl.tsv", "en.tsv", "nl-test.tsv", "en-test.tsv")
STRANGERS = ("nl-strangers.tsv", "en-strangers.tsv")


def queries(*names: str) -> list[Query]:
    return [query for name in names if (HERE / name).exists() for query in read_queries(HERE / name, LANGUAGES)]


def test_every_answer_is_a_page_or_a_passage(book: Book) -> None:
    for query in queries(*FILES, *STRANGERS):
        pages = {page.path.removesuffix(".md").removesuffix("/index") for page in book.in_language(query.language)}
        pages |= {page.path.removesuffix(".md") for page in book.in_language(query.language)}
        passages = {passage.id for page in book.in_language(query.language) for passage in page.passages}
        assert set(query.answers) <= pages | passages | {"-"}, query


def test_no_query_stands_in_two_files() -> None:
    texts = [(query.language, query.text.casefold()) for query in queries(*FILES, *STRANGERS)]
    assert [text for text in set(texts) if texts.count(text) > 1] == []


def test_a_line_that_is_no_query_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_text("wijkteam\tnl\ti5\nwijkteam\tde\ti5\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"q\.tsv:2: not query<TAB>nl or en<TAB>answer"):
        read_queries(file, LANGUAGES)


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


def test_a_share_is_told_with_its_margin() -> None:
    assert margin(0.5, 100) == pytest.approx(0.096, abs=0.001)  # 95 %, Wilson: 0.404 to 0.596
    assert margin(1.0, 60) == pytest.approx(0.03, abs=0.001)
    assert "hit@1 0.500 ±0.10" in str(totals([Measured(Query("x", "nl", ("a",)), place, 9) for place in [1, 0] * 50]))


def test_results_count_by_page_as_they_are_shown() -> None:
    assert by_page([("/a/", "a1"), ("/a/", "a2"), ("/b/", "b1")]) == [("/a/", "a1"), ("/b/", "b1")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_search_keeps_its_level(page: Page, base_url: str, book: Book, language: Language) -> None:
    """Below the aim by a little, so that a change of the text may move a query, and a broken part may not."""
    ask = asking(page, base_url, book, language)
    some = [query for query in queries(*FILES) if query.language == language]
    found = [(query, ask(query)) for query in some]
    result = totals(Measured(query, rank(query, passages, book), len(passages)) for query, passages in found)
    assert result.first >= 0.9, result
    assert result.third >= 0.94, result


@pytest.mark.parametrize("language", ["nl", "en"])
def test_strangers_keep_finding_what_they_found(page: Page, base_url: str, book: Book, language: Language) -> None:
    """What readers asked who saw neither code nor lists, and what they asked that the book says nothing about."""
    ask = asking(page, base_url, book, language)
    found = [(query, ask(query)) for query in queries(f"{language}-strangers.tsv")]
    some = [Measured(query, rank(query, passages, book), len(passages)) for query, passages in found]
    result = totals(some)
    assert result.first >= 0.82, result
    assert result.third >= 0.88, result
    nothing = [each.right for each in some if each.query.answers == ("-",)]
    assert sum(nothing) / len(nothing) >= 0.93


def test_made_up_words_find_nothing(page: Page, base_url: str, book: Book) -> None:
    some = queries("nonsense.tsv")
    ask = {query.language: asking(page.context.new_page(), base_url, book, query.language) for query in some}
    assert some
    assert [query.text for query in some if ask[query.language](query)] == []


def test_an_index_in_parts_answers_as_one_in_a_piece(
    page: Page, site: Path, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large book's index comes in parts; here the book's own is cut up, so that the two can be compared."""
    whole = next(iter(index.search_files(book, "nl"))).rsplit("/", 1)[-1]
    monkeypatch.setattr(index, "LARGE", 0)
    monkeypatch.setattr(index, "SHARD", 3000)
    files = index.search_files(book, "nl")
    assert len(files) > 20
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    for name, text in files.items():
        (copy / name).write_text(text, encoding="utf-8")
    cut = copy / "zoeken" / "index.html"
    cut.write_text(
        cut.read_text(encoding="utf-8").replace(whole, next(iter(files)).rsplit("/", 1)[-1]), encoding="utf-8"
    )
    some = queries("nl.tsv", "nl-test.tsv")[::4]
    with hosting(site) as one, hosting(copy) as other:
        ask_whole, ask_parts = (asking(page.context.new_page(), hosted.base, book, "nl") for hosted in (one, other))
        for query in some:
            found = ask_parts(query)
            assert found == ask_whole(query)[: len(found)], query.text


def test_index_and_code_of_a_language_stay_light(site: Path) -> None:
    code = weight(next((site / "assets/scripts").glob("search-worker.*.js")).read_bytes())
    for language in ("nl", "en"):
        page = (site / ("zoeken" if language == "nl" else "en/search") / "index.html").read_text(encoding="utf-8")
        (name,) = set(re.findall(rf'data-index="[./]*(search/{language}\.\w+\.json)"', page))
        assert weight((site / name).read_bytes()) + code <= 50_000


def test_every_rank_is_explained(page: Page, base_url: str, book: Book) -> None:
    lines = account("wijk team", explained(page, base_url, book, "nl", "wijk team"))
    assert lines[0] == f"'wijk team': {lines[0].split(': ')[1]}"
    assert sum(line[:2].strip().isdigit() for line in lines) == 10
    assert any("'wijk'" in line and " by " in line for line in lines)


def test_what_was_made_of_a_query_is_explained(page: Page, base_url: str, book: Book) -> None:
    query = "mantelzorg paspoort wijktaem"
    lines = "\n".join(account(query, explained(page, base_url, book, "nl", query)))
    for told in ("'mantelzorg': a term, in ", "read as: mantelzorg paspoort wijkteam", "not found: paspoort", "enough"):
        assert told in lines
    lines = "\n".join(account("bitcoin kopen", explained(page, base_url, book, "nl", "bitcoin kopen")))
    assert "no passages" in lines
    lines = "\n".join(account("kopen xylofoon", explained(page, base_url, book, "nl", "kopen xylofoon")))
    assert "too little, or only words that could stand anywhere: no passages" in lines
    lines = "\n".join(account("paspoort verlengen", explained(page, base_url, book, "nl", "paspoort verlengen")))
    assert "people ask it of something else: no passages" in lines


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("nl", "derde baken", "baken 3"),
        ("nl", "3e baken", "baken 3"),
        ("nl", "baken vier", "baken 4"),
        ("nl", "baken3", "baken 3"),
        ("en", "beacon seven", "beacon 7"),
        ("en", "3rd beacon", "beacon 3"),
        ("nl", "1-1-2015", "1 januari 2015"),
        ("nl", "15-25%", "15 25"),
        ("nl", "wetsvoorstel 36713", "wetsvoorstel 36 713"),
    ],
)
def test_numbers_are_found_as_people_type_them(
    page: Page, base_url: str, book: Book, language: Language, typed: str, meant: str
) -> None:
    ask = asking(page, base_url, book, language)
    found = ask(Query(typed, language, ("-",)))
    assert found
    assert found[:3] == ask(Query(meant, language, ("-",)))[:3]
