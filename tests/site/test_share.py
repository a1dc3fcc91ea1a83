"""Passing a page or a passage on: one press copies its link, the box offers the rest, and all of it is right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import html as lxml_html
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from scripts.book import Book
from scripts.book.addresses import share_address
from scripts.site.pages.citations import apa, bibtex, book_items, csl_json, ris, site_item
from tests.lent import Opened
from tests.site.waiting import settled

CHAPTER = "/bakens/3-direct-eropaf/"
URL = "https://transformeren.example"


@pytest.fixture
def reader(opened: Opened) -> Page:
    """A page whose reader lets sites write to the clipboard."""
    return opened(permissions=["clipboard-read", "clipboard-write"])


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def number(page: Page, passage: str) -> Locator:
    return page.locator(f"#{passage} > .passage-number")


def test_one_press_of_a_number_copies_the_link_at_once_and_says_so(reader: Page, base_url: str) -> None:
    reader.goto(base_url + CHAPTER + "?from=mail")
    number(reader, "b3-2").click()
    expect(reader.get_by_role("status").filter(has_text="Link gekopieerd")).to_be_visible()
    assert clipboard(reader) == f"{base_url}{CHAPTER}#b3-2"
    expect(reader).to_have_url(f"{base_url}{CHAPTER}?from=mail#b3-2")


def test_the_box_is_of_the_passage_that_it_was_opened_for(reader: Page, base_url: str) -> None:
    reader.goto(base_url + CHAPTER)
    box = reader.locator(".share-box")
    for passage in ("b3-2", "b3-x4", "b3-1"):
        number(reader, passage).click()
        expect(box.locator(".share-link")).to_have_text(f"{URL}{CHAPTER}#{passage}")
        expect(box.locator(".share-short a")).to_have_attribute("href", f"{URL}/b3/#{passage}")
        reader.keyboard.press("Escape")
        expect(box).to_be_hidden()
    reader.get_by_role("link", name="Delen en citeren").click()
    expect(box.locator(".share-link")).to_have_text(f"{URL}{CHAPTER}")
    expect(box.locator(".share-short a")).to_have_attribute("href", f"{URL}/b3/")
    assert "b3-" not in box.inner_text()


def test_every_way_is_there_and_copies_what_it_says(reader: Page, base_url: str) -> None:
    reader.goto(base_url + CHAPTER)
    number(reader, "b3-x4").click()
    box = reader.locator(".share-box")
    box.get_by_role("button", name="Kopieer korte link").click()
    expect(box.get_by_role("status")).to_have_text("Gekopieerd")
    assert clipboard(reader) == f"{URL}/b3/#b3-x4"
    box.get_by_role("button", name="Kopieer als tekst").click()
    expect(box.get_by_role("status")).to_have_text("Gekopieerd")
    text, name, url = clipboard(reader).replace("\n\n", "\n").split("\n")
    assert text.startswith("Wie eropaf gaat, bereikt mensen die alleen staan")
    assert text.endswith("nalatig.")
    assert not re.search(r"[a-z]\.[a-z]|b3|\s{2}", text)
    assert name == "Transformeren, gewoon doen, naverteld, Baken 3: Direct eropaf, passage b3-x4"
    assert url == f"{URL}{CHAPTER}#b3-x4"
    mail = urlsplit(box.get_by_role("link", name="Mail").get_attribute("href") or "")
    letter = parse_qs(mail.query)
    assert mail.scheme == "mailto"
    assert letter["subject"] == ["Baken 3: Direct eropaf (passage b3-x4)"]
    assert letter["body"][0].endswith(f"\r\n{URL}{CHAPTER}#b3-x4")


def test_a_text_of_a_list_is_copied_line_by_line(reader: Page, base_url: str) -> None:
    reader.goto(base_url + CHAPTER)
    number(reader, "b3-x1").click()
    reader.locator(".share-box").get_by_role("button", name="Kopieer als tekst").click()
    expect(reader.locator(".share-box").get_by_role("status")).to_have_text("Gekopieerd")
    lines = clipboard(reader).split("\n")
    assert lines[0] == "Voor bestuurders en beleidsmakers:"
    assert lines[1] == "– Welk deel van je geld is er voor aanwezig zijn in de wijk, en welk deel alleen voor casussen?"


def test_a_citation_of_a_passage_is_copied_and_downloaded(reader: Page, base_url: str, tmp_path: Path) -> None:
    reader.goto(base_url + "/en/laws/youth-act/")
    number(reader, "j2").click()
    box = reader.locator(".share-box")
    box.get_by_text("Cite", exact=True).click()
    box.get_by_role("button", name="Copy: BibTeX, this retelling").click()
    expect(box.get_by_role("status")).to_have_text("Copied")
    assert "passage j2" in clipboard(reader)
    for suffix, name in (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON")):
        with reader.expect_download() as started:
            box.get_by_role("link", name=f"Download {name}").click()
        assert started.value.suggested_filename == f"j2.{suffix}"
        started.value.save_as(tmp_path / f"j2.{suffix}")
    (item,) = json.loads((tmp_path / "j2.json").read_text(encoding="utf-8"))
    assert (item["section"], item["URL"]) == ("j2", f"{URL}/en/laws/youth-act/#j2")
    (record,) = rispy.loads((tmp_path / "j2.ris").read_text(encoding="utf-8"))
    assert record["urls"] == [f"{URL}/en/laws/youth-act/#j2"]


def test_the_keyboard_alone_will_do(reader: Page, base_url: str) -> None:
    reader.goto(base_url + CHAPTER)
    number(reader, "b3-2").focus()
    reader.keyboard.press("Enter")
    box = reader.locator(".share-box")
    expect(box.get_by_role("button", name="Kopieer link")).to_be_visible()
    assert clipboard(reader).endswith("#b3-2")
    reader.keyboard.press("Tab")
    assert box.evaluate("box => box.contains(document.activeElement)")
    reader.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(number(reader, "b3-2")).to_be_focused()
    reader.keyboard.press("s")
    expect(box).to_be_visible()
    expect(box.locator(".share-link")).to_contain_text("#b3-2")


def test_a_reader_who_forbids_copying_is_told_and_can_select(opened: Opened, base_url: str) -> None:
    page = opened()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(base_url + CHAPTER)
    number(page, "b3-2").click()
    box = page.locator(".share-box")
    expect(box.get_by_role("status")).to_contain_text("Kopiëren lukt hier niet")
    expect(box.locator(".share-link")).to_have_text(f"{URL}{CHAPTER}#b3-2")
    assert errors == []


def test_a_slow_clipboard_does_not_speak_for_what_was_chosen_after(opened: Opened, base_url: str) -> None:
    page = opened()
    page.add_init_script("navigator.clipboard.writeText = () => new Promise((done) => { window.written = done; });")
    page.goto(base_url + CHAPTER)
    number(page, "b3-1").click()
    box = page.locator(".share-box")
    expect(box.get_by_role("button", name="Kopieer link")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Delen en citeren").click()
    expect(box.locator(".share-link")).to_have_text(f"{URL}{CHAPTER}")
    page.evaluate("window.written()")
    settled(page)
    expect(box.get_by_role("status")).to_be_empty()


def test_who_tabs_on_leaves_the_box_behind_and_goes_on_from_there(reader: Page, base_url: str) -> None:
    reader.goto(base_url + CHAPTER)
    number(reader, "b3-2").focus()
    reader.keyboard.press("Enter")
    box = reader.locator(".share-box")
    box.get_by_role("button", name="Sluiten").focus()
    for _ in range(3):
        reader.keyboard.press("Tab")
    expect(box).to_be_hidden()
    assert reader.evaluate("document.activeElement.closest('#b3-2') !== null")
    number(reader, "b3-3").focus()
    reader.keyboard.press("Enter")
    expect(box.get_by_role("button", name="Kopieer link")).to_be_visible()
    reader.keyboard.press("Shift+Tab")
    expect(box).to_be_hidden()
    expect(number(reader, "b3-3")).to_be_focused()


def test_what_is_said_is_in_sight_also_below(reader: Page, base_url: str) -> None:
    reader.set_viewport_size({"width": 360, "height": 640})
    reader.goto(base_url + CHAPTER)
    number(reader, "b3-2").click()
    box = reader.locator(".share-box")
    box.get_by_text("Citeren", exact=True).click()
    box.get_by_role("button", name="Kopieer: CSL-JSON, het boek zelf").click()
    said = box.get_by_role("status")
    expect(said).to_have_text("Gekopieerd")
    expect(said).to_be_in_viewport(ratio=0.9)
    frame = box.bounding_box()
    assert frame
    assert frame["x"] >= 0
    assert frame["y"] >= 0
    assert frame["y"] + frame["height"] <= 640


@pytest.mark.parametrize("gone", ["**/share.*js", "**/delen/"])
def test_without_a_connection_the_link_of_the_page_is_a_link(reader: Page, base_url: str, gone: str) -> None:
    reader.goto(base_url + CHAPTER)
    reader.route(gone, lambda route: route.abort() if route.request.resource_type != "document" else route.continue_())
    reader.get_by_role("link", name="Delen en citeren").click()
    expect(reader).to_have_url(f"{base_url}{CHAPTER}delen/")


@pytest.mark.parametrize("modifier", ["Control", "Shift"])
def test_a_number_is_still_a_link_for_who_holds_a_key(reader: Page, base_url: str, modifier: str) -> None:
    reader.goto(base_url + CHAPTER)
    with reader.context.expect_page() as opened:
        number(reader, "b3-2").click(modifiers=[modifier])  # type: ignore[list-item]
    assert opened.value.url.endswith("#b3-2")
    expect(reader.locator(".share-box")).to_have_count(0)


def test_the_devices_own_sheet_is_offered_where_there_is_one(browser: Browser, base_url: str) -> None:
    for has_one in (True, False):
        context: BrowserContext = browser.new_context()
        sheet = "(data) => { window.shared = data; return Promise.resolve(); }" if has_one else "undefined"
        context.add_init_script(f"Object.defineProperty(navigator, 'share', {{ value: {sheet} }});")
        page = context.new_page()
        page.goto(base_url + CHAPTER)
        number(page, "b3-2").click()
        expect(page.locator(".share-box").get_by_role("button", name="Kopieer link")).to_be_visible()
        button = page.locator(".share-box").get_by_role("button", name="Deel via …")
        expect(button).to_have_count(1 if has_one else 0)
        if has_one:
            button.click()
            assert page.evaluate("window.shared") == {"title": "Baken 3: Direct eropaf", "url": f"{URL}{CHAPTER}#b3-2"}
        context.close()


def test_without_script_the_plain_links_remain(opened: Opened, base_url: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(base_url + CHAPTER)
    number(page, "b3-2").click()
    expect(page).to_have_url(f"{base_url}{CHAPTER}#b3-2")
    page.get_by_role("link", name="Delen en citeren").click()
    expect(page).to_have_url(f"{base_url}{CHAPTER}delen/")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name=f"{URL}{CHAPTER}")).to_be_visible()
    expect(page.get_by_role("link", name="Mail passage b3-2")).to_have_attribute(
        "href", re.compile("^mailto:.*%23b3-2$")
    )
    page.get_by_text("Citeren", exact=True).click()
    expect(page.get_by_label("BibTeX, deze navertelling")).to_contain_text("@incollection{")
    page.get_by_role("link", name="b3-3", exact=True).click()
    expect(page).to_have_url(f"{base_url}{CHAPTER}#b3-3")


def test_every_page_of_both_languages_can_be_passed_on(site: Path, book: Book) -> None:
    for page in book.pages.values():
        tree = lxml_html.parse(str(site / page.address.removeprefix("/") / "index.html"))
        slug = {"nl": "delen/", "en": "share/"}[page.language]
        assert tree.xpath("//main//a[@data-share]/@href") in ([slug], [f"./{slug}"]), page.address
        folder = site / share_address(book, page).removeprefix("/")
        assert {file.name for file in folder.iterdir()} == {
            "index.html",
            "citation.bib",
            "citation.ris",
            "citation.json",
        }


def test_every_citation_file_is_read_by_others(site: Path, book: Book) -> None:
    for page in book.pages.values():
        folder = site / share_address(book, page).removeprefix("/")
        url = URL + page.address
        (item,) = json.loads((folder / "citation.json").read_text(encoding="utf-8"))
        (record,) = rispy.loads((folder / "citation.ris").read_text(encoding="utf-8"))
        library = parse_string((folder / "citation.bib").read_text(encoding="utf-8"))
        (entry,) = library.entries
        assert library.failed_blocks == []
        assert (item["URL"], record["urls"], entry["url"]) == (url, [url], url)
        assert entry["title"].replace("\\", "") == item["title"] == record["title"]
        assert entry["year"] == record["year"] == "2026"


def test_the_book_itself_is_cited_as_the_bibliography_has_it(book: Book) -> None:
    (item,) = book_items(book)
    assert apa(item) == "Bunnik, S. (2015). Transformeren, gewoon doen."
    assert rispy.loads(ris(item))[0]["authors"] == ["Bunnik, Suzanne"]
    assert parse_string(bibtex(item)).entries[0]["author"] == "Bunnik, Suzanne"
    assert json.loads(csl_json(item))[0]["issued"] == {"date-parts": [[2015]]}


def test_a_passage_is_cited_with_its_number_and_signs_that_tex_knows_are_escaped(book: Book) -> None:
    page = book.pages["nl", "beacons/3-going-straight-to-people.md"]
    item = {**site_item(book, page, "Zorg & welzijn", URL + CHAPTER, "b3-2"), "type": "chapter"}
    assert apa(item) == f"Zorg & welzijn. (2026). In Transformeren, gewoon doen, naverteld. {URL}{CHAPTER}#b3-2"
    (entry,) = parse_string(bibtex(item)).entries
    assert entry["title"] == r"Zorg \& welzijn"
    assert entry["note"] == "passage b3-2"
    assert entry["url"] == f"{URL}{CHAPTER}#b3-2"
    assert "SE  - b3-2\n" in ris(item)


def test_zotero_finds_a_chapter_of_a_book(site: Path) -> None:
    """What Zotero's translator for embedded metadata reads: `citation_inbook_title` makes it a section of a book."""
    tree = lxml_html.parse(str(site / CHAPTER.strip("/") / "index.html"))
    found = {meta.get("name"): meta.get("content") for meta in tree.xpath("//meta[starts-with(@name, 'citation_')]")}
    assert found == {
        "citation_title": "Direct eropaf",
        "citation_inbook_title": "Transformeren, gewoon doen, naverteld",
        "citation_date": "2026",
    }
    assert tree.xpath("string(//meta[@property='og:url']/@content)") == URL + CHAPTER
    about = lxml_html.parse(str(site / "over" / "index.html"))
    assert about.xpath("//meta[starts-with(@name, 'citation_')]") == []


