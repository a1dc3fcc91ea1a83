"""Bad nets, shared hosts, old copies, hasty fingers: what readers of sites like this one reported, each as a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from scripts.book.writing import mark_of
from scripts.hosting import hosting
from scripts.site.assets.sending import FOLDER, Assets
from tests.lent import Opened
from tests.site.waiting import settled, until

YOUTH_ACT = "/wetten/jeugdwet/"
OPEN = "Aa: leesinstellingen"
RESULTS = "ol.search-results > li"
WAITED = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
"""What a page hears that waited in the back-forward cache, which the tests' browser goes without."""


@pytest.fixture
def two_sites(site: Path, tmp_path: Path) -> Iterator[str]:
    """One host with the book at two paths."""
    for name in ("boek", "proef"):
        (tmp_path / name).symlink_to(site, target_is_directory=True)
    with hosting(tmp_path) as hosted:
        yield hosted.base


def test_two_sites_on_one_host_know_nothing_of_each_other(page: Page, two_sites: str) -> None:
    page.goto(f"{two_sites}/boek/inleiding/")
    page.get_by_role("button", name=OPEN).click()
    page.get_by_role("radio", name="Donker").check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Sneltoetsen gebruiken").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, document.getElementById('i8').offsetTop)")
    page.mouse.wheel(0, 100)
    until(page, "Object.keys(localStorage).some((name) => name.endsWith('place'))")
    page.goto(f"{two_sites}/proef/")
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
    expect(page.locator(".resume")).to_be_hidden()
    page.goto(f"{two_sites}/proef/inleiding/")
    page.keyboard.press("j")
    expect(page.locator("#i1:target")).to_be_visible()
    page.goto(f"{two_sites}/boek/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".resume a")).to_have_attribute("href", re.compile(r"^/boek/inleiding/#i\d+$"))


LATER = re.compile(r"""(?:import\(|new URL\()"(\.[^"]+\.(?:js|css))\"""")


def test_what_a_script_loads_later_is_named_by_its_contents(site: Path) -> None:
    """After a new version no page runs the old copy that a browser kept."""
    found = {
        (script.parent / name).resolve()
        for script in (site / "assets" / "scripts").glob("*.js")
        for name in LATER.findall(script.read_text(encoding="utf-8"))
    }
    assert len(found) > 10
    assert [file.name for file in found if f".{mark_of(file.read_bytes())}." not in file.name] == []


def test_the_address_of_a_script_changes_with_what_it_loads_later(tmp_path: Path) -> None:
    scripts = tmp_path / FOLDER / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "main.js").write_text('import("./later.js");\n', encoding="utf-8")
    (scripts / "later.js").write_text("export const a = 1;\n", encoding="utf-8")
    before = Assets(tmp_path).address("scripts/main.js")
    (scripts / "later.js").write_text("export const a = 2;\n", encoding="utf-8")
    assert Assets(tmp_path).address("scripts/main.js") != before


@pytest.fixture
def reader(opened: Opened) -> Page:
    return opened(viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"])


SELECT = """([first, last]) => getSelection().setBaseAndExtent(
  document.getElementById(first), 0, document.getElementById(last), document.getElementById(last).childNodes.length)"""


def test_copied_text_is_the_text(reader: Page, base_url: str) -> None:
    """Without the notes beside it, their marks, passage numbers or arrows; a note can be copied by itself."""
    reader.goto(base_url + YOUTH_ACT)
    expect(reader.locator("#j1 .side-notes, #j2 .side-notes").first).to_be_visible()
    reader.evaluate(SELECT, ["j1", "j4"])
    reader.keyboard.press("Control+C")
    copied = reader.evaluate("navigator.clipboard.readText()")
    paragraphs = reader.evaluate("""() => ['j1', 'j2', 'j3', 'j4'].map((id) => {
      const p = document.querySelector(`#${id} > p`).cloneNode(true);
      p.querySelectorAll('.note-mark').forEach((mark) => mark.remove());
      return p.textContent.trim();
    })""")
    assert [text for text in paragraphs if text not in copied] == []
    notes = reader.locator(".side-notes .note").all_inner_texts()
    assert [note for note in notes if note.strip().split("\n")[0][:40] in copied] == []
    assert not re.search(r"[↑↩]|\bj[1-4]\b", copied)
    settled(reader)
    reader.evaluate("getSelection().selectAllChildren(document.querySelector('.side-notes .note p'))")
    reader.keyboard.press("Control+C")
    assert "[" not in (note := reader.evaluate("navigator.clipboard.readText()"))
    assert len(note) > 20


def test_what_was_chosen_meanwhile_holds_after_back(page: Page, base_url: str) -> None:
    page.goto(base_url + "/inleiding/")
    page.get_by_role("button", name=OPEN).click()
    page.get_by_role("radio", name="Donker").check()
    page.keyboard.press("Escape")
    page.evaluate(f"localStorage.setItem('/:theme', 'light'); {WAITED}")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name=OPEN).click()
    expect(page.get_by_role("radio", name="Licht", exact=True)).to_be_checked()


