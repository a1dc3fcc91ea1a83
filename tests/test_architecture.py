"""The page of the architecture shows what the modules import, and lags behind no change of them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

import scripts.book
import scripts.check
import scripts.search
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


FILLED_WHILE_READING = {"Found", "Collected", "_Reader"}
"""In `scripts/book`: what Markdown's steps and the reading of a folder gather, and nobody else sees."""


def _defined() -> Iterator[Any]:
    for room in (scripts.book, scripts.check, scripts.search):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not found.name.endswith("__main__"):
                module = importlib.import_module(found.name)
                yield from (each for each in vars(module).values() if getattr(each, "__module__", "") == found.name)


def test_what_was_read_is_changed_by_nobody() -> None:
    """Data flow one way, and what was read once is shared by all that is made of it."""
    assert {each.__name__ for each in _defined() if _is_changeable(each)} == FILLED_WHILE_READING


def _is_changeable(kind: Any) -> bool:
    """Whether it is the class of records that can be changed."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return not kind.__struct_config__.frozen
    of_dataclass = getattr(kind, "__dataclass_params__", None)
    return of_dataclass is not None and not of_dataclass.frozen
