"""Lists of locked packages that do not fit what is asked for: each way to go wrong, by line and remedy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from scripts.build import ROOT
from scripts.locked import LISTS, main

PROJECT = """\
[project]
dependencies = [
  "Alpha>=2",
]
[dependency-groups]
dev = [{ include-group = "types" }]
types = ["delta"]
"""
HASH = "    --hash=sha256:" + "a" * 64
GOOD = f"""\
alpha==2.1 \\
{HASH}
    # via book (pyproject.toml)
beta==1.0 ; python_full_version < '3.13' \\
{HASH}
    # via
    #   alpha
    #   delta
beta==1.1 ; python_full_version >= '3.13' \\
{HASH}
    # via alpha
delta==3 \\
{HASH}
    # via book (pyproject.toml:types)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in LISTS:
        (tmp_path / name).write_text("")
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "requirements.txt").write_text(GOOD)
    return tmp_path


def test_the_lists_of_this_project_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT)]) == 0, capsys.readouterr().out


def test_what_fits_says_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["--root", str(root)]), capsys.readouterr().out) == (0, "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "alpha==2.1",
            "alpha==1.9",
            "requirements.txt:1: lock-version alpha 1.9 is not what pyproject.toml asks for: >=2",
        ),
        (f"delta==3 \\\n{HASH}", "delta==3", "requirements.txt:12: lock-hash delta has no hash"),
        (HASH, HASH.replace("sha256", "md5"), "requirements.txt:2: lock-line '--hash=md5:"),
        (
            "alpha==2.1",
            "--index-url https://packages.example/\nalpha==2.1",
            "requirements.txt:1: lock-line '--index-url",
        ),
        ("delta==3", "delta @ https://packages.example/delta.whl", "lock-line 'delta @ https://packages.example/"),
        ("beta==1.1", "beta>=1.1", "lock-line"),
        (
            "alpha==2.1",
            "gamma==2.1",
            "pyproject.toml:3: lock-missing Alpha is asked for, and requirements.txt lacks it",
        ),
        (
            "# via book (pyproject.toml:types)",
            "# via epsilon",
            "requirements.txt:12: lock-unused nothing asks for delta 3",
        ),
        ("# via alpha\n", "# via epsilon\n", None),  # asked for by the other line of the same name
        (" >= '3.13'", " < '3.13'", "requirements.txt:9: lock-twice beta stands twice"),
    ],
)
def test_what_does_not_fit_is_named(
    root: Path, old: str, new: str, said: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in GOOD
    (root / "requirements.txt").write_text(GOOD.replace(old, new, 1))
    code, out = main(["--root", str(root)]), capsys.readouterr().out
    assert (code, said or "") == (1 if said else 0, said if said and said in out else out)


def test_what_only_an_unused_package_asks_for_is_unused_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyproject.toml").write_text(PROJECT.replace('  "Alpha>=2",\n', ""))
    assert main(["--root", str(root)]) == 1
    out = capsys.readouterr().out
    assert "lock-unused nothing asks for alpha 2.1 — run 'make lock'" in out
    assert "beta" not in out  # delta asks for it


def test_one_version_has_the_same_hashes_in_all_lists(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyproject.toml").write_text(PROJECT + 'bench = ["delta"]\n')
    other = f"delta==3 \\\n{HASH.replace('a' * 64, 'b' * 64)}\n    # via book (pyproject.toml:bench)\n"
    (root / "requirements-bench.txt").write_text(other)
    assert main(["--root", str(root)]) == 1
    assert (
        "requirements-bench.txt:1: lock-hash delta 3 has other hashes than in requirements.txt"
        in capsys.readouterr().out
    )


def test_lists_made_anew_tell_a_hash_that_nobody_published(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anew = shutil.copytree(root, tmp_path / "anew")
    assert main(["--root", str(root), "--against", str(anew)]) == 0
    more = GOOD.replace(HASH, f"{HASH} \\\n{HASH.replace('a' * 64, 'c' * 64)}")
    (anew / "requirements.txt").write_text(more)  # a wheel for another system came later
    assert main(["--root", str(root), "--against", str(anew)]) == 0
    (root / "requirements.txt").write_text(GOOD.replace("a" * 64, "d" * 64, 1).replace("delta==3", "delta==4"))
    assert main(["--root", str(root), "--against", str(anew)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[:3] for line in lines] == [
        ["requirements.txt:1:", "lock-hash", "alpha"],
        ["requirements.txt:1:", "lock-missing", "delta"],
        ["requirements.txt:12:", "lock-stale", "delta"],
    ]


@pytest.mark.parametrize("broken", ["", "[project", '[project]\ndependencies = ["a b"]'])
def test_what_cannot_be_read_ends_with_two(root: Path, broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "pyproject.toml"
    file.write_text(broken) if broken else file.unlink()
    assert main(["--root", str(root)]) == 2
    assert "pyproject.toml" in capsys.readouterr().err


def test_findings_can_be_annotations(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "requirements.txt").write_text(GOOD.replace("alpha==2.1", "alpha==1.9"))
    assert main(["--root", str(root), "--format", "gitlab"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["check_name"], found["location"]["lines"]["begin"]) == ("lock-version", 1)
