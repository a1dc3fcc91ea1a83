"""Pages look as they looked when somebody last looked at them (tests/pictures; `make pictures` takes them anew)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserType

from tests.pictures import ARGUMENTS, MOST, VIEWS, View, difference, take


@pytest.fixture(scope="module")
def painter(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], font_sets: Mapping[str, dict[str, str]]
) -> Iterator[Browser]:
    """A browser with none of the machine's fonts, that draws letters the same on every machine."""
    given = browser_type_launch_args
    environment = {**os.environ, **font_sets["narrow"]}
    browser = browser_type.launch(**{**given, "args": [*given["args"], *ARGUMENTS], "env": environment})
    yield browser
    browser.close()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_page_looks_as_it_did(painter: Browser, base_url: str, view: View) -> None:
    with Image.open(view.file) as kept:
        assert difference(take(painter, base_url, view), kept.convert("L")) <= MOST, "look, then: make pictures"


def test_what_moved_or_is_gone_is_seen() -> None:
    with Image.open(VIEWS[0].file) as kept:
        before = kept.convert("L")
    moved, without = before.copy(), before.copy()
    moved.paste(before.crop((0, 0, before.width, before.height - 6)), (0, 6))
    ImageDraw.Draw(without).rectangle((0, before.height // 2, before.width, before.height), fill=128)
    assert difference(before, before) == 0
    assert difference(before, moved) > MOST
    assert difference(before, without) > MOST
    assert difference(before, before.resize((9, 9))) == 1
