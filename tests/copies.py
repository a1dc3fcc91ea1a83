"""A copy of the project, to change and to build."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.book.kept import FOLDER
from scripts.build import ROOT

ANOTHER = Path(__file__).parent / "another_book"
LANGUAGES = ("nl", "en")
"""Of the book that these tests are about."""
PARTS = ("docs", "overrides", "scripts", "mkdocs.yml", "permalinks.lock", "translations.lock", ".gitattributes")


def copy_another(root: Path) -> Path:
    """With the French and German book in place of this one, and no locks."""
    for part in PARTS:
        if not part.endswith(".lock"):
            (root / part).parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, root / part)
    for part in (*LANGUAGES, "_data"):
        shutil.rmtree(root / "docs" / part)
    shutil.copytree(ANOTHER, root / "docs", dirs_exist_ok=True)
    return root


def copy_project(root: Path) -> Path:
    """With what is kept from other builds: what did not change need not be made again."""
    root.mkdir()
    for part in PARTS:
        source = ROOT / part
        shutil.copytree(source, root / part) if source.is_dir() else shutil.copy(source, root / part)
    if (ROOT / FOLDER).exists():
        # Another worker may be writing there: what is written aside has a name that is no entry's.
        shutil.copytree(ROOT / FOLDER, root / FOLDER, ignore=shutil.ignore_patterns(".*"))
    return root
