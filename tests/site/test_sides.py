"""Dutch and English side by side: every page, aligned, in two columns where there is room."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Locator, Page, expect

from scripts.book import Book
from scripts.book.addresses import file_at, side_address
from tests.lent import Opened

BEACON = "/nl-en/beacons/3-going-straight-to-people/"
WITHOUT_NOTES = """e => {
  const copy = e.cloneNode(true);
  copy.querySelectorAll('.note-mark').forEach(mark => mark.remove());
  return copy.textContent;
}"""


def without_notes(side: Locator) -> str:
    """The text of one side of a row, without the signs of its notes."""
    return " ".join(side.evaluate(WITHOUT_NOTES).split())


def test_every_pair_of_pages_stands_side_by_side_and_is_reached_from_both(site: Path, book: Book) -> None:
    def read(address: str) -> Any:
        return lxml_html.parse(str(site / file_at(address))).getroot()

    for pair in book.pairs:
        sides = side_address(book.languages, pair.path)
        for one in pair:
            (href,) = read(one.address).xpath("//*[@data-key='b']/@href")
            assert urljoin(one.address, href) == sides, one.address
        rows = read(sides).find_class("sides-row")
        assert rows, pair.path
        assert all([side.get("lang") for side in row if side.get("lang")] == ["nl", "en"] for row in rows), pair.path


def test_each_row_has_the_passage_in_both_languages(page: Page, base_url: str, book: Book) -> None:
    pair = next(pair for pair in book.pairs if pair.path == "laws/youth-act.md")
    page.goto(base_url + side_address(book.languages, pair.path))
    for dutch, english in zip(pair.first.passages, pair.second.passages, strict=True):
        row = page.locator(f".sides-row[id='{dutch.id}']")
        assert dutch.text[:60] in without_notes(row.locator("> [lang=nl]"))
        assert english.text[:60] in without_notes(row.locator("> [lang=en]"))
    expect(page.locator(".sides-note")).to_have_count(len(pair.first.notes))
    page.locator("[lang=nl] .note-link").first.click()
    expect(page.locator(".sides-note:target")).to_be_in_viewport()


def test_the_two_stand_beside_each_other_or_below_each_other(page: Page, base_url: str) -> None:
    for width, beside in ((1440, True), (800, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(base_url + BEACON)
        dutch = page.locator("#b3-2 > [lang=nl]").bounding_box()
        english = page.locator("#b3-2 > [lang=en]").bounding_box()
        assert dutch is not None
        assert english is not None
        assert (abs(dutch["y"] - english["y"]) < 2) == beside, width
        assert (english["x"] > dutch["x"] + 100) == beside, width


def test_on_paper_they_stand_in_two_columns(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    page.goto(base_url + BEACON)
    dutch = page.locator("#b3-2 > [lang=nl]").bounding_box()
    english = page.locator("#b3-2 > [lang=en]").bounding_box()
    assert dutch is not None
    assert english is not None
    assert english["x"] > dutch["x"] + dutch["width"] - 1


@pytest.mark.parametrize(
    ("here", "passage", "there"),
    [
        ("/bakens/3-direct-eropaf/", "b3-2", "/en/beacons/3-going-straight-to-people/#b3-2"),
        ("/en/introduction/", "i5", "/inleiding/#i5"),
    ],
)
def test_every_passage_offers_itself_in_the_other_language_without_script(
    opened: Opened, base_url: str, here: str, passage: str, there: str
) -> None:
    page = opened(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(base_url + here)
    assert page.locator(".passage-other").count() == page.locator(".passage").count()
    page.locator(f"#{passage} > .passage-number").click()
    page.locator(f"#{passage} > .passage-other").click()
    expect(page).to_have_url(base_url + there)
