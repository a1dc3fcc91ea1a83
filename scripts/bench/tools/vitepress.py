"""VitePress with its own theme, its languages and its local search."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.bench.plain import PlainPage, plain_pages, write
from scripts.bench.tools.sets import npm_folder, within
from scripts.bench.tools.tool import About, Asking, Command, Tool
from scripts.book import Book, Language
from scripts.build import ROOT

ABOUT = About("vitepress", "VitePress", ("vitepress",), "with markdown-it-footnote")
CONFIG = """\
import footnote from "markdown-it-footnote";
export default {
  title: "Stock",
  srcDir: "docs",
  outDir: "site",
  ignoreDeadLinks: true,
  locales: %(locales)s,
  rewrites: { "%(first)s/:rest*": ":rest*" },
  markdown: { config: (md) => { md.use(footnote); } },
  themeConfig: { search: { provider: "local" } },
};
"""
ASK = """async query => {
  const wait = time => new Promise(done => setTimeout(done, time));
  const until = async ready => { for (let at = 0; at < 250 && !ready(); at += 1) await wait(20); };
  if (!document.querySelector('#localsearch-input')) {
    document.querySelector('#local-search button').click();
    await until(() => document.querySelector('#localsearch-input'));
    await wait(500);
  }
  const box = document.querySelector('#localsearch-input');
  const links = () => [...document.querySelectorAll('.VPLocalSearchBox a.result')].map(a => a.href);
  const type = async (text, ready) => {
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(ready);
  };
  await type('', () => links().length === 0 && !document.querySelector('.VPLocalSearchBox .no-results'));
  await type(query, () => links().length > 0 || document.querySelector('.VPLocalSearchBox .no-results'));
  return links();
}"""


def vitepress(book: Book, folder: Path) -> Tool:
    packages = npm_folder(ROOT, "vitepress")
    folder = within(packages, folder)
    pages: dict[Language, list[PlainPage]] = {}
    for page in plain_pages(book):
        write(folder / "docs" / page.language / page.path, f"{page.front_matter}\n# {page.title}\n{page.body}")
        pages.setdefault(page.language, []).append(page)
    first = book.languages[0]
    locales = {("root" if each == first else each): _locale(each, first, pages[each]) for each in book.languages}
    values = {"locales": json.dumps(locales, ensure_ascii=False), "first": first}
    write(folder / ".vitepress" / "config.mjs", CONFIG % values)

    def address(language: Language, path: str) -> str:
        start = "/" if language == first else f"/{language}/"
        name = path.removesuffix(".md")
        return start + (name.removesuffix("index") if name.split("/")[-1] == "index" else f"{name}.html")

    def command(verb: str, *words: str) -> Command:
        return Command(("node", packages / "node_modules/vitepress/bin/vitepress.js", verb, *words), folder)

    return Tool(
        ABOUT.id,
        folder,
        (command("build"),),
        ("site", ".vitepress/cache"),
        folder / "site",
        address,
        lambda language, path: folder / "docs" / language / path,
        lambda port: command("dev", "--host", "127.0.0.1", "--port", str(port)),
        asking=Asking(ASK, lambda language: address(language, "foreword.md")),
    )


def _locale(language: Language, first: Language, pages: list[PlainPage]) -> Mapping[str, Any]:
    """With a side bar that names every page, those of a folder below its name."""
    start = "/" if language == first else f"/{language}/"
    groups: dict[str, list[dict[str, str]]] = {}
    for page in pages:
        link = start + page.path.removesuffix(".md").removesuffix("index")
        groups.setdefault(page.path.rpartition("/")[0], []).append({"text": page.title, "link": link})
    bar: list[dict[str, Any]] = []
    for folder, items in groups.items():
        bar += [{"text": folder, "collapsed": True, "items": items}] if folder else items
    return {"label": language, "lang": language, "themeConfig": {"sidebar": bar}}
