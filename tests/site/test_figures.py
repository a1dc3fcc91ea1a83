"""Figures: drawn from their data, told in text, with the data in a table, legible on the narrowest screen."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.book import Book
from scripts.book import Page as BookPage
from scripts.book.addresses import side_address
from scripts.book.figures import BeaconMap, Budgets, Layers, Responsibilities, Timeline
from scripts.site.drawing.figures.wording import date_in_words, number, span
from tests.lent import Opened

SMALLEST_TYPE = 11.0
"""CSS pixels, at any width."""
MOST_OVER = 3
"""CSS pixels that one line's box may reach into the next one's: no letter does."""
NARROW = [320, 360]
BROAD = (1440, 900)
SPREAD = """figure => [...figure.querySelectorAll(".drawing :is(p:not(.key), b, li, span, text)")].map(e => {
  const range = document.createRange();
  range.selectNodeContents(e);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return { text: e.textContent.trim(), left, right, top, bottom };
}).filter(box => box.right > box.left)"""
"""Where each label of a figure stands."""


def shown(book: Book) -> list[tuple[BookPage, str]]:
    return [(page, mark.name) for page in book.pages.values() for mark in page.figures]


def figure_of(page: Page, book: Book, name: str) -> Locator:
    return page.locator(f".figure--{book.figures[name].kind}")


def test_every_figure_says_what_it_shows_and_has_its_table(page: Page, base_url: str, book: Book) -> None:
    for chapter, name in shown(book):
        page.goto(base_url + chapter.address)
        figure = figure_of(page, book, name)
        drawing = figure.locator(".drawing")
        caption = figure.locator("figcaption").inner_text()
        assert drawing.get_attribute("role") in ("img", "group")
        expect(drawing).to_have_accessible_name(book.figures[name].description[chapter.language])
        table = figure.locator("table")
        expect(table).to_be_hidden()
        figure.locator("summary").click()
        expect(table).to_be_visible()
        expect(figure.get_by_role("table", name=caption)).to_have_count(1)


def rows(page: Page) -> list[str]:
    page.locator(".figure summary").click()
    return [" | ".join(row.locator("th, td").all_inner_texts()) for row in page.locator(".figure tbody tr").all()]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_tables_hold_the_data(page: Page, base_url: str, book: Book, language: str) -> None:
    for chapter, name in (entry for entry in shown(book) if entry[0].language == language):
        page.goto(base_url + chapter.address)
        found = rows(page)
        match book.figures[name].drawn:
            case Timeline(events=events):
                expected = [[date_in_words(e.date, chapter.language), e.words[language]] for e in events]
            case Budgets(budgets=budgets, cuts=cuts):
                expected = [[b.words[language], number(b.book, chapter.language)] for b in budgets]
                expected += [[c.words[language], span(c.least, c.most, chapter.language)] for c in cuts]
                found = [row for row in found if "|" in row]
            case Responsibilities(rows=transfers):
                expected = [[transfer.words[language]] for transfer in transfers]
            case Layers(layers=layers):
                expected = [[layer.name[language], *(does[language] for does in layer.does)] for layer in layers]
            case BeaconMap(groups=groups):
                beacons = [number for group in groups for number in group.beacons]
                expected = [[str(n), *(f"{other} " for other in book.contents.related(n))] for n in beacons]
        assert len(found) == len(expected), name
        for row, parts in zip(found, expected, strict=True):
            assert all(part in row for part in parts), (name, row, parts)


@pytest.mark.parametrize(
    ("address", "votes"),
    [
        (
            "/van-transitie-naar-transformatie/",
            [
                "17 oktober 2013 | Tweede Kamer neemt de Jeugdwet aan",
                "18 februari 2014 | Eerste Kamer neemt de Jeugdwet aan (45–22)",
                "20 februari 2014 | Tweede Kamer neemt de Participatiewet aan",
                "24 april 2014 | Tweede Kamer neemt de Wmo 2015 aan",
                "1 juli 2014 | Eerste Kamer neemt de Participatiewet aan",
                "8 juli 2014 | Eerste Kamer neemt de Wmo 2015 aan (37–36)",
                "1 januari 2015 | De AWBZ eindigt",
            ],
        ),
        (
            "/en/from-transition-to-transformation/",
            [
                "17 October 2013 | House passes the Youth Act",
                "18 February 2014 | Senate passes the Youth Act (45–22)",
                "20 February 2014 | House passes the Participation Act",
                "24 April 2014 | House passes the Wmo 2015",
                "1 July 2014 | Senate passes the Participation Act",
                "8 July 2014 | Senate passes the Wmo 2015 (37–36)",
                "1 January 2015 | The AWBZ ends",
            ],
        ),
    ],
)
def test_the_timeline_has_both_chambers_and_the_end_of_the_old_act(
    page: Page, base_url: str, address: str, votes: list[str]
) -> None:
    page.goto(base_url + address)
    found = "\n".join(rows(page))
    assert [vote for vote in votes if vote not in found] == []


def test_every_sign_is_in_the_key(page: Page, base_url: str, book: Book) -> None:
    signs = """figure => [...figure.querySelectorAll("PLACE :is(path, circle, rect, line)")]
      .filter(e => !e.closest(".beacon") && !e.matches(".line")).map(e => e.getAttribute("class").split(" ").pop())"""
    for chapter, name in shown(book):
        page.goto(base_url + chapter.address)
        figure = figure_of(page, book, name)
        drawn, keyed = (figure.evaluate(signs.replace("PLACE", place)) for place in (".track", ".key"))
        assert keyed, name
        assert set(drawn) <= set(keyed), (name, drawn, keyed)
        unnamed = figure.locator(".key span").filter(has_not_text=re.compile(r"\w"))
        expect(unnamed).to_have_count(0)


def test_what_moved_what_stayed_and_what_is_new_have_signs_of_their_own(page: Page, base_url: str) -> None:
    page.goto(base_url + "/en/laws/participation-act/")
    key = page.locator(".figure .key span")
    assert [text.strip() for text in key.all_inner_texts()] == ["Before 2015", "From 2015", "moved", "stayed", "new"]
    assert len(set(key.locator("svg").evaluate_all("all => all.map(e => e.innerHTML)"))) == 5
    assert [row.split(" | ")[-1] for row in rows(page)] == [
        "Municipality (stayed)",
        "Municipality (stayed)",
        "Municipality (stayed)",
        "Municipality (new)",
        "Municipality",
        "UWV (stayed)",
        "UWV (stayed)",
    ]


@pytest.mark.parametrize(
    ("address", "name", "told"), [("/wetten/", "marge", "van 15 tot 25"), ("/en/laws/", "range", "from 15 to 25")]
)
def test_a_range_is_seen_and_told_as_one(page: Page, base_url: str, address: str, name: str, told: str) -> None:
    page.goto(base_url + address)
    figure = page.locator(".figure")
    ranged = figure.locator(".track", has=page.locator(".bar--range"))
    expect(ranged).to_have_count(1)
    expect(ranged.locator("text")).to_have_text("15–25")
    sure, unsure = ranged.locator(".bar--book").bounding_box(), ranged.locator(".bar--range").bounding_box()
    assert sure is not None
    assert unsure is not None
    assert unsure["x"] == pytest.approx(sure["x"] + sure["width"], abs=2)
    assert unsure["width"] / sure["width"] == pytest.approx(10 / 15, rel=0.05)
    fills = [ranged.locator(bar).evaluate("e => getComputedStyle(e).fill") for bar in (".bar--book", ".bar--range")]
    assert fills[1] == "none" != fills[0]
    expect(figure.locator(".drawing")).to_have_accessible_name(re.compile(f"{name}.*{told}|{told}.*{name}"))


@pytest.mark.parametrize("width", [*NARROW, 768, BROAD[0]])
def test_labels_can_be_read_and_keep_clear_of_each_other(opened: Opened, base_url: str, book: Book, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    for chapter, name in shown(book):
        page.goto(base_url + chapter.address)
        figure = figure_of(page, book, name)
        small = figure.locator(".drawing").evaluate(
            "e => Math.min(...[...e.querySelectorAll('p, b, li, span, text')]"
            ".map(t => parseFloat(getComputedStyle(t).fontSize)))"
        )
        assert small >= SMALLEST_TYPE, (chapter.source, small)
        labels = figure.evaluate(SPREAD)
        assert [label["text"] for label in labels if label["right"] > width or label["left"] < 0] == [], chapter.source
        assert clashing(labels) == [], chapter.source
        assert page.evaluate("document.documentElement.scrollWidth") <= width, chapter.source


def clashing(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs that stand over each other, unless one is the other, or holds it."""
    return [
        (one["text"], other["text"])
        for one, other in combinations(labels, 2)
        if one["text"] not in other["text"]
        and other["text"] not in one["text"]
        and min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > MOST_OVER
    ]


