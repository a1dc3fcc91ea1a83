"""Zensical, Material's successor: a site per language, since it has no languages itself."""

from __future__ import annotations

from pathlib import Path

from scripts.bench.plain import write, write_plain
from scripts.bench.tools.sets import program
from scripts.bench.tools.tool import About, Asking, Command, Tool, below
from scripts.book import Book, Language
from scripts.build import ROOT

ABOUT = About("zensical", "Zensical", ("zensical",), "one build per language; its server shows one")
CONFIG = """\
[project]
site_name = "Stock"
site_url = "https://stock.example/{path}"
docs_dir = "docs/{language}"
site_dir = "site/{path}"

[project.theme]
language = "{language}"
font = false
"""
ASK = """async query => {
  const wait = time => new Promise(done => setTimeout(done, time));
  const root = () => [...document.querySelectorAll('div')]
    .find(each => each.shadowRoot?.querySelector('input[role=combobox]'))?.shadowRoot;
  if (!window.opened) {
    document.querySelector('.md-search__button').click();
    for (let at = 0; at < 100 && !root(); at += 1) await wait(20);
    await wait(500);
    window.opened = true;
  }
  const box = root().querySelector('input');
  const links = () => [...root().querySelectorAll('ol a')].map(a => a.href);
  const now = () => root().querySelector('[role=status]')?.textContent + links().join();
  const type = async text => {
    const before = now();
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (let waited = 0; waited < 800 && now() === before; waited += 20) await wait(20);
    for (let last = ''; last !== now();) { last = now(); await wait(60); }
  };
  if (box.value) await type('');
  await type(query);
  return box.value ? links() : [];
}"""


def zensical(book: Book, folder: Path) -> Tool:
    zensical = program(ROOT, "zensical")
    write_plain(book, folder / "docs")
    for language in book.languages:
        path = "" if language == book.languages[0] else f"{language}/"
        write(folder / f"{language}.toml", CONFIG.format(language=language, path=path))

    def command(verb: str, language: Language, *words: str) -> Command:
        return Command((zensical, verb, "-f", f"{language}.toml", *words), folder)

    address = below("", book.languages)
    return Tool(
        ABOUT.id,
        folder,
        tuple(command("build", language) for language in book.languages),
        ("site", ".cache"),
        folder / "site",
        address,
        lambda language, path: folder / "docs" / language / path,
        lambda port: command("serve", book.languages[0], "--dev-addr", f"127.0.0.1:{port}"),
        asking=Asking(ASK, lambda language: address(language, "index.md")),
    )
