"""The fault corpus: tests/faults/RULE/NAME.yml plants one fault, or one trap, in a copy of the small clean book.

edits:                       # each replaces the first `old` in a file
  - {file: docs/nl/foreword.md, old: sterk, new: sterk sterk}
write: {docs/nl/x.md: …}     # whole files; `latin1:` the same, in another encoding; `link: {path: target}`
delete: [docs/en/foreword.md]
finds: ["docs/nl/foreword.md:9 word-twice"]     # exactly this and no more; an empty list is a trap
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scripts.book import read_book
from scripts.book.data import DataError
from scripts.book.locks import PERMALINKS, TRANSLATIONS
from scripts.check.run import source_findings
from scripts.translations import accept, publish
from tests.copies import LANGUAGES

HERE = Path(__file__).parents[1]
FAULTS = HERE / "faults"
MINI = HERE / "mini"
DATA = HERE.parent / "docs" / "_data"
SHARED = (
    "citation-style.csl",
    *(f"languages/{each}/{name}.yml" for each in LANGUAGES for name in ("language", "interface", "search", "checks")),
)


@dataclass(frozen=True)
class Planted:
    rule: str
    name: str
    change: dict[str, Any]

    @property
    def finds(self) -> list[str]:
        return list(self.change["finds"])

    @property
    def is_trap(self) -> bool:
        return not self.finds


def corpus() -> list[Planted]:
    """Every planted fault and trap, in the order of rules and names."""
    return [
        Planted(file.parent.name, file.stem, yaml.safe_load(file.read_text(encoding="utf-8")))
        for file in sorted(FAULTS.glob("*/*.yml"))
    ]


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """What is kept from copy to copy, as long as this process lasts: most pages of one are those of another."""
    return tempfile.TemporaryDirectory(prefix="mini-kept-")


def copy_mini(root: Path) -> Path:
    """The small clean book, with the data that it shares with the book itself."""
    shutil.copytree(MINI, root)
    (root / ".cache").symlink_to(_kept().name)
    for name in SHARED:
        (root / "docs" / "_data" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / name, root / "docs" / "_data" / name)
    return root


def plant(root: Path, rule: str, change: dict[str, Any]) -> None:
    """Makes the change in a copy; a text to replace that is not there is a mistake in the corpus.

    The locks stay only for the rules that they are for: any change of a text is a change for them. For all others
    they are as if what is there now was accepted and published.
    """
    for edit in change.get("edits", []):
        file = root / edit["file"]
        text = file.read_bytes().decode()
        assert edit["old"] in text, edit
        file.write_bytes(text.replace(edit["old"], edit["new"], 1).encode())
    for key, encoding in (("write", "utf-8"), ("latin1", "latin-1")):
        for path, text in change.get(key, {}).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode(encoding))
    for path, target in change.get("link", {}).items():
        (root / path).symlink_to(target)
    for path in change.get("delete", []):
        (root / path).unlink()
    if not rule.startswith("lock"):
        accept_all(root, but=rule.split("-")[0])


def accept_all(root: Path, *, but: str = " ") -> None:
    """Both locks of a book as it stands, but one that begins with `but`; as they were, if it can't be read."""
    try:
        book = read_book(root)
    except DataError:
        return
    if not PERMALINKS.startswith(but):
        publish(replace(book, published={}))
    if not TRANSLATIONS.startswith(but):
        accept(replace(book, looked_at={}, changed={}), ["all"])


def found(root: Path) -> list[str]:
    """What the checker finds, as the corpus writes it."""
    return [" ".join(line.split(" ", 2)[:2]).replace(": ", " ") for line in told(root)]


def told(root: Path) -> list[str]:
    """What the checker finds, as it tells people."""
    try:
        return [str(finding) for finding in source_findings(read_book(root))]
    except DataError as error:
        return [f"{error.path}:{error.line}: data {error.message}"]