def test_on_a_narrow_screen_a_label_has_the_whole_width(opened: Opened, base_url: str, book: Book) -> None:
    """Drawn anew, not made smaller: words above what is drawn of them, both as wide as the screen leaves."""
    page = opened(viewport={"width": 360, "height": 800})
    for chapter, name in shown(book):
        if isinstance(book.figures[name].drawn, BeaconMap | Layers):
            continue
        page.goto(base_url + chapter.address)
        drawing = figure_of(page, book, name).locator(".drawing")
        widths = drawing.evaluate("e => [...e.querySelectorAll('p')].map(p => p.offsetWidth / e.offsetWidth)")
        assert min(widths) == 1, chapter.source


def test_on_a_wide_screen_a_figure_takes_the_column_and_where_it_may_the_margin(
    opened: Opened, base_url: str, book: Book
) -> None:
    """And covers no note that stands there."""
    page = opened(viewport={"width": BROAD[0], "height": BROAD[1]})
    for chapter, name in shown(book):
        page.goto(base_url + chapter.address)
        figure = figure_of(page, book, name)
        share = figure.evaluate(
            "e => e.querySelector('.drawing').offsetWidth / e.parentElement.querySelector('p').offsetWidth"
        )
        assert share >= (1.4 if book.figures[name].drawn.broad else 1), (chapter.source, share)
        covered = figure.evaluate(
            """figure => {
              const { top } = figure.querySelector(".track, .layer").getBoundingClientRect();
              const { right, bottom } = figure.getBoundingClientRect();
              return [...document.querySelectorAll(".side-notes")].filter(notes => {
                const box = notes.getBoundingClientRect();
                return box.left < right && box.bottom > top && box.top < bottom;
              }).length;
            }"""
        )
        assert covered == 0, chapter.source


