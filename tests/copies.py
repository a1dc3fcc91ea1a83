"""A copy of the project, to change and to build."""

from __future__ import annotations

import compileall
import shutil
import tempfile
from functools import cache
from pathlib import Path

from scripts.book.kept import FOLDER
from scripts.build import ROOT

ANOTHER = Path(__file__).parent / "another_book"
LANGUAGES = ("nl", "en")
"""Of the book that these tests are about."""
PARTS = (
    "docs", "overrides", "scripts", "mkdocs.yml", "permalinks.lock", "translations.lock", ".gitattributes", "LICENSE",
    "pyproject.toml", "requirements.txt",
    "hosting",
)  # fmt: skip


@cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """The scripts as Python reads them fastest: most copies run more than one command, and write no byte code."""
    folder = tempfile.TemporaryDirectory(prefix="compiled-")
    scripts = shutil.copytree(ROOT / "scripts", Path(folder.name) / "scripts")
    compileall.compile_dir(scripts, quiet=1)
    return folder


def _copy(part: str, root: Path) -> None:
    source = Path(_compiled().name) / part if part == "scripts" else ROOT / part
    (shutil.copytree if source.is_dir() else shutil.copy)(source, root / part)


def copy_another(root: Path) -> Path:
    """With the French and German book in place of this one, and no locks or licence of this one."""
    root.mkdir(parents=True)
    for part in PARTS:
        if not part.endswith((".lock", "LICENSE")):
            _copy(part, root)
    for part in (*LANGUAGES, "_data"):
        shutil.rmtree(root / "docs" / part)
    shutil.copytree(ANOTHER, root / "docs", dirs_exist_ok=True)
    return root


def copy_project(root: Path) -> Path:
    """With what is kept from other builds: what did not change need not be made again."""
    root.mkdir()
    for part in PARTS:
        _copy(part, root)
    if (ROOT / FOLDER).exists():
        # Another worker may be writing there: what is written aside has a name that is no entry's.
        shutil.copytree(ROOT / FOLDER, root / FOLDER, ignore=shutil.ignore_patterns(".*"))
    return root
