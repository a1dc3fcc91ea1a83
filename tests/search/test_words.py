"""From text to words, stems and parts, at build time; and that the browser does it in the same way."""

from __future__ import annotations

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from scripts.book import Book, Language
from scripts.build import ROOT
from scripts.search.compounds import split_all
from scripts.search.index import search_files
from scripts.search.stems import Stemmer, stemmer
from scripts.search.words import fold, pieces, words
from tests.copies import LANGUAGES

MODULE = (ROOT / "docs/assets/scripts/search-words.js").read_text(encoding="utf-8").replace("export ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cliëntondersteuning", ["clientondersteuning"]),
        ("foto’s en e-mail", ["fotos", "en", "email"]),
        ("jeugd-ggz, artikel 2.3 en 3,5 miljard", ["jeugdggz", "artikel", "2.3", "en", "3.5", "miljard"]),
        ("b3-2", ["b32"]),
        ("A+O fonds", ["a", "o", "fonds"]),
        ("<b>vet</b> & zo", ["b", "vet", "b", "zo"]),
        ("", []),
    ],
)
def test_text_falls_apart_in_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_any_text_gives_folded_words_and_folding_twice_changes_nothing(text: str) -> None:
    for word in words(text):
        assert word
        assert words(word) == [word] or "." in word, word
    assert fold(fold(text)) == fold(text)


def test_a_word_with_a_hyphen_has_parts() -> None:
    assert pieces("de jeugd-ggz en het wijkteam") == [("jeugdggz", ["jeugd", "ggz"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wetten", "wet"), ("verpleegkundigen", "verpleegkundige"), ("gemeentelijke", "gemeente"), ("bakens", "baken"),
        ("wijken", "wijk"), ("taken", "taak"), ("scholen", "school"), ("brieven", "brief"), ("huizen", "huis"),
        ("zelfredzame", "zelfredzaam"), ("zelfredzaamheid", "zelfredzaam"), ("bezuinigingen", "bezuiniging"),
    ],
)  # fmt: skip
def test_forms_of_a_dutch_word_come_together(book: Book, one: str, other: str) -> None:
    assert stemmer_of(book, "nl").stem(one) == stemmer_of(book, "nl").stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("municipalities", "municipality"), ("acts", "act"), ("helping", "helped"), ("duties", "duty"),
        ("curiosity", "curious"), ("responsibilities", "responsibility"), ("evaluations", "evaluation"),
    ],
)  # fmt: skip
def test_forms_of_an_english_word_come_together(book: Book, one: str, other: str) -> None:
    assert stemmer_of(book, "en").stem(one) == stemmer_of(book, "en").stem(other)


def stemmer_of(book: Book, language: Language) -> Stemmer:
    return stemmer(book.locales[language].searching.stemmer)


def test_unlike_words_stay_apart(book: Book) -> None:
    stem = stemmer_of(book, "nl").stem
    assert stem("gemeente") != stem("meent")
    assert stem("wet") != stem("wetenschap")


def test_compounds_fall_apart_in_words_of_the_book_and_a_review_has_the_last_word(book: Book) -> None:
    stem = stemmer_of(book, "nl").stem
    links = book.locales["nl"].searching.links
    split = partial(
        split_all, ["wijkteam", "beroepscode", "bijstand", "stand"], ["wijk", "team", "beroep", "code", "bij"]
    )
    assert split(stem, {}, links) == {
        "wijkteam": ("wijk", "team"), "beroepscode": ("beroep", "code"), "bijstand": ("bij", "stand"),
    }  # fmt: skip
    assert split(stem, {"bijstand": ()}, links) == {"wijkteam": ("wijk", "team"), "beroepscode": ("beroep", "code")}


def test_a_short_word_is_no_compound_and_one_of_seven_letters_may_be() -> None:
    known = ["wmo", "wet", "raad", "loket"]
    found = split_all(["wmowet", "wmoraad", "wmoloket"], known, str, {}, ("",))
    assert found == {"wmoraad": ("wmo", "raad"), "wmoloket": ("wmo", "loket")}


def test_the_words_people_search_for_are_parts_of_what_the_book_says(book: Book) -> None:
    index = json.loads(next(iter(search_files(book, "nl").values())))
    expected = {
        "jeugdwet": "jeugd wet",
        "clientondersteuning": "client ondersteuning",
        "thuiszorgorganisatie": "thuis zorg organisatie",
        "wijkteam": "wijk team",
        "participatiewet": "participatie wet",
        "huisbezoek": "huis bezoek",
    }
    for word, parts in expected.items():
        assert index["compounds"][word] == parts
    assert "bijstand" not in index["compounds"]


def test_the_browser_makes_the_same_words_and_stems(page: Page, book: Book) -> None:
    page.goto("about:blank")
    for language in LANGUAGES:
        texts = [passage.text for chapter in book.in_language(language) for passage in chapter.passages]
        texts += ["e.g. 2.3, 3,5 en J.-P. ’s avonds; re‑integratie – ﬁnancieel ½ ß İ"]
        expected = [words(text) for text in texts]
        script = f"texts => {{ {MODULE}; return texts.map(text => words(text)); }}"
        assert page.evaluate(script, texts) == expected
        vocabulary = sorted({word for some in expected for word in some})
        script = f"([rules, all]) => {{ {MODULE}; const stem = stemmer(rules); return all.map(stem); }}"
        own = stemmer_of(book, language)
        rules = json.loads(json.dumps(own.data()))
        assert page.evaluate(script, [rules, vocabulary]) == [own.stem(word) for word in vocabulary]


def test_the_index_names_itself_by_its_contents_and_stays_small(book: Book) -> None:
    for language in LANGUAGES:
        files = search_files(book, language)
        kinds = [name.partition(f"{language}.")[0] for name in files]
        assert kinds == ["search/", "search/more.", "search/asked."]
        assert search_files(book, language) == files
