"""What a team takes to its table, on the screen: cards, a worksheet to type in, a scan that tells nobody anything."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, expect

from scripts.book import Book, Language
from scripts.hosting import hosting
from tests.copies import LANGUAGES
from tests.lent import Opened
from tests.site.waiting import settled

SCAN = "/team/zelfscan/"
A5 = (420, 595)
"""Points."""


@pytest.fixture
def reader(opened: Opened) -> Page:
    return opened(permissions=["clipboard-read", "clipboard-write"])


def printed(page: Page) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def text_of(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def test_a_beacon_leads_to_its_card(page: Page, base_url: str) -> None:
    page.goto(base_url + "/bakens/3-direct-eropaf/")
    card = page.get_by_role("link", name="Kaart van baken 3")
    expect(card).to_have_attribute("href", "../../team/kaarten/baken-3.pdf")


def test_the_tools_are_found_from_the_contents(page: Page, base_url: str) -> None:
    page.goto(base_url + "/#contents")
    page.get_by_role("link", name="Aan de slag met je team").click()
    for name in ("Kaarten van de acht bakens", "Werkblad voor een teamoverleg", "Zelfscan van je team", "Korte links"):
        expect(page.locator(".children").get_by_role("link", name=name)).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_stands_on_the_screen_as_on_paper(page: Page, base_url: str, book: Book, language: Language) -> None:
    cards = book.pages[language, "team/cards.md"].address
    name = {"nl": "baken", "en": "beacon"}[language]
    for beacon in (1, 5, 7):
        page.goto(f"{base_url}{cards}{name}-{beacon}/")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator(".card-questions div")).to_have_count(3)
        expect(page.get_by_role("img", name=re.compile(rf"QR.*\bb{beacon}$"))).to_be_visible()
        document = printed(page)
        assert len(document) == 1
        assert tuple(round(side) for side in document[0].get_size()) == A5
        assert f"transformeren.example/b{beacon}" in text_of(document[0])


def test_a_card_switches_to_the_same_card(page: Page, base_url: str) -> None:
    page.goto(base_url + "/team/kaarten/baken-3/")
    page.locator(".masthead a.switch").click()
    expect(page).to_have_url(base_url + "/en/team/cards/beacon-3/")


def test_the_worksheet_asks_each_role_its_own_questions(page: Page, base_url: str) -> None:
    page.goto(base_url + "/team/werkblad/")
    expect(page.locator(".sheet")).to_have_count(3)
    expect(page.locator("#team-leader .sheet-beacon")).to_have_count(8)
    expect(page.locator("#team-leader")).to_contain_text("Waar in de wijk kent men je team, en waar niet?")
    answer = page.locator("#team-leader").get_by_role("group", name="Baken 3").get_by_label("Wat we doen")
    answer.fill("Vier dagdelen per week.")
    page.goto(base_url + "/team/werkblad/#team-leader")
    page.locator("#team-leader textarea").nth(8).fill("Vier dagdelen per week.")
    document = printed(page)
    text = " ".join(text_of(each) for each in document)
    assert "Voor teamleiders" in text
    assert "Vier dagdelen per week." in text
    assert "Welk deel van je geld" not in text, "only the role that the address names is printed"


def test_without_a_role_all_are_printed_each_from_a_new_page(page: Page, base_url: str) -> None:
    page.goto(base_url + "/en/team/worksheet/")
    first_lines = [text_of(each)[:40] for each in printed(page)]
    for role in ("For executives", "For team leaders", "For professionals"):
        assert any(role in line for line in first_lines), (role, first_lines)


def test_the_scan_draws_and_says_the_scores(reader: Page, base_url: str) -> None:
    reader.goto(base_url + SCAN)
    shape, dots = reader.locator(".scan-shape"), reader.locator(".scan-dots circle")
    expect(reader.locator(".scan-summary")).to_have_text("Nog niets ingevuld.")
    expect(dots).to_have_count(0)
    for beacon, score in enumerate((4, 2, 5, 3, 3, 1, 4, 2), start=1):
        reader.locator(f"[name=beacon-{beacon}][value='{score}']").check()
    expect(dots).to_have_count(8)
    expect(reader.locator(".scan-summary")).to_have_text(
        "8 van de 8 ingevuld. Het vaakst: baken 3. Het minst vaak: baken 6."
    )
    lines = [end.split("L") for end in (shape.get_attribute("d") or "").split("M")[1:]]
    assert {tuple(map(float, start.split(","))) for start, _ in lines} == {(200, 200)}, (
        "a line from the middle for each beacon; nothing joins them"
    )
    ends = [tuple(map(float, end.split(","))) for _, end in lines]
    distances = [round((((x - 200) ** 2 + (y - 200) ** 2) ** 0.5) / 29) for x, y in ends]
    assert distances == [4, 2, 5, 3, 3, 1, 4, 2]
    reader.locator("[name=evidence-3]").fill("Het logboek van maandag.")
    reader.get_by_role("button", name="Kopieer als tekst").click()
    expect(reader.get_by_role("status")).to_have_text("De antwoorden zijn gekopieerd als tekst.")
    lines = reader.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0] == "Zelfscan van je team"
    assert lines[3:5] == ["Baken 3: Direct eropaf: altijd", "  Het logboek van maandag."]
    assert lines[-1] == base_url + SCAN
    reader.locator("[name=beacon-6][value='2']").check()
    expect(reader.get_by_role("status")).to_be_empty()
    reader.get_by_role("button", name="Begin opnieuw").click()
    expect(dots).to_have_count(0)
    expect(reader.locator(".scan-summary")).to_have_text("Nog niets ingevuld.")


def test_the_scan_works_by_keyboard(page: Page, base_url: str) -> None:
    page.goto(base_url + "/en/team/self-scan/")
    page.locator("[name=beacon-1]").first.focus()
    for key in ("ArrowRight", "ArrowRight", "Tab", "Tab", "Space"):
        page.keyboard.press(key)
    expect(page.locator("[name=beacon-1][value='3']")).to_be_checked()
    expect(page.locator("[name=beacon-2][value='1']")).to_be_checked()
    expect(page.get_by_role("group").first).to_contain_text("Beacon 1")
    expect(page.locator(".scan-summary")).to_contain_text(
        "2 of 8 filled in. Most often: beacon 1. Least often: beacon 2."
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".scan-summary")).to_have_text("2 of 8 filled in, all equally often.")


def test_what_a_team_does_not_know_is_no_low_answer(page: Page, base_url: str) -> None:
    page.goto(base_url + SCAN)
    page.locator("[name=beacon-1][value=unknown]").check()
    expect(page.locator(".scan-summary")).to_have_text("1 van de 8 ingevuld, alle met ‘weten we niet’.")
    expect(page.locator(".scan-dots circle")).to_have_count(0)
    page.locator("[name=beacon-2][value='4']").check()
    page.locator("[name=beacon-3][value='2']").check()
    expect(page.locator(".scan-dots circle")).to_have_count(2)
    expect(page.locator(".scan-summary")).to_have_text(
        "3 van de 8 ingevuld. Het vaakst: baken 2. Het minst vaak: baken 3. Weten we niet: baken 1."
    )


def test_nothing_of_a_scan_leaves_the_device(browser: Browser, site: Path) -> None:
    with hosting(site) as hosted:
        context = browser.new_context()
        page = context.new_page()
        page.goto(hosted.base + SCAN)
        page.keyboard.press("End")  # what scrolling loads is there before the first score
        page.wait_for_load_state("networkidle")
        before = len(hosted.asked)
        elsewhere: list[str] = []
        page.on("request", lambda request: elsewhere.append(request.url))
        for beacon in range(1, 9):
            page.locator(f"[name=beacon-{beacon}][value='3']").check()
        page.get_by_role("button", name="Kopieer als tekst").click()
        expect(page.locator(".scan-said")).not_to_be_empty()
        settled(page)
        assert (hosted.asked[before:], elsewhere) == ([], [])
        assert page.evaluate(
            "[Object.keys(sessionStorage).filter((name) => !name.endsWith(':faces')), document.cookie]"
        ) == [[], ""]
        context.close()


def test_what_is_typed_stays_until_it_is_cleared(page: Page, base_url: str) -> None:
    """A letter beside a field leads nowhere; leaving, loading anew and Back lose nothing."""
    page.goto(base_url + SCAN)
    page.locator("[name=beacon-3][value='4']").check()
    page.locator("[name=evidence-3]").fill("Het logboek van maandag.")
    page.locator("h1").click()
    for key in ("n", "p", "c", "l", "b"):
        page.keyboard.press(key)
    expect(page).to_have_url(base_url + SCAN)
    page.reload()
    expect(page.locator("[name=evidence-3]")).to_have_value("Het logboek van maandag.")
    expect(page.locator(".scan-summary")).to_contain_text("1 van de 8 ingevuld")
    page.get_by_role("link", name="Inhoud").first.click()
    page.go_back()
    expect(page.locator("[name=beacon-3][value='4']")).to_be_checked()
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator(".scan-summary")).to_have_text("Nog niets ingevuld.")
    page.get_by_role("button", name="Zet terug").click()
    expect(page.locator("[name=evidence-3]")).to_have_value("Het logboek van maandag.")
    page.get_by_role("button", name="Begin opnieuw").click()
    page.reload()
    expect(page.locator("[name=evidence-3]")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_the_worksheets_answers_stay_too_each_in_its_own_field(page: Page, base_url: str) -> None:
    page.goto(base_url + "/en/team/worksheet/")
    fields = page.locator(".sheet input, .sheet textarea")
    names = [field.get_attribute("name") for field in fields.all()]
    assert len(set(names)) == len(names) > 100
    fields.nth(7).fill("We start on Monday.")
    page.reload()
    expect(fields.nth(7)).to_have_value("We start on Monday.")
    expect(fields.nth(8)).to_have_value("")


def test_on_paper_an_answer_stands_whole(opened: Opened, base_url: str) -> None:
    page = opened(bypass_csp=True)
    page.goto(base_url + "/team/werkblad/#team-leader")
    page.add_style_tag(content="textarea { field-sizing: fixed !important }")  # as in an older engine
    lines = [f"Regel {number} van wat wij zien." for number in range(1, 31)]
    page.locator("#team-leader textarea").first.fill("\n".join(lines))
    page.locator("#team-leader input").first.fill("Team van de lange naam, " * 8 + "tot hier")
    text = " ".join(text_of(each) for each in printed(page))
    text = text.replace(" ", "")  # where words end is a guess from the room between letters
    assert [line for line in [*lines, "tot hier"] if line.replace(" ", "") not in text] == []


def test_who_is_told_where_nothing_can_be_kept(opened: Opened, base_url: str) -> None:
    page = opened()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });")
    page.goto(base_url + "/team/werkblad/")
    page.locator(".sheet textarea").first.fill("Iets.")
    expect(page.get_by_role("status")).to_contain_text("Dit apparaat bewaart niets")


def test_without_script_the_scan_is_a_form_for_a_pen(opened: Opened, base_url: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(base_url + SCAN)
    expect(page.locator(".scan input:visible")).to_have_count(56)
    expect(page.get_by_role("img", name=re.compile("Acht lijnen"))).to_be_visible()
    expect(page.locator(".scan button:visible")).to_have_count(0)
    expect(page.get_by_role("link", name="De scan op papier")).to_have_attribute("href", "zelfscan.pdf")


@pytest.mark.parametrize(
    ("short", "locale", "there"),
    [
        ("j", "nl-NL", "/wetten/jeugdwet/#j2"),
        ("w", "en-GB", "/en/laws/social-support-act-2015/#j2"),
        ("p", "fr-FR", "/en/laws/participation-act/#j2"),
    ],
)
def test_a_law_has_a_short_link_too(opened: Opened, base_url: str, short: str, locale: str, there: str) -> None:
    page = opened(locale=locale)
    page.goto(f"{base_url}/{short}/#j2")
    expect(page).to_have_url(base_url + there)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_every_short_link_and_what_it_points_at_in_both_languages(
    site: Path, book: Book, language: Language
) -> None:
    address = book.pages[language, "team/short-links.md"].address
    tree = lxml_html.parse(str(site / address.removeprefix("/") / "index.html"))
    rows = {row.xpath("string(th)"): row.xpath("td/a/text()") for row in tree.xpath("//table//tbody/tr")}
    assert list(rows) == [f"transformeren.example/{entry.short}" for entry in book.contents.short_links]
    order = LANGUAGES if language == "nl" else LANGUAGES[::-1]
    for entry in book.contents.short_links:
        assert rows[f"transformeren.example/{entry.short}"] == [book.pages[each, entry.path].title for each in order]