def test_what_stands_beside_a_beacon_has_its_number_once_in_the_title(site: Path) -> None:
    titles = {
        "bakens/3-direct-eropaf/delen": "Delen en citeren: Baken 3: Direct eropaf · Transformeren, gewoon doen",
        "team/kaarten/baken-3": "Kaart van baken 3 · Transformeren, gewoon doen",
    }
    for folder, title in titles.items():
        assert lxml_html.parse(str(site / folder / "index.html")).findtext(".//title") == title


def test_a_mail_has_its_signs_escaped(site: Path) -> None:
    tree = lxml_html.parse(str(site / "en/beacons/2-own-strength/share/index.html"))
    (href,) = tree.xpath("//p[@class='share-ways']/a/@href[starts-with(., 'mailto:')]")
    assert " " not in href
    assert "’" in unquote(href)


def test_an_organisation_is_an_author_with_one_name(book: Book) -> None:
    item = {**book_items(book)[0], "author": [{"literal": "Raad & Daad"}, {"family": "Bunnik", "given": "Suzanne"}]}
    assert apa(item).startswith("Raad & Daad, & Bunnik, S. (2015)")
    assert "author = {{Raad \\& Daad} and Bunnik, Suzanne}" in bibtex(item)
    assert "AU  - Raad & Daad\nAU  - Bunnik, Suzanne\n" in ris(item)
