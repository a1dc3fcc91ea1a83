"""The command: exit codes, formats, what it selects, what an exception allows; and nothing makes it fall over."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.book import read_book
from scripts.check.__main__ import main
from scripts.check.run import source_findings
from tests.check.corpus import accept_all, copy_mini, found

FOREWORD = "docs/nl/foreword.md"


def change(root: Path, old: str, new: str, path: str = FOREWORD) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def broken(mini: Path) -> Path:
    change(mini, "drie redenen", "drie drie redenen")
    change(mini, "hoort meer.", "hoort meer!", "docs/nl/beacons/1-question.md")
    accept_all(mini)
    return mini


def test_a_clean_book_ends_with_nothing(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(mini)]) == 0
    assert capsys.readouterr().out == ""


def test_findings_are_sorted_and_say_where_what_and_how_to_mend_it(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(broken)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/nl/beacons/1-question.md:7: exclamation an exclamation mark — end with a full stop",
        "docs/nl/foreword.md:12: word-twice 'drie' stands twice — take one out",
    ]


def test_json_and_annotations_say_the_same(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--root", str(broken), "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert [(each["path"], each["line"], each["rule"]) for each in data] == [
        ("docs/nl/beacons/1-question.md", 7, "exclamation"),
        (FOREWORD, 12, "word-twice"),
    ]
    main(["--root", str(broken), "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(f"::error file={FOREWORD},line=12,title=word-twice::'drie' stands twice")


def test_a_report_for_gitlab_tells_findings_apart_but_not_by_their_line(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def reported() -> list[dict[str, Any]]:
        main(["--root", str(broken), "--format", "gitlab"])
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return found

    before = reported()
    assert before[1]["description"] == "'drie' stands twice — take one out"
    assert before[1]["location"] == {"path": FOREWORD, "lines": {"begin": 12}}
    file = broken / FOREWORD
    text = file.read_text(encoding="utf-8").replace("drie drie", "\n\nDrie drie, drie drie")
    file.write_text(text, encoding="utf-8")
    after = reported()
    assert {each["fingerprint"] for each in before} <= {each["fingerprint"] for each in after}
    assert len({each["fingerprint"] for each in after}) == len(after) > len(before)


def test_json_of_a_clean_book_is_an_empty_list(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(mini), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_rules_can_be_selected_and_ignored(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(broken), "--select", "word-twice"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert main(["--root", str(broken), "--ignore", "word-twice,exclamation"]) == 0


@pytest.mark.parametrize("arguments", [["--select", "no-such-rule"], ["--root", "/nowhere"], ["--site", "/nowhere"]])
def test_what_cannot_be_done_ends_with_two(
    mini: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*(["--root", str(mini)] if "--root" not in arguments else []), *arguments]) == 2
    assert capsys.readouterr().err


def test_a_rule_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", "numbers-differ"]) == 0
    said = capsys.readouterr().out
    assert "Bad:" in said
    assert "Good:" in said


def test_broken_data_is_a_finding_with_its_line(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mini / "docs/_data/contents.yml").write_text("pages: [\n", encoding="utf-8")
    assert main(["--root", str(mini)]) == 1
    assert capsys.readouterr().out.startswith("docs/_data/contents.yml:2: data not valid YAML")


def test_an_exception_with_a_reason_allows_what_follows_it_and_no_more(broken: Path) -> None:
    change(broken, "Na de overgang", "<!-- allow word-twice: zo zegt men het -->\nNa de overgang")
    assert found(broken) == ["docs/nl/beacons/1-question.md:7 exclamation"]
    change(broken, "Dat zegt de site", "Dat zegt de de site")
    accept_all(broken)
    assert found(broken) == ["docs/nl/beacons/1-question.md:7 exclamation", f"{FOREWORD}:16 word-twice"]


@pytest.fixture
def committed(mini: Path, git: str) -> Path:
    """The small book under git."""
    (mini / ".gitignore").write_text(".cache\n", encoding="utf-8")
    for command in ("init -q", "add -A", "-c user.name=x -c user.email=x@x.nl commit -qm x"):
        subprocess.run([git, "-C", str(mini), *command.split()], check=True)
    return mini


CAUSED = {
    "a changed slug": ("docs/nl/foreword.md", "slug: voorwoord", "slug: vooraf", "permalink-lost"),
    "a changed heading id": ("docs/nl/foreword.md", "{ #later }", "{ #afterwards }", "heading-unpaired"),
    "a removed source": ("docs/_data/bibliography.yml", "- id: cbs-2020", "- id: cbs-2021", "citation-unknown"),
    "a renamed term": ("docs/_data/glossary.yml", "- id: crvb", "- id: raad", "permalink-lost"),
    "a changed word": ("docs/nl/foreword.md", "drie redenen", "drie nieuwe redenen", "translation-stale"),
}


@pytest.mark.parametrize("what", CAUSED)
def test_a_hook_includes_all_that_the_change_causes(
    committed: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    path, old, new, rule = CAUSED[what]
    change(committed, old, new, path)
    assert main(["--root", str(committed), "--changed"]) == 1
    assert rule in {line.split(" ")[1] for line in capsys.readouterr().out.splitlines()}


def test_a_hook_sees_a_deleted_passage_and_a_file_with_an_accent(
    committed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("nl", "en"):
        file = committed / f"docs/{language}/beacons/1-question.md"
        text = file.read_text(encoding="utf-8")
        start = text.index("\n", text.index("{ #b1-1 }"))
        file.write_text(text[: start + 1], encoding="utf-8")
    (committed / "docs/assets/images/café.svg").write_text("<svg/>", encoding="utf-8")
    assert main(["--root", str(committed), "--changed"]) == 1
    rules = {line.split(" ")[1] for line in capsys.readouterr().out.splitlines()}
    assert {"permalink-lost", "file-name"} <= rules


def test_a_hook_leaves_old_findings_alone(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(committed, "drie redenen", "drie drie redenen")
    for command in ("add -A", "-c user.name=x -c user.email=x@x.nl commit -qm x"):
        subprocess.run(["git", "-C", str(committed), *command.split()], check=True)
    change(committed, "Een vraag is", "Een vraag  is", "docs/nl/beacons/1-question.md")
    assert main(["--root", str(committed), "--changed"]) == 1
    assert {line.split(":")[0] for line in capsys.readouterr().out.splitlines()} == {"docs/nl/beacons/1-question.md"}


def test_a_hook_speaks_of_the_change_and_its_pair_only(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mini = committed
    assert main(["--root", str(mini), "--changed"]) == 0
    change(mini, "drie redenen", "drie drie redenen")
    assert main(["--root", str(mini), "--changed"]) == 1
    assert [line.split(" ")[1] for line in capsys.readouterr().out.splitlines()] == ["translation-stale", "word-twice"]


def test_the_order_of_findings_is_the_same_each_time(broken: Path) -> None:
    assert source_findings(read_book(broken)) == source_findings(read_book(broken))


SOURCES = [
    FOREWORD,
    "docs/en/foreword.md",
    "docs/nl/beacons/index.md",
    "docs/_data/glossary.yml",
    "docs/_data/bibliography.yml",
    "docs/_data/contents.yml",
    "docs/_data/foreign.yml",
    "docs/_data/words.txt",
    "docs/_data/book.yml",
    "docs/_data/languages/nl/checks.yml",
    "permalinks.lock",
    "translations.lock",
]
NOISE = st.sampled_from(
    [b"", b"\x00", b"\xff\xfe", b"[^", b"](", b"{ #", b"{ #v1 }", b"```", b"<!--", b"---\n", b"*", b"|", b"\n\n", b"[@",
     b"&#x0;", b"# ", b"///", b"\xe2\x80\x98", b": [", b"- - -\n", b"![](", b"<b>", b"\r", b"[^1]: ", b"%s{}", b"\\",
     b"](https://[bad)", b"](//x", b"](javascript:x)", b"](?q=#", b"<i>", b"&", b"<", b"\n  - x", b"a | b\n--|--\n",
     b"[[", b"<<<<<<< HEAD\n", b"\xf0\x9f\x9a\x80", b"/../../", b"[@cbs-2020, <", b"url: [", b"[[2015, 2, 31]]"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_in_any_source_make_the_checker_fall_over(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = copy_mini(tmp_path_factory.mktemp("noise") / "mini")
    file = root / data.draw(st.sampled_from(SOURCES))
    content = file.read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content = content[:start] + data.draw(NOISE) + content[end:]
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content)))]
    file.write_bytes(content)
    assert found(root) == found(root), "the same answer twice"
