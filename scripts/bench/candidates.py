"""The sites that are measured: this one, and others with the same text; how each is written, built and addressed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.furo import build_furo, environment, write_furo
from scripts.bench.larger import write_larger
from scripts.bench.plain import write_plain
from scripts.bench.running import run
from scripts.bench.stock import build_stock, write_stock
from scripts.book import Book, Language, read_book
from scripts.build import ROOT, build

TIMES = 20
HUGO_BOOK = "HUGO_BOOK"
"""The environment's name for a folder with a site that hugo-book made of the plain text."""


@dataclass(frozen=True)
class Candidate:
    site: Path
    address: Callable[[Language, str], str]
    """The address of a page, by its language and its path in docs."""
    build: Callable[[], object] | None = None
    """Builds the site from nothing; None if it was built elsewhere."""


def candidates(book: Book, folder: Path) -> Mapping[str, Candidate]:
    """Everything that is measured, its sources written below `folder`, which must be empty."""
    write_plain(book, folder / "plain")
    found = {
        "this site": Candidate(folder / "site", _ours(book), lambda: _build_ours(folder / "site")),
        "stock Material": _stock(book, folder / "stock"),
        "Sphinx with Furo": _furo(book, folder / "furo"),
    }
    if (made := os.environ.get(HUGO_BOOK)) and Path(made).is_dir():
        found["Hugo with hugo-book"] = Candidate(Path(made), _pretty)
    return found


def larger_candidates(book: Book, folder: Path) -> Mapping[str, Candidate]:
    """The two that are also measured in a larger book; building takes a while, and is done once."""
    ours = folder / "larger"
    write_larger(ROOT, ours, TIMES)
    return {
        f"this site, {TIMES} times": Candidate(
            ours / "site",
            _ours(book),
            lambda: run(sys.executable, "-B", "-m", "mkdocs", "build", "--quiet", "--strict", folder=ours),
        ),
        f"stock Material, {TIMES} times": _stock(read_book(ours), folder / "larger-stock"),
    }


def _build_ours(target: Path) -> None:
    if build(target):
        raise RuntimeError("this site does not build")


def _stock(book: Book, folder: Path) -> Candidate:
    write_stock(book, folder)
    return Candidate(folder / "site", _pretty, lambda: build_stock(folder))


def _furo(book: Book, folder: Path) -> Candidate:
    write_furo(book, folder)
    python = environment(ROOT / ".cache" / "peers", ROOT / "requirements-bench.txt")
    return Candidate(folder / "site", _by_file, lambda: build_furo(python, folder))


def _ours(book: Book) -> Callable[[Language, str], str]:
    return lambda language, path: book.pages[language, path].address


def _pretty(language: Language, path: str) -> str:
    """`/laws/youth-act/`, English below /en/."""
    return ("/" if language == "nl" else "/en/") + path.removesuffix("index.md").removesuffix(".md") + "/"


def _by_file(language: Language, path: str) -> str:
    return f"/{language}/{path.removesuffix('.md')}.html"


def empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
