"""Reader view, a text browser, a screen reader's plain order: the text of every passage survives, in its order."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import html as lxml_html

from scripts.book import Book, Page
from scripts.book.addresses import file_at
from scripts.engines import READABILITY, W3M
from tests.engines import engine
from tests.lent import Opened

READ = """(readability) => {
  const module = {};
  new Function("module", `${readability}; module.exports = Readability;`)(module);
  const page = document.cloneNode(true);
  page.querySelectorAll(".note-mark").forEach((mark) => mark.remove());
  const article = new module.exports(page).parse();
  const read = document.createElement("div");
  read.innerHTML = article?.content ?? "";
  return [read.textContent, read.querySelectorAll("figcaption, caption").length];
}"""


NUMBER = re.compile(r"^\s*\d+\. ", re.MULTILINE)
"""Of an item in a list, which a text browser writes out."""


def letters(text: str) -> str:
    """Without what lines and signs may differ in."""
    return re.sub(r"[\W_]", "", text)


def told(book: Book) -> Iterable[Page]:
    return (page for page in book.pages.values() if page.passages)


def lost(page: Page, text: str) -> list[str]:
    """Passages whose text is not there, or stands before an earlier one."""
    all_of_it, at, missing = letters(text), 0, []
    for passage in page.passages:
        found = all_of_it.find(letters(passage.text), at)
        if found < 0:
            missing.append(f"{page.address}#{passage.id}")
        else:
            at = found + 1
    return missing


def test_reader_view_keeps_every_passage(opened: Opened, base_url: str, book: Book) -> None:
    """And the captions of figures and tables."""
    readability = engine(READABILITY).read_text(encoding="utf-8")
    view = opened(bypass_csp=True)
    view.route("**/*.js*", lambda route: route.abort())
    missing: list[str] = []
    for page in told(book):
        view.goto(base_url + page.address)
        text, captions = view.evaluate(READ, readability)
        missing += lost(page, text)
        if captions < view.locator(".text figcaption, .text caption").count():
            missing.append(f"{page.address}: captions")
    assert missing == []


def test_a_text_browser_shows_every_passage(site: Path, book: Book) -> None:
    program = engine(W3M)
    missing: list[str] = []
    for page in told(book):
        tree = lxml_html.parse(str(site / file_at(page.address)), parser=lxml_html.HTMLParser(encoding="utf-8"))
        for mark in tree.getroot().find_class("note-mark"):
            mark.drop_tree()
        source = lxml_html.tostring(tree, encoding="utf-8")
        command = [str(program), "-dump", "-T", "text/html", "-cols", "4000", "-I", "UTF-8", "-O", "UTF-8"]
        shown = subprocess.run(command, input=source, check=True, capture_output=True).stdout.decode()
        missing += lost(page, NUMBER.sub("", shown))
    assert missing == []


@pytest.mark.parametrize("width", [390, 1440])
def test_in_plain_order_stands_every_passage_once(opened: Opened, base_url: str, book: Book, width: int) -> None:
    """As a screen reader reads on, with scripts at work."""
    view = opened(viewport={"width": width, "height": 900})
    missing: list[str] = []
    for page in told(book):
        view.goto(base_url + page.address)
        text = view.evaluate(
            "() => { const main = document.querySelector('main').cloneNode(true);"
            " main.querySelectorAll('.note-mark').forEach((mark) => mark.remove()); return main.textContent; }"
        )
        missing += lost(page, text)
    assert missing == []
