"""Every document of the site, in a browser: it keeps the policy, asks nothing of others, fits, and axe is content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

NARROW = {"width": 320, "height": 640}


def addresses(site: Path) -> list[str]:
    files = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return [f"/{file.removesuffix('index.html')}" for file in files]


def test_no_page_offends_the_policy_asks_others_or_misses_anything(page: Page, site: Path, base_url: str) -> None:
    trouble: list[str] = []
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
        # Short links lead on at once; that is tested elsewhere.
        if not (address.startswith("/b") and len(address) == len("/b1/")):
            page.goto(base_url + address)
            assert not trouble, (address, trouble)
    assert page.context.cookies() == []


def test_every_page_fits_a_screen_of_320_pixels(browser: Browser, site: Path, base_url: str) -> None:
    context = browser.new_context(viewport=NARROW, java_script_enabled=True)  # type: ignore[arg-type]
    page = context.new_page()
    too_wide = []
    for address in addresses(site):
        page.goto(base_url + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            too_wide.append((address, width))
    context.close()
    assert too_wide == []


def test_everything_can_be_read_without_script(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + "/wetten/wmo-2015/")
    expect(page.locator("#w3")).to_be_visible()
    expect(page.get_by_role("heading", name="Noten")).to_be_visible()
    expect(page.locator("[data-theme-button]")).to_be_hidden()
    page.locator("[role=doc-noteref]").first.click()
    expect(page.locator(".note:target")).to_be_in_viewport()
    context.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def coloured(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param, bypass_csp=True)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page(coloured: Page, site: Path, base_url: str) -> None:
    axe = Axe()
    found = []
    for address in addresses(site):
        if address.startswith("/b") and len(address) == len("/b1/"):
            continue
        coloured.goto(base_url + address)
        violations = axe.run(coloured).response["violations"]
        found += [(address, each["id"], [node["html"][:120] for node in each["nodes"][:2]]) for each in violations]
    assert found == []


def test_the_choice_of_light_or_dark_is_kept_on_the_device(page: Page, base_url: str) -> None:
    page.goto(base_url + "/voorwoord/")
    button = page.get_by_role("button", name="Weergave: Zoals het apparaat")
    button.click()
    button = page.get_by_role("button", name="Weergave: Licht")
    button.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(base_url + "/inleiding/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("Object.keys(localStorage)") == ["theme"]
    page.get_by_role("button", name="Weergave: Donker").click()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_skip_link_comes_first_and_leads_to_the_text(page: Page, base_url: str) -> None:
    page.goto(base_url + "/voorwoord/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de tekst")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
