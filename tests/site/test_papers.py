"""Papers: of the right size, tagged (PDF/UA), with their fonts in them, and codes that a real reader of codes reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from scripts.book import Book, Language
from scripts.book.addresses import PaperAddresses, paper_addresses
from scripts.book.questions import by_role
from scripts.site.drawing.qr import qr_svg
from tests.copies import LANGUAGES

URL = "https://transformeren.example"
A4, A5 = (595, 842), (420, 595)
"""Points."""
POOR = 150
"""Dots per inch of a poor printer, or of a picture of a screen."""
SMALL = 20 / 25.4
"""Inches: two centimetres, the smallest that a code may be printed."""


@pytest.fixture(scope="module")
def papers_of(book: Book) -> dict[Language, PaperAddresses]:
    found = {language: paper_addresses(book, language) for language in LANGUAGES}
    assert all(found.values())
    return {language: each for language, each in found.items() if each}


@lru_cache(maxsize=64)
def drawn(file: Path, page: int, dpi: int) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(file)[page].render(scale=dpi / 72).to_pil().convert("L")
    return picture


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def at(site: Path, address: str) -> Path:
    return site / address.removeprefix("/")


def all_papers(site: Path, papers_of: dict[Language, PaperAddresses]) -> Iterator[tuple[Language, Path]]:
    for language, papers in papers_of.items():
        for address in papers.all:
            yield language, at(site, address)


def test_each_paper_has_its_size_and_its_number_of_pages(site: Path, papers_of: dict[Language, PaperAddresses]) -> None:
    for each in papers_of.values():
        expected = dict.fromkeys(each.cards.values(), (A5, 1)) | {each.sheet: (A4, 1), each.scan: (A4, 1)}
        expected |= dict.fromkeys(each.worksheets.values(), (A4, 2))
        assert len(expected) == 13
        for address, (size, pages) in expected.items():
            document = pypdfium2.PdfDocument(at(site, address))
            assert len(document) == pages, address
            assert [tuple(round(side) for side in page.get_size()) for page in document] == [size] * pages, address


def test_each_paper_is_tagged_and_says_its_title_and_language(
    site: Path, papers_of: dict[Language, PaperAddresses]
) -> None:
    for language, file in all_papers(site, papers_of):
        with pikepdf.open(file) as pdf:
            root: Any = pdf.Root
            assert root.MarkInfo.Marked, file
            assert str(root.Lang).startswith(language), file
            assert root.ViewerPreferences.DisplayDocTitle, file
            metadata = pdf.open_metadata()
            assert metadata["pdfuaid:part"] == "1", file
            assert metadata["dc:title"], file
            tags = list(elements(root.StructTreeRoot))
            assert next(tag.S for tag in tags if str(tag.S).startswith("/H")) == "/H1", file
            figures = [tag for tag in tags if tag.S == "/Figure"]
            assert figures, file
            assert all(str(figure.get("/Alt", "")) for figure in figures), file


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below a node of a structure tree."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_every_font_is_in_the_paper(site: Path, papers_of: dict[Language, PaperAddresses]) -> None:
    for _, file in all_papers(site, papers_of):
        with pikepdf.open(file) as pdf:
            fonts = [
                thing
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
            ]
            assert fonts, file
            assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts), file


def test_names_in_the_other_language_are_marked(site: Path, papers_of: dict[Language, PaperAddresses]) -> None:
    with pikepdf.open(at(site, papers_of["en"].cards[3])) as pdf:
        assert b"/Lang(nl)" in pdf.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_says_what_its_beacon_says(
    site: Path, book: Book, papers_of: dict[Language, PaperAddresses], language: Language
) -> None:
    for entry in book.contents.beacons:
        page = book.pages[language, entry.path]
        assert entry.beacon
        text = text_of(at(site, papers_of[language].cards[entry.beacon]))
        for wanted in (
            page.title,
            page.description,
            f"transformeren.example/b{entry.beacon}",
        ):
            assert wanted in text
        for each in by_role(page, book.edition.roles):
            assert each.questions[0] in text
        assert (book.labels[language]["addition"] in text) == (page.kind == "addition")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_every_card_is_read_from_a_poor_print(
    site: Path, papers_of: dict[Language, PaperAddresses], language: Language
) -> None:
    for beacon, address in papers_of[language].cards.items():
        assert codes(drawn(at(site, address), 0, POOR)) == [f"{URL}/b{beacon}/"]
    sheet = drawn(at(site, papers_of[language].sheet), 0, POOR)
    assert sorted(codes(sheet)) == [f"{URL}/b{beacon}/" for beacon in range(1, 9)]


@pytest.mark.parametrize("shown", ["whole", "smudged"])
def test_a_code_of_two_centimetres_is_read_from_a_poor_print_also_with_a_blot(
    site: Path, papers_of: dict[Language, PaperAddresses], shown: str
) -> None:
    """The code of a card, set at 2 cm: as many dots as a poor printer gives it, and then some of them blotted out."""
    page = drawn(at(site, papers_of["nl"].cards[3]), 0, 600)
    (code,) = zxingcpp.read_barcodes(page)
    place = code.position
    width = place.top_right.x - place.top_left.x
    quiet = round(width * 4 / 29)
    code_alone = page.crop((
        place.top_left.x - quiet, place.top_left.y - quiet, place.bottom_right.x + quiet, place.bottom_right.y + quiet,
    ))  # fmt: skip
    side = round(SMALL * POOR)
    small = code_alone.resize((side, side), Image.Resampling.LANCZOS)
    if shown == "smudged":
        small.paste(128, (side * 5 // 10, side * 5 // 10, side * 6 // 10, side * 6 // 10))
    assert codes(small) == [f"{URL}/b3/"]


def test_a_code_fits_its_room_and_bears_losses(tmp_path: Path) -> None:
    svg = qr_svg(tmp_path, f"{URL}/b3/")
    modules = int(svg.split('viewBox="0 0 ')[1].split(" ")[0])
    assert SMALL * 25.4 / modules >= 0.45, "millimetres of a module at two centimetres"


def test_worksheets_hold_every_question_of_their_role(
    site: Path, book: Book, papers_of: dict[Language, PaperAddresses]
) -> None:
    for language, each in papers_of.items():
        for role, address in each.worksheets.items():
            text = text_of(at(site, address))
            for entry in book.contents.beacons:
                asked = {
                    one.role: one.questions for one in by_role(book.pages[language, entry.path], book.edition.roles)
                }
                assert len(asked[role]) >= 2
                assert all(question in text for question in asked[role]), (address, entry.path)


def test_a_worksheet_leaves_room_to_write(site: Path, papers_of: dict[Language, PaperAddresses]) -> None:
    """At each of four beacons a page, in each of five columns: two lines or more, seven millimetres or more apart."""
    for page in (0, 1):
        image = drawn(at(site, papers_of["nl"].worksheets["team_leader"]), page, POOR)
        for column in (0.12, 0.33, 0.54, 0.75, 0.86):
            left = round(image.width * column)
            rows = [y for y in range(image.height) if all(image.getpixel((left + x, y)) < 215 for x in range(0, 70, 5))]  # type: ignore[operator]
            lines = [y for y, before in zip(rows, [-9, *rows], strict=False) if y - before > 2]
            gaps = [(after - before) / POOR * 25.4 for before, after in pairwise(lines)]
            assert sum(7 <= gap <= 9.5 for gap in gaps) >= 4, (page, column, gaps)
