"""The page of the architecture shows what the modules import, and lags behind no change of them."""

from __future__ import annotations

import re

import pytest

from scripts.architecture import PAGE, drawing, page, rooms, table
from scripts.build import ROOT


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / PAGE).read_text(encoding="utf-8")


def test_the_page_is_up_to_date(text: str) -> None:
    assert page(ROOT, text) == text, "make architecture"


def test_every_room_has_a_sentence_and_is_drawn() -> None:
    found = rooms(ROOT, [("scripts.search.__main__", "scripts.build")])
    assert all(len(room.sentence) > 20 for room in found)
    drawn, told = drawing(found), table(found, ROOT)
    for room in found:
        assert f'["{room.short}"]' in drawn
        assert f"| **{room.short}** |" in told


def test_a_room_comes_after_those_that_it_knows_and_no_arrow_says_twice() -> None:
    found = rooms(ROOT, [("scripts.search.__main__", "scripts.build")])
    places = {room.name: index for index, room in enumerate(found)}
    assert all(places[name] < places[room.name] for room in found for name in room.knows)
    arrows = set(re.findall(r"r_(\w+) --> r_(\w+)", drawing(found)))
    assert ("book", "search") in arrows
    assert ("book", "build") not in arrows, "by way of prepare"


def test_what_is_written_by_hand_stays(text: str) -> None:
    assert "A sentence of a person." in page(
        ROOT, text.replace("## The rooms\n", "## The rooms\n\nA sentence of a person.\n")
    )
