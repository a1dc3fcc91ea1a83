"""The book as a parallel corpus: whole, read back by what translators use, and honest about what may not match."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from scripts.book import Book, read_book
from scripts.book.model import Looked
from scripts.site.editions.corpus import corpus_files
from scripts.site.editions.sentences import aligned, sentences
from scripts.site.pages.frame import Publication
from tests.copies import copy_another

pytestmark = pytest.mark.xdist_group("corpus")
"""On one worker: the corpus is made once."""

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TBX = "{urn:iso:std:iso:30042:ed-2}"
TMX_DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED creationdate CDATA #IMPLIED changedate CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED segtype (block | paragraph | sentence | phrase) #IMPLIED
  creationdate CDATA #IMPLIED changedate CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
<!ELEMENT note (#PCDATA)> <!ATTLIST note xml:lang CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED>
"""
"""What of TMX 1.4b this site uses."""


def made(publication: Publication) -> dict[str, bytes]:
    """Each file by its extension."""
    return {name.rsplit(".", 1)[1]: make() for name, make in corpus_files(publication).items()}


@pytest.fixture(scope="module")
def corpus(publication: Publication) -> Mapping[str, bytes]:
    return made(publication)


@pytest.fixture(scope="module")
def lagging(publication: Publication) -> Mapping[str, bytes]:
    """The corpus while passage b3-1 and the term aanbieder were changed in one language."""
    looked = dict(publication.book.looked_at)
    for name in ("b3-1", "term:aanbieder"):
        (then, line) = looked[name]
        looked[name] = Looked("0" * 12, then.second), line
    return made(replace(publication, book=replace(publication.book, looked_at=looked)))


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    book = read_book(copy_another(tmp_path_factory.mktemp("another") / "book"))
    return Publication(book, "https://jardin.example/livre/", "", "", {})


@pytest.fixture(params=["this book", "the French and German one"])
def some(request: pytest.FixtureRequest, publication: Publication, another: Publication) -> Publication:
    return publication if request.param == "this book" else another


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8"), newline="")))


def lines(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.decode("utf-8").splitlines()]


def pairs(book: Book) -> dict[str, tuple[str, str]]:
    """The reading texts of each passage."""
    first, second = (
        {passage.id: passage.text for page in book.in_language(language) for passage in page.passages}
        for language in book.languages
    )
    return {name: (text, second[name]) for name, text in first.items()}


# What is in it


def test_the_files_have_the_pair_of_languages_in_their_names(publication: Publication, another: Publication) -> None:
    assert list(corpus_files(publication)) == [
        f"files/transformeren-gewoon-doen.nl-en.{kind}" for kind in ("tmx", "tbx", "csv", "jsonl")
    ]
    assert "files/le-jardin.fr-de.tmx" in corpus_files(another)


def test_every_passage_is_in_each_file_once_with_both_its_texts(some: Publication) -> None:
    files, texts = made(some), pairs(some.book)
    first, second = some.book.languages
    assert len(texts) >= 4
    for found in (rows(files["csv"]), lines(files["jsonl"])):
        assert [row["id"] for row in found] == list(texts)
        assert {row["id"]: (row[first], row[second]) for row in found} == texts
    units = etree.fromstring(files["tmx"]).findall("body/tu")
    whole = {
        unit.get("tuid"): tuple(seg.text for seg in unit.iter("seg"))
        for unit in units
        if unit.get("segtype") == "block"
    }
    assert whole == texts
    assert len({unit.get("tuid") for unit in units}) == len(units)


def test_the_languages_are_named_with_their_region(corpus: Mapping[str, bytes], another: Publication) -> None:
    for kind in ("tmx", "tbx"):
        assert {each.get(LANG) for each in etree.fromstring(corpus[kind]).iter() if each.get(LANG)} == {
            "nl-NL",
            "en-GB",
        }
    assert etree.fromstring(made(another)["tmx"]).find("header").get("srclang") == "fr-FR"


def test_the_table_is_what_rfc_4180_says(corpus: Mapping[str, bytes]) -> None:
    text = corpus["csv"].decode("utf-8")
    assert text.startswith("id,kind,url_nl,url_en,nl,en,sentences_aligned,stale,updated,licence\r\n")
    assert text.count("\n") == text.count("\r\n") == len(rows(corpus["csv"])) + 1


def test_each_row_leads_to_its_passage(corpus: Mapping[str, bytes], publication: Publication) -> None:
    book = publication.book
    addresses = {
        publication.absolute(f"{page.address}#{passage.id}")
        for page in book.pages.values()
        for passage in page.passages
    }
    found = [row[key] for row in rows(corpus["csv"]) for key in ("url_nl", "url_en")]
    assert len(found) == len(set(found))
    assert set(found) == addresses


