"""A Sphinx site with the Furo theme and the text of this book, one build per language as Sphinx has it.

Sphinx lives in an environment of its own, from requirements-bench.txt: the project itself does not need it.
"""

from __future__ import annotations

import hashlib
import sys
import venv
from pathlib import Path

from scripts.bench import LANGUAGES
from scripts.bench.plain import write_plain
from scripts.bench.running import run
from scripts.book import Book

CONFIG = """\
project = "Stock"
language = {language!r}
extensions = ["myst_parser"]
html_theme = "furo"
"""
CONTENTS = """
```{{toctree}}
:hidden:

{documents}
```
"""


def environment(folder: Path, lock: Path) -> Path:
    """The Python of the peers' environment in `folder`, made from the lock when that changed."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    mark, digest = folder / "made-from", hashlib.sha256(lock.read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text(encoding="utf-8") != digest:
        venv.create(folder, clear=True, with_pip=True)
        run(python, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock)
        mark.write_text(digest, encoding="utf-8")
    return python


def write_furo(book: Book, target: Path) -> None:
    write_plain(book, target / "docs")
    documents = [entry.path.removesuffix(".md") for entry in book.contents.entries if entry.path != "index.md"]
    for language in LANGUAGES:
        folder = target / "docs" / language
        (folder / "conf.py").write_text(CONFIG.format(language=language), encoding="utf-8")
        with (folder / "index.md").open("a", encoding="utf-8") as index:
            index.write(CONTENTS.format(documents="\n".join(documents)))


def build_furo(python: Path, folder: Path) -> None:
    """Builds to `folder`/site, from nothing each time."""
    for language in LANGUAGES:
        source, target = folder / "docs" / language, folder / "site" / language
        run(python, "-m", "sphinx", "-b", "html", "-E", "-a", "-q", "-j", "auto", source, target)
