"""Each rule names its fault, at its file and line; the clean book gives nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.book import Book, read_book
from scripts.build import ROOT
from scripts.check.findings import RULES
from scripts.check.run import rules_table, source_findings

FOREWORD = "docs/nl/foreword.md"


@dataclass(frozen=True)
class Planted:
    """One fault: what is changed in the clean book, and the one finding that must come of it."""

    rule: str
    file: str
    old: str
    new: str
    line: int
    path: str = ""
    """Where the finding points, if not to the changed file."""


FAULTS = [
    Planted("unreadable", FOREWORD, "---\ntitle: Voorwoord", "title: Voorwoord", 1),
    Planted("front-matter", FOREWORD, "title: Voorwoord", "titel: Voorwoord", 1),
    Planted("slug", FOREWORD, "slug: voorwoord", "slug: Het_Voorwoord", 1),
    Planted("description", FOREWORD, "description: Het voorwoord van", "description: Kort #", 1),
    Planted("passage-id", "docs/nl/beacons/1-question.md", "#b1-2", "#b1-y2", 13),
    Planted("id-twice", FOREWORD, "#v-x2", "#v-x1", 21),
    Planted("heading-id", FOREWORD, "## Later { #later }", "## Later", 18),
    Planted("passage-elsewhere", FOREWORD, "{ #v2 }", "{ #n1 }", 13),
    Planted("text-loose", FOREWORD, "## Later { #later }\n", "## Later { #later }\n\nLosse tekst.\n", 20),
    Planted("passage-unpaired", FOREWORD, "{ #v-x2 }", "{ #v-x3 }", 21),
    Planted("heading-unpaired", FOREWORD, "#later", "#afterwards", 18),
    Planted("point-missing", FOREWORD, "{ #v2 }", "{ #v-x9 }", 1),
    Planted("note-undefined", FOREWORD, "sterk.[^1]", "sterk.[^1][^cbss]", 9),
    Planted("note-unused", FOREWORD, "[^1]: Het boek", "[^los]: Los.\n\n[^1]: Het boek", 23),
    Planted("note-twice", FOREWORD, "[^1]: Het boek", "[^cbs]: Eerst dit.\n\n[^1]: Het boek", 27),
    Planted("note-unpaired", FOREWORD, "na een kop.[^cbs]", "na een kop.", 21, "docs/en/foreword.md"),
    Planted("note-cites-otherwise", FOREWORD, "[@cbs-2020, blz. 4]", "[@bunnik-2015]", 25, "docs/en/foreword.md"),
    Planted("book-note", FOREWORD, "sterk.[^1]", "sterk.", 1),
    Planted("citation-unknown", FOREWORD, "[@cbs-2020, blz. 4]", "[@cbs-2021] [@cbs-2020, blz. 4]", 25),
    Planted("term-unknown", FOREWORD, "Dat zegt", "Dat [zegt](term:wijktaem)", 15),
    Planted("link-page", FOREWORD, "beacons/index.md#n1", "bakens/index.md#n1", 9),
    Planted("link-page", FOREWORD, "beacons/index.md#n1", "/bakens/", 9),
    Planted("link-anchor", FOREWORD, "beacons/index.md#n1", "beacons/index.md#n2", 9),
    Planted("link-anchor", FOREWORD, "(#v1)", "(#v7)", 12),
    Planted("link-text", FOREWORD, "[het begin](#v1)", "[](#v1)", 12),
    Planted("address-twice", FOREWORD, "slug: voorwoord", "slug: begrippen", 1, "docs/nl/glossary.md"),
]


def findings(root: Path) -> list[tuple[str, str, int]]:
    return [(finding.rule, finding.path, finding.line) for finding in source_findings(read_book(root))]


def test_the_clean_book_gives_nothing(mini: Path) -> None:
    assert source_findings(read_book(mini)) == []


def test_the_book_itself_gives_nothing(book: Book) -> None:
    assert [str(finding) for finding in source_findings(book)] == []


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: f"{planted.rule}-{planted.new[:24]!r}")
def test_a_fault_is_named_at_its_line(mini: Path, planted: Planted) -> None:
    file = mini / planted.file
    text = file.read_text(encoding="utf-8")
    assert text.count(planted.old) >= 1
    file.write_text(text.replace(planted.old, planted.new, 1), encoding="utf-8")
    assert (planted.rule, planted.path or planted.file, planted.line) in findings(mini)


def _remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def _copy(source: str, target: str) -> Callable[[Path], None]:
    def copy(root: Path) -> None:
        shutil.copy(root / source, root / target)

    return copy


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def _swap(path: str, one: str, other: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        swapped = text.replace(one, "\0").replace(other, one).replace("\0", other)
        (root / path).write_text(swapped, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("rule", "break_it", "path"),
    [
        ("page-missing", _remove("docs/en/foreword.md"), "docs/en/foreword.md"),
        ("page-unplanned", _copy("docs/nl/foreword.md", "docs/nl/extra.md"), "docs/nl/extra.md"),
        ("page-unpaired", _copy("docs/nl/foreword.md", "docs/nl/extra.md"), "docs/nl/extra.md"),
        (
            "source-uncited",
            _replace(
                "docs/_data/bibliography.yml", "- id: cbs-2020", "- {id: x, type: book, title: X}\n- id: cbs-2020"
            ),
            "docs/_data/bibliography.yml",
        ),
        (
            "point-order",
            _replace("docs/_data/contents.yml", "points: [v1, v2]", "points: [v2, v1]"),
            "docs/nl/foreword.md",
        ),
        ("passage-order", _swap(FOREWORD, "{ #v1 }", "{ #v2 }"), "docs/en/foreword.md"),
        ("count-order", _replace("docs/nl/foreword.md", "#v-x1", "#v-x5"), "docs/nl/foreword.md"),
    ],
)
def test_a_fault_of_the_whole_is_named(mini: Path, rule: str, break_it: Callable[[Path], None], path: str) -> None:
    break_it(mini)
    assert (rule, path) in [(name, where) for name, where, _ in findings(mini)]


def test_every_rule_has_a_fault_that_it_must_name() -> None:
    whole = {
        "page-missing",
        "page-unplanned",
        "page-unpaired",
        "source-uncited",
        "point-order",
        "count-order",
        "passage-order",
    }
    assert set(RULES) == whole | {planted.rule for planted in FAULTS}


def test_a_finding_says_where_what_and_how_to_mend_it(mini: Path) -> None:
    _replace(FOREWORD, "sterk.[^1]", "sterk.[^1][^cbss]")(mini)
    (finding,) = [finding for finding in source_findings(read_book(mini)) if finding.rule == "note-undefined"]
    assert str(finding) == (
        "docs/nl/foreword.md:9: note-undefined no note [^cbss] on this page; did you mean 'cbs'? "
        "— write '[^cbss]: …' at the end of the file"
    )


def test_all_faults_are_found_in_one_run(mini: Path) -> None:
    _replace(FOREWORD, "sterk.[^1]", "sterk.[^1][^cbss]")(mini)
    _replace("docs/en/foreword.md", "(#v1)", "(#v7)")(mini)
    assert {"note-undefined", "link-anchor"} <= {rule for rule, _, _ in findings(mini)}


def test_contributing_lists_the_rules_as_they_are() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    begin, end = "<!-- rules: begin -->\n", "\n<!-- rules: end -->"
    assert text[text.index(begin) + len(begin) : text.index(end)] == rules_table()
