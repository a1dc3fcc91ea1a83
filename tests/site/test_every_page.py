"""Every document of the site, in a browser: it keeps the policy, asks nothing of others, fits, and axe is content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, expect

from scripts.book.addresses import file_at
from tests.fonts import STRETCH
from tests.lent import Opened
from tests.site.waiting import settled

NARROW = {"width": 320, "height": 640}


def addresses(site: Path) -> list[str]:
    files = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return [f"/{file.removesuffix('index.html')}" for file in files]


def leads_on(address: str) -> bool:
    """Short links lead on at once; that is tested elsewhere."""
    return re.fullmatch(r"/(b\d|[ajwp])/", address) is not None


MANY = {"/delen/": 4, "/share/": 4, "/team/kaarten/baken-": 2, "/en/team/cards/beacon-": 2}
"""Documents of one template beside a page each: part of an address, and how many of them a slow test looks at."""
FEWER = MANY | {"/nl-en/": 3, "/en/": 4}
"""For what is the same in both languages: colours."""


def few(all_addresses: list[str], many: dict[str, int]) -> list[str]:
    """The addresses with some of each kind that there are many of, spread evenly."""
    chosen = [address for address in all_addresses if not any(part in address for part in many)]
    for part, count in many.items():
        kind = [address for address in all_addresses if next((each for each in many if each in address), "") == part]
        chosen += kind[:: max(1, len(kind) // count)]
    return chosen


MISNAMED = """() => [...document.querySelectorAll('[aria-label]')]
  .filter((e) => e.checkVisibility() && e.matches('a, button, input, summary, [role=button]'))
  .map((e) => {
    const made = ['::before', '::after'].map((part) => getComputedStyle(e, part).content.match(/^"(.*)"$/)?.[1] ?? '');
    return [e.getAttribute('aria-label'), `${made[0]} ${e.placeholder ?? e.textContent} ${made[1]}`];
  })
  .map((pair) => pair.map((text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, ' ').trim()))
  .filter(([name, shown]) => shown && !` ${name} `.includes(` ${shown} `))"""
"""Who speaks to the device says what stands there; axe does not see what a style sheet writes, nor a placeholder."""


@dataclass
class Seen:
    """What was told on the way over every page."""

    trouble: dict[str, list[str]] = field(default_factory=dict)
    misnamed: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    cookies: list[Any] = field(default_factory=list)


@pytest.fixture(scope="module")
def seen(browser: Browser, site: Path, base_url: str) -> Seen:
    """Every page is visited once, by one worker."""
    seen, trouble = Seen(), list[str]()
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    # What is left unfinished on leaving a page is no failure.
    aborted = "net::ERR_ABORTED"
    page.on(
        "requestfailed",
        lambda request: trouble.append(f"{request.failure} {request.url}") if request.failure != aborted else None,
    )
    page.on("request", lambda request: None if request.url.startswith(base_url) else trouble.append(request.url))
    page.on(
        "response",
        lambda response: trouble.append(f"{response.status} {response.url}") if response.status > 399 else None,
    )
    for address in addresses(site):
        if not leads_on(address):
            page.goto(base_url + address)
            seen.misnamed[address] = page.evaluate(MISNAMED)
            seen.trouble[address], trouble[:] = list(trouble), []
    seen.cookies = list(context.cookies())
    context.close()
    return seen


@pytest.mark.xdist_group("seen")
def test_no_page_offends_the_policy_asks_others_or_misses_anything(seen: Seen) -> None:
    assert len(seen.trouble) > 100
    assert {address: told for address, told in seen.trouble.items() if told} == {}
    assert seen.cookies == []


@pytest.mark.xdist_group("seen")
def test_what_can_be_pressed_is_called_what_it_says(seen: Seen) -> None:
    assert {address: names for address, names in seen.misnamed.items() if names} == {}


def test_everything_can_be_read_without_script(opened: Opened, base_url: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(base_url + "/wetten/wmo-2015/")
    expect(page.locator("#w3")).to_be_visible()
    expect(page.get_by_role("heading", name="Noten")).to_be_visible()
    expect(page.locator("[data-reading]")).to_be_hidden()
    page.locator("[role=doc-noteref]").first.click()
    expect(page.locator(".note:target")).to_be_in_viewport()


ALL_RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental",
        ],
    }
}  # fmt: skip
"""Also those that axe leaves out by itself: level AAA, good practice, what is still being tried out."""
OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}}
"""The rules that other colours can break; all others have the same page before them."""
WITHOUT_COLOUR = ALL_RULES | {"rules": {rule: {"enabled": False} for rule in OF_COLOUR["runOnly"]["values"]}}
COLOURS = [
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
    {"color_scheme": "light", "forced_colors": "none"},
]
DANGLING = {"aria-valid-attr-value"}
"""What axe is not sure of, and we are: that an attribute names something that is not on the page."""


def with_every_element(site: Path, some: Iterable[str]) -> list[str]:
    """Few pages that have all there is among the addresses: every element with its classes, in every kind of parent.

    What has a colour has it by these.
    """
    files = {address: site / file_at(address) for address in some}
    kinds = {address: kinds_of_element(file) for address, file in files.items()}
    left, chosen = set[tuple[str, str]]().union(*kinds.values()), []
    while left:
        best = max(kinds, key=lambda address: len(kinds[address] & left) / files[address].stat().st_size)
        chosen.append(best)
        left -= kinds.pop(best)
    return sorted(chosen)


def kinds_of_element(file: Path) -> set[tuple[str, str]]:
    elements = (each for each in lxml_html.parse(str(file)).iterfind(".//body//*") if isinstance(each.tag, str))
    return {(kind_of(each), kind_of(each.getparent())) for each in elements}


def kind_of(element: Any) -> str:
    return ".".join([element.tag, *sorted(element.get("class", "").split())])


PARTS = 4
"""Of the pages: so that no worker is left with all of them at the end."""


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_any_page(opened: Opened, site: Path, base_url: str, part: int) -> None:
    """In light; what depends on colours in dark and in forced colours too, wherever there is something new."""
    some = [address for address in few(addresses(site), MANY) if not leads_on(address)]
    coloured = with_every_element(site, some)
    page, axe = opened(bypass_csp=True), Axe()
    found: list[tuple[object, ...]] = []
    for address in some[part::PARTS]:
        page.goto(base_url + address)
        found += [(address, *each) for each in trouble_of(axe, page, WITHOUT_COLOUR)]
        for colours in COLOURS if address in coloured else ():
            page.emulate_media(**colours)  # type: ignore[arg-type]
            found += [(address, str(colours), *each) for each in trouble_of(axe, page, OF_COLOUR)]
    assert found == []


def trouble_of(axe: Axe, page: Page, options: dict[str, Any], part: str | None = None) -> list[tuple[str, list[str]]]:
    """What axe holds against the page, or a part of it, as it stands: the rule, and the first elements."""
    response = axe.run(page, part, {**options, "resultTypes": ["violations", "incomplete"]}).response
    doubts = [each for each in response["incomplete"] if each["id"] in DANGLING]
    return [
        (each["id"], [node["html"][:120] for node in each["nodes"][:2]]) for each in (*response["violations"], *doubts)
    ]


OPENED = {
    "the settings": ("/inleiding/", ".reading-button", "dialog[open]"),
    "the box of a passage": ("/inleiding/", "#i5 > .passage-number", ".share-box .share-link"),
    "the box of a page": ("/en/introduction/", "[data-share]", ".share-box .share-link"),
    "a note in its place": ("/wetten/jeugdwet/", ".note-link", ".note-open:popover-open"),
    "a term": ("/inleiding/", "a.term", ".definition:popover-open"),
    "the search box": ("/inleiding/", ".find input", ".found [role=option]"),
    "the answers of search": ("/zoeken/?q=wijkteam", "", "[data-search-state=done] .search-results > li"),
    "no answers": ("/en/search/?q=xqzxqz", "", "[data-search-state=empty]"),
}


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1000)])
@pytest.mark.parametrize("what", OPENED)
def test_axe_finds_nothing_in_what_opens(opened: Opened, base_url: str, what: str, scheme: Any, width: int) -> None:
    """On a telephone, and on a wide screen in dark and in forced colours."""
    page = opened(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 800})
    address, press, shown = OPENED[what]
    page.goto(base_url + address)
    if what == "a term":
        page.locator(press).first.hover()
    elif press:
        page.locator(press).first.click()
    if what == "the search box":
        page.keyboard.type("wijkteam")
    expect(page.locator(shown).first).to_be_visible()
    settled(page)
    axe, what_opened = Axe(), shown.split()[0]
    found = trouble_of(axe, page, WITHOUT_COLOUR) + trouble_of(axe, page, OF_COLOUR, what_opened)
    if scheme == "dark":
        page.emulate_media(color_scheme="light", forced_colors="active")
        expect(page.locator(shown).first).to_be_visible()
        found += trouble_of(axe, page, OF_COLOUR, what_opened)
    assert found == []


SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 1.4.12 asks a page to bear."""
ENLARGED = "html { font-size: 200% !important; }"
# A table of numbers may be moved sideways, by the keyboard too (WCAG 1.4.10); the page may not.
SIDEWAYS = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(e => e.checkVisibility() && !e.closest('svg, .unseen, .passage-other, .skip'))
  .filter(e => !e.parentElement.closest('[role=region][tabindex="0"]'))
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(e => `${e.tagName}.${e.className}`).slice(0, 3)"""
KINDS = (
    "/", "/inleiding/", "/wetten/jeugdwet/", "/bakens/", "/register/", "/begrippen/", "/zoeken/?q=wijk", "/b3/",
    "/team/kaarten/", "/team/kaarten/baken-5/", "/en/team/worksheet/", "/team/zelfscan/", "/en/team/short-links/",
    "/inleiding/delen/",
)  # fmt: skip
SIDES = ("/nl-en/laws/youth-act/", "/nl-en/glossary/")


def too_wide(page: Page) -> list[str]:
    """The first elements that stick out of the window, or that it scrolls sideways."""
    settled(page)  # notes find another place
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*([f"{wider} px too wide"] if wider else []), *page.evaluate(SIDEWAYS)]


@pytest.mark.parametrize("fonts", STRETCH)
def test_every_page_fits_a_screen_of_320_pixels_also_with_wider_spacing(
    browsers: Callable[[str], Browser], site: Path, base_url: str, fonts: str
) -> None:
    context = browsers(fonts).new_context(viewport=NARROW, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for address in addresses(site) if fonts == "wide" else few(addresses(site), FEWER):
        if not leads_on(address):
            page.goto(base_url + address)
            found[address] = too_wide(page)
            page.add_style_tag(content=SPACED)
            found[f"{address} spaced"] = too_wide(page)
    context.close()
    assert {address: cut for address, cut in found.items() if cut} == {}


@pytest.mark.parametrize("fonts", STRETCH)
@pytest.mark.parametrize("width", [640, 1280])
def test_nothing_is_cut_off_with_letters_of_twice_the_size(
    browsers: Callable[[str], Browser], base_url: str, width: int, fonts: str
) -> None:
    context = browsers(fonts).new_context(viewport={"width": width, "height": 700}, bypass_csp=True)
    page = context.new_page()
    found = {}
    for address in (*KINDS, *SIDES):
        page.goto(base_url + address)
        page.add_style_tag(content=ENLARGED)
        found[address] = too_wide(page)
    context.close()
    assert {address: cut for address, cut in found.items() if cut} == {}


SMALL = """() => {
  const inSentence = e => {
    const block = e.closest('p, li, dd, td, th, figcaption');
    return block && block.textContent.trim().length > e.textContent.trim().length + 3;
  };
  return [...document.querySelectorAll('a[href], button, input, summary')]
    .filter(e => e.checkVisibility({ opacityProperty: true }) && !inSentence(e) && !e.matches('.skip'))
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width < 24 || box.height < 24)
    .map(([e, box]) => `${e.outerHTML.slice(0, 60)} ${box.width}x${box.height}`);
}"""


@pytest.mark.parametrize("width", [360, 1440])
def test_what_can_be_pressed_is_large_enough(opened: Opened, base_url: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    found = {}
    for address in (*KINDS, *SIDES):
        page.goto(base_url + address)
        found[address] = page.evaluate(SMALL)[:4]
    assert {address: small for address, small in found.items() if small} == {}


FOCUSED = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(e);
  const { left, top, width, height, bottom } = e.getClientRects()[0]; // a link may go on on the next line
  const shown = width > 0 && bottom > 0 && top < innerHeight;
  const at = document.elementFromPoint(
    Math.min(innerWidth - 1, Math.max(0, left + width / 2)), Math.min(innerHeight - 1, Math.max(0, top + height / 2)));
  return {
    what: e.outerHTML.slice(0, 80),
    ringed: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    seen: shown && (!at || e.contains(at) || at.contains(e)),
  };
}"""
TABS = 50


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_keyboard_gets_everywhere_and_shows_where_it_is(opened: Opened, base_url: str, forced: Any) -> None:
    """The first fifty stops of each kind of page: none is left out of sight, below something or without a ring."""
    page = opened(viewport={"width": 1280, "height": 800}, forced_colors=forced)
    found = {}
    for address in (*KINDS, *SIDES):
        page.goto(base_url + address)
        if "?q=" in address:
            page.locator("[data-search-state=done]").wait_for()
        settled(page)
        stops = []
        for _ in range(TABS):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            stops.append(stop)
        assert len({stop["what"] for stop in stops}) > 10, address
        found[address] = [stop["what"] for stop in stops if not (stop["ringed"] and stop["seen"])][:3]
    assert {address: lost for address, lost in found.items() if lost} == {}


def test_the_skip_link_comes_first_and_leads_to_the_text(page: Page, base_url: str) -> None:
    page.goto(base_url + "/voorwoord/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de tekst")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
