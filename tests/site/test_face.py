"""The face of the site: letters, cover, a head that runs along, numbers like verse numbers; and nothing jumps."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Page, expect

from scripts.book import Book
from scripts.site.assets.fonts import FACES, PRINTABLE, characters_of, subset
from tests.lent import Opened
from tests.site.waiting import settled, until

CHAPTER = "/bakens/3-direct-eropaf/"
ACT = "/wetten/jeugdwet/"
LETTERED = "document.documentElement.classList.contains('lettered')"
TOP = "e => e.getBoundingClientRect().top"


@pytest.fixture
def phone(opened: Opened) -> Page:
    return opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)


@pytest.fixture
def desk(opened: Opened) -> Page:
    return opened(viewport={"width": 1440, "height": 900})


# Letters


def test_the_letters_hold_what_the_book_is_written_in(site: Path, book: Book) -> None:
    files = sorted((site / "assets" / "fonts").glob("*.woff2"))
    assert len(files) == len(FACES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)+\.[0-9a-f]{8}\.woff2", file.name) for file in files)
    for file in files:
        characters = {chr(code) for code in TTFont(file).getBestCmap()}
        assert characters >= {*PRINTABLE, *"–—‘’‚“”„…€"} - {"\xad"}, file.name
        assert characters >= {letter for letter in characters_of(book) if letter.isalpha()}, file.name


def test_the_letters_are_made_the_same_each_time(book: Book) -> None:
    once, again = (subset(FACES[0], characters_of(book)) for _ in range(2))
    assert once == again
    assert TTFont(io.BytesIO(once)).flavor == "woff2"


def test_a_second_page_has_its_letters_from_the_first_paint(desk: Page, base_url: str) -> None:
    desk.goto(base_url + "/over/")
    until(desk, "Object.keys(sessionStorage).some((name) => name.endsWith(':faces'))")
    desk.goto(base_url + CHAPTER, wait_until="commit")
    until(desk, LETTERED)
    expect(desk.locator("body")).to_have_css("font-family", re.compile(r"^\"?Source Serif"))
    expect(desk.locator(".masthead")).to_have_css("font-family", re.compile(r"^\"?Source Sans"))


def test_without_script_the_letters_are_there_too(opened: Opened, base_url: str) -> None:
    page = opened(java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base_url + CHAPTER, wait_until="networkidle")
    assert [url for url in asked if url.endswith(".woff2")]


def test_who_saves_data_gets_no_letters(opened: Opened, base_url: str) -> None:
    page = opened()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } });")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base_url + CHAPTER, wait_until="networkidle")
    settled(page)
    assert not [url for url in asked if url.endswith(".woff2")]


# The cover


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)])
@pytest.mark.parametrize(
    ("address", "names"), [("/", ("Direct eropaf", "Zoek")), ("/en/", ("Going straight", "Search"))]
)
def test_the_three_doors_stand_above_the_fold(
    opened: Opened, base_url: str, size: tuple[int, int], address: str, names: tuple[str, str]
) -> None:
    page = opened(viewport={"width": size[0], "height": size[1]})
    page.goto(base_url + "/over/", wait_until="networkidle")
    page.goto(base_url + address)
    for door in ("#read a:visible", "#search input", "#share li:last-child a.cover-name"):
        box = page.locator(door).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1], door
    beacons = page.locator("#share li")
    expect(beacons).to_have_count(8)
    expect(beacons.nth(2)).to_contain_text(names[0])
    expect(beacons.nth(2).locator("svg")).to_be_visible()
    expect(beacons.nth(2).get_by_role("link")).to_have_count(3)
    page.locator("#search input").fill("wijkteam")
    page.locator("#search").get_by_role("button", name=names[1]).click()
    expect(page).to_have_url(re.compile(r"/(zoeken|search)/\?q=wijkteam$"))


@pytest.mark.parametrize("address", ["/bakens/", "/wetten/", "/en/beacons/", "/en/laws/"])
def test_a_section_begins_with_its_list(phone: Page, base_url: str, address: str) -> None:
    phone.goto(base_url + address)
    first = phone.locator(".children li a").first
    assert first.evaluate(TOP) < 740
    assert first.evaluate(TOP) < phone.locator(".passage").first.evaluate(TOP)


# The head of the page


@pytest.mark.parametrize("address", ["/", CHAPTER, "/en/laws/youth-act/", "/zoeken/"])
def test_the_head_is_one_row_on_a_phone(phone: Page, base_url: str, address: str) -> None:
    phone.goto(base_url + "/over/", wait_until="networkidle")
    phone.goto(base_url + address)
    head = phone.locator(".masthead").bounding_box()
    assert head is not None
    assert head["height"] < 60


def test_the_sign_opens_a_field_as_wide_as_the_page(phone: Page, base_url: str) -> None:
    phone.goto(base_url + CHAPTER)
    field = phone.locator(".masthead .find input")
    field.tap()
    box = field.bounding_box()
    assert box is not None
    assert box["width"] > 280
    assert field.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16


@pytest.mark.parametrize(("address", "field"), [(CHAPTER, ".masthead .find input"), ("/", "#search input")])
@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_found_stands_below_its_field(
    opened: Opened, base_url: str, address: str, field: str, width: int
) -> None:
    page = opened(viewport={"width": width, "height": 900})
    page.goto(base_url + address)
    page.locator(field).focus()
    page.keyboard.type("eigen kracht")
    option = page.locator("[role=option]").first
    expect(option).to_be_in_viewport()
    shown, typed = page.locator(".found").bounding_box(), page.locator(field).bounding_box()
    assert shown is not None
    assert typed is not None
    assert shown["y"] >= typed["y"] + typed["height"] - 1
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= width
    assert option.evaluate("e => e.querySelector('b').getBoundingClientRect().height") < 80


@pytest.mark.parametrize("address", ["/", "/en/", CHAPTER])
def test_the_largest_letters_fit_the_narrowest_screen(opened: Opened, base_url: str, address: str) -> None:
    page = opened(viewport={"width": 320, "height": 640})
    page.add_init_script("localStorage['/:size'] = 'huge'; localStorage['/:leading'] = 'open';")
    page.goto(base_url + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("passage", ["i4", "i-x1"])
def test_a_heading_stays_in_sight_of_who_lands_on_its_first_passage(phone: Page, base_url: str, passage: str) -> None:
    phone.goto(f"{base_url}/inleiding/#{passage}")
    head = phone.locator(".running-head")
    expect(head).to_be_visible()
    bottom = head.evaluate("e => e.getBoundingClientRect().bottom")
    heading = phone.locator(f"h2:has(+ #{passage})")
    assert heading.evaluate(TOP) >= bottom


def test_a_head_runs_along_and_covers_no_target(desk: Page, base_url: str) -> None:
    desk.goto(base_url + CHAPTER)
    head = desk.locator(".running-head")
    expect(head).to_be_hidden()
    desk.goto(base_url + CHAPTER + "#b3-x4")
    expect(head).to_be_visible()
    for words in ("Baken 3", "Direct eropaf", "Passage", "van 8", "Delen"):
        expect(head).to_contain_text(words)
    expect(head.locator("svg")).to_be_visible()
    bottom = head.evaluate("e => e.getBoundingClientRect().bottom")
    for passage in ("b3-2", "b3-3", "b3-x4"):
        desk.evaluate(f"location.hash = '{passage}'")
        settled(desk)
        assert desk.locator(f"#{passage}").evaluate(TOP) >= bottom
    head.get_by_role("link", name="Delen").click()
    expect(desk.locator(".share-box")).to_be_visible()
    expect(desk.locator(".share-link")).to_contain_text("#b3-x4")
    desk.evaluate("scrollTo(0, 0)")
    expect(head).to_be_hidden()


def test_the_head_that_runs_along_is_not_on_paper_nor_without_script(opened: Opened, page: Page, base_url: str) -> None:
    page.goto(base_url + CHAPTER + "#b3-x4")
    expect(page.locator(".running-head")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".running-head")).to_be_hidden()
    plain = opened(java_script_enabled=False)
    plain.goto(base_url + CHAPTER + "#b3-x4")
    expect(plain.locator(".running-head")).to_be_hidden()


# Nothing jumps


@pytest.mark.parametrize(("size", "passage"), [((1440, 900), "b3-2"), ((360, 740), "b3-2"), ((768, 1024), "b3-3")])
def test_pressing_a_number_moves_nothing_and_covers_little(
    opened: Opened, base_url: str, size: tuple[int, int], passage: str
) -> None:
    page = opened(viewport={"width": size[0], "height": size[1]})
    page.goto(base_url + "/over/", wait_until="networkidle")
    page.goto(base_url + CHAPTER)
    number = page.locator(f"#{passage} > .passage-number")
    number.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 350)")
    before = number.evaluate(TOP)
    number.click()
    box = page.locator(".share-box")
    expect(box.locator(".share-link a")).to_have_text(re.compile(rf"#{passage}$"))
    settled(page)
    assert abs(number.evaluate(TOP) - before) < 1
    assert page.evaluate("location.hash") == f"#{passage}"
    shown, around = box.bounding_box(), page.locator(f"#{passage}").bounding_box()
    assert shown is not None
    assert around is not None
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= size[0]
    above, below = shown["y"] + shown["height"] <= around["y"], shown["y"] >= around["y"] + around["height"]
    assert above or below or shown["x"] >= around["x"] + around["width"]
    for link in box.locator(".share-link a, .share-short a").all():
        assert link.evaluate("e => e.scrollWidth <= e.clientWidth || getComputedStyle(e).display !== 'block'")
        place = link.bounding_box()
        assert place is not None
        assert place["x"] + place["width"] <= shown["x"] + shown["width"]


def test_a_note_in_the_margin_is_pointed_out_and_the_page_stays(desk: Page, base_url: str) -> None:
    desk.goto(base_url + ACT)
    mark = desk.locator(".note-link").first
    mark.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 300)")
    before = mark.evaluate(TOP)
    mark.click()
    note = desk.locator(".note:target")
    expect(note).to_be_in_viewport(ratio=1)
    assert abs(mark.evaluate(TOP) - before) < 1


# Numbers, additions, reading settings, paper


def test_numbers_count_on_the_page_and_are_large_enough_for_a_thumb(phone: Page, base_url: str) -> None:
    phone.goto(base_url + CHAPTER)
    numbers = phone.locator(".passage-number")
    assert numbers.evaluate_all("all => all.map(e => e.dataset.number)") == [str(at) for at in range(1, 9)]
    expect(phone.get_by_role("link", name="Passage 2: link kopiëren")).to_have_attribute("href", "#b3-2")
    sizes = numbers.evaluate_all(
        "all => all.map(e => getComputedStyle(e, '::after')).map(s => [parseFloat(s.width), parseFloat(s.height)])"
    )
    assert min(min(size) for size in sizes) >= 44


def test_the_contents_of_a_page_tell_what_is_added(desk: Page, base_url: str) -> None:
    desk.goto(base_url + ACT)
    told = desk.locator(".toc a").evaluate_all("all => all.map(e => [e.hash, !!e.querySelector('span')])")
    assert ["#what-moved", False] in told
    assert ["#then-and-now", True] in told
    expect(desk.locator(".addition-block .addition-label")).to_have_count(desk.locator(".addition-block").count())


def test_the_reader_sets_size_lines_width_and_colour_and_finds_them_again(desk: Page, base_url: str) -> None:
    desk.goto(base_url + CHAPTER)
    text = desk.locator("#b3-2 > p")
    measure = (
        "e => [parseFloat(getComputedStyle(e).fontSize), parseFloat(getComputedStyle(e).lineHeight), e.clientWidth]"
    )
    size, line, width = text.evaluate(measure)
    desk.get_by_role("button", name="Aa: leesinstellingen").click()
    dialog = desk.get_by_role("dialog")
    preview = dialog.locator(".reading-preview")
    before = preview.evaluate(measure)
    for group, choice in (("Lettergrootte", "Grootst"), ("Regelafstand", "Ruim"), ("Regelbreedte", "Smal")):
        dialog.get_by_role("group", name=group).get_by_label(choice).check()
    dialog.get_by_label("Donker").check()
    assert preview.evaluate(measure)[0] > before[0]
    page = desk.context.new_page()
    page.route("**/*.js*", lambda route: route.abort())  # only what stands in the page itself
    page.goto(base_url + CHAPTER)
    larger = page.locator("#b3-2 > p").evaluate(measure)
    assert larger[0] > size * 1.2
    assert larger[1] / larger[0] > line / size * 1.1
    assert larger[2] / larger[0] < width / size * 0.9
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_help_with_keys_is_apart_and_not_offered_on_touch(desk: Page, phone: Page, base_url: str) -> None:
    for page, shown in ((desk, True), (phone, False)):
        page.goto(base_url + CHAPTER)
        page.get_by_role("button", name="Aa: leesinstellingen").click()
        button = page.get_by_role("button", name="Sneltoetsen")
        expect(button).to_be_visible(visible=shown)
    desk.get_by_role("button", name="Sneltoetsen").click()
    expect(desk.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()


def test_paper_says_what_where_and_when(desk: Page, base_url: str) -> None:
    desk.goto(base_url + ACT + "#j3")
    desk.evaluate("dispatchEvent(new Event('beforeprint'))")
    desk.emulate_media(media="print")
    expect(desk.locator(".printed")).to_have_text(
        re.compile(r"^https://transformeren\.example/wetten/jeugdwet/#j3 · Nederlands · \d+ \w+ \d{4}$")
    )
    expect(desk.locator("h1")).to_be_visible()
    expect(desk.locator(".term").first).to_have_css("text-decoration-line", "none")
    expect(desk.locator(".colophon")).to_contain_text("Feiten tot")


def test_what_was_found_is_marked_in_the_books_own_yellow(desk: Page, base_url: str) -> None:
    desk.goto(base_url + "/zoeken/?q=huisbezoek")
    desk.locator("ol.search-results a").first.click()
    mark = desk.locator("main .passage mark").first
    expect(mark).to_be_visible()
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") not in ("rgb(255, 255, 0)", "rgba(0, 0, 0, 0)")
    ground = desk.locator(".passage:target").evaluate("e => getComputedStyle(e).backgroundColor")
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") != ground


def test_side_by_side_stands_in_a_frame_of_both_languages(desk: Page, base_url: str) -> None:
    desk.goto(base_url + "/nl-en/laws/youth-act/")
    for words in ("Inhoud", "Contents", "Search"):
        expect(desk.locator(".masthead").get_by_role("link", name=words, exact=True)).to_be_visible()
    for words in ("Vorige", "Previous", "Volgende", "Next"):
        expect(desk.locator(".turn")).to_contain_text(words)
    heading = desk.locator(".sides-heading#act-itself, .sides-heading.addition").first
    label = desk.locator(".sides-label").first
    assert label.evaluate(TOP) < heading.evaluate(TOP)
    colour = "e => getComputedStyle(e).backgroundColor"
    assert (
        heading.evaluate(colour) == desk.locator(".sides-row.addition").last.evaluate(colour) == label.evaluate(colour)
    )
