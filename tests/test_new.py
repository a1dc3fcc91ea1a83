"""A page or a passage that is begun by a command: in both languages, in its place, and only if nothing breaks by it."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from scripts import edits
from scripts.book import read_book
from scripts.book.contents import CONTENTS
from scripts.book.writing import write_whole
from scripts.check.run import source_findings, stop_findings
from scripts.new.__main__ import main
from scripts.new.ids import free_letters, next_id
from scripts.translations import begin
from scripts.translations import main as translations
from tests.check.corpus import copy_mini
from tests.copies import LANGUAGES, copy_another

QUESTION, FOREWORD = "beacons/1-question.md", "foreword.md"
CARE = (
    "page care.md --after foreword.md --title nl=Zorg --title en=Care --slug nl=zorg --slug en=care "
    "--description 'nl=Een bladzijde over de zorg' --description 'en=A page about care'"
)


def new(root: Path, words: str) -> int:
    return main(["--root", str(root), *shlex.split(words)])


def texts(root: Path) -> dict[str, bytes]:
    """Every file that a command might write."""
    files = [*(root / "docs").rglob("*"), *root.glob("*.lock")]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files if file.is_file()}


def ids(root: Path, path: str) -> list[list[str]]:
    book = read_book(root)
    return [[passage.id for passage in book.pages[language, path].passages] for language in book.languages]


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_bytes().decode()
    assert old in text
    (root / path).write_bytes(text.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("words", "path", "expected"),
    [
        ("--after b1-2", QUESTION, ["b1-1", "b1-2", "b1-3"]),
        ("--after b1-1 --addition", QUESTION, ["b1-1", "b1-x1", "b1-2"]),
        ("--after b1-2 --id b1-9", QUESTION, ["b1-1", "b1-2", "b1-9"]),
        ("--after v1", FOREWORD, ["v1", "v1-2", "v2", "v-x1", "v-x2"]),
        ("--after v-x2", FOREWORD, ["v1", "v2", "v-x1", "v-x2", "v-x3"]),
        ("--after v2 --id v3", FOREWORD, ["v1", "v2", "v3", "v-x1", "v-x2"]),
    ],
)
def test_a_passage_stands_behind_another_in_both_languages(
    mini: Path, words: str, path: str, expected: list[str]
) -> None:
    assert new(mini, f"passage {words}") == 0
    assert ids(mini, path) == [expected, expected]
    assert stop_findings(read_book(mini)) == []


def test_it_says_where_it_stands_and_what_comes_next(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(mini, "passage --after b1-1 --addition") == 0
    said = capsys.readouterr().out
    for language in LANGUAGES:
        found = re.search(rf"(docs/{language}/{QUESTION}):(\d+): b1-x1", said)
        assert found, said
        lines = (mini / found[1]).read_text(encoding="utf-8").splitlines()
        assert lines[int(found[2]) - 1].startswith("TODO (")
    assert 'make accept-translation IDS="b1-x1"' in said
    assert "make publish-permalinks" in said


def test_nothing_else_in_the_files_changes(mini: Path) -> None:
    before = texts(mini)
    assert new(mini, "passage --after v2") == 0
    after = texts(mini)
    assert {path for path in after if after[path] != before.get(path)} == {
        f"docs/{language}/{FOREWORD}" for language in LANGUAGES
    }
    for language, name in zip(LANGUAGES, ("Nederlands", "English"), strict=True):
        path = f"docs/{language}/{FOREWORD}"
        added = f"\n\nTODO ({name})\n{{ #v2-2 }}".encode()
        assert after[path].replace(added, b"", 1) == before[path]


def test_line_ends_of_windows_stay(mini: Path) -> None:
    file = mini / f"docs/nl/{QUESTION}"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert new(mini, "passage --after b1-2") == 0
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")


def test_what_is_still_to_be_written_is_found_and_can_be_neither_accepted_nor_published(
    mini: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(mini, "passage --after b1-2") == 0
    left = [each for each in source_findings(read_book(mini)) if each.rule == "left-over"]
    assert [(each.path, each.line) for each in left] == [(f"docs/{each}/{QUESTION}", 18) for each in ("en", "nl")]
    before = texts(mini)
    for words in (["--accept", "b1-3"], ["--accept", "all"], ["--publish"]):
        capsys.readouterr()
        assert translations(["--root", str(mini), *words]) == 2
        assert f"docs/nl/{QUESTION}:" in capsys.readouterr().err
    assert texts(mini) == before
    assert translations(["--root", str(mini), "--accept", "v1"]) == 0, "another passage is nobody's hindrance"
    for language, said in zip(LANGUAGES, ("Het boek zegt meer.", "The book says more."), strict=True):
        file = mini / f"docs/{language}/{QUESTION}"
        file.write_text(re.sub("TODO.*", said, file.read_text(encoding="utf-8")), encoding="utf-8")
    assert translations(["--root", str(mini), "--accept", "b1-3"]) == 0
    assert translations(["--root", str(mini), "--publish"]) == 0
    assert [str(each) for each in source_findings(read_book(mini))] == []


def test_an_id_that_was_published_is_never_given_again(mini: Path) -> None:
    lock = mini / "permalinks.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "/bakens/1-vraag/#b1-7\n", encoding="utf-8")
    book = read_book(mini)
    assert next_id(book, book.pages["nl", QUESTION], "b1-2", addition=False) == "b1-8"


REFUSED = {
    "passage --after b9-9": "no passage 'b9-9'",
    "passage --after b1-1": "'make new-passage AFTER=b1-2'",
    "passage --after b1-2 --id b1-1": f"it stands in docs/nl/{QUESTION}:8 — the next that is free is b1-3",
    "passage --after b1-2 --id b2-1": "b2 belongs on beacons/2-strength.md",
    "passage --after b1-2 --id B1": "'B1' is no passage id",
    "passage --after b1-2 --id b1-4 --addition": "b1-x with a count",
    "passage": "AFTER not given: the number in the margin of the passage before it — make new-passage AFTER=b2-x1",
    "page care.md --after foreword.md --title nl=Zorg": "FILE=care.md AFTER=foreword.md TITLE_NL=Zorg SLUG_NL=",
    CARE.replace("care.md", "foreword.md", 1): "docs/nl/foreword.md is there already",
    CARE.replace("care.md", "../care.md", 1): "is no name of a page",
    CARE.replace("care.md", "care/act.md", 1): "'make new-page FILE=care/index.md'",
    CARE.replace("after foreword.md", "after forword.md"): "did you mean 'foreword.md'?",
    CARE.replace("nl=zorg", "nl=De_Zorg"): "SLUG_NL=care-act",
    CARE.replace("nl=zorg", "nl=voorwoord"): "docs/nl/care.md:1: address-twice",
    f"{CARE} --points 'v1 z1'": "the point v1 is told on foreword.md",
    f"{CARE} --points 1z": "'1z' is no point",
    f"{CARE} --ours": "POINTS=",
    f"{CARE} --short b1": "address-twice",
}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small clean book that no command may change."""
    return copy_mini(tmp_path_factory.mktemp("refused") / "mini")