def test_each_file_says_its_licence_and_whom_to_name(corpus: Mapping[str, bytes], publication: Publication) -> None:
    assert {row["licence"] for row in rows(corpus["csv"])} == {"CC-BY-4.0"}
    assert {row["licence"] for row in lines(corpus["jsonl"])} == {"CC-BY-4.0"}
    for kind in ("tmx", "tbx"):
        said = corpus[kind].decode()
        assert "Licence: CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/). Please credit: " in said
        assert f"Noem als bron: Transformeren, gewoon doen, naverteld, {publication.site_url}" in said


def test_the_same_book_gives_the_same_bytes(corpus: Mapping[str, bytes], publication: Publication) -> None:
    assert made(publication) == corpus


def test_what_may_not_match_is_said_in_each_file(corpus: Mapping[str, bytes], lagging: Mapping[str, bytes]) -> None:
    for files, expected in ((corpus, []), (lagging, ["b3-1"])):
        assert [row["id"] for row in rows(files["csv"]) if row["stale"] == "true"] == expected
        assert [row["id"] for row in lines(files["jsonl"]) if row["stale"] is True] == expected
        units = etree.fromstring(files["tmx"]).findall("body/tu")
        found = [unit for unit in units if unit.findtext("prop[@type='x-stale']") == "true"]
        assert sorted({unit.findtext("prop[@type='x-passage']") for unit in found}) == expected
        assert all(len(unit.findall("note")) == 2 for unit in found)
    concepts = etree.fromstring(lagging["tbx"]).iter(f"{TBX}conceptEntry")
    noted = [each.get("id") for each in concepts if "May no longer match" in "".join(each.itertext())]
    assert noted == ["term-aanbieder"]
    assert "May no longer match" not in corpus["tbx"].decode()


# Sentences


CUT = {
    "Hij belt. Zij niet.": ["Hij belt.", "Zij niet."],
    "‘Waar blijft u?’ ‘Ik kom.’": ["‘Waar blijft u?’", "‘Ik kom.’"],
    "Cite it: Bunnik, S. (2015). Then stop.": ["Cite it: Bunnik, S. (2015).", "Then stop."],
    "Van A tot en met E. Voor een A is meer nodig.": ["Van A tot en met E.", "Voor een A is meer nodig."],
    "Het kostte 1.026 euro in art. 10b van 2015. Klaar.": ["Het kostte 1.026 euro in art. 10b van 2015.", "Klaar."],
    "Man sagt z. B. Haus. Und dann?": ["Man sagt z. B. Haus.", "Und dann?"],
    "L’été est sec… Écoute !": ["L’été est sec…", "Écoute !"],
}


@pytest.mark.parametrize("text", CUT)
def test_a_passage_is_cut_where_a_sentence_ends(text: str) -> None:
    assert list(sentences(text)) == CUT[text]


APART = {
    "equally many": (
        "Eén. Twee samen.",
        "One, and two. Nothing like the long sentence that there was before, in no way.",
    ),
    "a number elsewhere": ("In 2015 begon het. Het eindigde later.", "It began then. It ended later than in 2015."),
    "a name elsewhere": ("Uitgever is ons niet bekend. Zie Movisie.", "Movisie has it all. We do not know more."),
    "one too few": ("Hij belt. Zij niet.", "He rings, she does not."),
}


@pytest.mark.parametrize("what", APART)
def test_sentences_that_are_divided_otherwise_are_not_set_side_by_side(what: str) -> None:
    assert aligned(*APART[what]) == ()


def test_sentences_are_pairs_of_their_passage(corpus: Mapping[str, bytes]) -> None:
    found = lines(corpus["jsonl"])
    cut = [row for row in found if row["sentences"]]
    assert len(cut) > len(found) / 2, "a corpus of which little is cut is of little use"
    for row in cut:
        for language in ("nl", "en"):
            assert " ".join(pair[language] for pair in row["sentences"]) == row[language]
    assert [row["id"] for row in cut] == [
        row["id"] for row in rows(corpus["csv"]) if row["sentences_aligned"] == "true"
    ]
    units = etree.fromstring(corpus["tmx"]).findall("body/tu[@segtype='sentence']")
    counted = Counter(unit.findtext("prop[@type='x-passage']") for unit in units)
    assert counted == {row["id"]: len(row["sentences"]) for row in cut if len(row["sentences"]) > 1}


# The formats of translators


