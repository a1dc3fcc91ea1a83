"""Browsers that lack a feature lose that feature, and nothing else: no text, no note, no link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.lent import Opened

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


def browsing(opened: Opened, lacks: str, width: int = 1280) -> tuple[Page, list[str]]:
    """A page, and what its scripts threw."""
    page, errors = opened(viewport={"width": width, "height": 800}), list[str]()
    page.add_init_script(MISSING[lacks])
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page, errors


@pytest.mark.parametrize("lacks", MISSING)
@pytest.mark.parametrize("width", [390, 1280])
def test_notes_are_there_and_no_explanation_lies_open(opened: Opened, base_url: str, lacks: str, width: int) -> None:
    page, errors = browsing(opened, lacks, width)
    page.goto(base_url + "/wetten/jeugdwet/")
    notes = page.locator("li.note")
    expect(notes.first).to_be_visible()
    assert notes.count() == page.locator("li.note:visible").count() > 5
    expect(page.locator(".explained .definition:visible")).to_have_count(0)
    assert errors == []


def test_a_mark_leads_to_its_note_where_nothing_can_open(opened: Opened, base_url: str) -> None:
    page, errors = browsing(opened, "popover", 390)
    page.goto(base_url + "/wetten/jeugdwet/")
    page.locator("[role=doc-noteref]").first.click()
    expect(page.locator(".note:target")).to_be_in_viewport()
    assert errors == []


def test_a_number_and_share_lead_on_where_no_box_can_open(opened: Opened, base_url: str) -> None:
    page, errors = browsing(opened, "popover")
    page.goto(base_url + "/wetten/jeugdwet/")
    page.locator("#j2 > .passage-number").click()
    expect(page).to_have_url(base_url + "/wetten/jeugdwet/#j2")
    page.locator("[data-share]").click()
    expect(page).to_have_url(base_url + "/wetten/jeugdwet/delen/")
    assert errors == []


@pytest.mark.parametrize("lacks", MISSING)
def test_shortcuts_and_the_switch_go_on_working(opened: Opened, base_url: str, lacks: str) -> None:
    page, errors = browsing(opened, lacks)
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
def test_search_answers_where_no_worker_does(opened: Opened, base_url: str, worker: str) -> None:
    """It never says for ever that it is at work."""
    page = opened()
    page.add_init_script(WORKERS[worker])
    page.goto(base_url + "/zoeken/?q=wijkverpleegkundige")
    expect(page.locator("ol.search-results > li").first).to_be_visible(timeout=20_000)
    expect(page.locator("[data-search-state=done]").first).to_be_attached()
    page.get_by_label("Zoeken in het boek").last.fill("tegenprestatie")
    expect(page.locator("ol.search-results > li > a").first).to_have_attribute("href", re.compile("#(w4|p-x5)$"))


def test_shortcuts_can_be_switched_off_where_nothing_can_be_kept(opened: Opened, base_url: str) -> None:
    """WCAG 2.1.4: the choice holds on this page, in every script that asks for it."""
    page, errors = browsing(opened, "storage")
    page.goto(base_url + "/wetten/jeugdwet/")
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Sneltoetsen gebruiken").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.keyboard.press("l")
    expect(page).to_have_url(base_url + "/wetten/jeugdwet/")
    assert errors == []
