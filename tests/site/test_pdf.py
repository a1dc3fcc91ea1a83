"""The book as PDF: what a reader of paper, a screen reader and an archive find in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from scripts.book import Book, Page, read_book
from scripts.book.addresses import Pdf, pdfs
from scripts.book.index_of_terms import index_of_terms
from scripts.site.editions import pdf as editions
from scripts.site.editions.apart import set_apart
from scripts.site.editions.pdf import pdf_files, pdf_pages
from scripts.site.making import PaperError
from scripts.site.pages.frame import Frame, Publication
from tests.copies import copy_another
from tests.tagged import Element, read_tags

NAMES = ("nl.a5", "nl.a4", "en.a5", "en.a4", "nl-en.a4")
SIZES = {"a4": (595, 842), "a5": (420, 595)}
"""Points."""
LARGEST = 1_500_000
"""Bytes."""
EDGE = 14
"""Points: five millimetres, which a printer leaves white."""
ELSEWHERE = re.compile(r"\u00a0→\d+")
"""The page of what a link leads to, which only paper has."""
NOT_TEXT = frozenset({"Lbl", "Note", "Figure", "Table"})
"""Marks and notes, and what is drawn."""


@dataclass
class Made:
    pdf: Pdf
    file: Path
    pages: Mapping[str, int]

    @cached_property
    def tags(self) -> Element:
        return read_tags(self.file)

    @cached_property
    def passages(self) -> list[tuple[str, str, str, int]]:
        """What is read out from each passage's number to the next or to a heading: id, language, text, first page."""
        return list(passages(self.tags))


