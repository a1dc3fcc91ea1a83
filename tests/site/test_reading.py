"""What a reader does: read a chapter, follow a note and come back, have a word explained, change language."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.lent import Opened

INTRODUCTION = "/inleiding/"
MARK = "[role=doc-noteref]"


def test_a_chapter_has_its_title_its_sections_and_its_passages(page: Page, base_url: str) -> None:
    page.goto(base_url + INTRODUCTION)
    expect(page.get_by_role("heading", level=1)).to_have_text("Inleiding")
    expect(page.get_by_role("navigation", name="Op deze pagina").get_by_role("link").first).to_be_visible()
    expect(page.locator(".passage")).not_to_have_count(0)
    expect(page.get_by_role("link", name="Passage 5: link kopiëren", exact=True)).to_have_attribute("href", "#i5")


def test_a_passage_that_the_address_names_is_marked(page: Page, base_url: str) -> None:
    page.goto(base_url + INTRODUCTION)
    plain = page.locator("#i5").evaluate("e => getComputedStyle(e).backgroundColor")
    page.goto(base_url + INTRODUCTION + "#i5")
    expect(page.locator("#i5")).to_be_in_viewport()
    assert page.locator("#i5").evaluate("e => getComputedStyle(e).backgroundColor") != plain


def test_the_number_is_shown_but_not_selected_with_the_text(page: Page, base_url: str) -> None:
    page.goto(base_url + INTRODUCTION + "#i5")
    number = page.locator("#i5 > .passage-number")
    assert number.evaluate("e => getComputedStyle(e, '::before').content") == '"5"'
    assert number.bounding_box() is not None
    selected = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('#i5')); return `${getSelection()}`; }"
    )
    assert "wijkteam" in selected
    assert "i5" not in selected


def test_a_note_can_be_followed_and_back(page: Page, base_url: str) -> None:
    page.goto(base_url + INTRODUCTION)
    mark = page.locator(MARK).first
    passage = page.locator(".passage", has=mark).first.get_attribute("id")
    mark.click()
    note = page.locator(".note:target")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("van deze site")
    note.locator("[role=doc-backlink]").first.click()
    expect(page.locator(f"#{passage}")).to_be_in_viewport()


def test_the_books_notes_and_the_sites_own_are_told_apart(page: Page, base_url: str) -> None:
    page.goto(base_url + "/wetten/jeugdwet/")
    of_book = page.locator(f"{MARK}[aria-label='Deze site, bij eindnoot 4 van het boek']")
    of_site = page.locator(f"{MARK}[aria-label='Noot a van deze site']").first
    expect(of_book).to_have_text("4")
    expect(of_site).to_have_text("a")
    assert of_book.evaluate("e => getComputedStyle(e).borderTopStyle") != of_site.evaluate(
        "e => getComputedStyle(e).borderTopStyle"
    )


def test_a_citation_leads_to_the_source_and_the_source_back_to_the_passage(page: Page, base_url: str) -> None:
    page.goto(base_url + INTRODUCTION)
    page.locator(".note .citation").first.click()
    expect(page).to_have_url(re.compile(r"/bronnen/#[\w-]+$"))
    source = page.locator(".source:target")
    expect(source).to_be_in_viewport()
    source.locator(".source-cited a").first.click()
    expect(page.locator(".passage:target")).to_be_in_viewport()


def test_a_term_explains_itself_by_keyboard_and_escape_closes_it(page: Page, base_url: str) -> None:
    page.goto(base_url + INTRODUCTION)
    term = page.locator("a.term").first
    definition = page.locator(f"#{term.get_attribute('aria-describedby')}")
    expect(definition).to_be_hidden()
    # Up to the term by Tab, so that the browser counts it as keyboard focus.
    page.locator("h2").first.evaluate("e => { e.tabIndex = -1; e.focus(); }")
    for _ in range(40):
        page.keyboard.press("Tab")
        if term.evaluate("e => e === document.activeElement"):
            break
    expect(definition).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()


def test_a_term_explains_itself_under_the_pointer(page: Page, base_url: str) -> None:
    page.goto(base_url + INTRODUCTION)
    term = page.locator("a.term").first
    definition = page.locator(f"#{term.get_attribute('aria-describedby')}")
    term.hover()
    expect(definition).to_be_visible()
    definition.hover()
    expect(definition).to_be_visible()
    page.mouse.move(2, 2)
    expect(definition).to_be_hidden()


def test_on_a_touch_screen_the_first_tap_explains_and_the_second_leads_on(opened: Opened, base_url: str) -> None:
    page = opened(has_touch=True, viewport={"width": 390, "height": 800})
    page.goto(base_url + INTRODUCTION)
    term = page.locator("a.term").first
    definition = page.locator(f"#{term.get_attribute('aria-describedby')}")
    term.tap()
    expect(definition).to_be_visible()
    box = definition.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    term.tap()
    expect(page).to_have_url(re.compile(r"/begrippen/#"))


def test_the_pages_follow_each_other_through_the_whole_book(page: Page, base_url: str) -> None:
    page.goto(base_url + "/")
    page.get_by_role("link", name="Begin met lezen").click()
    titles: list[str] = []
    while (onward := page.locator("a[rel=next]")).count() and len(titles) < 30:
        titles.append(page.get_by_role("heading", level=1).inner_text())
        onward.click()
        page.wait_for_load_state()
    assert titles[:3] == ["Voorwoord", "Inleiding", "Wie doet wat in Nederland"]
    assert titles.index("Direct eropaf") == titles.index("Integraal werken") - 3


def test_additions_are_told_in_text_and_by_name(page: Page, base_url: str) -> None:
    page.goto(base_url + "/bakens/3-direct-eropaf/")
    notes = page.get_by_role("note")
    expect(notes.first).to_contain_text("Toevoeging van deze site")
    assert "Toevoeging van deze site" in notes.first.evaluate(
        "e => e.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent).join(' ')"
    )
    expect(page.locator("#b3-1")).not_to_have_class(re.compile("addition"))


def test_a_beacon_outside_the_excerpt_says_so_at_its_top(page: Page, base_url: str) -> None:
    page.goto(base_url + "/en/beacons/7-results-oriented/")
    expect(page.locator("header.opening")).to_contain_text("Added by this site")
    expect(page.locator("header.opening")).to_contain_text("The excerpt of the book does not reach this beacon")
    assert page.locator(".passage:not(.addition)").count() == 0