def test_a_choice_in_another_tab_holds_here_too(page: Page, base_url: str) -> None:
    page.goto(base_url + "/inleiding/")
    other = page.context.new_page()
    other.goto(base_url + "/voorwoord/")
    other.evaluate("localStorage.setItem('/:theme', 'dark')")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_enter_pressed_thrice_is_one_step_back(page: Page, base_url: str) -> None:
    page.goto(base_url + "/inleiding/")
    page.goto(base_url + "/zoeken/")
    box = page.get_by_label("Zoeken in het boek").last
    box.fill("wijkteam")
    for _ in range(3):
        box.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page).to_have_url(re.compile("q=wijkteam"))
    page.go_back()
    expect(page).to_have_url(base_url + "/inleiding/")


def test_back_from_a_result_is_where_the_reader_was_in_the_list(page: Page, base_url: str) -> None:
    page.goto(base_url + "/zoeken/?q=gemeente")
    expect(page.locator(RESULTS).nth(10)).to_be_attached()
    page.locator(RESULTS).nth(6).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    page.locator(RESULTS).nth(6).locator("> a").click()
    expect(page).not_to_have_url(re.compile("zoeken"))
    page.go_back()
    expect(page.locator(RESULTS).nth(10)).to_be_attached()
    until(page, f"Math.abs(scrollY - {before}) < 5")


def test_shortcuts_survive_a_script_that_did_not_come(page: Page, base_url: str) -> None:
    page.goto(base_url + "/inleiding/")
    page.route("**/place.*js", lambda route: route.abort())
    page.keyboard.press("j")
    settled(page)
    page.keyboard.press("n")
    expect(page).not_to_have_url(base_url + "/inleiding/")
    page.go_back()
    with page.expect_event("requestfailed", lambda request: "/place." in request.url):
        page.keyboard.press("j")
    settled(page)
    page.unroute("**/place.*js")
    page.keyboard.press("j")
    expect(page.locator("#i1:target")).to_be_visible()


def test_a_note_leads_on_where_its_script_does_not_come(opened: Opened, base_url: str) -> None:
    page = opened(viewport={"width": 390, "height": 800}, has_touch=True)
    page.route("**/popovers.*js", lambda route: route.abort())
    page.goto(base_url + YOUTH_ACT)
    page.locator("[role=doc-noteref]").first.tap()
    expect(page.locator(".note:target")).to_be_in_viewport()


def test_the_first_tap_opens_though_its_script_comes_late(opened: Opened, base_url: str) -> None:
    """On a slow net; the second follows the link."""
    page = opened(viewport={"width": 390, "height": 800}, has_touch=True)
    held: list[Route] = []
    page.route("**/popovers.*js", lambda route: held.append(route))
    page.goto(base_url + YOUTH_ACT)
    term = page.locator("a.term").first
    term.tap()
    until(page, "performance.now() > 0")
    expect(page).to_have_url(base_url + YOUTH_ACT)
    for route in held:
        route.continue_()
    explanation = page.locator(".explained .definition:visible")
    expect(explanation).to_have_count(1)
    term.tap()
    expect(page).to_have_url(re.compile("/begrippen/#"))


