"""What the book's Markdown becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from scripts.book import Page, read_book
from scripts.book.markup.notes import letter
from scripts.book.markup.setting import relative


def page(mini: Path, path: str = "foreword.md", language: str = "nl") -> Page:
    return read_book(mini).pages[language, path]


def tree(page: Page) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(page.html, create_parent="main")


def added_in(root: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """Runs of additions."""
    found: list[lxml_html.HtmlElement] = root.find_class("addition-block")
    return found


def change(mini: Path, old: str, new: str, path: str = "nl/foreword.md") -> None:
    file = mini / "docs" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_passage_is_one_element_with_its_id(mini: Path) -> None:
    passage = tree(page(mini)).get_element_by_id("v1")
    assert passage.tag == "section"
    assert passage.get("class") == "passage"
    assert "sociaal domein" in passage.text_content()


def test_a_passage_runs_to_the_next_one_with_all_its_blocks(mini: Path) -> None:
    beacon = tree(page(mini, "beacons/1-question.md"))
    assert "nog een alinea" in beacon.get_element_by_id("b1-1").text_content()
    assert len(beacon.get_element_by_id("b1-2").findall("ul/li")) == 2


def test_the_number_is_a_link_to_the_passage_and_no_text_of_it(mini: Path) -> None:
    number = tree(page(mini)).get_element_by_id("v1").find("a")
    assert (number.get("href"), number.get("aria-label"), number.text) == ("#v1", "Passage 1: link kopiëren", None)
    assert page(mini).passages[0].text.startswith("Het sociaal domein")


def test_additions_stand_in_a_section_with_a_name_and_a_new_heading_begins_a_new_one(mini: Path) -> None:
    blocks = added_in(tree(page(mini)))
    assert [block.find("p").text for block in blocks] == ["Toevoeging van deze site"] * 2
    assert blocks[0].find("section").get("class") == "passage addition"
    assert blocks[1].find("h2").get("id") == "later"
    assert all(block.get("aria-labelledby") for block in blocks)


def test_what_the_book_says_is_in_no_addition(mini: Path) -> None:
    passage = tree(page(mini)).get_element_by_id("v2")
    assert not [parent for parent in passage.iterancestors() if parent.get("class") == "addition-block"]


def test_a_page_that_is_an_addition_as_a_whole_has_no_label_on_its_parts(mini: Path) -> None:
    added = page(mini, "beacons/2-strength.md")
    assert added.kind == "addition"
    assert not added_in(tree(added))


def test_notes_of_the_book_keep_their_number_and_those_of_the_site_get_a_letter(mini: Path) -> None:
    marks = tree(page(mini)).xpath("//sup/a")
    assert [mark.text for mark in marks] == ["1", "a", "b"]
    assert [mark.get("aria-label") for mark in marks[:2]] == [
        "Deze site, bij eindnoot 1 van het boek",
        "Noot a van deze site",
    ]


def test_each_mark_has_a_way_back(mini: Path) -> None:
    change(mini, "over jeugdbescherming.", "over jeugdbescherming.[^cbs]")
    note = tree(page(mini)).get_element_by_id("fn:cbs")
    assert [link.get("href") for link in note.xpath(".//a[@role='doc-backlink']")] == ["#fnref:cbs", "#fnref2:cbs"]


def test_a_citation_leads_to_the_source_and_its_title_has_its_language(mini: Path) -> None:
    citation = tree(page(mini, language="en")).get_element_by_id("fn:cbs").xpath(".//a[@class='citation']")[0]
    assert citation.get("href") == "../sources/#cbs-2020"
    assert citation.text_content() == "CBS, Cijfers & feiten (2020), p. 4"
    assert citation.find("cite").get("lang") == "nl"


def test_citations_that_follow_each_other_are_parted_and_what_stands_between_them_stays(mini: Path) -> None:
    change(mini, "[@cbs-2020, blz. 4]", "[@cbs-2020] [@bunnik-2015]")
    change(
        mini,
        "De titel van het boek is *Transformeren, gewoon doen*. [@cbs-2020]",
        "[@cbs-2020] telt wat [@bunnik-2015] zegt",
    )
    root = tree(page(mini))
    assert re.search(r"\(2020\); Bunnik, .*\(2015\)", root.get_element_by_id("fn:cbs").text_content())
    assert re.search(r"\(2020\) telt wat .*\(2015\) zegt", root.get_element_by_id("fn:law").text_content())


def test_a_term_in_words_of_another_language_is_not_explained(mini: Path) -> None:
    change(mini, "en daar helpen wijkteams bij", "en daar helpen **wijkteams**{lang=en} bij")
    assert "wijkteam" not in page(mini).terms


def test_a_term_is_explained_at_its_first_use_only(mini: Path) -> None:
    terms = tree(page(mini)).xpath("//a[@class='term']")
    assert [term.text_content() for term in terms[:3]] == ["wijkteams", "jeugd-ggz", "Jeugdwet"]
    assert terms[0].get("href") == "../begrippen/#wijkteam"
    assert page(mini).terms == ("wijkteam", "jeugd-ggz", "jeugdwet", "jeugdbescherming", "crvb")


def test_an_everyday_word_is_not_explained(mini: Path) -> None:
    change(mini, "sterk.", "sterk voor zorgmijders.")
    assert "zorgmijder" not in page(mini).terms


def test_an_abbreviation_says_what_it_stands_for(mini: Path) -> None:
    change(mini, "sterk.", "sterk in de ggz.")
    abbreviations = tree(page(mini)).get_element_by_id("v1").xpath(".//abbr")
    assert [(abbr.text, abbr.get("title")) for abbr in abbreviations] == [("ggz", "geestelijke gezondheidszorg")]


def test_a_dutch_name_in_an_english_text_has_its_language(mini: Path) -> None:
    name = tree(page(mini, language="en")).get_element_by_id("v-x1").xpath(".//span[@lang]")[0]
    assert (name.get("lang"), name.text) == ("nl", "Jeugdwet")


def test_a_link_to_a_file_becomes_a_link_to_its_address(mini: Path) -> None:
    assert tree(page(mini)).xpath("//a[text()='gemeente']/@href") == ["../bakens/#n1"]


def test_markup_in_code_is_left_alone(mini: Path) -> None:
    change(mini, "Het sociaal domein", "Schrijf `[^99]`, `[@niets]` en `wijkteam`. Het sociaal domein")
    changed = page(mini)
    assert not changed.strays
    assert changed.terms[0] == "wijkteam"
    assert "<code>wijkteam</code>" in changed.html


def test_table_cells_are_aligned_by_class(mini: Path) -> None:
    html = page(mini, "beacons/index.md").html
    assert "style=" not in html
    assert 'class="align-right"' in html


@pytest.mark.parametrize(("index", "expected"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (702, "aaa")])
def test_letters_count_on(index: int, expected: str) -> None:
    assert letter(index) == expected


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("/", "/wetten/", "wetten/"),
        ("/wetten/jeugdwet/", "/bakens/", "../../bakens/"),
        ("/wetten/", "/wetten/", "./"),
        ("/en/laws/", "/", "../../"),
        ("/404.html", "/assets/x.css", "assets/x.css"),
    ],
)
def test_references_are_relative(here: str, there: str, expected: str) -> None:
    assert relative(here, there) == expected


def test_an_image_leads_to_the_assets_and_one_elsewhere_stays(mini: Path) -> None:
    images = [image.get("src") for image in tree(page(mini)).iter("img")]
    assert images == ["../assets/images/kaart.svg"]
    change(mini, "../assets/images/kaart.svg", "https://elders.example/assets/kaart.svg")
    assert [image.get("src") for image in tree(page(mini)).iter("img")] == ["https://elders.example/assets/kaart.svg"]
