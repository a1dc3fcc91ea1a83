"""What the head of a document says to services that show a link, and to the browser's own edges."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

URL = "https://transformeren.example/"
BEACON = "bakens/3-direct-eropaf"


def head(site: Path, address: str) -> lxml_html.HtmlElement:
    return lxml_html.parse(str(site / address)).getroot().find("head")


def properties(site: Path, address: str) -> dict[str, str]:
    metas = head(site, address).xpath("meta[@property]")
    found = {meta.get("property"): meta.get("content") for meta in metas}
    assert len(found) == len(metas), f"{address} says something twice"
    return found


def test_a_beacon_is_shown_by_its_own_name_and_card(site: Path) -> None:
    assert properties(site, f"{BEACON}/index.html") == {
        "og:description": head(site, f"{BEACON}/index.html").xpath("string(meta[@name='description']/@content)"),
        "og:title": "Direct eropaf",
        "og:type": "article",
        "og:url": f"{URL}{BEACON}/",
        "og:image": f"{URL}assets/cards/nl/beacons/3-going-straight-to-people.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Baken 3: Direct eropaf · Transformeren, gewoon doen",
        "og:site_name": "Transformeren, gewoon doen",
        "og:locale": "nl_NL",
    }


def test_the_cover_is_a_book_and_english_is_english(site: Path) -> None:
    found = properties(site, "en/index.html")
    assert (found["og:type"], found["og:locale"]) == ("book", "en_GB")
    assert found["og:image"] == f"{URL}assets/cards/en/index.png"


def test_a_short_link_has_the_card_of_its_beacon(site: Path) -> None:
    found = properties(site, "b3/index.html")
    assert found["og:url"] == f"{URL}b3/"
    assert found["og:image"] == properties(site, f"{BEACON}/index.html")["og:image"]


def test_both_languages_side_by_side_have_a_card_of_their_own(site: Path) -> None:
    found = properties(site, "nl-en/beacons/3-going-straight-to-people/index.html")
    assert found["og:image"] == f"{URL}assets/cards/nl-en/beacons/3-going-straight-to-people.png"
    assert found["og:title"] == "Direct eropaf: Nederlands en Engels"


@pytest.mark.parametrize("address", ["404.html", "nl/404.html", "en/404.html"])
def test_what_is_not_there_can_not_be_shared(site: Path, address: str) -> None:
    assert properties(site, address) == {}
    assert head(site, address).xpath("link[@rel='canonical']") == []


def test_every_document_that_may_be_found_says_all_of_it(site: Path) -> None:
    complete = set(properties(site, f"{BEACON}/index.html"))
    for file in site.rglob("*.html"):
        address = file.relative_to(site).as_posix()
        canonical = head(site, address).xpath("link[@rel='canonical']/@href")
        if canonical:
            found = properties(site, address)
            assert set(found) == complete, address
            assert [found["og:url"]] == canonical
            assert all(found.values()), address
            assert head(site, address).xpath("meta[@name='twitter:card']/@content") == ["summary_large_image"]


def test_the_edges_of_the_browser_have_the_colour_of_the_page(site: Path) -> None:
    metas = head(site, f"{BEACON}/index.html").xpath("meta[@name='theme-color']")
    assert {meta.get("media"): meta.get("content") for meta in metas} == {
        "(prefers-color-scheme:light)": "#fbf8f1",
        "(prefers-color-scheme:dark)": "#14191b",
    }
    touch = head(site, f"{BEACON}/index.html").xpath("link[@rel='apple-touch-icon']/@href")
    assert touch == ["../../apple-touch-icon.png"]