def test_crossing_a_term_leaves_the_box_of_a_passage_open(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(base_url + YOUTH_ACT)
    page.locator("a.term").first.hover()
    expect(page.locator(".explained .definition:visible")).to_have_count(1)
    page.locator("#j2 > .passage-number").click()
    box = page.locator(".share-box")
    expect(box).to_be_visible()
    for term in page.locator("#j1 a.term, #j2 a.term").all():
        term.hover(force=True)
        settled(page)
    expect(box).to_be_visible()


def test_on_plain_http_a_number_copies_too(opened: Opened, base_url: str) -> None:
    """Where a page is not secure there is no clipboard to write to."""
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script(
        "globalThis.read = navigator.clipboard.readText.bind(navigator.clipboard);"
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    )
    page.goto(base_url + YOUTH_ACT)
    page.locator("#j2 > .passage-number").click()
    expect(page.locator(".share-said")).to_have_text("Link gekopieerd")
    assert page.evaluate("read()") == f"{base_url}{YOUTH_ACT}#j2"
    page.get_by_role("button", name="Kopieer als tekst").click()
    expect(page.locator(".share-said")).to_have_text("Gekopieerd")
    assert page.evaluate("read()").startswith(page.locator("#j2 > p").inner_text()[:20])


def test_where_modules_do_not_come_the_page_is_as_without_script(page: Page, base_url: str) -> None:
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(base_url + "/inleiding/")
    expect(page.locator(".masthead").get_by_role("link", name="Zoeken")).to_be_visible()
    expect(page.locator(".masthead .with-script:visible")).to_have_count(0)
    page.goto(base_url + "/zoeken/")
    expect(page.locator(".search-note.without-script")).to_be_visible()


@pytest.mark.parametrize("address", ["/inleiding/", "/en/laws/youth-act/", "/", "/zoeken/"])
def test_every_page_names_its_feed_and_its_search(page: Page, base_url: str, address: str) -> None:
    page.goto(base_url + address)
    for kind in ("application/atom+xml", "application/opensearchdescription+xml"):
        link = page.locator(f"link[type='{kind}']")
        expect(link).to_have_count(1)
        assert page.request.get(link.evaluate("link => link.href")).ok


def test_a_short_link_leads_to_the_language_that_was_chosen(opened: Opened, base_url: str) -> None:
    page = opened(locale="nl-NL")
    page.goto(base_url + "/b3/")
    expect(page).to_have_url(base_url + "/bakens/3-direct-eropaf/")
    page.get_by_role("link", name="Read this page in English").click()
    expect(page).to_have_url(base_url + "/en/beacons/3-going-straight-to-people/")
    page.goto(base_url + "/b4/#b4-1")
    expect(page).to_have_url(base_url + "/en/beacons/4-formal-and-informal/#b4-1")


@pytest.mark.parametrize("written", ["#B3-2", "#b3-2.", "#b3-2)", "#b3-2%E2%80%9D", "#B3-2,"])
def test_an_address_that_is_nearly_right_arrives(page: Page, base_url: str, written: str) -> None:
    page.goto(f"{base_url}/bakens/3-direct-eropaf/{written}")
    expect(page).to_have_url(f"{base_url}/bakens/3-direct-eropaf/#b3-2")
    expect(page.locator("#b3-2")).to_be_in_viewport()


@pytest.mark.parametrize(
    "written", ["/Bakens/3-Direct-Eropaf/", "/bakens/3-direct-eropaf.", "/bakens/3-direct-eropaf/)."]
)
def test_a_page_that_is_nearly_named_is_found(page: Page, base_url: str, written: str) -> None:
    page.goto(base_url + written)
    expect(page).to_have_url(f"{base_url}/bakens/3-direct-eropaf/")


def test_what_is_nowhere_stays_not_found(page: Page, base_url: str) -> None:
    page.goto(base_url + "/Bakens/9-Niets.")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    expect(page).to_have_url(base_url + "/Bakens/9-Niets.")


def test_nothing_that_lies_open_is_printed(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(base_url + YOUTH_ACT)
    page.locator("[role=doc-noteref]").first.click()
    opened = page.locator(".note-open:visible")
    expect(opened).to_have_count(1)
    page.emulate_media(media="print")
    expect(opened).to_have_count(0)
    page.emulate_media(media="screen")
    page.get_by_role("button", name=OPEN).click()
    expect(page.locator("dialog")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("#j1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_found_words_can_be_read_in_forced_colours(opened: Opened, base_url: str, scheme: str) -> None:
    page = opened(forced_colors="active", color_scheme=scheme)
    page.goto(base_url + "/inleiding/")
    page.locator(".find input").fill("wijkteam")
    mark = page.locator(".found mark").first
    expect(mark).to_be_visible()
    ink, ground = page.evaluate(
        "() => { const { color, backgroundColor } = getComputedStyle(document.querySelector('.found mark'));"
        " return [color, backgroundColor]; }"
    )
    assert ink != ground
    assert not ground.endswith(", 0)"), "on a ground of its own"
