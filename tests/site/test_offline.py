"""The copy for a disk: opened as a file, without a server, it does what the site does, and asks the web for nothing."""

from __future__ import annotations

import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, expect

from scripts.book.addresses import file_at, offline_address
from scripts.book.writing import mark_of
from scripts.build import ROOT
from scripts.prepare import prepare
from scripts.site.assets.classic import classic
from scripts.site.editions.archive import archived
from scripts.site.publish import Output
from tests.copies import copy_another
from tests.engines import Engine, firefox
from tests.site.waiting import settled, until

URL = "https://transformeren.example/"
STEM = "transformeren-gewoon-doen"
MOST = 4_000_000
"""Bytes of the archive."""
KINDS_OF_PAGE = (
    "", "en/laws/youth-act/", "bakens/", "nl-en/beacons/4-formal-and-informal/", "begrippen/", "bronnen/",
    "team/kaarten/", "en/team/worksheet/", "inleiding/delen/", "meenemen/",
)  # fmt: skip
REFERRING = ("href", "src", "action")


@dataclass(frozen=True)
class Unpacked:
    content: bytes
    folder: Path
    outputs: Mapping[str, Output]

    def url(self, path: str) -> str:
        """Of the page that stands at an address of the site, as a file."""
        place, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", path).groups()  # type: ignore[union-attr]
        return f"{self.folder.as_uri()}/{place}index.html{mark}{rest}"


def unpacked(root: Path, to: Path) -> Unpacked:
    publication, outputs = prepare(root, URL)
    content = outputs[file_at(offline_address(publication.book))].content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(to)
    (folder,) = to.iterdir()
    return Unpacked(content, folder, outputs)


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    # A folder as people have them.
    return unpacked(ROOT, tmp_path_factory.mktemp("offline") / "Mijn map (1)")


@dataclass
class Heard:
    """What a browser told and asked meanwhile."""

    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def heard() -> Iterator[Heard]:
    heard = Heard()
    yield heard
    assert heard.errors == []
    assert heard.asked == [], "nothing is asked of the web"


@pytest.fixture
def reader(browser: Browser, heard: Heard) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda told: heard.errors.append(told.text) if told.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.errors.append(str(error)))
    page.on("request", lambda asked: heard.asked.append(asked.url) if asked.url.startswith("http") else None)
    yield page
    context.close()


def open_page(page: Page, url: str) -> None:
    """Goes there, and waits until the page's own script has run."""
    page.goto(url)
    until(page, "document.documentElement.classList.contains('ran')")


ELSEWHERE = re.compile(r"[a-z]+:|[#?]")
"""The web, a mail, or a place on the page itself."""
PATH = re.compile(r"[\w.-]*/[\w./-]*(?:[?#]\S*)?")
"""What can be an address among the data of an element."""


def references(folder: Path) -> set[tuple[str, str, str]]:
    """Page, by its path in the copy, name and value of what leads somewhere, or may."""
    return {
        (file.relative_to(folder).as_posix(), name, value)
        for file in folder.rglob("*.html")
        for element in lxml_html.document_fromstring(file.read_bytes()).iter(etree.Element)
        for name, value in element.attrib.items()
        if name in REFERRING or (name.startswith("data-") and name != "data-key" and PATH.fullmatch(value))
        if value and not ELSEWHERE.match(value)
    }


def dead_ends(folder: Path) -> list[str]:
    """References that lead to no file of the copy, or to a folder, which a browser lists instead of opening it."""
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    found = []
    for page, name, value in references(folder):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), re.split("[?#]", value)[0]))
        if value.endswith("/") or not ({target, f"{target}.js"} & files):
            found.append(f"{page}: {name}={value}")
    return sorted(found)


def test_it_is_one_folder_named_like_the_book_and_light(copy: Unpacked) -> None:
    assert copy.folder.name == STEM
    assert (copy.folder / "index.html").is_file()
    assert len(copy.content) <= MOST
    names = [file.relative_to(copy.folder).as_posix() for file in copy.folder.rglob("*") if file.is_file()]
    assert [name for name in names if re.search(r"^files/|404|\.xml$|\.md$|^_|^assets/cards/", name)] == []


def test_every_page_of_the_site_is_there(copy: Unpacked) -> None:
    pages = {name for name in copy.outputs if name.endswith(".html") and not name.endswith("404.html")}
    assert pages == {file.relative_to(copy.folder).as_posix() for file in copy.folder.rglob("*.html")}


def test_every_reference_leads_to_a_file_or_to_the_web(copy: Unpacked) -> None:
    assert dead_ends(copy.folder) == []
    page = (copy.folder / "meenemen/index.html").read_text("utf-8")
    assert f'href="{URL}files/{STEM}.nl.epub"' in page


