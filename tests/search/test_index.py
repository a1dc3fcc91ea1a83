"""The index of search says of each word where it stands, and no more: read back as the engine reads it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from scripts.book import Book, Language
from scripts.book.index_of_terms import index_of_terms
from scripts.search import index
from scripts.search.index import CHUNK, SHARD, search_files
from scripts.search.stems import stemming
from scripts.search.words import words
from tests.copies import LANGUAGES

Files = dict[str, Any]


def read(book: Book, language: Language) -> tuple[dict[str, Any], Files]:
    """The core, and the parts by their names."""
    files = search_files(book, language)
    core, *parts = files
    return json.loads(files[core]), {name.rsplit("/", 1)[-1]: json.loads(files[name]) for name in parts}


@pytest.fixture
def in_parts(book: Book, monkeypatch: pytest.MonkeyPatch) -> Book:
    """The book as one that is too long to be sent whole."""
    monkeypatch.setattr(index, "LARGE", 0)
    return book


def counted(packed: str) -> dict[int, int]:
    """Passage → how often, from how far each is behind the one before it."""
    at = 0
    found: dict[int, int] = {}
    for each in packed.split():
        step, _, count = each.partition(".")
        at += int(step, 36)
        found[at] = int(count or "1", 36)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found_in_each_passage_as_often_as_it_stands_there(in_parts: Book, language: Language) -> None:
    core, parts = read(in_parts, language)
    texts = [row for name in core["chunks"] for row in parts[name]]
    assert [row[0] for row in texts] == [
        passage.text for page in in_parts.in_language(language) for passage in page.passages
    ]
    entries = {word: entry.split("|") for _, name in core["shards"] for word, entry in parts[name].items()}
    assert core["vocabulary"].split(" ") == sorted(entries)
    for kind in (0, 1):
        expected: dict[str, dict[int, int]] = {}
        for at, row in enumerate(texts):
            for word, count in Counter(words(row[kind])).items():
                expected.setdefault(word, {})[at] = count
        found = {word: counted(entry[kind]) for word, entry in entries.items() if len(entry) > kind and entry[kind]}
        assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_are_of_about_one_size_and_in_the_order_of_the_alphabet(in_parts: Book, language: Language) -> None:
    core, parts = read(in_parts, language)
    assert {len(parts[name]) for name in core["chunks"][:-1]} == {CHUNK}
    sizes = [sum(map(len, parts[name].values())) for _, name in core["shards"]]
    assert all(SHARD < size < 2 * SHARD for size in sizes[:-1])
    assert sizes[-1] < 2 * SHARD
    assert all(first == min(parts[name]) for first, name in core["shards"])
    assert all(one < other for (one, _), (other, _) in pairwise(core["shards"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_book_is_sent_whole(book: Book, language: Language) -> None:
    core, parts = read(book, language)
    passages = [passage for page in book.in_language(language) for passage in page.passages]
    assert core["texts"] == [passage.text for passage in passages]
    assert [each[1] for each in core["passages"]] == [passage.id for passage in passages]
    assert len(core["notes"]) == len(passages)
    assert not {"chunks", "shards", "vocabulary"} & core.keys()
    assert {core["more"], core["asked"]} == parts.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_has_its_page_and_the_heading_above_it(book: Book, language: Language) -> None:
    core, _ = read(book, language)
    for page, name, head in core["passages"]:
        address, title, _, path, is_of_book = core["pages"][page]
        there = book.page(language, path)
        assert there is not None
        assert (there.address, there.title, there.kind != "site") == (address, title, bool(is_of_book))
        (passage,) = (each for each in there.passages if each.id == name)
        heading = next((each.text for each in there.headings if each.id == passage.heading), "")
        assert core["heads"][head] == heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_leads_to_its_chief_passage_or_to_the_only_one(book: Book, language: Language) -> None:
    core, _ = read(book, language)
    chief = {name: core["passages"][at][1] for name, at in core["chiefs"]}
    for entry in index_of_terms(book, language):
        places = [place.passage.id for place in entry.places if place.chief or len(entry.places) == 1]
        assert chief.pop(entry.words, None) == (places[0] if places else None), entry.words
    assert chief == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_question_its_telling_words_are_kept_with_the_passage(book: Book, language: Language) -> None:
    core, parts = read(book, language)
    asked = dict(parts[core["asked"]])
    passages = [each[1] for each in core["passages"]]
    assert {passages[at] if at >= 0 else "-" for at in asked} == set(book.asked[language])
    for name, questions in book.asked[language].items():
        telling = [{word for word in words(each) if word not in core["stop"]} for each in questions]
        found = [set(each.split(" ")) for each in asked[-1 if name == "-" else passages.index(name)]]
        assert all(each in telling for each in found)
        assert all(each in found for each in telling if each)


def test_a_book_of_which_nobody_asks_has_no_such_file(book: Book) -> None:
    core, parts = read(replace(book, asked={language: {} for language in book.languages}), "nl")
    assert core["asked"] == ""
    assert set(parts) == {core["more"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_comes_with_its_definition_and_each_of_its_names(book: Book, language: Language) -> None:
    core, parts = read(book, language)
    terms = book.glossary.sorted(language)
    assert [(name, term_id) for name, term_id, *_ in core["terms"]] == [
        (term.wording[language].term, term.id) for term in terms
    ]
    definitions = parts[core["more"]]["definitions"]
    assert definitions == {term.id: term.wording[language].definition for term in terms}
    stem = stemming(book.locales[language].searching.stemmer)
    for term, (name, _, _, others) in zip(terms, core["terms"], strict=True):
        names = {name, *others}
        assert names <= {name, *term.wording[language].forms, term.full.get(language)}
        for form in term.wording[language].forms:
            assert any(stems(form, stem, core["stop"]) == stems(each, stem, core["stop"]) for each in names), form


def stems(name: str, stem: Callable[[str], str], stop: list[str]) -> list[str]:
    return [stem(word) for word in words(name) if word not in stop and not word.isdigit()]
