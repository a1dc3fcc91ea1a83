"""What a maintainer does with the locks: sees what lags, says that it holds, publishes what is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.translations import main
from tests.check.corpus import found

BEACON = "docs/nl/beacons/1-question.md"


def change(root: Path, old: str, new: str, path: str = BEACON) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_correction_in_dutch_says_that_the_english_lags(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mini, "hoort meer.", "hoort veel meer.")
    assert found(mini) == ["docs/en/beacons/1-question.md:8 translation-stale"]
    main(["--root", str(mini)])
    assert "b1-1 (changed in Dutch)" in capsys.readouterr().out


def test_after_both_were_looked_at_nothing_lags(mini: Path) -> None:
    change(mini, "hoort meer.", "hoort veel meer.")
    assert main(["--root", str(mini), "--accept", "b1-1"]) == 0
    assert found(mini) == []


def test_accepting_one_passage_says_nothing_of_another(mini: Path) -> None:
    change(mini, "hoort meer.", "hoort veel meer.")
    change(mini, "Bunnik noemt", "Bunnik geeft", "docs/nl/foreword.md")
    main(["--root", str(mini), "--accept", "b1-1"])
    assert found(mini) == ["docs/en/foreword.md:13 translation-stale"]


def test_an_unknown_passage_is_said(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(mini), "--accept", "b9-9"]) == 1
    assert "no passage 'b9-9'" in capsys.readouterr().err


def test_publishing_adds_and_never_takes_away(mini: Path) -> None:
    before = (mini / "permalinks.lock").read_text(encoding="utf-8").splitlines()
    for language in ("nl", "en"):
        change(mini, "{ #b1-2 }", "{ #b1-3 }", f"docs/{language}/beacons/1-question.md")
    main(["--root", str(mini), "--publish"])
    after = (mini / "permalinks.lock").read_text(encoding="utf-8").splitlines()
    assert set(before) < set(after)
    assert "/bakens/1-vraag/#b1-3" in after
    assert [line.split()[1] for line in found(mini) if "permalink" in line] == ["permalink-lost", "permalink-lost"]
