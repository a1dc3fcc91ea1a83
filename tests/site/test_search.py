"""Searching: the address is the query, each result leads to a passage, in the page's own language."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.lent import Opened

NL, EN = "/zoeken/", "/en/search/"
RESULTS = "ol.search-results > li"
INDEX = re.compile(r"/search/\w\w\.")


def look_up(page: Page, base_url: str, query: str, address: str = NL) -> list[str]:
    """The passages that are shown, in order."""
    page.goto(f"{base_url}{address}?q={quote(query)}")
    page.wait_for_selector(":is([data-search-state=done], [data-search-state=empty])", state="attached")
    found: list[str] = page.locator(f"{RESULTS} > a").evaluate_all("links => links.map(a => a.hash.slice(1))")
    return found


def test_a_word_from_the_work_lands_on_the_passage_where_it_is_marked(page: Page, base_url: str) -> None:
    page.goto(base_url + NL)
    page.get_by_label("Zoeken in het boek").fill("huisbezoek")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page).to_have_url(base_url + NL + "?q=huisbezoek")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("Baken 3 · b3-2")
    expect(first.locator("mark").first).to_have_text("huisbezoek")
    first.locator("> a").click()
    expect(page).to_have_url(base_url + "/bakens/3-direct-eropaf/#b3-2")
    expect(page.locator("#b3-2 mark")).to_have_text("huisbezoek")
    page.reload()
    expect(page.locator("mark")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        ("wetten", "t"), ("verpleegkundige", "w3"), ("huishoudelijkehulp", "w1"), ("eigenkracht", "b2-1"),
        ("cliëntondersteuning", "b1-x4"), ("CLIENTONDERSTEUNING", "b1-x4"), ("outreechend", "b3-1"), ("jeugdwt", "j"),
        ("partisipatiewet", "p"), ("bijstand", "p"), ("thuiszorg", "w"), ("mantelzorg", "b4"), ("reclassering", "j"),
        ("baken 3", "b3-1"), ("b3-2", "b3-2"), ("b7", "b7"), ("Wmo", "w"), ("ggz", "j"), ('"eigen kracht"', "b2"),
    ],
)  # fmt: skip
def test_the_readers_own_words_find_the_right_passage(page: Page, base_url: str, query: str, passage: str) -> None:
    found = look_up(page, base_url, query)
    assert any(name == passage or re.match(rf"{passage}(\d|-|$)", name) for name in found[:3]), found[:5]


def test_written_apart_and_together_are_the_same(page: Page, base_url: str) -> None:
    together = look_up(page, base_url, "wijkteam")
    assert set(look_up(page, base_url, "wijk team")[:4]) & set(together[:8])


def test_a_phrase_in_quotes_is_found_only_as_it_is(page: Page, base_url: str) -> None:
    assert look_up(page, base_url, '"kracht eigen"') == []
    loose = look_up(page, base_url, "eigen kracht")
    strict = look_up(page, base_url, '"eigen kracht"')
    assert 0 < len(strict) < len(loose)


def test_a_term_of_the_other_language_leads_to_its_counterpart_and_says_so(page: Page, base_url: str) -> None:
    assert look_up(page, base_url, "youth act")[0].startswith("j")
    expect(page.locator("[data-search-hint]")).to_have_text("In het Nederlands: Jeugdwet.")
    assert look_up(page, base_url, "wijkverpleegkundige", EN)
    expect(page.locator("[data-search-hint]")).to_contain_text("In English: district nurse")


def test_the_same_question_gets_the_same_answer(page: Page, base_url: str) -> None:
    assert look_up(page, base_url, "gemeente geld") == look_up(page, base_url, "gemeente geld")


def test_the_address_alone_gives_the_results(page: Page, base_url: str) -> None:
    page.goto(base_url + EN + "?q=ocean+tanker")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    expect(page.locator(RESULTS).first.locator("> a")).to_have_attribute("href", base_url + "/en/introduction/#i8")


def test_typing_shows_results_and_puts_the_words_in_the_address(page: Page, base_url: str) -> None:
    page.goto(base_url + NL)
    page.get_by_label("Zoeken in het boek").press_sequentially("mantelz")
    expect(page.locator(RESULTS).first).to_contain_text("Baken 4")
    expect(page).to_have_url(base_url + NL + "?q=mantelz")


def test_back_returns_to_the_last_results(page: Page, base_url: str) -> None:
    page.goto(base_url + NL + "?q=mantelzorg")
    box = page.get_by_label("Zoeken in het boek")
    box.fill("wijkt")
    expect(page).to_have_url(base_url + NL + "?q=wijkt")
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
    for query in ("participatie", "2015", "Wmo", "jeugdwet"):
        page.goto(f"{base_url}{address}?q={query}")
        expect(page.locator("[data-search-state=done]")).to_be_visible()
        links = page.locator(f"{RESULTS} > a").evaluate_all("links => links.map(a => a.pathname)")
        assert links
        assert all(link.startswith(own) for link in links)
        assert not [link for link in links if others and link.startswith(others)]


@pytest.mark.parametrize("query", ["xqzzkw", "<svg onload=alert()>qzq", "💡", "qx" * 5000, "\u202e\u0000", '"'])
def test_what_is_not_there_is_said_and_is_only_text(page: Page, base_url: str, query: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert look_up(page, base_url, query) == []
    expect(page.locator("[data-search-state=empty]")).to_be_visible()
    expect(page.locator("[data-search-status]")).to_contain_text("register")
    assert page.locator("[data-search-outcome] svg").count() == 0
    assert errors == []


def test_where_nothing_is_found_the_nearest_terms_are_offered(page: Page, base_url: str) -> None:
    assert look_up(page, base_url, "mantelkraag") == []
    offer = page.locator("[data-search-hint] a").first
    expect(offer).to_be_visible()
    offer.click()
    expect(page.locator("[data-search-state=done]")).to_be_visible()


def test_a_term_of_the_glossary_is_offered_with_its_definition(page: Page, base_url: str) -> None:
    look_up(page, base_url, "PGB")
    page.locator("[data-search-answer]").get_by_role("link").click()
    expect(page.locator(".term-entry:target")).to_contain_text("budget")


def test_a_slow_network_shows_that_it_is_at_work(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    held: list[Route] = []
    network_is_slow = True

    def hold(route: Route) -> None:
        if network_is_slow:
            held.append(route)
        else:
            route.continue_()

    context.route(INDEX, hold)
    page.goto(base_url + NL + "?q=wijkteam")
    expect(page.locator("[data-search-state=loading]")).to_contain_text("Bezig met zoeken")
    network_is_slow = False
    for route in held:
        route.continue_()
    expect(page.locator("[data-search-state=done]")).to_be_visible()


def test_an_index_that_fails_to_load_is_said(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()

    def refuse(route: Route) -> None:
        route.abort()

    context.route(INDEX, refuse)
    page.goto(base_url + NL + "?q=wijkteam")
    expect(page.locator("[data-search-state=error]")).to_contain_text("kon niet worden geladen")
    expect(page.get_by_role("main").get_by_role("link", name="Register").first).to_be_visible()


def test_the_index_is_fetched_once_and_not_on_other_pages(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url) if INDEX.search(request.url) else None)
    page.goto(base_url + "/inleiding/")
    page.wait_for_load_state("networkidle")
    assert fetched == []
    look_up(page, base_url, "baken")
    page.get_by_label("Zoeken in het boek").fill("gemeente")
    page.get_by_label("Zoeken in het boek").press("Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("gemeente")
    assert len(fetched) == 1


def test_without_script_the_page_says_so_and_leads_on(opened: Opened, base_url: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(base_url + NL)
    expect(page.get_by_text("Zoeken werkt met JavaScript")).to_be_visible()
    expect(page.locator("#wijkteam")).to_be_visible()
    expect(page.locator("#wijkteam").get_by_role("link", name="i5", exact=True)).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Register").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register")
    expect(page.get_by_role("link", name="Zoeken", exact=True)).to_be_visible()


# The box in the head of each page


def test_the_box_is_a_combobox_that_leads_to_a_passage_by_keyboard(page: Page, base_url: str) -> None:
    page.goto(base_url + "/voorwoord/")
    page.locator(".find input").focus()
    box = page.get_by_role("combobox", name="Zoeken in het boek")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("huisbezoek")
    options = page.get_by_role("option")
    expect(options.last).to_contain_text("‘huisbezoek’")  # the last letter has its answer
    expect(options.first).to_contain_text("b3-2")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = box.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("huisbezoek")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(base_url + "/bakens/3-direct-eropaf/#b3-2")
    expect(page.locator("#b3-2 mark")).to_have_text("huisbezoek")


def test_enter_in_the_box_goes_to_all_results(page: Page, base_url: str) -> None:
    page.goto(base_url + "/en/foreword/")
    box = page.locator(".find input")
    box.click()
    box.fill("carers")
    box.press("Enter")
    expect(page).to_have_url(base_url + EN + "?q=carers")
    expect(page.locator(RESULTS).first).to_contain_text("Beacon 4")


def test_the_box_works_by_touch_on_a_phone(opened: Opened, base_url: str) -> None:
    page = opened(has_touch=True, viewport={"width": 360, "height": 740})
    page.goto(base_url + "/inleiding/")
    page.locator(".find input").tap()
    page.locator(".find input").press_sequentially("oceaantanker")
    expect(page.locator(".find [role=status]")).to_contain_text("‘oceaantanker’")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    box = option.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    option.tap()
    expect(page).to_have_url(re.compile(r"/inleiding/#i\d+$"))
    expect(page.locator(":target mark").first).to_have_text(re.compile("tanker"))


def test_results_stand_together_by_page_the_best_first(page: Page, base_url: str) -> None:
    page.goto(base_url + NL + "?q=eigen+kracht")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    groups = page.locator(RESULTS).evaluate_all(
        "all => all.map(li => [...li.querySelectorAll('a')].map(a => a.pathname))"
    )
    assert len({group[0] for group in groups}) == len(groups)
    assert all(len(set(group)) == 1 for group in groups)
    assert max(map(len, groups)) > 2
    expect(page.locator(f"{RESULTS} > ol > li > a").first).to_be_visible()


def test_a_term_in_any_form_is_answered_by_its_definition(page: Page, base_url: str) -> None:
    for address, query, term in (
        (NL, "mantelzorgers", "mantelzorg"),
        (NL, "wat is een wijkteam?", "wijkteam"),
        (EN, "carers", "informal care"),
        (NL, "informal care", "informele zorg"),
    ):
        page.goto(f"{base_url}{address}?q={query}")
        expect(page.locator("[data-search-state=done]")).to_be_visible()
        answer = page.locator("[data-search-answer]")
        expect(answer).to_be_visible()
        expect(answer.get_by_role("link")).to_have_text(re.compile(term, re.IGNORECASE))
        assert len(answer.inner_text()) > 60, query
    page.goto(base_url + "/inleiding/")
    page.locator(".find input").first.fill("mantelzorg")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("mantelzorg")
    first.click()
    expect(page).to_have_url(f"{base_url}/begrippen/#mantelzorg")


def test_what_is_not_in_the_book_is_said(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{NL}?q=mantelzorg+paspoort")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    expect(page.locator("[data-search-missing]")).to_have_text("Niet gevonden: paspoort.")
    page.goto(f"{base_url}{NL}?q=paspoort+aanvragen")
    expect(page.locator("[data-search-state=empty]")).to_be_visible()
    expect(page.locator("[data-search-missing]")).to_contain_text("paspoort")
    expect(page.locator("[data-search-hint]").get_by_role("link", name="Register")).to_be_visible()
    expect(page.locator(RESULTS)).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "read"), [("wijjteam", "wijkteam"), ("burocratie", "bureaucratie"), ("partisipatie", "participatie")]
)
def test_a_misspelt_word_is_read_as_the_one_that_was_meant_and_that_is_said(
    page: Page, base_url: str, query: str, read: str
) -> None:
    page.goto(f"{base_url}{NL}?q={query}")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    expect(page.locator("[data-search-suggested] a")).to_have_text(re.compile(read))


def test_a_phrase_that_is_nowhere_offers_its_words(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{NL}?q=«kracht eigen gemeente»")
    expect(page.locator("[data-search-state=empty]")).to_be_visible()
    link = page.locator("[data-search-suggested] a")
    expect(link).to_have_text("kracht eigen gemeente")
    link.click()
    expect(page.locator("[data-search-state=done]")).to_be_visible()


def test_a_word_with_a_minus_is_left_out(page: Page, base_url: str) -> None:
    def found(query: str) -> set[str]:
        page.goto(f"{base_url}{NL}?q={query}")
        expect(page.locator("[data-search-state=done]")).to_be_visible()
        return set(page.locator("ol.search-results a").evaluate_all("all => all.map(a => a.hash)"))

    some, fewer = found("wijkteam"), found("wijkteam -gemeente")
    assert fewer < some


def test_who_is_cited_can_be_found(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{NL}?q=Omlo")
    expect(page.locator("[data-search-state=done]")).to_be_visible()
    expect(page.locator(RESULTS).first).to_contain_text("Omlo")


def test_what_the_other_language_has_is_offered(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{NL}?q=youth mental health")
    expect(page.locator("[data-search-state=empty]")).to_be_visible()
    link = page.locator("[data-search-elsewhere] a")
    expect(link).to_have_attribute("href", re.compile("/en/search/.*q=youth"))


def test_a_screen_reader_hears_the_answer_once_when_typing_rests(page: Page, base_url: str) -> None:
    page.goto(base_url + NL)
    page.evaluate(
        "() => { window.told = []; const heard = document.querySelector('[data-search-heard]');"
        " new MutationObserver(() => told.push(heard.textContent)).observe(heard, { childList: true }); }"
    )
    page.get_by_label("Zoeken in het boek").last.press_sequentially("mantelzorg", delay=20)
    expect(page.locator("[data-search-heard]")).to_contain_text("mantelzorg", timeout=10_000)
    assert len([text for text in page.evaluate("told") if text]) == 1
