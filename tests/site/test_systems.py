"""Files for others' systems: the passages with their schema, a feed, a description of search, plain text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page, expect

from scripts.book import Book, Language, read_book
from scripts.book.addresses import PASSAGES_SCHEMA
from scripts.book.locks import TIME
from scripts.site.files.feeds import MOST, changed_passages
from scripts.translations import accept
from tests.copies import LANGUAGES

URL = "https://transformeren.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
HOME = {"nl": "index.html", "en": "en/index.html"}


def read_json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_passages_are_as_their_published_schema_says(site: Path) -> None:
    schema = read_json(site / PASSAGES_SCHEMA.removeprefix("/"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(read_json(site / "passages.json"))
    assert schema["$id"] == URL.removesuffix("/") + PASSAGES_SCHEMA


@pytest.mark.parametrize(
    "change",
    [
        {"licence": "all rights reserved"},
        {"id": "B3-2"},
        {"kind": "quotation"},
        {"nl": {"url": "/", "title": "x", "text": "y"}},
        {"nl": {"url": "/#b3-2", "title": "x"}},
        {"updated": 2026},
    ],
)
def test_the_schema_refuses_what_is_not_a_passage(site: Path, change: dict[str, Any]) -> None:
    row = read_json(site / "passages.json")[0]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(read_json(site / PASSAGES_SCHEMA.removeprefix("/"))).validate([row | change])


@pytest.mark.parametrize("key", ["id", "point", "kind", "licence", "nl", "en"])
def test_the_schema_demands_what_others_rely_on(site: Path, key: str) -> None:
    row = read_json(site / "passages.json")[0]
    del row[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(read_json(site / PASSAGES_SCHEMA.removeprefix("/"))).validate([row])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_has_the_passages_that_changed_last(site: Path, book: Book, language: Language) -> None:
    root = ElementTree.parse(site / f"feed.{language}.xml").getroot()  # noqa: S314 - our own file
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    entries = root.findall(f"{ATOM}entry")
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert len(entries) == MOST
    assert moments == sorted(moments, reverse=True)
    assert all(TIME.fullmatch(moment) for moment in moments)
    assert root.findtext(f"{ATOM}updated") == moments[0]
    passages = {passage.id for page in book.pages.values() for passage in page.passages}
    assert moments[0] == max(moment for name, moment in book.changed.items() if name in passages)
    ids = [entry.findtext(f"{ATOM}id", "") for entry in entries]
    assert len(set(ids)) == len(ids)
    texts = {f"{URL[:-1]}{page.address}#{p.id}": p.text for page in book.in_language(language) for p in page.passages}
    for element in [root, *entries]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    for entry, address in zip(entries, ids, strict=True):
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href") == address
        assert entry.findtext(f"{ATOM}content") == texts[address]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{URL}feed.{language}.xml", "alternate": URL + HOME[language].removesuffix("index.html")}
    assert root.findtext(f"{ATOM}author/{ATOM}name")


def test_a_passage_that_is_changed_and_accepted_comes_first_in_the_feed(mini: Path) -> None:
    (mini / "translations.lock").unlink()
    accept(read_book(mini), ["all"], "2026-01-01T00:00:00Z")
    for language in LANGUAGES:
        file = mini / "docs" / language / "beacons" / "2-strength.md"
        file.write_text(
            file.read_text(encoding="utf-8").replace("Het ", "Ons ").replace("The ", "Our "), encoding="utf-8"
        )
    accept(read_book(mini), ["b2-x1", "v1"], "2026-02-01T00:00:00Z")
    book = read_book(mini)
    assert book.changed["b2-x1"] == "2026-02-01T00:00:00Z"
    assert book.changed["v1"] == "2026-01-01T00:00:00Z", "accepted anew, but no word of it changed"
    assert changed_passages(book, "en")[0][2].id == "b2-x1"


def test_what_was_accepted_gets_the_moment_at_which_it_was(mini: Path) -> None:
    (mini / "translations.lock").unlink()
    accept(read_book(mini), ["v1"])
    assert TIME.fullmatch(read_book(mini).changed["v1"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_browsers_can_search_the_book(page: Page, site: Path, base_url: str, language: Language) -> None:
    root = ElementTree.parse(site / f"opensearch.{language}.xml").getroot()  # noqa: S314 - our own file
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    name, description = (root.findtext(f"{OPENSEARCH}{tag}", "") for tag in ("ShortName", "Description"))
    assert 0 < len(name) <= 16
    assert 0 < len(description) <= 1024
    assert root.findtext(f"{OPENSEARCH}Language") == language
    templates = {url.get("type"): url.get("template", "") for url in root.findall(f"{OPENSEARCH}Url")}
    assert templates["application/opensearchdescription+xml"] == f"{URL}opensearch.{language}.xml"
    page.goto(templates["text/html"].replace(URL[:-1], base_url).replace("{searchTerms}", "wijkteam"))
    expect(page.locator("[data-search-state=done] .search-results > li").first).to_be_visible()
    head = lxml_html.parse(str(site / HOME[language]))
    (link,) = head.xpath("//link[@rel='search'][@type='application/opensearchdescription+xml']")
    assert (site / HOME[language]).parent.joinpath(link.get("href")).resolve() == site / f"opensearch.{language}.xml"
    assert link.get("title") == name
    (feed,) = head.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
    assert (site / HOME[language]).parent.joinpath(feed).resolve() == site / f"feed.{language}.xml"


def test_every_chapter_is_there_as_plain_text(site: Path, book: Book) -> None:
    listed = (site / "llms.txt").read_text(encoding="utf-8")
    assert listed.startswith("# Transformeren, gewoon doen")
    addresses = re.findall(r"\]\((\S+\.md)\)", listed)
    pages = [page for page in book.pages.values() if page.passages]
    assert len(addresses) == len(set(addresses)) == len(pages)
    for page, address in zip(pages, addresses, strict=True):
        text = (site / address.removeprefix(URL)).read_text(encoding="utf-8")
        assert text.startswith(f"# {page.title}\n")
        assert all(f"#{passage.id}) {passage.text}" in text for passage in page.passages)
        assert "<" not in re.sub(r"<https://\S+>", "", text)
