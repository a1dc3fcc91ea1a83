"""The index of terms: where a term is told, where most of it stands, and under which other words one may look."""

from __future__ import annotations

from pathlib import Path

from scripts.book import read_book
from scripts.book.index_of_terms import index_of_terms


def places(mini: Path, language: str) -> dict[str, list[str]]:
    return {
        entry.words: [place.passage.id for place in entry.places]
        for entry in index_of_terms(read_book(mini), language)
        if entry.places
    }


def test_a_term_leads_to_the_passages_that_use_it_in_any_form(mini: Path) -> None:
    assert places(mini, "nl")["wijkteam"] == ["v2"]
    assert places(mini, "en")["Central Appeals Tribunal"] == ["v-x2"]


def test_the_passage_that_says_most_of_a_term_is_its_chief_one(mini: Path) -> None:
    file = mini / "docs/nl/foreword.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("Een tweede toevoeging, na een kop", "Het wijkteam, het wijkteam en wijkteams"), encoding="utf-8"
    )
    (entry,) = (each for each in index_of_terms(read_book(mini), "nl") if each.words == "wijkteam")
    assert [(place.passage.id, place.count, place.chief) for place in entry.places] == [
        ("v2", 1, False),
        ("v-x2", 3, True),
    ]
