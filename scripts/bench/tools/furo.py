"""Sphinx with the Furo theme and MyST for Markdown, one build per language as Sphinx has it."""

from __future__ import annotations

from pathlib import Path

from scripts.bench.plain import write_plain
from scripts.bench.tools.sets import environment
from scripts.bench.tools.tool import About, Asking, Command, Tool
from scripts.book import Book, Language
from scripts.build import ROOT

ABOUT = About(
    "furo", "Sphinx with Furo", ("sphinx", "furo", "myst-parser"), "one build per language; no server in the box"
)
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
ASK = """async query => {
  while (!Search._index) await new Promise(done => setTimeout(done, 20));
  const found = Search._performSearch(...Search._parseQuery(query));
  return found.reverse().map(([name]) => new URL(`${name}.html`, location.href).href);
}"""
"""Sphinx gives the best last, and takes from the end."""


def furo(book: Book, folder: Path) -> Tool:
    python = environment(ROOT)
    write_plain(book, folder / "docs")
    documents = [entry.path.removesuffix(".md") for entry in book.contents.entries if entry.path != "index.md"]
    for language in book.languages:
        docs = folder / "docs" / language
        (docs / "conf.py").write_text(CONFIG.format(language=language), encoding="utf-8")
        with (docs / "index.md").open("a", encoding="utf-8") as index:
            index.write(CONTENTS.format(documents="\n".join(documents)))

    def command(language: Language) -> Command:
        words = ("-m", "sphinx", "-b", "html", "-q", "-j", "auto", f"docs/{language}", f"site/{language}")
        return Command((python, *words), folder)

    return Tool(
        ABOUT.id,
        folder,
        tuple(command(language) for language in book.languages),
        ("site",),
        folder / "site",
        lambda language, path: f"/{language}/{path.removesuffix('.md')}.html",
        lambda language, path: folder / "docs" / language / path,
        asking=Asking(ASK, lambda language: f"/{language}/search.html"),
    )
