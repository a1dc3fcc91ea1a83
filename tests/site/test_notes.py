"""Notes: beside the passage where there is room, opened in place where not, ordinary footnotes without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.book import Book
from tests.lent import Opened
from tests.site.waiting import settled

ACT = "/wetten/jeugdwet/"
MARK = ".note-link"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.side-notes')].map(e => e.getBoundingClientRect());
  const text = document.querySelector('.text').getBoundingClientRect();
  return boxes.flatMap((box, i) => [
    ...(box.left < text.right ? [`${i} over the text`] : []),
    ...(box.right > innerWidth ? [`${i} out of the window`] : []),
    ...(i && box.top < boxes[i - 1].bottom ? [`${i} over the one before`] : []),
  ]);
}"""


@pytest.fixture
def wide(opened: Opened) -> Page:
    return opened(viewport=WIDE)


@pytest.fixture
def phone(opened: Opened) -> Page:
    return opened(viewport=PHONE, has_touch=True)


def test_on_a_wide_screen_a_note_stands_beside_its_passage(wide: Page, base_url: str) -> None:
    wide.goto(base_url + ACT)
    mark = wide.locator(MARK).first
    note = wide.locator(".passage .side-notes .note").first
    expect(note).to_be_visible()
    expect(wide.locator(".notes")).to_be_hidden()
    here, there = mark.bounding_box(), note.bounding_box()
    assert here is not None
    assert there is not None
    assert there["x"] > here["x"]
    assert abs(there["y"] - here["y"]) < 40
    mark.click()
    expect(wide.locator(".note:target")).to_be_in_viewport()
    assert "Noot a van deze site" in wide.locator(".note:target").inner_text()


STRAYED = """() => {
  let bottom = -Infinity;
  return [...document.querySelectorAll('.side-notes')].flatMap(e => {
    const box = e.getBoundingClientRect();
    const mark = document.querySelector(`.note-link[href="#${e.firstChild.id}"]`).getBoundingClientRect();
    const strayed = Math.abs(box.top - mark.top) > 20 && box.top - bottom > 20;
    bottom = box.bottom;
    return strayed ? [e.firstChild.id] : [];
  });
}"""


@pytest.mark.parametrize("address", [ACT, f"{ACT}#j-x5", f"{ACT}#before-and-after"])
def test_a_side_note_stays_with_its_mark_wherever_one_enters_the_page(wide: Page, base_url: str, address: str) -> None:
    wide.goto(base_url + address)
    assert wide.evaluate(STRAYED) == []
    wide.locator("summary").click()
    settled(wide)
    assert wide.evaluate(STRAYED) == []


@pytest.mark.parametrize("width", [1152, 1440])
def test_no_side_note_covers_anything(opened: Opened, base_url: str, book: Book, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900})
    found = {}
    for chapter in (page for page in book.pages.values() if page.notes):
        page.goto(base_url + chapter.address)
        for summary in page.locator("summary").all():
            summary.click()
        settled(page)
        found[chapter.address] = page.evaluate(OVERLAPS)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_a_note_goes_where_the_window_has_room_for_it(wide: Page, base_url: str) -> None:
    wide.goto(base_url + ACT)
    expect(wide.locator(".side-notes")).not_to_have_count(0)
    wide.set_viewport_size({"width": 900, "height": 900})
    expect(wide.locator(".side-notes")).to_have_count(0)
    expect(wide.locator(".notes .note").first).to_be_attached()
    expect(wide.get_by_role("heading", name="Noten")).to_be_visible()
    wide.set_viewport_size({"width": 1440, "height": 900})
    expect(wide.locator(".side-notes")).not_to_have_count(0)


def test_a_tap_opens_a_note_in_place_and_a_tap_elsewhere_closes_it(phone: Page, base_url: str) -> None:
    phone.goto(base_url + ACT)
    mark = phone.locator(MARK).first
    mark.scroll_into_view_if_needed()
    settled(phone)
    before = mark.bounding_box()
    mark.tap()
    note = phone.locator(".note-open")
    expect(note).to_be_visible()
    expect(note).to_contain_text("Noot a van deze site")
    expect(note.locator("a.citation").first).to_be_visible()
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    after = mark.bounding_box()
    assert before is not None
    assert after is not None
    # In sight; letters that come above it may change how far the page is scrolled.
    assert after["y"] == pytest.approx(before["y"], abs=2)
    assert "#fn" not in phone.url
    phone.touchscreen.tap(20, 20)
    expect(note).to_be_hidden()


def test_by_keyboard_a_note_opens_lets_in_and_closes(phone: Page, base_url: str) -> None:
    phone.goto(base_url + ACT)
    mark = phone.locator(MARK).first
    phone.locator("h2").first.evaluate("e => { e.tabIndex = -1; e.focus(); }")
    for _ in range(30):
        phone.keyboard.press("Tab")
        if mark.evaluate("e => e === document.activeElement"):
            break
    note = phone.locator(".note-open")
    expect(note).to_be_visible()
    phone.keyboard.press("Tab")
    expect(note.locator("a").first).to_be_focused()
    phone.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(mark).to_be_focused()
    phone.keyboard.press("Enter")
    expect(note).to_be_visible()


def test_without_script_a_note_is_a_footnote_there_and_back(opened: Opened, base_url: str) -> None:
    page = opened(viewport=WIDE, java_script_enabled=False)
    page.goto(base_url + ACT)
    page.locator(MARK).first.click()
    note = page.locator(".notes .note:target")
    expect(note).to_be_in_viewport()
    note.locator("[role=doc-backlink]").first.click()
    expect(page.locator(MARK).first).to_be_in_viewport()


def test_on_paper_the_notes_stand_at_the_end(wide: Page, base_url: str) -> None:
    wide.goto(base_url + ACT)
    wide.evaluate("dispatchEvent(new Event('beforeprint'))")
    wide.emulate_media(media="print")
    expect(wide.locator(".side-notes")).to_have_count(0)
    expect(wide.locator(".notes .note").last).to_be_visible()
    expect(wide.locator(".masthead")).to_be_hidden()
    expect(wide.locator(".running-head")).to_be_hidden()
