"""What is kept is what would be made: whatever else lies there is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.book.data import read_yaml
from scripts.book.kept import FOLDER, kept, kept_all


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"made"


def entry(root: Path) -> Path:
    (file,) = (root / FOLDER / "things").iterdir()
    return file


def test_a_thing_is_made_once_for_its_ingredients(tmp_path: Path) -> None:
    make = Maker()
    assert kept(tmp_path, "things", ["a", b"b"], make) == kept(tmp_path, "things", ["a", b"b"], make) == b"made"
    assert make.times == 1
    kept(tmp_path, "things", ["ab", b""], make)
    assert make.times == 2, "ingredients do not run into each other"


@pytest.mark.parametrize("spoiled", [b"", b"ma", b"0" * 64 + b"\nmade", b"MADE" * 40], ids=repr)
def test_an_entry_that_is_not_whole_is_made_anew(tmp_path: Path, spoiled: bytes) -> None:
    make = Maker()
    kept(tmp_path, "things", ["a"], make)
    entry(tmp_path).write_bytes(spoiled)
    assert kept(tmp_path, "things", ["a"], make) == b"made"
    assert make.times == 2
    kept(tmp_path, "things", ["a"], make)
    assert make.times == 2, "and kept again"


def test_an_entry_under_another_name_is_made_anew(tmp_path: Path) -> None:
    kept(tmp_path, "things", ["a"], lambda: b"of a")
    of_a = entry(tmp_path)
    kept(tmp_path, "things", ["b"], lambda: b"of b")
    (of_b,) = (file for file in of_a.parent.iterdir() if file != of_a)
    of_b.write_bytes(of_a.read_bytes())
    assert kept(tmp_path, "things", ["b"], lambda: b"of b") == b"of b"


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file in the way", encoding="utf-8")
    make = Maker()
    assert kept(tmp_path, "things", ["a"], make) == kept(tmp_path, "things", ["a"], make) == b"made"
    assert make.times == 2


def test_of_many_only_what_is_missing_is_made_and_all_at_once(tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def make(some: list[str]) -> list[bytes]:
        asked.append(some)
        return [f"of {each}".encode() for each in some]

    assert kept_all(tmp_path, "things", {"a": ["1"]}, make) == {"a": b"of a"}
    wanted = {"b": ["2"], "a": ["1"], "c": ["3"]}
    for _ in range(2):
        assert kept_all(tmp_path, "things", wanted, make) == {"a": b"of a", "b": b"of b", "c": b"of c"}
    assert asked == [["a"], ["b", "c"], []]
    assert kept(tmp_path, "things", ["3"], lambda: b"other") == b"of c", "the same entries as of one alone"


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("a: {b: [1, 2.0, true, null, 'x: y']}\n", True),
        ("a: 2015-01-01\n", False),
        ("1: b\n", False),
        ("a: .nan\n", False),
        ("a: !!binary eA==\n", False),
    ],
)
def test_a_data_file_says_the_same_when_it_is_kept(tmp_path: Path, text: str, is_kept: bool) -> None:
    for name in ("first.yml", "again.yml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert repr(read_yaml(tmp_path, "first.yml")) == repr(read_yaml(tmp_path, "again.yml"))
    assert (tmp_path / FOLDER / "data").exists() == is_kept
