"""What was measured is read as records: a ratio where there are two values, a reason where there is none."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from scripts.bench.writing import report, write_measurements
from scripts.book.data import DataError
from scripts.book.measurements import (
    MEASUREMENTS,
    Beside,
    Machine,
    Measured,
    Measurements,
    Peer,
    read_measurements,
)

BESIDE = Beside(
    day="2026-11-27",
    machine=Machine(2, 2**34, "Debian"),
    command="make bench",
    base="stock",
    own="ours",
    chapters=("one.md",),
    queries=("nl.tsv",),
    asked=3,
    tools=(Peer("stock", "Stock"), Peer("ours", "Ours"), Peer("other", "Other")),
    measured=(
        Measured("stock", "build", value=2.0, least=1.5, most=2.5, runs=3),
        Measured("ours", "build", value=3.0, runs=3),
        Measured("other", "build", reason="not-to-be-had", detail="no package"),
        Measured("stock", "axe-light", value=0.0),
        Measured("ours", "axe-light", value=4.0),
    ),
)


def written(root: Path, text: str) -> Path:
    file = root / MEASUREMENTS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return root


def test_a_book_without_the_file_has_none(tmp_path: Path) -> None:
    assert read_measurements(tmp_path) == Measurements()


def test_what_is_written_is_read_again_and_the_other_part_stays(tmp_path: Path) -> None:
    write_measurements(tmp_path, lambda was: msgspec.structs.replace(was, beside=BESIDE))
    write_measurements(tmp_path, lambda was: msgspec.structs.replace(was, scale=None))
    assert read_measurements(tmp_path) == Measurements(beside=BESIDE)


def test_a_ratio_needs_two_values_and_a_base_that_is_something() -> None:
    assert BESIDE.ratio("ours", "build") == 1.5
    assert BESIDE.ratio("other", "build") is None
    assert BESIDE.ratio("ours", "axe-light") is None
    assert BESIDE.ratio("ours", "build", times=10) is None


def test_the_table_shows_a_reason_where_there_is_no_value() -> None:
    lines = report(BESIDE).splitlines()
    assert next(cell for cell in lines if cell.startswith("Other")).split()[1:] == ["not-to-be-had", "?"]
    assert "3.00 (1.50)" in report(BESIDE)


WRONG = {
    "no value and no reason": ('{"tool": "a", "measure": "build"}', "a `value`, or a `reason`"),
    "both": ('{"tool": "a", "measure": "build", "value": 1, "reason": "failed"}', "a `value`, or a `reason`"),
    "a measure that is none": ('{"tool": "a", "measure": "speed", "value": 1}', "speed"),
    "a key that is none": ('{"tool": "a", "measure": "build", "value": 1, "seconds": 1}', "seconds"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_can_not_be_is_told_with_its_line(tmp_path: Path, what: str) -> None:
    line, said = WRONG[what]
    write_measurements(tmp_path, lambda was: msgspec.structs.replace(was, beside=BESIDE))
    text = (tmp_path / MEASUREMENTS).read_text(encoding="utf-8")
    start = text.index('"measured": [') + len('"measured": [')
    written(tmp_path, f"{text[:start]}\n{line},{text[start:]}")
    with pytest.raises(DataError) as raised:
        read_measurements(tmp_path)
    assert said in raised.value.message
    assert raised.value.path == MEASUREMENTS
    assert raised.value.line == text[:start].count("\n") + 2
