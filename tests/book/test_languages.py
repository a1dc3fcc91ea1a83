"""What a language must bring, and what is said where it is lacking or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.book import Book, read_book
from scripts.book.data import DataError
from scripts.book.languages import alphabetical, is_language
from tests.copies import copy_another

FRENCH = "docs/_data/languages/fr"
BOOK = "docs/_data/book.yml"


@pytest.fixture
def another(tmp_path: Path) -> Path:
    return copy_another(tmp_path / "book")


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "said"),
    [
        (f"{FRENCH}/language.yml", "locale: fr-FR", "locale: xx-XX", 3, "locale: 'xx-XX' is unknown"),
        (f"{FRENCH}/language.yml", "locale: fr-FR", "locale: no_locale!", 3, "locale: 'no_locale!' is unknown"),
        (f"{FRENCH}/search.yml", "endings: []", "endings: [['(', '']]", 4, "'(' is no regular expression"),
        (f"{FRENCH}/search.yml", "endings: []", "endings: [['a', '\\9']]", 4, "'a' is no regular expression"),
        (
            f"{FRENCH}/search.yml",
            "endings: []",
            "endings: []\nsounds: [['s[', 'z']]",
            5,
            "'s[' is no regular expression",
        ),
        (f"{FRENCH}/search.yml", "endings: []", "endings: []\ninflections: [['*e', '']]", 5, "'*e' is no regular"),
        (f"{FRENCH}/checks.yml", "numbers:\n", "forms: {number: {wrong: '[', remedy: x}}\nnumbers:\n", 3, "'['"),
        (f"{FRENCH}/checks.yml", "  article: article", "forms: {euro: {wrong: '[', remedy: x}}", 8, "'['"),
        (BOOK, "languages: [fr, de]", "languages: [fr, fr]", 2, "languages: the two are one and the same"),
        (BOOK, "languages: [fr, de]", "languages: [fr, de]\ndocument_number: '*'", 3, "'*' is no regular expression"),
        (
            BOOK,
            "languages: [fr, de]",
            "languages: [fr, de]\nroles: [mayor]",
            5,
            "addresses.roles: lacks the role",
        ),
        (BOOK, "languages: [fr, de]", "languages: [fr, de]\nacts: [loi]", 3, "acts: the glossary has no term 'loi'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    another: Path, path: str, old: str, new: str, line: int, said: str
) -> None:
    file = another / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as told:
        read_book(another)
    where = f"{FRENCH}/language.yml" if "roles" in said else path
    assert str(told.value).startswith(f"{where}:{line}: ")
    assert said in str(told.value)


def test_a_file_has_both_languages_and_no_third(another: Path) -> None:
    file = another / "docs/_data/asked.yml"
    file.write_text('fr:\n  "-": [pain]\nde:\n  "-": [Brot]\nit:\n  "-": [pane]\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"asked\.yml:5: it: no language of this book, which has fr and de"):
        read_book(another)
    file.write_text('fr:\n  "-": [pain]\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"asked\.yml:1: lacks the language de"):
        read_book(another)


def test_a_label_that_one_language_lacks_is_named(another: Path) -> None:
    file = another / FRENCH / "interface.yml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    key = lines[-1].partition(":")[0]
    file.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(DataError, match=key):
        read_book(another)


def test_what_a_language_goes_without_is_told(another: Path) -> None:
    french, german = read_book(another).locales.values()
    assert list(french.lacks) == ["dictionary: no word is looked up"]
    (another / FRENCH / "search.yml").unlink()
    (another / FRENCH / "checks.yml").unlink()
    french, german = read_book(another).locales.values()
    assert [each.partition(":")[0] for each in french.lacks] == ["dictionary", "stemmer", "common words"]
    assert (french.region, french.underscored, french.decimal, german.group) == ("FR", "fr_FR", ",", ".")


def test_both_languages_of_this_book_lack_nothing(book: Book) -> None:
    assert [list(locale.lacks) for locale in book.locales.values()] == [[], []]


def test_a_subtag_is_a_language_or_is_not() -> None:
    assert is_language("nl")
    assert not is_language("xx")


def test_sorting_minds_no_accents_or_capitals() -> None:
    assert sorted(["zorg", "één", "Wet", "effect", "eer", "wet"], key=alphabetical) == [
        "één", "eer", "effect", "Wet", "wet", "zorg"
    ]  # fmt: skip
