"""The corpus: every fault is found by name, file and line, nothing else is, and no trap is taken for a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.book import Book
from scripts.build import ROOT
from scripts.check.findings import RULES
from scripts.check.report import rules_table
from scripts.check.run import source_findings
from tests.check.corpus import Planted, copy_mini, corpus, found, plant, told
from tests.check.told import recorded

CORPUS = corpus()
RECORDED = recorded()


def test_the_clean_book_gives_nothing(tmp_path: Path) -> None:
    assert found(copy_mini(tmp_path / "mini")) == []


def test_the_book_itself_gives_nothing(book: Book) -> None:
    assert [str(finding) for finding in source_findings(book)] == []


@pytest.mark.parametrize("planted", CORPUS, ids=lambda planted: f"{planted.rule}/{planted.name}")
def test_what_is_planted_is_found_and_nothing_else(tmp_path: Path, planted: Planted) -> None:
    root = copy_mini(tmp_path / "mini")
    plant(root, planted.rule, planted.change)
    assert found(root) == planted.finds
    assert told(root) == RECORDED.get(f"{planted.rule}/{planted.name}", []), "python -m tests.check.told writes it anew"


def test_nothing_is_recorded_of_a_fault_that_is_gone() -> None:
    assert set(RECORDED) == {f"{planted.rule}/{planted.name}" for planted in CORPUS if not planted.is_trap}


def test_every_fault_is_found_by_the_rule_of_its_folder() -> None:
    for planted in CORPUS:
        assert planted.rule in RULES, planted
        assert planted.is_trap or any(line.endswith(f" {planted.rule}") for line in planted.finds), planted


def test_every_rule_has_a_fault_that_gives_it_alone_and_a_trap() -> None:
    alone = {planted.rule for planted in CORPUS if {line.split(" ")[1] for line in planted.finds} == {planted.rule}}
    assert alone == set(RULES)
    assert {planted.rule for planted in CORPUS if planted.is_trap} == set(RULES)


def test_without_any_one_rule_some_fault_goes_unfound() -> None:
    caught = {line.split(" ")[1] for planted in CORPUS for line in planted.finds}
    assert caught == set(RULES)


def test_the_corpus_is_large_enough_to_trust() -> None:
    assert sum(not planted.is_trap for planted in CORPUS) >= 120
    assert sum(planted.is_trap for planted in CORPUS) >= 60


def test_contributing_lists_the_rules_as_they_are() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    begin, end = "<!-- rules: begin -->\n", "\n<!-- rules: end -->"
    assert text[text.index(begin) + len(begin) : text.index(end)] == rules_table()


def test_every_rule_says_why_it_is_there() -> None:
    assert [rule.name for rule in RULES.values() if len(rule.explanation) < 15] == []
