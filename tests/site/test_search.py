"""Searching: the address is the query, each result leads to a passage, in the page's own language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

NL, EN = "/zoeken/", "/en/search/"
RESULTS = "ol.search-results > li"


def test_a_word_from_the_work_lands_on_the_passage(page: Page, base_url: str) -> None:
    page.goto(base_url + NL)
    page.get_by_label("Zoek in het boek").fill("huisbezoek")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page).to_have_url(base_url + NL + "?q=huisbezoek")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    first = page.locator(RESULTS).first
    expect(first.locator("mark").first).to_have_text("huisbezoek")
    first.get_by_role("link").click()
    expect(page).to_have_url(base_url + "/bakens/3-direct-eropaf/#b3-2")


def test_the_address_alone_gives_the_results(page: Page, base_url: str) -> None:
    page.goto(base_url + EN + "?q=ocean+tanker")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    expect(page.locator(RESULTS).first.get_by_role("link")).to_have_attribute("href", base_url + "/en/introduction/#i8")


def test_back_returns_to_the_last_results(page: Page, base_url: str) -> None:
    page.goto(base_url + NL + "?q=mantelzorg")
    box = page.get_by_label("Zoek in het boek")
    box.fill("wijkteam")
    box.press("Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("wijkteam")
    page.go_back()
    expect(page.locator("[data-search-status]")).to_contain_text("mantelzorg")
    expect(box).to_have_value("mantelzorg")


@pytest.mark.parametrize(("address", "own", "others"), [(NL, "/", "/en/"), (EN, "/en/", None)])
def test_only_the_pages_language_is_searched(
    page: Page, base_url: str, address: str, own: str, others: str | None
) -> None:
    page.goto(base_url + address + "?q=participatie")
    page.goto(base_url + address + "?q=2015")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    links = page.locator(f"{RESULTS} > a").evaluate_all("links => links.map(a => a.pathname)")
    assert links
    assert all(link.startswith(own) for link in links)
    assert not [link for link in links if others and link.startswith(others)]


def test_accents_and_capitals_do_not_matter(page: Page, base_url: str) -> None:
    page.goto(base_url + NL + "?q=CLIENTONDERSTEUNING")
    expect(page.locator("[data-search-state=done]")).to_be_visible()


@pytest.mark.parametrize("query", ["xqzzkw", "<svg onload=alert()>qzq", "%F0%9F%92%A1", "qx" * 5000])
def test_what_is_not_there_is_said_and_is_only_text(page: Page, base_url: str, query: str) -> None:
    page.goto(base_url + NL + "?q=" + query.replace("<", "%3C").replace(">", "%3E").replace(" ", "+"))
    expect(page.locator("[data-search-state=empty]")).to_be_visible()
    expect(page.locator("[data-search-status]")).to_contain_text("register")
    assert page.locator("[data-search-outcome] svg").count() == 0


def test_an_index_that_fails_to_load_is_said(page: Page, base_url: str) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/search-index.*", refuse)
    page.goto(base_url + NL + "?q=wijkteam")
    expect(page.locator("[data-search-state=error]")).to_contain_text("kon niet worden geladen")


def test_the_index_is_fetched_on_first_use_only(page: Page, base_url: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "search-index" in request.url else None)
    page.goto(base_url + NL)
    page.wait_for_load_state("networkidle")
    assert fetched == []
    page.get_by_label("Zoek in het boek").fill("baken")
    page.get_by_label("Zoek in het boek").press("Enter")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    assert len(fetched) == 1


def test_without_script_the_page_says_so_and_leads_on(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + NL)
    expect(page.get_by_text("Zoeken werkt met JavaScript")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Register").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register")
    context.close()
