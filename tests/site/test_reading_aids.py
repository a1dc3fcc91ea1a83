"""Where the reader is, where to go on, the reader's own choices, and the keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.lent import Opened
from tests.site.waiting import settled, until

CHAPTER = "/inleiding/"
STORED = "Object.keys(localStorage).map((name) => name.replace('/:', '')).sort()"
"""What is kept, without the site's own path."""
OPEN = "Aa: leesinstellingen"


def remembered(page: Page) -> None:
    """Waits until the place is kept."""
    until(page, "'/:place' in localStorage")


def press(page: Page, key: str, url: str) -> None:
    page.keyboard.press(key)
    expect(page).to_have_url(url)
    page.wait_for_load_state()


def scroll_to(page: Page, passage: str) -> None:
    """Goes there, and scrolls a little as a reader does."""
    page.evaluate(f"scrollTo(0, document.getElementById('{passage}').getBoundingClientRect().top + scrollY - 60)")
    expect(page.locator(".running-head")).to_be_visible()
    page.mouse.wheel(0, 4)


def test_the_page_says_how_long_it_takes_and_where_one_is(page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER)
    expect(page.locator(".opening-facts")).to_contain_text(re.compile(r"leestijd \d+ minuten\s+18 passages"))
    where = page.locator(".running-head")
    expect(where).to_be_hidden()
    scroll_to(page, "i5")
    expect(where).to_contain_text("Passage 5 van 18")
    first = where.inner_text()
    scroll_to(page, "i15")
    expect(where).to_contain_text("Passage 15 van 18")
    assert int(re.findall(r"nog (\d)", where.inner_text())[0]) < int(re.findall(r"nog (\d)", first)[0])


def test_the_contents_of_the_page_follow_the_reader(page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER)
    scroll_to(page, "i5")
    current = page.locator(".toc [aria-current=true]")
    expect(current).to_have_count(1)
    heading = page.locator("#i5").evaluate(
        "e => { while (e && e.tagName !== 'H2') e = e.previousElementSibling; return e.textContent; }"
    )
    expect(current).to_have_text(heading)


def test_the_switch_and_the_sides_go_to_where_the_reader_scrolled(page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER)
    scroll_to(page, "i8")
    expect(page.locator(".running-passage")).to_have_attribute("href", "#i8")
    page.locator(".masthead a.switch").evaluate("e => e.click()")
    expect(page).to_have_url(base_url + "/en/introduction/#i8")


def test_the_reader_can_go_on_another_time(page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER)
    assert page.evaluate(STORED) == []
    scroll_to(page, "i8")
    remembered(page)
    page.goto(base_url + "/")
    link = page.locator(".resume a")
    expect(page.locator(".resume")).to_contain_text(re.compile(r"Inleiding: \w+ .{30,} …"))
    link.click()
    expect(page).to_have_url(base_url + "/inleiding/#i8")
    expect(page.locator("#i8")).to_be_in_viewport()


def test_who_does_not_want_that_switches_it_off(page: Page, base_url: str) -> None:
    page.clock.install()
    page.goto(base_url + CHAPTER)
    scroll_to(page, "i8")
    remembered(page)
    page.get_by_role("button", name=OPEN).click()
    page.get_by_label("Onthoud waar ik gebleven ben").uncheck()
    assert page.evaluate(STORED) == ["resume"]
    page.keyboard.press("Escape")
    scroll_to(page, "i12")
    expect(page.locator(".running-passage")).not_to_have_attribute("href", "#i8")
    settled(page)
    page.clock.fast_forward(5000)
    assert page.evaluate(STORED) == ["resume"]
    page.goto(base_url + "/")
    expect(page.locator(".resume")).to_be_hidden()


@pytest.mark.parametrize(
    "stored",
    [
        "{",
        '{"path": 5}',
        '{"path": "//evil.example/", "id": "x", "title": "y"}',
        '{"path": "/\\\\evil.example/", "id": "x", "title": "y"}',
        '{"path": "javascript:alert(1)//", "id": "x", "title": "y"}',
    ],
)
def test_a_broken_memory_does_no_harm(page: Page, base_url: str, stored: str) -> None:
    page.goto(base_url + "/over/")
    page.evaluate("text => localStorage.setItem('/:place', text)", stored)
    assert page.evaluate("localStorage.length") == 1
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(base_url + "/")
    expect(page.locator(".resume")).to_be_hidden()
    assert errors == []


def test_the_dialog_takes_the_focus_and_gives_it_back(page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER)
    button = page.get_by_role("button", name=OPEN)
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Lezen zoals jij wilt")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    dialog.get_by_role("button", name="Sluiten").click()
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_the_choice_of_light_or_dark_is_kept_on_the_device(page: Page, base_url: str) -> None:
    page.goto(base_url + "/voorwoord/")
    page.get_by_role("button", name=OPEN).click()
    expect(page.get_by_role("radio", name="Net als op mijn apparaat")).to_be_checked()
    page.get_by_role("radio", name="Donker").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(STORED) == ["theme"]
    page.goto(base_url + "/en/foreword/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Aa: reading settings").click()
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    page.get_by_role("radio", name="Same as my device").check()
    assert page.evaluate(STORED) == []


def test_keys_lead_through_the_book(page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER)
    for expected in ("i1", "i2", "i3"):
        page.keyboard.press("j")
        expect(page.locator(f"#{expected}:target")).to_be_in_viewport()
    page.keyboard.press("k")
    expect(page.locator("#i2:target")).to_be_in_viewport()
    press(page, "l", base_url + "/en/introduction/#i2")
    press(page, "b", base_url + "/nl-en/introduction/#i2")
    page.go_back()
    press(page, "n", base_url + "/en/background/")
    press(page, "p", base_url + "/en/introduction/")
    page.keyboard.press("/")
    box = page.locator(".find input")
    expect(box).to_be_focused()
    page.keyboard.type("jcnp?")
    expect(box).to_have_value("jcnp?")
    expect(page).to_have_url(base_url + "/en/introduction/")


def test_the_question_mark_shows_the_keys_and_they_can_be_switched_off(page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("dt")).to_have_text(["j", "k", "n", "p", "c", "/", "l", "b", "s", "?"])
    page.keyboard.press("n")
    expect(page).to_have_url(base_url + CHAPTER)
    dialog.get_by_label("Sneltoetsen gebruiken").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page).to_have_url(base_url + CHAPTER)
    expect(dialog).to_be_hidden()


def test_every_choice_works_where_nothing_can_be_kept(opened: Opened, base_url: str) -> None:
    page = opened()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.install()
    page.goto(base_url + CHAPTER)
    scroll_to(page, "i8")
    page.get_by_role("button", name=OPEN).click()
    page.get_by_role("radio", name="Donker").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    settled(page)
    page.clock.fast_forward(5000)
    assert errors == []
