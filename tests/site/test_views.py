"""What templates ask, and what files are written from, without a browser: reading times, scan, sides, citations."""

from __future__ import annotations

import math
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.book import Book, Language, read_book
from scripts.book.model import Page
from scripts.build import ROOT
from scripts.check.findings import Finding
from scripts.check.report import report
from scripts.shipping.archive import pack
from scripts.site.drawing.scan import SCORES, STEP, scan_frame
from scripts.site.files.exports import llms_txt, passages_json, plain_text
from scripts.site.files.feeds import opensearch, search_name
from scripts.site.files.hosts.redirects import apache_redirects, netlify_redirects, nginx_redirects
from scripts.site.pages.citations import bibtex, ris, site_item
from scripts.site.pages.documents import page_frame
from scripts.site.pages.frame import Frame, Publication
from scripts.site.pages.share import mailto
from scripts.site.pages.views import GlossaryList, IndexList
from scripts.target import COMMENT, MARKER
from tests.copies import LANGUAGES


def page_of_words(mini: Path, count: int) -> Page:
    page = read_book(mini).pages["nl", "foreword.md"]
    return replace(page, passages=(replace(page.passages[0], text=" ".join(["woord"] * count)),))


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (329, 1), (331, 2), (440, 2), (2200, 10)])
def test_reading_takes_a_minute_for_220_words(publication: Publication, mini: Path, words: int, minutes: int) -> None:
    assert page_frame(publication, page_of_words(mini, words)).minutes == minutes


def test_the_scan_goes_clockwise_from_the_top_and_outwards() -> None:
    first, second, *_ = scan_frame((1, 2, 3, 4, 5, 6, 7, 8)).spokes
    middle = scan_frame((1,)).size / 2
    assert [point[0] for point in first.points] == [middle] * len(SCORES)  # straight up
    assert [round(middle - point[1]) for point in first.points] == [STEP * score for score in SCORES]
    assert all(x > middle and y < middle for x, y in second.points)  # to the right of the top
    assert math.dist(second.points[4], (middle, middle)) == pytest.approx(STEP * 5, abs=0.1)


def test_a_sign_stands_in_the_middle_of_the_end_of_its_spoke() -> None:
    frame = scan_frame((1, 2))
    x, y = frame.spokes[0].sign
    assert (x + frame.sign_size / 2, y + frame.sign_size / 2) == (frame.size / 2, frame.size / 2 - 178)
    assert frame.rings[0].startswith("200.0,171.0")


def test_side_by_side_leads_to_the_same_place(publication: Publication, book: Book) -> None:
    frame = page_frame(publication, book.pages["nl", "laws/youth-act.md"])
    assert GlossaryList(frame).counterpart_href("j2") == "../../en/laws/youth-act/#j2"
    assert frame.to("introduction.md", "i5") == "../../inleiding/#i5"
    assert frame.side_by_side == "../../nl-en/laws/youth-act/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_letters_of_an_index_sort_under_their_own(
    publication: Publication, book: Book, language: Language
) -> None:
    frame = Frame(publication, language, "/")
    letters = [letter for letter, _ in IndexList(frame).by_letter]
    assert letters == sorted(letters)
    assert len(letters) == len(set(letters))
    terms = [term.wording[language].term for _, some in GlossaryList(frame).by_letter for term in some]
    assert terms == [term.wording[language].term for term in book.glossary.sorted(language)]


def test_an_archive_holds_files_that_everybody_can_read_and_no_clock(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a/b.html").write_text("x" * 99, encoding="utf-8")
    (site / MARKER).write_text("", encoding="utf-8")
    pack(ROOT, site, tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as packed:
        entries = {entry.filename: entry for entry in packed.infolist()}
        assert packed.comment == COMMENT
    assert list(entries) == ["SHA256SUMS", "a/b.html", "a/b.html.br", "a/b.html.gz"]
    assert {entry.date_time for entry in entries.values()} == {(1980, 1, 1, 0, 0, 0)}
    assert {stat.S_IMODE(entry.external_attr >> 16) for entry in entries.values()} == {0o644}
    assert entries["a/b.html"].compress_type == zipfile.ZIP_DEFLATED


def test_every_sign_of_tex_is_written_as_tex_reads_it(book: Book) -> None:
    page = book.pages["nl", "foreword.md"]
    item = {
        **site_item(book, page, "50 % van #3 & meer_of {minder} $", "https://x.example/"),
        "title": "a#b%c&d_e$f{g}",
    }
    assert r"title = {a\#b\%c\&d\_e\$f\{g\}}" in bibtex(item)


def test_a_record_names_the_passage_and_ends(book: Book) -> None:
    page = book.pages["en", "foreword.md"]
    record = ris(site_item(book, page, "Foreword", "https://x.example/en/foreword/", "v3"))
    assert record.startswith("TY  - CHAP\n")
    assert "SE  - v3\n" in record
    assert "LA  - en\n" in record
    assert "UR  - https://x.example/en/foreword/#v3\n" in record
    assert record.endswith("ER  - \n")


def test_an_annotation_escapes_what_github_reads_as_its_own() -> None:
    finding = Finding("a%b.md", 3, "rule", "50 % of\nthis", "mend\rit")
    assert report([finding], "github") == ("::error file=a%25b.md,line=3,title=rule::50 %25 of%0Athis — mend%0Dit")


def test_a_mail_has_its_subject_and_lines_as_rfc_6068_wants_them() -> None:
    assert mailto("Één & twee", "a\nb {id}") == "mailto:?subject=%C3%89%C3%A9n%20%26%20twee&body=a%0D%0Ab%20{id}"


def test_plain_text_gives_each_heading_once_and_each_passage_its_address(book: Book) -> None:
    page = book.pages["nl", "laws/youth-act.md"]
    text = plain_text(page, lambda address: f"https://x.example{address}")
    assert text.startswith(f"# {page.title}\n\n<https://x.example/wetten/jeugdwet/> · CC-BY-4.0\n\n")
    assert text.count("## Zorgen over de wet") == 1
    assert all(
        f"[{each.id}](https://x.example/wetten/jeugdwet/#{each.id}) {each.text}" in text for each in page.passages
    )


def test_the_lists_for_others_name_both_languages(book: Book) -> None:
    text = llms_txt(book, lambda address: f"https://x.example{address}")
    assert "## Nederlands\n" in text
    assert "## English\n" in text
    assert '"nl":{"url":"/voorwoord/#v1"' in passages_json(book)
    assert search_name(book, "nl") == "Transformeren nl"
    assert "?q={searchTerms}" in opensearch(book, "en", lambda address: f"https://x.example{address}")


def test_old_addresses_are_redirected_below_the_path_of_the_site() -> None:
    moved = {"/oud/": "/nieuw/"}
    assert netlify_redirects(moved, "/boek/") == "/boek/oud/ /boek/nieuw/ 301\n"
    assert apache_redirects({"/o.d/": "/n/"}, "/") == 'RewriteRule "^o\\.d/$" "/n/" [R=301,NE,L]\n'
    to_part = {"/oud/": "/nieuw/#p2"}
    assert nginx_redirects(to_part, "/") == 'location = /oud/ { return 301 "/nieuw/$is_args$args#p2"; }\n'