def test_nothing_stands_in_it_that_a_browser_refuses_there(copy: Unpacked) -> None:
    for file in copy.folder.rglob("*.html"):
        assert not re.search(r'type="module"|Content-Security-Policy|rel="manifest"', file.read_text("utf-8")), file
    for file in (copy.folder / "assets/scripts").iterdir():
        text = file.read_text("utf-8")
        assert not re.search(r"^(?:import|export)\b|import\.meta|\bimport\(", text, re.MULTILINE), file


def test_the_command_makes_the_same_bytes_elsewhere_and_says_what_it_wrote(copy: Unpacked, tmp_path: Path) -> None:
    file = tmp_path / "dist/offline.zip"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SITE_URL": URL}
    command = [sys.executable, "-m", "scripts.editions", "offline", "--to", str(file.parent)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert file.read_bytes() == copy.content
    assert f"{file.name}: {len(copy.content):,} bytes" in run.stderr


def test_packed_bytes_are_those_of_every_machine() -> None:
    words = "".join(f"{number * number % 9973:x} " for number in range(40_000))
    packed = archived({"words.txt": words.encode(), "a/ö.bin": bytes(range(256))})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["a/ö.bin", "words.txt"]
        assert archive.read("words.txt").decode() == words
        assert [entry.date_time for entry in archive.infolist()] == [(1980, 1, 1, 0, 0, 0)] * 2
    assert mark_of(packed) == "19d36587", "another release of libdeflate may pack otherwise: then write its mark here"


def test_the_page_of_what_to_take_along_tells_its_size(copy: Unpacked) -> None:
    page = copy.outputs["meenemen/index.html"].content.decode()
    megabytes = f"{len(copy.content) / 1_000_000:.1f}".replace(".", ",")
    assert re.search(rf"offline\.zip\"[^<]*>.*{megabytes}\D*MB", page)


def test_a_module_becomes_a_script_that_gives_what_it_exports(tmp_path: Path) -> None:
    texts = {
        "main": 'import { b } from "./b.js";\nexport const a = 1;\nexport async function f() { import("./c.js"); }\n',
        "b": "export const b = new URL('.', import.meta.url);\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
    script = classic(tmp_path / "main.js")
    assert script.startswith('onDisk.run(async(itsOwnAddress)=>{"use strict";')
    assert 'onDisk.load(itsOwnAddress,"./c.js")' in script
    assert "return{a,f};" in script
    assert "export" not in script


def test_another_book_has_a_copy_of_its_own(tmp_path: Path) -> None:
    root = copy_another(tmp_path / "book")
    (root / "docs/_data/moved.yml").write_text("/vieux/: /\n/de/alt/: /de/\n", encoding="utf-8")
    copy = unpacked(root, tmp_path / "unpacked")
    assert (copy.folder / "index.html").is_file()
    assert dead_ends(copy.folder) == []
    assert 'content="0; url=../index.html"' in (copy.folder / "vieux/index.html").read_text("utf-8")


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_every_kind_of_page_opens_and_nothing_is_told(reader: Page, copy: Unpacked, address: str) -> None:
    open_page(reader, copy.url(address))
    reader.mouse.wheel(0, 900)
    until(reader, "document.documentElement.classList.contains('lettered') || document.fonts.size > 9")
    settled(reader)
    assert reader.evaluate("[...document.fonts].some((face) => /Source/.test(face.family) && face.status === 'loaded')")
    assert reader.locator("h1").first.is_visible()


def test_search_finds_and_leads_on(reader: Page, copy: Unpacked) -> None:
    reader.goto(copy.url("zoeken/?q=tegenprestatie"))
    expect(reader.locator("[data-search-state=done]")).to_be_visible()
    reader.locator("ol.search-results > li > a").first.click()
    expect(reader).to_have_url(re.compile(r"wetten/participatiewet/index\.html#p-"))
    expect(reader.locator(".passage mark").first).to_be_visible()
    reader.go_back()
    reader.locator("[data-search] input").fill("tegenprestatee")
    expect(reader.locator("[data-search-suggested]")).to_be_visible()


def test_the_box_in_the_head_finds_and_leads_on(reader: Page, copy: Unpacked) -> None:
    open_page(reader, copy.url("en/laws/"))
    reader.keyboard.press("/")
    reader.keyboard.type("community team")
    expect(reader.locator(".found [role=option]").first).to_be_visible()
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/index\.html#[\w-]+$"))
    open_page(reader, copy.url("inleiding/"))
    reader.locator(".find input").fill("baken")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"zoeken/index\.html\?q=baken$"))
    expect(reader.locator("ol.search-results > li").first).to_be_visible()


def test_a_term_explains_itself_and_a_note_opens(reader: Page, copy: Unpacked) -> None:
    reader.set_viewport_size({"width": 700, "height": 900})
    open_page(reader, copy.url("wetten/jeugdwet/"))
    term = reader.locator("a.term").first
    term.hover()
    expect(reader.locator(f"#{term.get_attribute('aria-describedby')}")).to_be_visible()
    reader.keyboard.press("Escape")
    reader.locator(".note-link").first.click()
    expect(reader.locator(".note-open")).to_be_visible()
    reader.set_viewport_size({"width": 1300, "height": 900})
    expect(reader.locator(".side-notes .note").first).to_be_visible()


