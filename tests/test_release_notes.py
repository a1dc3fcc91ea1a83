"""What a release says is what the list of changes says of it, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.build import ROOT
from scripts.release_notes import main

CHANGES = """\
# Changes

## [Unreleased]

- To come.

## [1.10.0] - 2026-11-27

### Added

- Ten.

## 1.1.0 (2026-11-01)

- One.
"""


@pytest.mark.parametrize(("tag", "said"), [("v1.10.0", "### Added\n\n- Ten.\n"), ("1.1.0", "- One.\n")])
def test_the_part_of_a_version(tag: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    assert (main(["--root", str(tmp_path), tag]), capsys.readouterr().out) == (0, said)


def test_a_version_without_a_word_is_refused_with_the_way_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), "v1.1"]) == 2
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    assert main(["--root", str(tmp_path), "v1.1"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("CHANGELOG.md can't be read")
    assert told[1].startswith("CHANGELOG.md says nothing of 1.1: write it below a heading '## [1.1] - date'")


def test_it_needs_no_package() -> None:
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; import scripts.release_notes",
    ]
    subprocess.run(command, check=True)
