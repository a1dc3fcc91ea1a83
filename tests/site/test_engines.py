"""What a reader does, in an engine of 2023 and in Firefox: reading works in anything, and nothing throws."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserType

from tests.engines import Engine, firefox, old_chromium
from tests.site.changing_host import Host, files_of

pytestmark = pytest.mark.xdist_group("engines")
OLD, FIREFOX = "chromium-112", "firefox"
UNTIL = """(async () => {
  for (let frame = 0; frame < 200; frame += 1) {
    if (%s) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
})()"""
SHOWN = "(selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility?.() ?? e.offsetParent)"
PRESS = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '%s', bubbles: true }))"
KINDS_OF_PAGE = [
    "/",
    "/inleiding/",
    "/en/laws/youth-act/",
    "/bakens/3-direct-eropaf/",
    "/nl-en/beacons/4-formal-and-informal/",
    "/begrippen/",
    "/bronnen/",
    "/team/kaarten/",
    "/en/team/worksheet/",
    "/inleiding/delen/",
]


@pytest.fixture(scope="module", params=[OLD, FIREFOX])
def reader(request: pytest.FixtureRequest, browser_type: BrowserType) -> Iterator[Engine]:
    with old_chromium(browser_type) if request.param == OLD else firefox() as engine:
        yield engine


@pytest.fixture(autouse=True)
def nothing_thrown(reader: Engine) -> Iterator[None]:
    reader.errors.clear()
    yield
    assert reader.errors == []


def until(reader: Engine, condition: str) -> None:
    assert reader.evaluate(UNTIL % condition), f"never came: {condition}"


def open_page(reader: Engine, url: str) -> None:
    """Goes there, and waits until the page's own script has run."""
    reader.goto(url)
    until(reader, "document.documentElement.classList.contains('ran')")


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_every_kind_of_page_shows_its_text(reader: Engine, base_url: str, address: str) -> None:
    open_page(reader, base_url + address)
    ink, ground = reader.evaluate("['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name])")
    assert ink != ground
    assert reader.evaluate(f"({SHOWN})('h1').length") == 1
    assert reader.evaluate(f"({SHOWN})('.explained .definition, .note-open, dialog').length") == 0
    paragraphs = "[...document.querySelectorAll('.passage p')]"
    assert reader.evaluate(f"{paragraphs}.filter((p) => !p.getClientRects().length).map((p) => p.textContent)") == []


def test_notes_stand_beside_the_text_and_can_be_reached(reader: Engine, base_url: str) -> None:
    reader.goto(base_url + "/wetten/jeugdwet/")
    until(reader, "document.querySelector('.side-notes .note')")
    assert reader.evaluate(f"({SHOWN})('.note').length === document.querySelectorAll('.note').length")
    reader.evaluate("document.querySelector('.note-link').click()")
    until(reader, "document.querySelector('.note:target')")


def test_a_box_opens_over_the_page_and_not_through_it(reader: Engine, base_url: str) -> None:
    open_page(reader, base_url + "/wetten/jeugdwet/")
    reader.evaluate(PRESS % "?")
    until(reader, "document.querySelector('dialog[open]')")
    ground = reader.evaluate("getComputedStyle(document.querySelector('dialog')).backgroundColor")
    assert not ground.endswith(", 0)"), "one can read what it says"


def test_a_number_offers_to_share_or_leads_to_its_passage(reader: Engine, base_url: str) -> None:
    open_page(reader, base_url + "/wetten/jeugdwet/")
    reader.evaluate("document.querySelector('#j2 > .passage-number').click()")
    until(reader, "document.querySelector('#j2:target') || document.querySelector('.share-box .share-link')")


def test_the_shortcuts_lead_on(reader: Engine, base_url: str) -> None:
    open_page(reader, base_url + "/wetten/jeugdwet/")
    reader.evaluate(PRESS % "j")
    until(reader, "document.querySelector('#j1:target')")
    switch = "document.querySelector('.switch')"
    assert reader.evaluate(f"({switch}.focus(), {switch}.href)").endswith("/en/laws/youth-act/#j1")


def test_search_answers_on_its_page_and_in_the_head(reader: Engine, base_url: str) -> None:
    reader.goto(base_url + "/zoeken/?q=tegenprestatie")
    until(reader, "document.querySelector('[data-search-state=done] ol.search-results > li > a')")
    reader.goto(base_url + "/inleiding/")
    reader.evaluate("""(() => {
      const box = document.querySelector('.find input');
      box.dispatchEvent(new FocusEvent('focus'));
      box.focus();
    })()""")
    until(reader, "document.querySelector('.found')")
    reader.evaluate("""(() => {
      const box = document.querySelector('.find input');
      box.value = 'wijkteam';
      box.dispatchEvent(new Event('input'));
    })()""")
    until(reader, "document.querySelector('.found [role=option]')")


def test_what_is_typed_stays(reader: Engine, base_url: str) -> None:
    reader.goto(base_url + "/team/zelfscan/")
    until(reader, "document.querySelector('.scan-summary').textContent")
    reader.evaluate("document.querySelector('[name=beacon-2][value=\"4\"]').click()")
    until(reader, "Object.keys(localStorage).some((name) => name.includes('typed'))")
    reader.goto(base_url + "/team/zelfscan/")
    until(reader, "document.querySelector('.scan-dots circle')")
    reader.evaluate("localStorage.clear()")


def test_the_site_is_kept_read_without_its_host_and_removed(reader: Engine, site: Path) -> None:
    host = Host(files_of(site))
    says = "document.querySelector('.keep-offline [role=status]').textContent.includes('%s')"
    button = "document.querySelector('.keep-offline button')"
    rests = f"!{button}.hasAttribute('aria-disabled')"
    try:
        open_page(reader, host.base + "/meenemen/")
        until(reader, rests)
        reader.evaluate(f"{button}.click()")
        until(reader, says % "Bewaard op dit apparaat")
        host.off()
        open_page(reader, host.base + "/bakens/3-direct-eropaf/")
        open_page(reader, host.base + "/zoeken/?q=huisbezoek")
        until(reader, "document.querySelector('ol.search-results a')")
        open_page(reader, host.base + "/en/not-here/")
        until(reader, "document.querySelector('[data-offline]')?.checkVisibility()")
        open_page(reader, host.base + "/meenemen/")
        until(reader, rests)
        host.on()
        reader.evaluate(f"{button}.click()")
        until(reader, says % "verwijderd")
        assert reader.evaluate("caches.keys()") == []
        assert reader.evaluate("navigator.serviceWorker.getRegistrations()") == []
    finally:
        host.off()
