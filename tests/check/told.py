"""`python -m tests.check.told`: writes anew what the checker says of each planted fault (tests/faults/told.txt).

It is read by a person before it is committed: each line must name what is wrong, and how it is mended.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.check.corpus import FAULTS, Planted, copy_mini, corpus, plant, told

FILE = FAULTS / "told.txt"
HEAD = "# What the checker says of each fault in these folders; `python -m tests.check.told` writes it.\n"


def main() -> int:
    written = [_written(planted, says(planted)) for planted in corpus() if not planted.is_trap]
    FILE.write_text(HEAD + "".join(written), encoding="utf-8")
    return 0


def says(planted: Planted) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = copy_mini(Path(folder) / "mini")
        plant(root, planted.rule, planted.change)
        return told(root)


def _written(planted: Planted, lines: Iterable[str]) -> str:
    return "".join([f"\n{planted.rule}/{planted.name}\n", *(f"  {line}\n" for line in lines)])


def recorded() -> Mapping[str, list[str]]:
    """What is said, by the fault's folder and name."""
    return dict(_blocks(FILE.read_text(encoding="utf-8").removeprefix(HEAD)))


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    for block in text.strip().split("\n\n"):
        name, *lines = block.split("\n")
        yield name, [line.removeprefix("  ") for line in lines]


if __name__ == "__main__":
    sys.exit(main())
