"""This site: `make build` and `make serve`, in a copy of the project."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from scripts.bench.tools.tool import About, Asking, Command, Tool
from scripts.book import Book, Language
from scripts.book.languages import BOOK as EDITION
from scripts.search.asking import ASK, search_address

ABOUT = About(
    "ours",
    "this site",
    ("mkdocs", "mkdocs-material"),
    "more than the others make: papers, PDF, EPUB, cards, side by side",
)
ALONE = About("ours-alone", "this site without PDF and EPUB", (), "papers, cards and side by side are in it")
NAMED = re.compile(r"^file_name:.*\n", re.MULTILINE)
ADDRESSES = """async query => {
  const ask = %s;
  const { results } = await ask([query, { limit: 50 }]);
  return results.map(result => new URL(result.address, location.origin).href);
}"""


def ours_alone(book: Book, folder: Path) -> Tool:
    """As others have it, without the book as a file: from the copy of the project beside."""
    shutil.copytree(folder.with_name(ABOUT.id), folder)
    file = folder / EDITION
    file.write_text(NAMED.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    return replace(ours(book, folder), id=ALONE.id)


def ours(book: Book, folder: Path) -> Tool:
    """The folder is a copy of the project already."""

    def address(language: Language, path: str) -> str:
        return book.pages[language, path].address

    def command(*words: str) -> Command:
        return Command((sys.executable, "-B", "-m", *words), folder)

    return Tool(
        ABOUT.id,
        folder,
        (command("scripts.build"),),
        ("site", ".cache"),
        folder / "site",
        address,
        lambda language, path: folder / "docs" / language / path,
        lambda port: command("scripts.serve", "--port", str(port)),
        asking=Asking(ADDRESSES % ASK, lambda language: search_address(book, language)),
    )
