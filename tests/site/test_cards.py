"""The card of each page: it is there, says where we are, fits, is small, and is drawn once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from scripts.book import Book
from scripts.book.addresses import social_card_address
from scripts.build import ROOT
from scripts.site.drawing import pictures
from scripts.site.drawing.lettering import ITALIC, TITLE, fit, text_width, wrap
from scripts.site.files.cards import BESIDE_A_SIGN, COLUMN, LEFT, RIGHT, Card, card
from scripts.site.pages.documents import sitemap_frames
from scripts.site.pages.frame import Frame, Publication
from scripts.site.publish import publish
from scripts.site.templates import templates
from tests.copies import LANGUAGES

URL = "https://transformeren.example/"
MOST_BYTES = 40_000
TOP, FOOT = 130, 490
"""Between the line above the title and the rule below it."""


@pytest.fixture(scope="module")
def frames(publication: Publication) -> list[Frame]:
    return sitemap_frames(publication)


def of(frames: list[Frame], address: str) -> Card:
    return card(next(frame for frame in frames if frame.card == address))


def test_every_page_has_a_card_in_each_language_and_side_by_side(site: Path, book: Book) -> None:
    expected = {
        social_card_address(language, page.path) for language in LANGUAGES for page in book.in_language(language)
    }
    expected |= {social_card_address("nl-en", pair.path) for pair in book.pairs}
    found = {f"/{file.relative_to(site).as_posix()}" for file in (site / "assets/cards").rglob("*.png")}
    assert found == expected
    assert "/assets/cards/en/beacons/3-going-straight-to-people.png" in found


def test_every_card_has_the_size_that_services_show_and_few_bytes(site: Path) -> None:
    pictures_seen: set[bytes] = set()
    for file in (site / "assets/cards").rglob("*.png"):
        content = file.read_bytes()
        assert Image.open(io.BytesIO(content)).size == (1200, 630)
        assert len(content) <= MOST_BYTES, file
        assert content not in pictures_seen, file
        pictures_seen.add(content)


def test_a_card_says_where_in_the_book_we_are(frames: list[Frame]) -> None:
    dutch = of(frames, "/assets/cards/nl/beacons/3-going-straight-to-people.png")
    assert (dutch.place, dutch.beacon, dutch.remark) == ("Baken 3", 3, "")
    assert [line.text for line in dutch.titles[0].lines] == ["Direct eropaf"]
    assert (dutch.foot, dutch.foot_note) == ("Transformeren, gewoon doen", "naverteld")
    english = of(frames, "/assets/cards/en/beacons/7-results-oriented.png")
    assert (english.place, english.beacon, english.remark) == ("Beacon 7", 7, "Added by this site")
    law = of(frames, "/assets/cards/en/laws/youth-act.png")
    assert (law.place, law.beacon) == ("The three transitions", None)
    cover = of(frames, "/assets/cards/en/index.png")
    assert (cover.titles[0].italic, cover.titles[0].language, cover.foot) == (True, "nl", "retold")


def test_a_card_of_both_languages_has_both_titles(frames: list[Frame]) -> None:
    both = of(frames, "/assets/cards/nl-en/transformation.png")
    texts = [" ".join(line.text for line in title.lines) for title in both.titles]
    assert texts == ["Van transitie naar transformatie", "From transition to transformation"]
    assert [title.language for title in both.titles] == ["nl", "en"]
    assert both.place == "Hoofdstuk 1 · Nederlands · English"


def test_every_title_stands_in_its_room(frames: list[Frame]) -> None:
    for frame in frames:
        drawn = card(frame)
        width = COLUMN if len(drawn.titles) > 1 else BESIDE_A_SIGN if drawn.beacon else RIGHT - LEFT
        for title in drawn.titles:
            font = ITALIC if title.italic else TITLE
            assert max(text_width(line.text, font, title.size) for line in title.lines) <= width, frame.card
            assert title.lines[0].y - title.size * 0.75 >= TOP, frame.card
            assert title.lines[-1].y + title.size * 0.25 <= FOOT, frame.card


def test_the_drawing_is_one_template_and_escapes_what_it_is_given(book: Book, publication: Publication) -> None:
    template = templates(ROOT).get_template("card.svg")
    page = book.pages["nl", "foreword.md"]
    frame = Frame(publication, "nl", "/", page, own_title="Zorg & <b>welzijn</b>")
    root = ElementTree.fromstring(template.render(card=card(frame)))  # noqa: S314 - our own drawing
    texts = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[:2] == ["Zorg &", "<b>welzijn</b>"]


def test_a_long_title_gets_smaller_letters_and_even_lines() -> None:
    short = fit("Inleiding", TITLE, (100, 60), 700, 300)
    long = fit("Een titel die veel langer is dan de andere titels van dit boek", TITLE, (100, 60), 700, 300)
    assert (short.size, long.size) == (100, 60)
    assert wrap("Doordachte balans van collectief en individueel", TITLE, 60, 900) == (
        "Doordachte balans van",
        "collectief en individueel",
    )
    assert fit("Onverwachtlangewoordkoppelingen" * 2, TITLE, (100, 60), 700, 300).size == 60


def test_a_drawing_is_made_once_and_then_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    first = pictures.draw(tmp_path, svg)
    assert first == pictures.draw(tmp_path / "elsewhere", svg)
    monkeypatch.setattr(pictures, "_drawn", lambda *_: pytest.fail("drawn again"))
    assert pictures.draw(tmp_path, svg) == first
    with pytest.raises(pytest.fail.Exception):
        pictures.draw(tmp_path, svg.replace("20", "21"))


def test_no_card_is_drawn_before_somebody_asks_for_one(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who serves the book while it is edited has the list at once."""
    asked: list[int] = []

    def draw(frames: Sequence[Frame], _: object) -> dict[str, bytes]:
        asked.append(len(frames))
        return {}

    monkeypatch.setattr("scripts.site.publish.card_files", draw)
    outputs = publish(publication)
    assert "assets/cards/nl/foreword.png" in outputs
    assert not asked
    with pytest.raises(KeyError):
        _ = outputs["assets/cards/nl/foreword.png"].content
    assert asked


def test_the_icons_that_nobody_names_are_there_too(site: Path) -> None:
    icon = Image.open(site / "favicon.ico")
    assert (icon.format, icon.size) == ("ICO", (32, 32))
    icon.load()
    touch = Image.open(site / "apple-touch-icon.png")
    assert (touch.size, touch.convert("RGBA").getchannel("A").getextrema()) == ((180, 180), (255, 255))
