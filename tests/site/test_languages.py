"""Two languages: the switch keeps page and passage, short links find the reader's own, each page says what it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.lent import Opened


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/bakens/3-direct-eropaf/#b3-2", "/en/beacons/3-going-straight-to-people/#b3-2"),
        ("/en/laws/social-support-act-2015/#w4", "/wetten/wmo-2015/#w4"),
    ],
)
def test_the_switch_keeps_the_passage(page: Page, base_url: str, here: str, there: str) -> None:
    page.goto(base_url + here)
    page.locator(".masthead a.switch").click()
    expect(page).to_have_url(base_url + there)
    expect(page.locator(".passage:target")).to_be_in_viewport()


def test_the_switch_follows_the_reader_from_passage_to_passage(page: Page, base_url: str) -> None:
    page.goto(base_url + "/inleiding/")
    page.locator("#i8 > .passage-number").click()
    expect(page.locator(".share-box")).to_be_visible()
    page.keyboard.press("Escape")  # it may lie over the next number
    page.locator("#i9 > .passage-number").click()
    page.locator(".masthead a.switch").click()
    expect(page).to_have_url(base_url + "/en/introduction/#i9")


def test_without_script_the_switch_keeps_the_page(opened: Opened, base_url: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(base_url + "/bakens/3-direct-eropaf/#b3-2")
    page.locator(".masthead a.switch").click()
    expect(page).to_have_url(base_url + "/en/beacons/3-going-straight-to-people/")


@pytest.mark.parametrize(
    ("locale", "there"),
    [
        ("nl-NL", "/bakens/3-direct-eropaf/"),
        ("nl-BE", "/bakens/3-direct-eropaf/"),
        ("en-GB", "/en/beacons/3-going-straight-to-people/"),
        ("de-DE", "/en/beacons/3-going-straight-to-people/"),
    ],
)
def test_a_short_link_leads_on_in_the_readers_language(opened: Opened, base_url: str, locale: str, there: str) -> None:
    page = opened(locale=locale)
    page.goto(base_url + "/b3/#b3-2")
    expect(page).to_have_url(base_url + there + "#b3-2")


def test_without_script_a_short_link_offers_both_languages(opened: Opened, base_url: str) -> None:
    page = opened(java_script_enabled=False)
    for number in range(1, 9):
        page.goto(f"{base_url}/b{number}/")
        expect(page.get_by_role("link", name=f"Lees baken {number} in het Nederlands")).to_be_visible()
        expect(page.get_by_role("link", name=f"Read beacon {number} in English")).to_be_visible()
    page.get_by_role("link", name="Lees baken 8").click()
    expect(page).to_have_url(base_url + "/bakens/8-ruimte-voor-de-professional/")


def test_a_page_side_by_side_has_each_passage_in_both_languages(page: Page, base_url: str) -> None:
    page.goto(base_url + "/bakens/3-direct-eropaf/#b3-2")
    page.get_by_role("link", name="Nederlands en Engels naast elkaar").click()
    expect(page).to_have_url(base_url + "/nl-en/beacons/3-going-straight-to-people/#b3-2")
    row = page.locator("#b3-2")
    expect(row.locator("[lang=nl]").first).to_contain_text("huisbezoek")
    expect(row.locator("[lang=en]").first).to_contain_text(re.compile("home visit|visit"))


def test_an_unknown_address_gets_a_page_in_both_languages_with_a_way_on(page: Page, base_url: str) -> None:
    response = page.goto(base_url + "/en/beacons/9-nothing/deep/")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", name="Deze pagina is er niet")).to_be_visible()
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    page.get_by_role("link", name="Beacon 2: Building on people’s own strength").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Building on people’s own strength")
