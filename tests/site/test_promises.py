"""What the built site promises to the outside: addresses, ids, languages, policy, files for others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from lxml import html as lxml_html

from scripts.book import Book
from scripts.check.built import read_site, site_findings
from tests.copies import LANGUAGES

URL = "https://transformeren.example/"
ADDRESSES = """
index.md / /en/
foreword.md /voorwoord/ /en/foreword/
introduction.md /inleiding/ /en/introduction/
background.md /achtergrond/ /en/background/
transformation.md /van-transitie-naar-transformatie/ /en/from-transition-to-transformation/
laws/index.md /wetten/ /en/laws/
laws/youth-act.md /wetten/jeugdwet/ /en/laws/youth-act/
laws/social-support-act.md /wetten/wmo-2015/ /en/laws/social-support-act-2015/
laws/participation-act.md /wetten/participatiewet/ /en/laws/participation-act/
beacons/index.md /bakens/ /en/beacons/
beacons/1-question-behind-the-question.md /bakens/1-vraag-achter-de-vraag/ /en/beacons/1-question-behind-the-question/
beacons/2-own-strength.md /bakens/2-eigen-kracht/ /en/beacons/2-own-strength/
beacons/3-going-straight-to-people.md /bakens/3-direct-eropaf/ /en/beacons/3-going-straight-to-people/
beacons/4-formal-and-informal.md /bakens/4-formeel-en-informeel/ /en/beacons/4-formal-and-informal/
beacons/5-collective-and-individual.md /bakens/5-collectief-en-individueel/ /en/beacons/5-collective-and-individual/
beacons/6-working-integrated.md /bakens/6-integraal-werken/ /en/beacons/6-working-integrated/
beacons/7-results-oriented.md /bakens/7-resultaatgericht/ /en/beacons/7-results-oriented/
beacons/8-room-for-the-professional.md /bakens/8-ruimte-voor-de-professional/ /en/beacons/8-room-for-the-professional/
glossary.md /begrippen/ /en/glossary/
sources.md /bronnen/ /en/sources/
index-of-terms.md /register/ /en/index-of-terms/
search.md /zoeken/ /en/search/
about.md /over/ /en/about/
accessibility.md /toegankelijkheid/ /en/accessibility/
team/index.md /team/ /en/team/
team/cards.md /team/kaarten/ /en/team/cards/
team/worksheet.md /team/werkblad/ /en/team/worksheet/
team/self-scan.md /team/zelfscan/ /en/team/self-scan/
team/short-links.md /team/korte-links/ /en/team/short-links/
take-along.md /meenemen/ /en/take-along/
proof.md /proef/ /en/proof/
"""
"""Source, Dutch and English address, as they were first promised. What came later, permalinks.lock keeps."""
PROMISED = [tuple(line.split()) for line in ADDRESSES.split("\n") if line]
XHTML = "{http://www.w3.org/1999/xhtml}link"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@lru_cache(maxsize=256)
def document(file: Path) -> lxml_html.HtmlElement:
    return lxml_html.parse(str(file)).getroot()


def at(site: Path, address: str) -> lxml_html.HtmlElement:
    return document(site / address.removeprefix("/") / "index.html")


def documents(site: Path) -> Iterator[Path]:
    return iter(sorted(site.rglob("*.html")))


@pytest.fixture(scope="session")
def pairs(book: Book) -> list[tuple[str, str, str]]:
    """Source, Dutch and English address of each page of the plan."""
    entries = book.contents.entries
    return [(each.path, book.pages["nl", each.path].address, book.pages["en", each.path].address) for each in entries]


@pytest.mark.parametrize(("source", "dutch", "english"), PROMISED)
def test_what_was_promised_first_stands_where_it_stood(book: Book, source: str, dutch: str, english: str) -> None:
    assert book.pages["nl", source].address == dutch
    assert book.pages["en", source].address == english


def test_every_page_stands_at_its_address_in_both_languages(
    site: Path, book: Book, pairs: list[tuple[str, str, str]]
) -> None:
    for source, dutch, english in pairs:
        assert {dutch, english} <= book.published.keys(), source
        assert at(site, dutch).get("lang") == "nl"
        assert at(site, english).get("lang") == "en"


def test_a_pair_links_to_each_other_absolutely(site: Path, pairs: list[tuple[str, str, str]]) -> None:
    for source, dutch, english in pairs:
        expected = {"nl": URL + dutch[1:], "en": URL + english[1:], "x-default": URL + dutch[1:]}
        for address in (dutch, english):
            links = at(site, address).xpath("//link[@rel='alternate'][@hreflang]")
            assert {link.get("hreflang"): link.get("href") for link in links} == expected, source
            assert at(site, address).xpath("//link[@rel='canonical']/@href") == [URL + address[1:]]


def test_the_sitemap_has_each_page_with_its_alternates(site: Path, pairs: list[tuple[str, str, str]]) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314 - our own file
    urls = {url.findtext(f"{SITEMAP}loc"): url for url in root}
    for _, dutch, english in pairs:
        for address in (dutch, english):
            links = {link.get("hreflang"): link.get("href") for link in urls[URL + address[1:]].iter(XHTML)}
            assert links == {"nl": URL + dutch[1:], "en": URL + english[1:], "x-default": URL + dutch[1:]}
    for url in urls:
        assert url is not None
        assert (site / url.removeprefix(URL) / "index.html").exists()


def test_titles_and_descriptions_are_there_and_unique_in_their_language(
    site: Path, pairs: list[tuple[str, str, str]]
) -> None:
    for index in (1, 2):
        pages = [at(site, pair[index]) for pair in pairs]
        titles = [page.findtext(".//title") for page in pages]
        descriptions = page_descriptions(pages)
        assert len(set(titles)) == len(titles)
        assert len(set(descriptions)) == len(descriptions)


def page_descriptions(pages: list[lxml_html.HtmlElement]) -> list[str]:
    return [page.xpath("string(//meta[@name='description']/@content)") for page in pages]


def test_every_passage_is_one_element_at_its_id_in_both_languages(site: Path, book: Book) -> None:
    for page in book.pages.values():
        elements = at(site, page.address).xpath("//*[contains(concat(' ', @class, ' '), ' passage ')]")
        assert [element.get("id") for element in elements] == [passage.id for passage in page.passages]
        for element in elements:
            assert ("addition" in element.get("class").split()) == ("-x" in element.get("id"))


def test_passages_json_has_each_passage_in_both_languages(site: Path, book: Book) -> None:
    rows = json.loads((site / "passages.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in rows] == [passage.id for page in book.in_language("nl") for passage in page.passages]
    for row in rows:
        assert set(row) == {"id", "point", "kind", "licence", "updated", "nl", "en"}
        assert row["kind"] == ("addition" if "-x" in row["id"] else "book")
        for language in LANGUAGES:
            path, _, fragment = row[language]["url"].partition("#")
            assert fragment == row["id"]
            assert at(site, path).get_element_by_id(fragment) is not None
            assert row[language]["text"]
            assert row[language]["title"]


def test_search_indexes_hold_each_passage_once_in_their_own_language(site: Path, book: Book) -> None:
    for language in LANGUAGES:
        (file,) = (site / "search").glob(f"{language}.*.json")
        index = json.loads(file.read_text(encoding="utf-8"))
        found = [(index["pages"][page][0], name) for page, name, _ in index["passages"]]
        assert found == [(page.address, passage.id) for page in book.in_language(language) for passage in page.passages]


def test_every_document_conforms_to_html(site: Path) -> None:
    for file in documents(site):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(file.read_bytes(), transport_encoding="utf-8")
        assert parser.errors == [], file


def test_the_policy_stands_in_every_document_and_nothing_needs_an_excuse(site: Path) -> None:
    for file in documents(site):
        page = document(file)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "unsafe" not in policy
        assert page.xpath("//@style | //style | //@*[starts-with(name(), 'on')]") == [], file
        outside = [
            url for url in page.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src") if "//" in url
        ]
        assert outside == [], file


def test_nothing_in_the_site_is_broken(site: Path, book: Book) -> None:
    assert [str(finding) for finding in site_findings(read_site(site, URL, book))] == []


ENGLISH_INTERFACE = (
    "Search", "Table of contents", "Footnotes", "Back to top", "Previous", "Next", "Skip to", "Jump back",
    "Not found", "Home", "Menu", "Added by", "Notes", "On this page", "Contents",
)  # fmt: skip


def test_no_english_is_left_in_the_interface_of_a_dutch_page(site: Path, pairs: list[tuple[str, str, str]]) -> None:
    for _, dutch, _ in pairs:
        page = at(site, dutch)
        for english in page.xpath("//*[@lang='en']"):
            english.drop_tree()
        words = " | ".join([*page.xpath("//body//text()"), *page.xpath("//@aria-label | //@title | //@alt")])
        found = [word for word in ENGLISH_INTERFACE if re.search(rf"\b{word}\b(?!-)", words)]
        assert found == [], dutch


def test_short_links_lead_to_their_beacon_in_both_languages(site: Path, book: Book) -> None:
    for entry in book.contents.beacons:
        page = at(site, f"/b{entry.beacon}/")
        links = [f"/{href.removeprefix('../')}" for href in page.xpath("//main//a/@href")]
        assert links == [book.pages["nl", entry.path].address, book.pages["en", entry.path].address]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_links_to_the_acts_lead_to_the_text_of_2015_and_of_now(site: Path) -> None:
    for address, act in (("jeugdwet", "BWBR0034925"), ("wmo-2015", "BWBR0035362"), ("participatiewet", "BWBR0015703")):
        links = at(site, f"/wetten/{address}/").xpath("//article//a/@href")
        assert f"https://wetten.overheid.nl/{act}" in links
        assert f"https://wetten.overheid.nl/{act}/2015-01-01" in links