@pytest.mark.parametrize("width", [NARROW[0], BROAD[0]])
def test_side_by_side_a_figure_keeps_to_its_side(opened: Opened, base_url: str, book: Book, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    for pair in book.pairs:
        if not pair.first.figures:
            continue
        page.goto(base_url + side_address(book.languages, pair.path))
        figures = page.locator(".figure")
        expect(figures).to_have_count(2)
        wider = figures.evaluate_all(
            "all => all.filter(e => e.offsetWidth > e.parentElement.clientWidth).map(e => e.className)"
        )
        assert wider == [], pair.first.source
        for figure in figures.all():
            assert clashing(figure.evaluate(SPREAD)) == [], pair.first.source


def test_a_figure_follows_light_and_dark(page: Page, base_url: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(base_url + "/wetten/")
        colours.add(page.locator(".bar--official").first.evaluate("e => getComputedStyle(e).fill"))
    assert len(colours) == 2


def test_the_signs_on_the_map_are_lines_that_stand_out(page: Page, base_url: str) -> None:
    for scheme, stroke in (("light", "rgb(14, 85, 96)"), ("dark", "rgb(134, 197, 205)")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for address in ("/bakens/", "/nl-en/beacons/"):
            page.goto(base_url + address)
            drawn = page.locator(".drawing .sign").first.evaluate(
                "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
            )
            assert drawn == ["none", stroke], (scheme, address)


def test_the_links_of_a_beacon_can_be_followed_by_keyboard(page: Page, base_url: str, book: Book) -> None:
    page.goto(base_url + "/en/beacons/")
    drawing = page.locator(".figure .drawing")
    titles = drawing.locator("a.beacon")
    expect(titles).to_have_count(8)
    titles.first.focus()
    before = titles.first.evaluate("e => getComputedStyle(e.parentElement).backgroundColor")
    assert before != titles.last.evaluate("e => getComputedStyle(e.parentElement).backgroundColor")
    for related in book.contents.related(1):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(f"{related} ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(base_url + "/en/beacons/8-room-for-the-professional/")


def test_the_map_leads_to_the_beacons(page: Page, base_url: str, book: Book) -> None:
    page.goto(base_url + "/en/beacons/")
    links = page.locator(".figure .drawing .track a")
    expect(links).to_have_count(2 * len(book.contents.related_beacons))
    small = links.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(box => Math.min(box.width, box.height) < 24).length"
    )
    assert small == 0
    page.get_by_role("link", name=re.compile(r"^3 Going straight to people")).first.click()
    expect(page).to_have_url(base_url + "/en/beacons/3-going-straight-to-people/")


def test_on_paper_the_table_is_open(page: Page, base_url: str) -> None:
    page.goto(base_url + "/wetten/")
    page.emulate_media(media="print")
    box = page.locator(".figure table").bounding_box()
    assert box is not None
    assert box["height"] > 100
