"""What changed for readers since a version: told from the locks, recorded once, and the same in every list of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from scripts import edits
from scripts.book import Book, read_book
from scripts.book.changes import CHANGES, by_kind
from scripts.book.data import DataError
from scripts.book.writing import write_whole
from scripts.build import ROOT
from scripts.changes.__main__ import main
from scripts.changes.changelog import CHANGELOG, changelog
from scripts.changes.snapshot import SNAPSHOT, Differences, together
from scripts.check.run import source_findings
from scripts.translations import begin
from scripts.translations import main as translations
from tests.check.corpus import accept_all
from tests.copies import LANGUAGES, copy_another

FIRST = ["--record", "1.0", "--summary", "nl=Het begin.", "--summary", "en=The start."]
BETTER = ["--summary", "nl=Een woord: beter.", "--summary", "en=A word: better."]
SECOND = ["--record", "1.1", *BETTER, "--date", "2030-02-03"]
FILES = (CHANGES, SNAPSHOT, CHANGELOG, "pyproject.toml")


def run(root: Path, *words: str) -> int:
    return main(["--root", str(root), *words])


@pytest.fixture
def recorded(mini: Path) -> Path:
    """The small clean book, its first version recorded."""
    (mini / "pyproject.toml").write_text('[project]\nversion = "0.1"\n', encoding="utf-8")
    assert run(mini, *FIRST) == 0
    return mini


def written(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in FILES if (root / path).exists()}


def change(root: Path, path: str, old: str, new: str) -> None:
    for language in LANGUAGES:
        file = root / f"docs/{language}/{path}" if path.endswith(".md") else root / path
        text = file.read_text(encoding="utf-8")
        assert old in text or not path.endswith(".md")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


def accept(root: Path) -> None:
    assert translations(["--root", str(root), "--accept", "all"]) == 0
    assert translations(["--root", str(root), "--publish"]) == 0


def edit(root: Path) -> None:
    """b1-3 is new, v-x2 is gone, a source is told otherwise, and a page has another address."""
    change(root, "beacons/1-question.md", "{ #b1-2 }", "{ #b1-2 }\n\n- And?\n- So?\n\n7 words.\n{ #b1-3 }\n\nAnd:")
    change(root, "docs/_data/bibliography.yml", "Cijfers & feiten", "Feiten & cijfers")
    change(root, "beacons/2-strength.md", "slug: ", "slug: own-")
    accept_all(root)


def test_nothing_changed_until_something_did(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(recorded) == 0
    assert "nothing changed for readers since version 1.0" in capsys.readouterr().out
    assert run(recorded, *SECOND) == 2
    assert "nothing changed" in capsys.readouterr().err


def test_what_changed_is_told_by_name_and_place(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(recorded)
    capsys.readouterr()
    assert run(recorded) == 0
    told = capsys.readouterr().out
    assert re.search(r"^added: 1 passage\n    passage b1-3 \(docs/nl/beacons/1-question\.md:\d+\)$", told, re.MULTILINE)
    assert re.search(r"^changed: .*\n(    .*\n)*    the source cbs-2020$", told, re.MULTILINE)
    assert re.search(r"^moved: 1 page\n    the page beacons/2-strength\.md$", told, re.MULTILINE)
    assert "removed" not in told


def test_a_version_is_recorded_with_what_changed(recorded: Path) -> None:
    edit(recorded)
    assert run(recorded, *SECOND) == 0
    newest, oldest = read_book(recorded).changes
    assert (newest.number, str(newest.date), oldest.number) == ("1.1", "2030-02-03", "1.0")
    assert newest.summary == {"nl": "Een woord: beter.", "en": "A word: better."}
    assert newest.added == ("b1-3",)
    assert newest.changed == ("b1-2", "source:cbs-2020")
    assert newest.moved == ("page:beacons/2-strength.md",)
    assert by_kind(newest.changed) == {"passage": ("b1-2",), "source": ("cbs-2020",)}
    assert oldest.added == oldest.changed == (), "nothing is told of what was before the first"
    listed = (recorded / CHANGELOG).read_text(encoding="utf-8")
    assert "## [1.1] - 2030-02-03\n\nA word: better.\n\n### Added\n\n- Passages: b1-3\n" in listed
    assert 'version = "1.1"' in (recorded / "pyproject.toml").read_text(encoding="utf-8")


def test_the_date_is_that_of_the_texts_last_change(mini: Path) -> None:
    """No clock is asked."""
    assert run(mini, *FIRST) == 0
    book = read_book(mini)
    assert str(book.changes[0].date) == max(book.changed.values())[:10]


def test_a_version_that_nobody_has_yet_is_recorded_again(recorded: Path) -> None:
    edit(recorded)
    assert run(recorded, *SECOND) == 0
    change(recorded, "foreword.md", "{ #v1 }", "{ #v1 }\n\nMore.")
    accept_all(recorded)
    above = (recorded / CHANGES).read_text(encoding="utf-8").partition("- version")[0]
    assert run(recorded, "--record", "1.1", "--again", "--date", "2030-02-04") == 0
    newest, oldest = read_book(recorded).changes
    assert newest.added == ("b1-3",)
    assert newest.changed == ("b1-2", "source:cbs-2020", "v1")
    assert newest.summary["en"] == "A word: better."
    assert oldest.number == "1.0"
    assert (recorded / CHANGES).read_text(encoding="utf-8").startswith(above)


def test_what_came_and_went_within_a_version_is_not_told() -> None:
    class Recorded:
        added, changed, moved, removed = ("a1",), ("a2",), (), ("a3",)

    found = together(Recorded(), Differences(("a3", "a4"), ("a1",), (), ("a1", "a2")))  # type: ignore[arg-type]
    assert found == Differences(("a4",), ("a3",), (), ("a2",))


def test_what_makers_wrote_stays_and_goes_to_the_version(recorded: Path) -> None:
    file = recorded / CHANGELOG
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("### For makers\n", "### For makers\n\n- A new rule.\n", 1), encoding="utf-8")
    assert run(recorded, "--changelog") == 0
    assert "[Unreleased]\n\n### For makers\n\n- A new rule.\n" in file.read_text(encoding="utf-8")
    edit(recorded)
    assert run(recorded, *SECOND) == 0
    text = file.read_text(encoding="utf-8")
    assert text.index("[1.1]") < text.index("- A new rule.") < text.index("[1.0]")
    assert run(recorded, "--changelog") == 0
    assert file.read_text(encoding="utf-8") == text


OPEN = {
    "a passage changed in one language": ("docs/nl/foreword.md", "Bunnik noemt", "Bunnik geeft", "translation-stale"),
    "something still to be written": ("docs/nl/foreword.md", "Bunnik noemt", "TODO noemt", "left-over"),
    "a passage without its pair": ("docs/en/foreword.md", "{ #v1 }", "{ #v1-2 }", "passage-unpaired"),
    "a broken lock": ("permalinks.lock", "/bakens/", "=======\n/bakens/", "lock-form"),
}


@pytest.mark.parametrize("fault", OPEN)
def test_while_something_is_open_no_version_is_recorded(
    recorded: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    path, old, new, rule = OPEN[fault]
    text = (recorded / path).read_text(encoding="utf-8")
    assert old in text
    (recorded / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    before = written(recorded)
    assert run(recorded, *SECOND) == 2
    assert f" {rule} " in capsys.readouterr().err
    assert written(recorded) == before


REFUSED = {
    "--record x": "'x' is no version",
    "--record 1.0": "the newest version is 1.0",
    "--record 0.9": "the newest version is 1.0",
    "--record 1.2 --again": "AGAIN=1 is for the newest version, 1.0",
    "--record 1.1": "make record-version VERSION=1.1 SUMMARY_NL='…' SUMMARY_EN='…'",
    "--record 1.1 --summary nl=Nieuw": "SUMMARY_NL=Nieuw SUMMARY_EN='…'",
    "--record 1.1 --date gisteren": "'gisteren' is no date",
    "--record 1.1 --date 2001-01-01": "2001-01-01 is before",
}


def test_what_can_not_be_recorded_is_refused(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(recorded)
    before = written(recorded)
    for words, said in REFUSED.items():
        capsys.readouterr()
        assert run(recorded, *words.split()) == 2, words
        assert said in capsys.readouterr().err
    assert written(recorded) == before


def test_a_disk_that_is_full_leaves_every_file_as_it_was(recorded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(recorded)
    before = written(recorded)

    def failing(path: Path, content: bytes) -> None:
        if path.name == CHANGELOG and b"1.1" in content:
            raise OSError(28, "No space left on device")
        write_whole(path, content)

    monkeypatch.setattr(edits, "write_whole", failing)
    assert run(recorded, *SECOND) == 2
    assert written(recorded) == before


BAD = {
    '- {version: 1.0, date: 2026-01-01, nl: x, en: x}\n': (1, "version: Expected `str`, got `float`"),
    '- version: "1.0"\n  date: gisteren\n  nl: x\n  en: x\n': (2, "date: "),
    '- version: "1.0"\n  date: 2026-01-01\n  nl: x\n': (1, "Lacks the language `en`"),
    '- version: "1.0"\n  date: 2026-01-01\n  nl: x\n  en: x\n  added: [x y]\n': (5, "added[0]: "),
    '- {version: "1.0", date: 2026-01-01, nl: x, en: x}\n- version: "1.1"\n  date: 2026-01-01\n  nl: x\n  en: x\n': (
        2, "version 1.1 stands below 1.0",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_an_error_in_the_list_names_its_line_and_key(mini: Path, text: str) -> None:
    (mini / CHANGES).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_book(mini)
    line, said = BAD[text]
    assert (caught.value.path, caught.value.line) == (CHANGES, line)
    assert said in caught.value.message


def test_a_broken_snapshot_is_told_with_its_line(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = recorded / SNAPSHOT
    lock.write_text(lock.read_text(encoding="utf-8") + "=======\n", encoding="utf-8")
    assert run(recorded) == 2
    lines = lock.read_text(encoding="utf-8").count("\n")
    assert f"{SNAPSHOT}:{lines}: '=======' is no line" in capsys.readouterr().err


def test_a_sentence_is_judged_as_the_book_is(recorded: Path) -> None:
    file = recorded / CHANGES
    file.write_text(file.read_text(encoding="utf-8").replace("The start.", "The start of Holland."), encoding="utf-8")
    found = source_findings(read_book(recorded), {"avoid"})
    assert [(each.path, each.line, each.rule) for each in found] == [(CHANGES, 7, "avoid")]


def test_a_book_in_other_languages(tmp_path: Path) -> None:
    root = copy_another(tmp_path / "book")
    begin(read_book(root))
    assert read_book(root).changes == ()
    assert run(root, "--record", "1", "--summary", "fr=Le début.", "--summary", "de=Der Anfang.") == 0
    assert read_book(root).changes[0].summary == {"fr": "Le début.", "de": "Der Anfang."}
    assert "\nDer Anfang.\n" in (root / CHANGELOG).read_text(encoding="utf-8")


def test_the_changelog_of_this_project_is_up_to_date(book: Book) -> None:
    text = (ROOT / CHANGELOG).read_text(encoding="utf-8")
    assert changelog(book, book.changes, text) == text, "make changelog"


def test_this_project_has_the_number_of_its_newest_version(book: Book) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == book.changes[0].number, "make record-version sets both"