@pytest.mark.parametrize("words", REFUSED)
def test_what_can_not_be_is_refused_and_leaves_everything_as_it_was(
    untouched: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    before = texts(untouched)
    assert new(untouched, words) == 2
    assert REFUSED[words] in capsys.readouterr().err
    assert texts(untouched) == before


@pytest.mark.parametrize("words", ["passage --after b1-2", CARE])
def test_a_book_that_is_broken_is_mended_first(mini: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    change(mini, f"docs/en/{FOREWORD}", "{ #v1 }", "{ #v1-2 }")
    before = texts(mini)
    assert new(mini, words) == 2
    assert f"docs/nl/{FOREWORD}:" in capsys.readouterr().err
    assert texts(mini) == before


def test_a_file_that_is_missing_is_told(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mini / f"docs/en/{QUESTION}").unlink()
    assert new(mini, "passage --after b1-2") == 2
    assert f"docs/en/{QUESTION}:1: page-missing" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["passage --after v2", CARE])
def test_a_folder_that_can_not_be_written_to_leaves_everything_as_it_was(
    mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    before = texts(mini)
    written: list[Path] = []

    def failing(path: Path, content: bytes) -> None:
        if path.is_relative_to(mini):
            if written and b"TODO" in content:
                raise PermissionError(13, "Permission denied", str(path))
            written.append(path)
        write_whole(path, content)

    monkeypatch.setattr(edits, "write_whole", failing)
    assert new(mini, words) == 2
    assert written, "the first file was there when the second failed"
    assert ".md can't be written: Permission denied — every file is as it was" in capsys.readouterr().err
    assert texts(mini) == before


def test_a_page_stands_in_both_languages_and_in_the_plan(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mini, CONTENTS, "    points: [v1, v2]\n", "    points: [v1, v2]  # told first\n\n  # the beacons\n")
    plan = (mini / CONTENTS).read_text(encoding="utf-8")
    assert new(mini, f"{CARE} --points 'z1 z2' --short z --number 1.3") == 0
    written = '\n  - path: care.md\n    number: "1.3"\n    short: z\n    points: [z1, z2]'
    assert (mini / CONTENTS).read_text(encoding="utf-8") == plan.replace("# told first", "# told first" + written)
    book = read_book(mini)
    assert stop_findings(book) == []
    assert [book.pages[language, "care.md"].address for language in LANGUAGES] == ["/zorg/", "/en/care/"]
    assert ids(mini, "care.md") == [["z1", "z2"]] * 2
    said = capsys.readouterr().out
    assert "docs/en/care.md:7: z1, z2" in said
    assert 'IDS="page:care.md z1 z2"' in said


def test_a_page_of_the_sites_own_has_letters_that_nobody_used(mini: Path) -> None:
    assert new(mini, CARE) == 0
    assert ids(mini, "care.md") == [["c-x1"]] * 2
    assert new(mini, CARE.replace("care", "close").replace("zorg", "dichtbij").replace("Zorg", "Dichtbij")) == 0
    assert ids(mini, "close.md") == [["cl-x1"]] * 2
    assert free_letters(read_book(mini), "laws/index.md") != "v"


def test_what_the_command_does_not_say_stands_in_the_environment(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As make hands it on, whatever signs are in it."""
    for name, text in {"TITLE_NL": "Zorg: 'nu' $1", "TITLE_EN": "Care", "SLUG_NL": "zorg", "SLUG_EN": "care"}.items():
        monkeypatch.setenv(name, text)
    assert new(mini, "page care.md --after foreword.md") == 0
    assert read_book(mini).pages["nl", "care.md"].title == "Zorg: 'nu' $1"


def test_a_book_in_other_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_another(tmp_path / "book")
    begin(read_book(root))
    assert new(root, "page mur.md --after water.md") == 2
    assert "TITLE_FR='…' SLUG_FR='…' TITLE_DE='…' SLUG_DE='…'" in capsys.readouterr().err
    words = "--title 'fr=Le mur' --title 'de=Die Mauer' --slug fr=mur --slug de=mauer --points m1 --ours"
    assert new(root, f"page wall.md --after water.md {words}") == 0
    assert new(root, "passage --after g1-x1") == 0
    assert ids(root, "wall.md") == [["m1-x1"]] * 2
    assert ids(root, "garden.md")[0] == ids(root, "garden.md")[1]
    assert "TODO (Deutsch)" in (root / "docs/de/garden.md").read_text(encoding="utf-8")
    assert stop_findings(read_book(root)) == []


def test_a_folder_without_the_right_to_write_is_named(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = mini / "docs/en/beacons"
    before = texts(mini)
    folder.chmod(0o555)
    assert new(mini, "passage --after b1-2") == 2
    folder.chmod(0o755)
    assert f"docs/en/{QUESTION} can't be written: Permission denied" in capsys.readouterr().err
    assert texts(mini) == before


def test_at_a_terminal_it_asks_for_what_is_missing(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"Title in Dutch": "Zorg", "Slug in Dutch": "zorg", "Title in English": "Care", "Slug in English": "care"}
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: answers.pop(question.removesuffix(": ")))
    assert new(mini, "page care.md --after foreword.md") == 0
    assert answers == {}
    assert read_book(mini).pages["en", "care.md"].address == "/en/care/"
