"""What a page says of itself in schema.org's words: words that exist, where they may stand, and nothing made up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from scripts.book import Book
from scripts.site.pages.linked_data import embedded

URL = "https://transformeren.example/"
THING = frozenset({"@id", "name", "description", "url"})
WORK = THING | {
    "author", "datePublished", "hasPart", "inLanguage", "isBasedOn", "isPartOf", "license", "position",
    "translationOfWork", "workTranslation",
}  # fmt: skip
VOCABULARY: Mapping[str, frozenset[str]] = {
    "Book": WORK,
    "Chapter": WORK,
    "WebPage": WORK,
    "AboutPage": WORK,
    "DefinedTermSet": WORK | {"hasDefinedTerm"},
    "DefinedTerm": THING | {"inDefinedTermSet"},
    "Person": THING,
}
"""Types and the properties that schema.org (30.1) lets them have, of those that we use."""
REQUIRED: Mapping[str, frozenset[str]] = {
    "Book": frozenset({"name"}),
    "Chapter": frozenset({"@id", "name", "isPartOf"}),
    "WebPage": frozenset({"@id", "url", "name", "inLanguage"}),
    "AboutPage": frozenset({"@id", "url", "name", "inLanguage", "isPartOf"}),
    "DefinedTermSet": frozenset({"@id", "url", "name", "inLanguage", "hasDefinedTerm"}),
    "DefinedTerm": frozenset({"name", "description", "url"}),
    "Person": frozenset({"name"}),
}


def data_of(file: Path) -> list[Any]:
    scripts = lxml_html.parse(str(file)).xpath("//script[@type='application/ld+json']/text()")
    return [json.loads(script) for script in scripts]


def at(site: Path, address: str) -> dict[str, Any]:
    (data,) = data_of(site / address.removeprefix(URL).removeprefix("/") / "index.html")
    assert isinstance(data, dict)
    return data


def things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from things(inner)


def test_every_word_is_of_the_vocabulary_and_stands_where_it_may(site: Path) -> None:
    for file in site.rglob("*.html"):
        for data in data_of(file):
            assert data.pop("@context") == "https://schema.org"
            for thing in things(data):
                if set(thing) == {"@id"}:
                    continue
                kind = thing.pop("@type")
                assert set(thing) <= VOCABULARY[kind], (file, set(thing) - VOCABULARY[kind])
                assert set(thing) >= REQUIRED[kind], (file, REQUIRED[kind] - set(thing))


def test_every_address_is_absolute_and_there(site: Path) -> None:
    for file in site.rglob("*.html"):
        for thing in things(data_of(file)):
            for url in [str(thing[key]) for key in ("@id", "url") if key in thing]:
                assert url.startswith(URL), (file, url)
                assert (site / url.removeprefix(URL).partition("#")[0] / "index.html").exists(), (file, url)


def test_the_retelling_is_based_on_the_book_and_claims_nothing_of_it(site: Path) -> None:
    data = at(site, "/")
    assert (data["@type"], data["name"]) == ("Book", "Transformeren, gewoon doen, naverteld")
    assert "author" not in data
    assert data["isBasedOn"] == {
        "@type": "Book",
        "name": "Transformeren, gewoon doen",
        "author": {"@type": "Person", "name": "Suzanne Bunnik"},
        "datePublished": "2015",
        "inLanguage": "nl",
    }


def test_a_beacon_is_a_chapter_with_its_number_its_section_and_its_counterpart(site: Path) -> None:
    data = at(site, "/bakens/3-direct-eropaf/")
    assert (data["@type"], data["name"], data["position"]) == ("Chapter", "Direct eropaf", 3)
    assert data["isPartOf"]["@id"] == f"{URL}bakens/"
    assert data["isPartOf"]["isPartOf"]["@id"] == URL
    assert data["workTranslation"]["@id"] == f"{URL}en/beacons/3-going-straight-to-people/"


def test_a_pair_names_each_other(site: Path, book: Book) -> None:
    for pair in book.pairs:
        dutch, english = at(site, pair.first.address), at(site, pair.second.address)
        assert dutch["workTranslation"]["@id"] == english["@id"]
        assert english["translationOfWork"]["@id"] == dutch["@id"]
        assert (dutch["inLanguage"], english["inLanguage"]) == ("nl", "en")


def test_the_glossary_has_each_term_with_its_definition_at_its_address(site: Path, book: Book) -> None:
    terms = at(site, "/en/glossary/")["hasDefinedTerm"]
    ids = set(lxml_html.parse(str(site / "en/glossary/index.html")).xpath("//@id"))
    assert len(terms) == len(book.glossary.terms)
    for term in terms:
        address, _, fragment = term["url"].partition("#")
        assert address == f"{URL}en/glossary/"
        assert fragment in ids
        assert term["description"] == book.glossary.by_id[fragment].wording["en"].definition


def test_no_text_can_close_the_script_that_it_stands_in() -> None:
    data = {"name": "</script><script>alert(1)</script><!-- & ' \u2028"}
    text = embedded(data)
    assert not set("<>&") & set(text)
    assert json.loads(text) == data
