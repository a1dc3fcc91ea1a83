"""Hugo, with the smallest layout that makes a book: Doks, the theme that npm has, comes with a project of its own.

So its pages weigh less than those of a theme, and it has no search.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from scripts.bench.plain import plain_pages, write
from scripts.bench.tools.sets import program
from scripts.bench.tools.tool import About, Command, Tool, below
from scripts.book import Book, Language
from scripts.build import ROOT

ABOUT = About(
    "hugo", "Hugo with a bare layout", ("hugo",), "with the smallest layout of a book, ours, without search: no theme"
)
LAYOUTS = Path(__file__).with_name("hugo_layouts")


def hugo(book: Book, folder: Path) -> Tool:
    hugo = program(ROOT, "hugo")

    def source(language: Language, path: str) -> Path:
        return folder / "content" / language / path.replace("index.md", "_index.md")

    places = {entry.path: at for at, entry in enumerate(book.contents.entries, start=1)}
    for page in plain_pages(book):
        order = f"weight: {places.get(page.path, 0)}\n"
        write(source(page.language, page.path), page.front_matter.replace("---\n", f"---\n{order}", 1) + page.body)
    for name, place in (("all.html", "layouts/all.html"), ("book.css", "assets/book.css")):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(LAYOUTS / name, folder / place)
    config = {
        "baseURL": "https://stock.example/",
        "defaultContentLanguage": book.languages[0],
        "languages": {each: {"contentDir": f"content/{each}"} for each in book.languages},
        "disableKinds": ["taxonomy", "term", "rss"],
        "publishDir": "site",
    }
    write(folder / "hugo.json", json.dumps(config))

    def command(*words: str) -> Command:
        return Command((hugo, *words, "--cacheDir", folder / "kept"), folder)

    return Tool(
        ABOUT.id,
        folder,
        (command("build", "--quiet"),),
        ("site", "resources", "kept"),
        folder / "site",
        below("", book.languages),
        source,
        lambda port: command("server", "--bind", "127.0.0.1", "--port", str(port)),
    )
