"""CITATION.cff says what the book's data say, of any book. That it is valid is in test_workflows."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scripts.build import ROOT
from scripts.citation import main
from tests.copies import copy_another


def test_it_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "--check"]) == 0, capsys.readouterr().out


def test_it_follows_the_data(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(mini)]) == 0
    before = yaml.safe_load((mini / "CITATION.cff").read_text(encoding="utf-8"))
    (mini / "LICENSE").write_text("MIT\n\nCopyright (c) 2026 Some people\n", encoding="utf-8")
    assert main(["--root", str(mini), "--check"]) == 1
    assert capsys.readouterr().out.endswith("run 'python -m scripts.citation'\n")
    assert main(["--root", str(mini)]) == 0
    after = yaml.safe_load((mini / "CITATION.cff").read_text(encoding="utf-8"))
    assert after["authors"] == [{"name": "Some people"}]
    assert before | {"authors": after["authors"]} == after


def test_a_book_that_retells_none_refers_to_none(tmp_path: Path) -> None:
    root = copy_another(tmp_path / "book")
    assert main(["--root", str(root)]) == 0
    made = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert "references" not in made
    assert made["title"].startswith("Le jardin")
    assert made["cff-version"] == "1.2.0"


def test_a_book_that_cannot_be_read_leaves_the_file(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(mini)]) == 0
    before = (mini / "CITATION.cff").read_bytes()
    (mini / "docs/_data/book.yml").write_text("languages: nl\n", encoding="utf-8")
    assert main(["--root", str(mini)]) == 2
    assert "docs/_data/book.yml" in capsys.readouterr().err
    assert (mini / "CITATION.cff").read_bytes() == before