@pytest.fixture(scope="session")
def made(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Each PDF by its languages and paper: `nl.a5`."""
    folder = tmp_path_factory.mktemp("pdf")
    pages, found = pdf_pages(publication), {}
    for pdf, (name, make) in zip(pdfs(publication.book), pdf_files(publication).items(), strict=True):
        file = folder / Path(name).name
        file.write_bytes(make())
        found[file.name.split(".", 1)[1].removesuffix(".pdf")] = Made(pdf, file, pages[pdf.address])
    return found


def passages(root: Element) -> Iterator[tuple[str, str, str, int]]:
    """From the link with its id in the margin on; in both languages what follows in the other has the same id."""
    name = ""
    for block in blocks(root):
        if block.tag.startswith("H") or block.tag in {"TOC", "Caption"}:
            name = name if block.tag == "Caption" else ""
        number = block.kids[0] if block.kids else None
        if (
            isinstance(number, Element)
            and number.tag == "Link"
            and re.fullmatch(r"[a-z]{1,2}\d*(-x?\d+)?", number.text().strip())
        ):
            name = number.text().strip()
        if name:
            yield name, block.lang[:2], without_marks(block).removeprefix(name), block.page


def blocks(element: Element) -> Iterator[Element]:
    """Paragraphs, headings and captions, in the order in which they are read."""
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.tag in {"P", "Caption", "LBody", "H1", "H2", "H3", "TOC"}:
                yield kid
            elif kid.tag not in NOT_TEXT:
                yield from blocks(kid)


def without_marks(block: Element) -> str:
    """Where notes stand below their passage a mark is a link of one or two letters."""
    kids = [kid for kid in block.kids if isinstance(kid, str) or not re.fullmatch(r"[a-z]{1,2}|\d", kid.text().strip())]
    return replace(block, kids=kids).text(NOT_TEXT)


def plain(text: str) -> str:
    """Without white space, hyphens (at the end of a line nobody knows whose they are) and what only paper has."""
    return re.sub(r"[\s\x02\u00ad-]", "", ELSEWHERE.sub("", text))


def chapters(book: Book, language: str) -> list[Page]:
    return [page for _, page, _ in book.reading_order[language].values() if page.entry and page.entry.is_chapter]


def test_there_is_one_for_each_language_and_paper_and_one_for_both(made: dict[str, Made]) -> None:
    assert tuple(made) == NAMES
    assert made["nl-en.a4"].pdf.address == "/files/transformeren-gewoon-doen.nl-en.a4.pdf"


@pytest.mark.parametrize("name", NAMES)
def test_it_is_of_its_size_tagged_and_made_to_last(made: dict[str, Made], book: Book, name: str) -> None:
    file = made[name].file
    assert file.stat().st_size <= LARGEST
    with pikepdf.open(file) as pdf:
        root: Any = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang)[:2] == made[name].pdf.languages[0]
        assert root.ViewerPreferences.DisplayDocTitle
        about = pdf.open_metadata()
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")
        assert all(book.labels[language]["site_title"] in about["dc:title"] for language in made[name].pdf.languages)
        assert about["xmp:ModifyDate"][:10] == max(book.changed.values())[:10]
        assert all(round(page.mediabox[2]) == SIZES[name[-2:]][0] for page in pdf.pages)
        assert all(round(page.mediabox[3]) == SIZES[name[-2:]][1] for page in pdf.pages)
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)]
        fonts = [thing for thing in things if thing.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
        assert not [thing for thing in things if thing.get("/Subtype") == "/Image"], "a figure that is no vectors"


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_out_every_passage_once_in_order_and_in_its_language(
    made: dict[str, Made], book: Book, name: str
) -> None:
    for language in made[name].pdf.languages:
        wanted = [passage for page in chapters(book, language) for passage in page.passages]
        found: dict[str, str] = {}
        for each, lang, text, _ in made[name].passages:
            if lang == language:
                found[each] = found.get(each, "") + text
        labels = book.labels[language]
        assert list(found) == [passage.id for passage in wanted]
        for passage in wanted:
            told = plain(found[passage.id]).replace(plain(labels["addition"]), "")
            told = told.replace(plain(labels["figure_table"]), "")
            assert told.startswith(plain(passage.text)), passage.id
            rest = told.removeprefix(plain(passage.text))
            assert not rest or passage.shape[-1] == "figure" or passage.notes, (passage.id, rest)


def test_words_of_the_other_language_are_said_in_it(made: dict[str, Made]) -> None:
    for name, lang, words in (
        ("en.a5", "nl", {"eigen kracht", "Leren veranderen", "Jeugdwet"}),
        ("nl.a5", "en", {"Learning to Change: A Guide for Organization Change Agents"}),
    ):
        said = plain("".join(each.text() for each in made[name].tags.all("Text") if each.lang[:2] == lang))
        assert [each for each in words if plain(each) not in said] == [], name


@pytest.mark.parametrize("name", NAMES)
def test_every_note_is_told_once(made: dict[str, Made], book: Book, name: str) -> None:
    told = plain(made[name].tags.text())
    for language in made[name].pdf.languages:
        for page in chapters(book, language):
            for note in page.notes:
                start = plain(note.text).rstrip(".")
                assert told.count(start) >= 1, (page.path, note.label)


def test_a_note_stands_at_the_foot_of_the_page_that_calls_for_it(made: dict[str, Made]) -> None:
    for paragraph in made["nl.a5"].tags.all("P"):
        marks = [kid for kid in paragraph.kids if isinstance(kid, Element) and kid.tag == "Lbl"]
        notes = [kid for kid in paragraph.kids if isinstance(kid, Element) and kid.tag == "Note"]
        assert [mark.text().strip() for mark in marks] == [next(note.all("Lbl")).text().strip() for note in notes]
        assert [mark.page for mark in marks] == [note.page for note in notes]


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_tells_what_it_shows(made: dict[str, Made], book: Book, name: str) -> None:
    told = [figure.alt for figure in made[name].tags.all("Figure")]
    assert all(told)
    for language in made[name].pdf.languages:
        shown = [book.figures[mark.name] for page in chapters(book, language) for mark in page.figures]
        assert shown
        assert all(figure.description[language] in told for figure in shown)
    tables = list(made[name].tags.all("Table"))
    assert len(tables) == len(shown) * len(made[name].pdf.languages)
    assert all(list(table.all("TH")) for table in tables)


@pytest.mark.parametrize("name", NAMES)
def test_bookmarks_are_the_chapters_in_their_order(
    made: dict[str, Made], book: Book, publication: Publication, name: str
) -> None:
    with pikepdf.open(made[name].file) as pdf, pdf.open_outline() as outline:
        titles = list(bookmarks(outline.root))
    languages = made[name].pdf.languages
    frames = [Frame(publication, language, "/") for language in languages]
    wanted = [
        [
            ": ".join(filter(None, (replace(frame, page=page).place, page.title)))
            for page in chapters(book, frame.language)
        ]
        for frame in frames
    ]
    expected = [" · ".join(pair) for pair in zip(*wanted, strict=True)]
    assert [title for title in titles if title in set(expected)] == expected
    headings = [
        heading.text for page in chapters(book, languages[0]) for heading in page.headings if heading.level == 2
    ]
    assert [title for title in titles if title in set(headings)] == headings


def bookmarks(items: list[Any]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from bookmarks(item.children)


@pytest.mark.parametrize("name", NAMES)
def test_a_link_from_outside_finds_every_passage(made: dict[str, Made], book: Book, name: str) -> None:
    """`#nameddest=b3-2` and `#page=27` lead to the page on which the passage begins."""
    with pikepdf.open(made[name].file) as pdf:
        root: Any = pdf.Root
        numbers = {page.obj.objgen: index + 1 for index, page in enumerate(pdf.pages)}
        names: dict[str, int] = {}
        for node in [root.Names.Dests, *root.Names.Dests.get("/Kids", [])]:
            flat = list(node.get("/Names", []))
            names |= {str(key): numbers[place[0].objgen] for key, place in zip(flat[::2], flat[1::2], strict=True)}
    begins: dict[str, int] = {}
    for each, _, _, page in made[name].passages:
        begins.setdefault(each, page)
    wanted = [passage.id for page in chapters(book, made[name].pdf.languages[0]) for passage in page.passages]
    assert list(made[name].pages) == wanted
    assert begins == dict(made[name].pages)
    assert {key: page for key, page in names.items() if key in begins} == begins


def test_on_bound_paper_every_chapter_begins_on_the_right(made: dict[str, Made]) -> None:
    for name in ("nl.a5", "en.a5"):
        begins = [heading.page for heading in made[name].tags.all("H1")]
        assert len(begins) > 5
        assert all(page % 2 for page in begins)


def test_the_index_gives_the_pages_of_the_passages(made: dict[str, Made], book: Book) -> None:
    name = "nl.a5"
    told = {plain(block.text(frozenset())) for block in made[name].tags.all("P")}
    entries = [entry for entry in index_of_terms(book, "nl") if entry.places]
    assert len(entries) > 50
    for entry in entries:
        numbers = dict.fromkeys(made[name].pages[place.passage.id] for place in entry.places)
        assert plain(f"{entry.words}{','.join(map(str, numbers))}") in told, entry.words


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_printed_at_the_edge_of_the_paper_and_no_page_has_two_texts_on_one_place(
    made: dict[str, Made], name: str
) -> None:
    document = pypdfium2.PdfDocument(made[name].file)
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        for thing in page.get_objects(filter=[1]):
            left, bottom, right, top = thing.get_bounds()
            inside = left >= EDGE and right <= width - EDGE and bottom >= EDGE and top <= height - EDGE
            assert inside or right - left < 1, (number, (left, bottom, right, top))


def test_the_running_head_names_the_chapter_on_the_right_and_the_section_on_the_left(
    made: dict[str, Made], book: Book
) -> None:
    document = pypdfium2.PdfDocument(made["nl.a5"].file)
    for page, after in pairwise(chapters(book, "nl")):
        first = made["nl.a5"].pages[page.passages[0].id]
        last = made["nl.a5"].pages[after.passages[0].id]
        for number in range(first + 1, last):
            words = document[number - 1].get_textpage().get_text_bounded(bottom=545)
            told = " ".join(words.replace("\x02", "").split())
            whole = document[number - 1].get_textpage().get_text_bounded()
            if not whole.strip():
                assert number == last - 1 and number % 2 == 0, "only a page before a chapter is blank"
            elif number % 2:
                assert told == page.title, number
            else:
                assert told in {heading.text for heading in page.headings}, number


@pytest.mark.parametrize("name", NAMES)
def test_a_checker_of_pdf_ua_finds_nothing(made: dict[str, Made], name: str) -> None:
    pdfua = pytest.importorskip("pdfua")
    report = pdfua.validate(str(made[name].file))
    assert list(report.findings) == []


def test_it_is_the_same_to_the_byte_when_it_is_made_anew(
    made: dict[str, Made], publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "kept", lambda _root, _kind, _ingredients, make: make())
    name = made["en.a5"].pdf.address.removeprefix("/")
    assert pdf_files(publication)[name]() == made["en.a5"].file.read_bytes()


def test_another_book_is_set_in_its_own_words(tmp_path: Path) -> None:
    root = copy_another(tmp_path / "book")
    book = read_book(root)
    other = Publication(book, "https://jardin.example/", "", "", {language: {"i": ""} for language in book.languages})
    files = pdf_files(other)
    assert list(files) == [f"files/le-jardin.{each}.pdf" for each in ("fr.a5", "fr.a4", "de.a5", "de.a4", "fr-de.a4")]
    file = tmp_path / "both.pdf"
    file.write_bytes(files["files/le-jardin.fr-de.a4.pdf"]())
    told = plain(read_tags(file).text())
    for language in book.languages:
        for page in chapters(book, language):
            assert all(plain(passage.text.split(".")[0]) in told for passage in page.passages)
    assert not re.search(r"Toevoeging|Added|Inhoud|Contents|Bunnik", told)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("kill -9 $$", r"as memory ran out; without 'file_name' in docs/_data/book\.yml the site is built without PDF"),
        ("echo 'no such font' >&2; exit 7", "its process ended with 7: no such font"),
        ("exit 7", "its process ended with 7: it said nothing"),
    ],
)
def test_a_process_that_ends_before_its_time_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, told: str
) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\ncat >/dev/null\n{does}\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(python))
    with pytest.raises(PaperError, match=rf"^overrides/editions/book\.typ, /files/x\.pdf: .*{told}"):
        set_apart(tmp_path, "{}", "/files/x.pdf", [])


def test_what_cannot_be_set_stops_with_its_name(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "kept", lambda _root, _kind, _ingredients, make: make())
    monkeypatch.setattr(editions, "edition_data", lambda *_: {"sides": [], "changed": ""})
    name, make = next(iter(pdf_files(publication).items()))
    with pytest.raises(PaperError, match=r"overrides/editions/book\.typ, /" + re.escape(name)):
        make()
