"""What is kept is what would be made: whatever else lies there is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.book.kept import FOLDER, kept


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
