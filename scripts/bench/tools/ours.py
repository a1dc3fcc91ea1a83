"""This site: `make build` and `make serve`, in a copy of the project."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.bench.tools.tool import About, Asking, Command, Tool
from scripts.book import Book, Language
from scripts.search.asking import ASK, search_address

ABOUT = About(
    "ours",
    "this site",
    ("mkdocs", "mkdocs-material"),
    "more than the others make: papers, PDF, EPUB, cards, side by side",
)
ADDRESSES = """async query => {
  const ask = %s;
  const { results } = await ask([query, { limit: 50 }]);
  return results.map(result => new URL(result.address, location.origin).href);
}"""


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
