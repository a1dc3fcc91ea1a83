"""The report that the page Proof shows: what is recorded, and what is said of it."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from msgspec import structs

from scripts.book import Book, read_book
from scripts.book.changes import Version
from scripts.book.checked import CHECKS, Checked, External, Subject
from scripts.book.data import DataError, Words
from scripts.book.measurements import Beside, Machine, Measured, Measurements, Occasion, Peer
from scripts.book.version import version_of
from scripts.check.built import SITE_RULES
from scripts.check.findings import RULES, Finding
from scripts.proof import SUBJECTS, recorded, subject_of
from scripts.site.pages.beside import Cell, Column
from scripts.site.pages.documents import page_frame
from scripts.site.pages.frame import Publication
from scripts.site.pages.proof import Proof, locked_packages
from scripts.site.templates import templates
from tests.copies import LANGUAGES

REPORT = Checked("2026-11-27", "2026-11-27T00:00:00Z", 12, 0, {"pairs": Subject(9, 2)})


def proof(publication: Publication, book: Book, language: str = "nl") -> Proof:
    return Proof(page_frame(replace(publication, book=book), book.pages[language, "proof.md"]))


def shown(publication: Publication, book: Book, language: str = "nl") -> str:
    """The words of the page."""
    view = proof(publication, book, language)
    page = templates(book.root).get_template("proof.html").render(frame=view.frame, view=view)
    return " ".join(lxml_html.document_fromstring(page).xpath("string(//article)").split())


def test_every_rule_has_a_subject_that_readers_see() -> None:
    assert {subject_of(name) for name in (*RULES, *SITE_RULES)} == set(SUBJECTS)


def test_a_finding_counts_under_its_subject(book: Book) -> None:
    record = recorded(book, [Finding("docs/nl/about.md", 3, "spelling", "", "")], 7, "2026-11-27")
    assert record["subjects"]["text"]["findings"] == 1
    assert sum(subject["findings"] for subject in record["subjects"].values()) == 1
    assert sum(subject["rules"] for subject in record["subjects"].values()) == len({*RULES, *SITE_RULES})


def test_what_is_recorded_is_read_again(mini: Path) -> None:
    (mini / CHECKS).parent.mkdir(parents=True)
    (mini / CHECKS).write_text(json.dumps(recorded(read_book(mini), [], 7, "2026-11-27")))
    read = read_book(mini).checked
    assert read is not None
    assert (read.on, read.documents, read.findings) == ("2026-11-27", 7, 0)
    assert read.rules == len({*RULES, *SITE_RULES})


def test_a_record_that_can_not_be_used_is_named_with_its_line(mini: Path) -> None:
    (mini / CHECKS).parent.mkdir(parents=True)
    (mini / CHECKS).write_text('{"on": "yesterday",\n "text": "", "documents": -1, "exceptions": 0, "subjects": {}}')
    with pytest.raises(DataError) as caught:
        read_book(mini)
    assert caught.value.path == CHECKS


def test_what_was_checked_is_no_part_of_the_text(mini: Path) -> None:
    before = version_of(read_book(mini))
    (mini / CHECKS).parent.mkdir(parents=True)
    (mini / CHECKS).write_text(json.dumps(recorded(read_book(mini), [], 7, "2026-11-27")))
    assert version_of(read_book(mini)) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_counts_what_the_book_has(publication: Publication, book: Book, language: str) -> None:
    counts = dict(proof(publication, book, language).counts)
    passages = [passage for page in book.in_language("nl") for passage in page.passages]
    assert counts["proof_passages_book"][0] + counts["proof_passages_ours"][0] == len(passages)
    assert counts["proof_notes"][0] == counts["proof_notes"][1]


def test_a_pair_that_lags_is_named_with_a_link(publication: Publication, book: Book) -> None:
    seen = {name: looked for name, looked in book.looked_at.items() if name != "b3-2"}
    stale = proof(publication, replace(book, looked_at=seen)).stale
    assert stale == [("b3-2", "../bakens/3-direct-eropaf/#b3-2")]
    assert proof(publication, book).stale == []


def test_what_changed_after_the_report_is_said(publication: Publication, book: Book) -> None:
    changed = {"b3-1": "2026-11-28T10:00:00Z", "b3-2": "2026-11-26T10:00:00Z"}
    told = shown(publication, replace(book, checked=REPORT, changed=changed))
    assert "27 november 2026" in told
    assert "Sindsdien is één passage gewijzigd." in told


def test_addresses_outside_that_were_never_asked_are_said_to_be_so(publication: Publication, book: Book) -> None:
    assert "is voor dit verslag niet nagegaan" in shown(publication, replace(book, checked=REPORT))
    asked = Checked(REPORT.on, REPORT.text, 12, 0, REPORT.subjects, External("2026-11-20", 90, 88))
    assert "Op 20 november 2026 is voor het laatst nagegaan of 90 adressen" in shown(
        publication, replace(book, checked=asked)
    )


def test_a_book_without_a_report_says_nothing_of_it(publication: Publication, book: Book) -> None:
    assert "Wat er is nagekeken" not in shown(publication, replace(book, checked=None))


def test_what_changed_in_a_version_leads_to_its_place(publication: Publication, book: Book) -> None:
    version = Version(
        "0.2",
        datetime.date(2026, 12, 1),
        Words(nl="Beter.", en="Better."),
        changed=("b3-2", "term:wijkteam"),
        removed=("b9-9",),
    )
    view = proof(publication, replace(book, changes=(version,)))
    assert view.changes_of(version) == [
        (
            "proof_changed",
            [("Baken 3, b3-2", "../bakens/3-direct-eropaf/#b3-2"), ("wijkteam", "../begrippen/#wijkteam")],
        ),
        ("proof_removed", [("b9-9", "")]),
    ]
    told = shown(publication, replace(book, changes=(version,)))
    assert "Versie 0.2, 1 december 2026 Beter. Gewijzigd: Baken 3, b3-2; wijkteam" in told


def test_the_versions_are_those_that_are_locked(book: Book, tmp_path: Path) -> None:
    versions = dict(locked_packages(book.root))
    assert f"mkdocs=={versions['mkdocs']} " in (book.root / "requirements.txt").read_text(encoding="utf-8")
    assert locked_packages(tmp_path) == ()


def compared(*measured: Measured) -> Measurements:
    tools = (
        Peer("ours", "this site"),
        Peer("material", "Material for MkDocs", {"mkdocs": "1.6.1"}),
        Peer("mdbook", "mdBook"),
    )
    machine = Machine(2, 1, "Linux")
    beside = Beside(
        "2026-11-27", machine, "make bench", "material", "ours", ("x.md",), ("q.tsv",), 282, tools, measured
    )
    return Measurements(beside)


def test_each_number_stands_beside_that_of_the_one_it_is_told_of(publication: Publication, book: Book) -> None:
    measured = (
        Measured("ours", "build", value=3.14), Measured("material", "build", value=1.57),
        Measured("mdbook", "build", reason="not-to-be-had"), Measured("ours", "hit-1", value=0.94),
        Measured("ours", "build", times=10, value=31.4),
    )  # fmt: skip
    view = proof(publication, replace(book, measurements=compared(*measured))).comparison
    assert view is not None
    ours, _, mdbook = view.tools
    assert view.cell(ours, Column("build", 1)) == Cell("3,1 s", "× 2")
    assert view.cell(mdbook, Column("build", 1)) == Cell("niet te krijgen")
    assert view.cell(ours, Column("hit-1", 1)) == Cell("94%")
    assert view.heading(Column("build", 10)) == "Helemaal opnieuw, 10 maal zo groot"
    told = shown(publication, replace(book, measurements=compared(*measured)))
    assert "3,1 s × 2" in told
    assert "mkdocs 1.6.1" in told


def test_a_size_that_was_measured_by_itself_says_so(publication: Publication, book: Book) -> None:
    found = compared(Measured("ours", "build", value=3.14), Measured("ours", "build", times=50, value=314))
    assert found.beside is not None
    apart = Occasion("2026-12-01", Machine(4, 1, "Linux", "a processor"), "make bench SIZES=50", (25, 50))
    other = replace(book, measurements=Measurements(structs.replace(found.beside, others=(apart,))))
    words = "is apart gemeten: op 1 december 2026, op een computer met 4 rekenkernen (a processor)"
    assert f"Wat hier 25 en 50 maal zo groot heet, {words}" in shown(publication, other)
    assert "apart gemeten" not in shown(publication, replace(book, measurements=found))


def test_what_was_not_measured_is_not_shown(publication: Publication, book: Book) -> None:
    assert "Naast andere" not in shown(publication, replace(book, measurements=Measurements()))
