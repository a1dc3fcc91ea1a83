"""What an e-book holds: the chapters in their order, the lists behind them, and nothing that is about the site."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from scripts.book import Book, Language, read_book
from scripts.book.carried import LARGEST, LISTS, carried_pages, not_carried
from tests.copies import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapters_come_in_the_order_of_the_plan_and_the_lists_last(book: Book, language: Language) -> None:
    paths = [page.path for page in carried_pages(book, language)]
    of_site = {page.path for page in book.in_language(language) if page.kind == "site"}
    assert paths == [*(entry.path for entry in book.contents.entries if entry.path not in of_site), *LISTS]
    assert {"foreword.md", "beacons/8-room-for-the-professional.md"} <= set(paths)
    assert {"about.md", "search.md"}.isdisjoint(paths)


def test_the_book_itself_can_be_carried(book: Book) -> None:
    assert list(not_carried(book)) == []


@pytest.mark.parametrize(
    ("picture", "size", "said", "advised"),
    [
        ("../assets/images/dot.avif", 10, "a picture of the kind '.avif'", "save it as one of gif, jpg, "),
        ("../assets/images/dot.png", LARGEST + 1, "'dot.png' is 50 kB, too large", "make it 50 kB at most"),
        ("https://elsewhere.example/dot.png", 0, "cannot fetch the picture 'dot.png'", "put it in docs/assets"),
    ],
)
def test_what_it_cannot_carry_is_named_with_its_place(
    mini: Path, picture: str, size: int, said: str, advised: str
) -> None:
    page = mini / "docs/nl/foreword.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n![Een punt.]({picture})\n", encoding="utf-8")
    if size:
        (mini / "docs/assets/images" / PurePosixPath(picture).name).write_bytes(bytes(size))
    ((path, line, message, remedy),) = not_carried(read_book(mini))
    assert (path, line) == ("docs/nl/foreword.md", page.read_text(encoding="utf-8").count("\n"))
    assert said in message
    assert advised in remedy


def test_a_picture_that_just_fits_is_carried(mini: Path) -> None:
    page = mini / "docs/nl/foreword.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![Een punt.](../assets/images/dot.PNG)\n", encoding="utf-8")
    (mini / "docs/assets/images/dot.PNG").write_bytes(bytes(LARGEST))
    assert list(not_carried(read_book(mini))) == []


@pytest.mark.parametrize(("data", "name"), [("bibliography.yml", "cbs-2020"), ("glossary.yml", "crvb")])
def test_an_id_that_xml_has_no_name_for_is_named_with_its_line(mini: Path, data: str, name: str) -> None:
    file = mini / "docs/_data" / data
    text = file.read_text(encoding="utf-8")
    assert f"id: {name}\n" in text
    file.write_text(text.replace(f"id: {name}\n", f"id: 2-{name}\n"), encoding="utf-8")
    ((path, line, message, remedy),) = not_carried(read_book(mini))
    assert path == f"docs/_data/{data}"
    assert file.read_text(encoding="utf-8").splitlines()[line - 1].endswith(f"id: 2-{name}")
    assert message == f"the id '2-{name}' is no name in XML, which an e-book is"
    assert remedy == "begin it with a letter"