def test_the_memory_is_tmx(some: Publication) -> None:
    root = etree.fromstring(made(some)["tmx"])
    dtd = etree.DTD(io.StringIO(TMX_DTD))
    assert dtd.validate(root), dtd.error_log
    for unit in root.iter("tu"):
        assert [each.get(LANG) for each in unit.findall("tuv")] == [
            locale.about.locale for locale in some.book.locales.values()
        ]


def test_the_glossary_is_a_termbase(corpus: Mapping[str, bytes], book: Book) -> None:
    root = etree.fromstring(corpus["tbx"])
    assert (root.tag, root.get("type"), root.get("style")) == (f"{TBX}tbx", "TBX-Basic", "dca")
    concepts = {each.get("id"): each for each in root.iter(f"{TBX}conceptEntry")}
    assert set(concepts) == {f"term-{term.id}" for term in book.glossary.terms}
    for term in book.glossary.terms:
        sections = concepts[f"term-{term.id}"].findall(f"{TBX}langSec")
        for language, section in zip(book.languages, sections, strict=True):
            wording = term.wording[language]
            assert section.findtext(f"{TBX}descrip[@type='definition']") == wording.definition
            words = {said.findtext(f"{TBX}term"): said for said in section.findall(f"{TBX}termSec")}
            assert {wording.term, *wording.forms} <= set(words)
            preferred = [word for word, said in words.items() if status(said) == "preferredTerm-admn-sts"]
            assert preferred == [wording.term]


def test_the_termbase_holds_what_its_dialect_allows(corpus: Mapping[str, bytes]) -> None:
    """TBX-Basic, as its Schematron has it (LTAC, 2019)."""
    root = etree.fromstring(corpus["tbx"])
    found: dict[tuple[str, str], set[str]] = {}
    for each in root.iter():
        if kind := each.get("type"):
            found.setdefault((etree.QName(each).localname, kind), set()).add(str(each.text))
    picked = {
        ("termNote", "administrativeStatus"): {
            f"{each}Term-admn-sts" for each in ("preferred", "admitted", "deprecated")
        },
        ("termNote", "termType"): {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
        ("transac", "transactionType"): {"origination", "modification"},
    }
    free = {("descrip", "definition"), ("xref", "externalCrossReference"), ("tbx", "TBX-Basic")}
    assert found.keys() == picked.keys() | free
    for name, allowed in picked.items():
        assert found[name] <= allowed
    assert all(each.get("target", "").startswith("https://") for each in root.iter(f"{TBX}xref"))


def status(said: etree._Element) -> str | None:
    found = said.findtext(f"{TBX}termNote[@type='administrativeStatus']")
    return str(found) if found else None


def test_a_word_that_the_book_avoids_is_no_term(corpus: Mapping[str, bytes]) -> None:
    concept = etree.fromstring(corpus["tbx"]).find(f".//{TBX}conceptEntry[@id='term-eigen-kracht']")
    words = {said.findtext(f"{TBX}term"): status(said) for said in concept.iter(f"{TBX}termSec")}
    assert words["own strength"] == "preferredTerm-admn-sts"
    assert words["own force"] == "deprecatedTerm-admn-sts"


def test_translate_toolkit_reads_the_memory(some: Publication) -> None:
    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    store = tmx.tmxfile(io.BytesIO(made(some)["tmx"]))
    first, second = (locale.about.locale for locale in some.book.locales.values())
    store.setsourcelanguage(first)
    store.settargetlanguage(second)
    texts = pairs(some.book)
    read = {unit.getid(): (unit.source, unit.target) for unit in store.units}
    assert {name: read[name] for name in texts} == texts
    assert len(read) == len(store.units) > len(texts)


def test_translate_toolkit_reads_the_termbase(some: Publication) -> None:
    """It knows the elements by their names of 2008; told those of 2019, it reads this file."""
    tbx = pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")
    unit = type("Concept", (tbx.tbxunit,), {"rootNode": "conceptEntry", "languageNode": "langSec"})
    reader = type("Termbase", (tbx.tbxfile,), {"rootNode": "tbx", "UnitClass": unit})
    store = reader(io.BytesIO(made(some)["tbx"]))
    first, second = (locale.about.locale for locale in some.book.locales.values())
    store.setsourcelanguage(first)
    store.settargetlanguage(second)
    mine, theirs = some.book.languages
    expected = {
        f"term-{term.id}": (term.wording[mine].term, term.wording[theirs].term) for term in some.book.glossary.terms
    }
    assert {each.getid(): (each.source, each.target) for each in store.units} == expected