def test_what_is_shared_is_the_address_on_the_web(reader: Page, copy: Unpacked) -> None:
    open_page(reader, copy.url("bakens/3-direct-eropaf/"))
    reader.locator("#b3-2 > .passage-number").click()
    link = f"{URL}bakens/3-direct-eropaf/#b3-2"
    expect(reader.locator(".share-box .share-link")).to_have_text(link)
    assert reader.evaluate("navigator.clipboard.readText()") == link
    reader.goto(copy.url(""))
    reader.get_by_role("link", name="Delen en citeren").click()
    expect(reader.locator(".share-box .share-link")).to_have_text(URL)


def test_both_languages_lead_to_each_other_and_stand_side_by_side(reader: Page, copy: Unpacked) -> None:
    open_page(reader, copy.url("bakens/3-direct-eropaf/#b3-2"))
    reader.keyboard.press("l")
    expect(reader).to_have_url(re.compile(r"en/beacons/3-going-straight-to-people/index\.html#b3-2$"))
    expect(reader.locator("html.ran")).to_be_attached()
    reader.keyboard.press("b")
    expect(reader).to_have_url(re.compile(r"nl-en/beacons/3-going-straight-to-people/index\.html#b3-2$"))
    expect(reader.locator(".sides-row [lang=nl], .sides-row [lang=en]").first).to_be_visible()
    reader.goto(copy.url("b3/#b3-2"))  # the language that was chosen last
    expect(reader).to_have_url(re.compile(r"/(?:3-direct-eropaf|3-going-straight-to-people)/index\.html#b3-2$"))


def test_a_reader_s_choices_and_place_stay(reader: Page, copy: Unpacked) -> None:
    open_page(reader, copy.url("inleiding/"))
    reader.locator("[data-reading]").click()
    reader.locator("dialog [name=theme][value=dark]").check()
    reader.keyboard.press("Escape")
    reader.mouse.wheel(0, 1500)
    expect(reader.locator(".running-head")).to_be_visible()
    until(reader, "Object.keys(localStorage).some((name) => name.endsWith(':place'))")
    open_page(reader, copy.url(""))
    assert reader.evaluate("document.documentElement.dataset.theme") == "dark"
    reader.locator("[data-resume] a").click()
    expect(reader).to_have_url(re.compile(r"inleiding/index\.html#i\d"))


def test_what_is_typed_stays_and_names_the_web(reader: Page, copy: Unpacked) -> None:
    open_page(reader, copy.url("team/zelfscan/"))
    reader.locator("[name=beacon-2][value='4']").check()
    expect(reader.locator(".scan-dots circle")).to_have_count(1)
    until(reader, "Object.keys(localStorage).some((name) => name.includes('typed'))")
    reader.reload()
    expect(reader.locator(".scan-dots circle")).to_have_count(1)
    reader.locator("[data-copy]").first.click()
    until(reader, "document.querySelector('.scan-outcome [role=status]').textContent")
    assert reader.evaluate("navigator.clipboard.readText()").endswith(f"\n{URL}team/zelfscan/")


@pytest.fixture(scope="module")
def fox() -> Iterator[Engine]:
    with firefox() as engine:
        yield engine


@pytest.mark.xdist_group("engines")
def test_firefox_searches_shares_and_remembers(fox: Engine, copy: Unpacked) -> None:
    def soon(condition: str) -> None:
        waiting = f"""(async () => {{
          for (let turn = 0; turn < 200 && !({condition}); turn += 1) await new Promise((done) => setTimeout(done, 50));
          return Boolean({condition});
        }})()"""
        assert fox.evaluate(waiting), f"never came: {condition}"

    fox.goto(copy.url("zoeken/?q=tegenprestatie"))
    soon("document.querySelector('[data-search-state=done] ol.search-results > li > a[href*=\"index.html#p-\"]')")
    fox.goto(copy.url("bakens/3-direct-eropaf/"))
    soon("document.documentElement.classList.contains('ran')")
    fox.evaluate("document.querySelector('#b3-2 > .passage-number').click()")
    soon("document.querySelector('.share-box .share-link')")
    said = fox.evaluate("document.querySelector('.share-box .share-link').textContent.trim()")
    assert said == f"{URL}bakens/3-direct-eropaf/#b3-2"
    fox.evaluate("(dispatchEvent(new Event('wheel')), scrollTo(0, 2000))")
    soon("Object.keys(localStorage).some((name) => name.endsWith(':place'))")
    fox.goto(copy.url(""))
    soon("document.querySelector('[data-resume] a[href*=\"3-direct-eropaf/index.html#b3-\"]')")
    soon("[...document.fonts].some((face) => /Source/.test(face.family) && face.status === 'loaded')")
    assert fox.errors == []
