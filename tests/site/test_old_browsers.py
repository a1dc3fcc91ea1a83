"""Browsers that lack a feature lose that feature, and nothing else: no text, no note, no link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

WITHOUT_POPOVER = """
  for (const name of ["popover", "showPopover", "hidePopover", "togglePopover"]) delete HTMLElement.prototype[name];
  const known = (selector) => { if (`${selector}`.includes(":popover-open")) throw new SyntaxError("not a selector"); };
  for (const [kind, name] of [[Element, "matches"], [Element, "closest"], [Element, "querySelectorAll"],
                              [Document, "querySelectorAll"], [Document, "querySelector"]]) {
    const its = kind.prototype[name];
    kind.prototype[name] = function (selector) { known(selector); return its.call(this, selector); };
  }
  addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[popover]")) box.removeAttribute("popover");
  });
"""
"""A browser of 2023: it throws over a selector that it does not know, and shows what it does not know to hide."""
MISSING = {
    "popover": WITHOUT_POPOVER,
    "ResizeObserver": "delete globalThis.ResizeObserver;",
    "clipboard": "Object.defineProperty(navigator, 'clipboard', { value: undefined });",
    "storage": "for (const name of ['localStorage', 'sessionStorage'])"
    " Object.defineProperty(globalThis, name, { get() { throw new DOMException('blocked'); } });",
}


@contextmanager
def browsing(browser: Browser, lacks: str, width: int = 1280) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(MISSING[lacks])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield page, errors
    finally:
        context.close()


@pytest.mark.parametrize("lacks", MISSING)
@pytest.mark.parametrize("width", [390, 1280])
def test_notes_are_there_and_no_explanation_lies_open(browser: Browser, base_url: str, lacks: str, width: int) -> None:
    with browsing(browser, lacks, width) as (page, errors):
        page.goto(base_url + "/wetten/jeugdwet/")
        notes = page.locator("li.note")
        expect(notes.first).to_be_visible()
        assert notes.count() == page.locator("li.note:visible").count() > 5
        expect(page.locator(".explained .definition:visible")).to_have_count(0)
        assert errors == []


def test_a_mark_leads_to_its_note_where_nothing_can_open(browser: Browser, base_url: str) -> None:
    with browsing(browser, "popover", 390) as (page, errors):
        page.goto(base_url + "/wetten/jeugdwet/")
        page.locator("[role=doc-noteref]").first.click()
        expect(page.locator(".note:target")).to_be_in_viewport()
        assert errors == []


def test_a_number_and_share_lead_on_where_no_box_can_open(browser: Browser, base_url: str) -> None:
    with browsing(browser, "popover") as (page, errors):
        page.goto(base_url + "/wetten/jeugdwet/")
        page.locator("#j2 > .passage-number").click()
        expect(page).to_have_url(base_url + "/wetten/jeugdwet/#j2")
        page.locator("[data-share]").click()
        expect(page).to_have_url(base_url + "/wetten/jeugdwet/delen/")
        assert errors == []


@pytest.mark.parametrize("lacks", MISSING)
def test_shortcuts_and_the_switch_go_on_working(browser: Browser, base_url: str, lacks: str) -> None:
    with browsing(browser, lacks) as (page, errors):
        page.goto(base_url + "/wetten/jeugdwet/")
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(page.locator(".passage:target")).to_be_visible()
        page.keyboard.press("l")
        expect(page).to_have_url(re.compile(r"/en/laws/youth-act/#j\d"))
        assert errors == []


WORKERS = {
    "none": "delete globalThis.Worker;",
    "refused": "globalThis.Worker = class { constructor() { throw new DOMException('not here', 'SecurityError'); } };",
    "silent": "globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} };",
    "broken": "globalThis.Worker = class extends EventTarget { constructor() { super();"
    " setTimeout(() => this.dispatchEvent(new Event('error'))); } postMessage() {} terminate() {} };",
}


@pytest.mark.parametrize("worker", WORKERS)
def test_search_answers_where_no_worker_does(browser: Browser, base_url: str, worker: str) -> None:
    """It never says for ever that it is at work."""
    context = browser.new_context()
    context.add_init_script(WORKERS[worker])
    page = context.new_page()
    page.goto(base_url + "/zoeken/?q=wijkverpleegkundige")
    expect(page.locator("ol.search-results > li").first).to_be_visible(timeout=20_000)
    expect(page.locator("[data-search-state=done]").first).to_be_attached()
    page.get_by_label("Zoeken in het boek").last.fill("tegenprestatie")
    expect(page.locator("ol.search-results > li > a").first).to_have_attribute("href", re.compile("#(w4|p-x5)$"))
    context.close()


def test_shortcuts_can_be_switched_off_where_nothing_can_be_kept(browser: Browser, base_url: str) -> None:
    """WCAG 2.1.4: the choice holds on this page, in every script that asks for it."""
    with browsing(browser, "storage") as (page, errors):
        page.goto(base_url + "/wetten/jeugdwet/")
        page.keyboard.press("?")
        page.get_by_role("checkbox", name="Sneltoetsen gebruiken").uncheck()
        page.keyboard.press("Escape")
        page.locator("h1").click()
        page.keyboard.press("n")
        page.keyboard.press("l")
        expect(page).to_have_url(base_url + "/wetten/jeugdwet/")
        assert errors == []
