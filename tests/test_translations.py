"""What a maintainer does with the locks: sees what lags, says that it holds, publishes what is new."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.book import read_book
from scripts.check.run import stop_findings
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


def test_a_slip_in_an_id_is_guessed_and_commas_do_no_harm(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mini, "hoort meer.", "hoort veel meer.")
    assert main(["--root", str(mini), "--accept", "B1-1,", "b1-1,v1"]) == 1
    said = capsys.readouterr()
    assert "did you mean 'b1-1'? — 'make translations'" in said.err
    assert said.out.splitlines() == [
        "passage b1-1 is recorded as matching, though changed in Dutch only",
        "passage v1 was recorded already: nothing changed",
    ]
    assert found(mini) == []


def locks(root: Path) -> list[str]:
    return [(root / name).read_text(encoding="utf-8") for name in ("permalinks.lock", "translations.lock")]


BROKEN = {
    "a page that can't be read": ("title: Voorwoord", "title: Voorwoord: van twee kanten", "docs/nl/foreword.md"),
    "a passage in one language only": ("{ #v1 }", "{ #v1-2 }", "docs/en/foreword.md"),
    "data that can't be read": ("pages:", "pages: [", "docs/_data/contents.yml"),
    "marks of a conflict": ("b1-1 ", "=======\nb1-1 ", "translations.lock"),
}


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("command", [["--accept", "b1-1"], ["--accept", "all"], ["--publish"]], ids=" ".join)
def test_while_the_book_is_broken_no_lock_is_written(
    mini: Path, capsys: pytest.CaptureFixture[str], fault: str, command: list[str]
) -> None:
    change(mini, *BROKEN[fault])
    before = locks(mini)
    assert main(["--root", str(mini), *command]) == 2
    said = capsys.readouterr().err
    assert BROKEN[fault][2] in said
    assert " — " in said, "with a remedy"
    assert locks(mini) == before


@pytest.mark.parametrize("fault", ["a page that can't be read", "a passage in one language only"])
def test_while_the_book_is_broken_no_remedy_touches_a_lock(mini: Path, fault: str) -> None:
    change(mini, *BROKEN[fault])
    rules = {line.split()[1] for line in found(mini)}
    assert rules
    assert rules.isdisjoint({"translation-stale", "permalink-new", "permalink-lost", "lock-form"})


@pytest.mark.parametrize("name", ["permalinks.lock", "translations.lock"])
@pytest.mark.parametrize("command", [["--accept", "all"], ["--publish"]], ids=" ".join)
def test_a_lock_that_is_gone_is_not_written_anew(
    mini: Path, capsys: pytest.CaptureFixture[str], name: str, command: list[str]
) -> None:
    (mini / name).unlink()
    assert main(["--root", str(mini), *command]) == 2
    assert f"git restore --source=HEAD {name}" in capsys.readouterr().err
    assert not (mini / name).exists()


@pytest.mark.usefixtures("git")
def test_a_lock_in_conflict_comes_back_by_the_command_that_is_told(mini: Path) -> None:
    def git(*words: str, code: int = 0) -> None:
        command = ["git", "-C", str(mini), "-c", "user.name=x", "-c", "user.email=x@x.nl", *words]
        assert subprocess.run(command, check=False, capture_output=True).returncode == code

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "x")
    for branch, old in (("other", "b1-1 b"), ("main", "b1-1 b")):
        git("checkout", "-q", *(("-b", branch) if branch != "main" else (branch,)))
        change(mini, old, f"b1-1 {'a' if branch == 'other' else 'c'}", "translations.lock")
        git("commit", "-qam", branch)
    before = (mini / "translations.lock").read_text(encoding="utf-8")
    git("merge", "-q", "other", code=1)
    assert [line.split()[1] for line in found(mini)] == ["lock-form"]
    git("restore", "--source=HEAD", "translations.lock")
    assert (mini / "translations.lock").read_text(encoding="utf-8") == before


def test_a_broken_lock_stops_a_build_and_a_new_book_without_one_does_not(mini: Path) -> None:
    lock = mini / "permalinks.lock"
    lock.write_text("<<<<<<< HEAD\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    assert [str(each).split()[1] for each in stop_findings(read_book(mini))] == ["lock-form"]
    lock.unlink()
    assert stop_findings(read_book(mini)) == []


def test_a_new_book_begins_its_locks_and_an_old_one_does_not(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = locks(mini)
    assert main(["--root", str(mini), "--begin"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert locks(mini) == before
    for name in ("permalinks.lock", "translations.lock"):
        (mini / name).unlink()
    assert main(["--root", str(mini), "--begin"]) == 0
    assert found(mini) == []


def test_publishing_adds_and_never_takes_away(mini: Path) -> None:
    before = (mini / "permalinks.lock").read_text(encoding="utf-8").splitlines()
    for language in ("nl", "en"):
        change(mini, "{ #b1-2 }", "{ #b1-3 }", f"docs/{language}/beacons/1-question.md")
    main(["--root", str(mini), "--publish"])
    after = (mini / "permalinks.lock").read_text(encoding="utf-8").splitlines()
    assert set(before) < set(after)
    assert "/bakens/1-vraag/#b1-3" in after
    assert [line.split()[1] for line in found(mini) if "permalink" in line] == ["permalink-lost"] * 3, (
        "in Dutch, in English, and side by side"
    )


def test_of_a_page_that_moved_only_the_page_is_named_and_what_is_told_to_write_works(mini: Path) -> None:
    """Its ids go along, but for those that moved away from it before: their lines begin with its new address."""
    moved = mini / "docs/_data/moved.yml"
    before = moved.read_text(encoding="utf-8") if moved.exists() else ""
    moved.write_text(f"{before}/voorwoord/#v9: /bakens/#n1\n", encoding="utf-8")
    assert found(mini) == []
    change(mini, "slug: voorwoord", "slug: vooraf", "docs/nl/foreword.md")
    (stop,) = stop_findings(read_book(mini))
    assert "'/its/new/address/#v9: /bakens/#n1'" in stop.remedy
    moved.write_text(f"{before}/voorwoord/#v9: /bakens/#n1\n/voorwoord/: /vooraf/\n", encoding="utf-8")
    (stop,) = stop_findings(read_book(mini))
    assert "'/vooraf/#v9: /bakens/#n1'" in stop.remedy
    moved.write_text(f"{before}/vooraf/#v9: /bakens/#n1\n", encoding="utf-8")
    assert found(mini) == ["permalinks.lock:1 permalink-new", "permalinks.lock:75 permalink-lost"]
    moved.write_text(f"{before}/vooraf/#v9: /bakens/#n1\n/voorwoord/: /vooraf/\n", encoding="utf-8")
    assert main(["--root", str(mini), "--publish"]) == 0
    assert found(mini) == []
