"""What the book knows of its pages, and where it stands in the sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.book import Book, read_book
from scripts.book.addresses import with_card
from scripts.book.data import DataError, parse_yaml
from scripts.book.model import kind_of, point_of
from scripts.book.read import read_whole_book


def test_addresses_come_from_the_slugs_of_page_and_folder(mini: Path) -> None:
    book = read_book(mini)
    assert [page.address for page in book.in_language("nl")][:4] == ["/", "/voorwoord/", "/bakens/", "/bakens/1-vraag/"]
    assert book.pages["en", "beacons/1-question.md"].address == "/en/beacons/1-question/"


def test_a_beacon_without_a_page_or_a_line_has_no_card(book: Book) -> None:
    beacons = tuple(range(1, 9))
    assert with_card(book, "nl") == with_card(book, "en") == beacons
    lines = {number: beacon for number, beacon in book.beacons.items() if number != 4}
    assert with_card(replace(book, beacons=lines), "nl") == tuple(each for each in beacons if each != 4)
    third = next(entry.path for entry in book.contents.beacons if entry.beacon == 3)
    pages = {key: page for key, page in book.pages.items() if key != ("nl", third)}
    assert with_card(replace(book, pages=pages), "nl") == tuple(each for each in beacons if each != 3)
    assert with_card(replace(book, pages=pages), "en") == beacons


def test_passages_know_their_line_heading_and_notes(mini: Path) -> None:
    passages = read_book(mini).pages["nl", "foreword.md"].passages
    assert [(passage.id, passage.line, passage.heading) for passage in passages] == [
        ("v1", 10, "beginning"),
        ("v2", 13, "beginning"),
        ("v-x1", 16, "beginning"),
        ("v-x2", 21, "later"),
    ]
    assert [passage.notes for passage in passages] == [("1",), ("cbs",), (), ("law",)]


def test_marks_notes_and_links_know_their_line(mini: Path) -> None:
    page = read_book(mini).pages["nl", "foreword.md"]
    assert [(mark.label, mark.line) for mark in page.marks] == [("1", 9), ("cbs", 12), ("law", 20)]
    assert [(note.label, note.line, note.citations) for note in page.notes] == [
        ("1", 25, ("bunnik-2015",)),
        ("cbs", 27, ("cbs-2020",)),
        ("law", 29, ("cbs-2020",)),
    ]
    assert [(link.written, link.line, link.page) for link in page.links[:2]] == [
        ("beacons/index.md#n1", 9, "beacons/index.md"),
        ("#v1", 12, "foreword.md"),
    ]


def test_the_text_of_a_passage_is_what_a_reader_reads(mini: Path) -> None:
    page = read_book(mini).pages["nl", "foreword.md"]
    assert page.passages[1].text == (
        "Na de overgang komt het leren, en daar helpen wijkteams bij. Zie ook het begin. "
        "Bunnik noemt drie redenen, en zegt dat dat zo hoort."
    )


@pytest.mark.parametrize(
    ("name", "point", "kind"),
    [("v3", "v3", "book"), ("b3-2", "b3", "book"), ("b6-x1", "b6", "addition"), ("j-x1", "j", "addition")],
)
def test_an_id_tells_its_point_and_kind(name: str, point: str, kind: str) -> None:
    assert (point_of(name), kind_of(name)) == (point, kind)


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"Geen front matter.\n", 1, "no front matter"),
        (b"---\ntitle: [a\n---\n", 3, "not valid YAML"),
        (b"---\ntitle: a\ntitle: b\n---\n", 3, "stands here twice"),
        (b"---\n- a\n---\n", 2, "must be keys with values"),
        (b"---\ntitle: a\n---\n\nCli\xebnt\n", 5, "not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_recorded_with_its_line(mini: Path, content: bytes, line: int, said: str) -> None:
    (mini / "docs/nl/foreword.md").write_bytes(content)
    (trouble,) = read_book(mini).troubles
    assert (trouble.path, trouble.line) == ("docs/nl/foreword.md", line)
    assert said in trouble.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("contents.yml", "pages: 3\n"),
        ("contents.yml", "pages: [{path: a.md, pionts: [v1]}]\nbook_notes: {}\nrelated_beacons: []\n"),
        ("glossary.yml", "- id: x\n"),
        ("glossary.yml", "- nonsense\n"),
        ("bibliography.yml", "- {id: a, type: book, title: A}\n- {id: a, type: book, title: A}\n"),
        ("bibliography.yml", "x: ["),
        ("languages/nl/interface.yml", "a: b\n"),
        ("languages/nl/language.yml", "name: Nederlands\n"),
        ("languages/nl/search.yml", "stop: de\n"),
        ("book.yml", "languages: [nl]\n"),
        ("book.yml", "languages: [nl, en]\nacts: [jeugdwet, nergens]\n"),
        (
            "book.yml",
            "languages: [nl, en]\nlegislation: {address: x, acts: {A: {term: jeugdwet, page: x.md}}}\n",
        ),
        ("foreign.yml", "- 1\n"),
    ],
)
def test_unusable_data_is_an_error_that_names_the_file(mini: Path, name: str, content: str) -> None:
    (mini / "docs/_data" / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_book(mini)
    assert caught.value.path == f"docs/_data/{name}"


def test_no_yaml_runs_code() -> None:
    with pytest.raises(DataError):
        parse_yaml("!!python/object/apply:os.system [true]", "x.yml")


def test_what_cannot_be_read_stops_who_needs_it_all_with_the_first_of_its_places(mini: Path) -> None:
    assert read_whole_book(mini).pages
    for name in ("foreword.md", "beacons/1-question.md"):
        (mini / "docs/nl" / name).write_bytes(b"---\ntitle: [\n---\n")
    first, *others = read_book(mini).troubles
    assert others
    with pytest.raises(DataError, match=f"^{first.path}:{first.line}: "):
        read_whole_book(mini)
