"""Stock Material for MkDocs: its theme, its search, its footnotes, and the plugin that has languages."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.bench.stock import write_stock
from scripts.bench.tools.tool import About, Asking, Command, Tool, below
from scripts.book import Book

ABOUT = About(
    "material",
    "Material for MkDocs",
    ("mkdocs", "mkdocs-material", "mkdocs-static-i18n"),
    "both languages in one search index",
)
ASK = """async query => {
  const box = document.querySelector('.md-search__input');
  const list = document.querySelector('.md-search-result__list');
  const meta = document.querySelector('.md-search-result__meta');
  document.querySelector('#__search').checked = true;
  box.focus();
  const links = () => [...list.querySelectorAll('a.md-search-result__link')].map(a => a.href);
  const now = () => meta.textContent + links().join();
  const wait = time => new Promise(done => setTimeout(done, time));
  const type = async text => {
    const before = now();
    box.value = text;
    box.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
    for (let waited = 0; waited < 800 && now() === before; waited += 20) await wait(20);
    for (let last = ''; last !== now();) { last = now(); await wait(60); }
  };
  if (box.value) await type('');
  await type(query);
  return links();
}"""


def material(book: Book, folder: Path) -> Tool:
    write_stock(book, folder)

    def command(*words: str) -> Command:
        return Command((sys.executable, "-B", "-m", "mkdocs", *words), folder)

    address = below("", book.languages)
    return Tool(
        ABOUT.id,
        folder,
        (command("build", "--quiet"),),
        ("site",),
        folder / "site",
        address,
        lambda language, path: folder / "docs" / language / path,
        lambda port: command("serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"),
        asking=Asking(ASK, lambda language: address(language, "index.md")),
    )
