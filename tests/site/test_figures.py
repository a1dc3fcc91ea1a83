"""Figures: drawn from their data, told in text, with the data in a table, legible on the narrowest screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.book import Book
from scripts.book import Page as BookPage
from scripts.book.figures import BeaconMap, Budgets, Layers, Responsibilities, Timeline
from scripts.site.drawing.figures.wording import date_in_words, number

SMALLEST_TYPE = 9.0
"""CSS pixels, at 320."""


def shown(book: Book) -> list[tuple[BookPage, str]]:
    return [(page, mark.name) for page in book.pages.values() for mark in page.figures]


def test_every_figure_says_what_it_shows_and_has_its_table(page: Page, base_url: str, book: Book) -> None:
    for chapter, name in shown(book):
        page.goto(base_url + chapter.address)
        figure = page.locator(f".figure--{book.figures[name].kind}")
        drawing = figure.locator("svg.drawing")
        caption = figure.locator("figcaption").inner_text()
        assert drawing.locator("> title").text_content() == caption
        assert drawing.locator("> desc").text_content() == book.figures[name].description[chapter.language]
        assert drawing.get_attribute("role") in ("img", "group")
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
                expected += [[c.words[language], number(c.most, chapter.language)] for c in cuts]
                found = [row for row in found if "|" in row]
            case Responsibilities(rows=transfers):
                expected = [[transfer.words[language]] for transfer in transfers]
            case Layers(layers=layers):
                expected = [[layer.name[language], *(does[language] for does in layer.does)] for layer in layers]
            case BeaconMap(groups=groups):
                expected = [[str(n)] for group in groups for n in group.beacons]
        assert len(found) == len(expected), name
        for row, parts in zip(found, expected, strict=True):
            assert all(part in row for part in parts), (name, row, parts)


def test_the_letters_of_a_figure_can_be_read_at_320_pixels(browser: Browser, base_url: str, book: Book) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    for chapter, name in shown(book):
        page.goto(base_url + chapter.address)
        drawing = page.locator(f".figure--{book.figures[name].kind} svg.drawing")
        small = drawing.evaluate(
            "e => Math.min(...[...e.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize)))"
            " * e.getBoundingClientRect().width / 320"
        )
        assert small >= SMALLEST_TYPE, (chapter.source, small)
        over = drawing.evaluate(
            "e => [...e.querySelectorAll('text')].filter(t => t.getBoundingClientRect().right > innerWidth)"
            ".map(t => t.textContent)"
        )
        assert over == [], chapter.source
    context.close()


def test_a_figure_follows_light_and_dark(browser: Browser, base_url: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(base_url + "/wetten/")
        colours.add(page.locator(".bar--official").first.evaluate("e => getComputedStyle(e).fill"))
        context.close()
    assert len(colours) == 2


def test_the_signs_on_the_map_are_lines_that_stand_out(browser: Browser, base_url: str) -> None:
    for scheme, stroke in (("light", "rgb(14, 85, 96)"), ("dark", "rgb(134, 197, 205)")):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for address in ("/bakens/", "/nl-en/beacons/"):
            page.goto(base_url + address)
            drawn = page.locator(".drawing .sign").first.evaluate(
                "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
            )
            assert drawn == ["none", stroke], (scheme, address)
        context.close()


def test_the_map_leads_to_the_beacons(page: Page, base_url: str) -> None:
    page.goto(base_url + "/en/beacons/")
    links = page.locator("svg.drawing a")
    expect(links).to_have_count(8)
    expect(page.get_by_role("link", name=re.compile(r"^3 Going straight to people"))).to_have_count(1)
    links.nth(2).click()
    expect(page).to_have_url(base_url + "/en/beacons/3-going-straight-to-people/")


def test_on_paper_the_table_is_open(page: Page, base_url: str) -> None:
    page.goto(base_url + "/wetten/")
    page.emulate_media(media="print")
    box = page.locator(".figure table").bounding_box()
    assert box is not None
    assert box["height"] > 100
