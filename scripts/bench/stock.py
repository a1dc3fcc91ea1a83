"""A stock Material site with the text of this book, to measure against: its theme, its search, its footnotes."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.bench.plain import write_plain
from scripts.bench.running import run
from scripts.book import Book

CONFIG = """\
site_name: Stock
site_url: https://stock.example/
theme:
  name: material
  font: false
markdown_extensions: [attr_list, tables, footnotes, toc, md_in_html]
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: nl, name: Nederlands, default: true, build: true}
        - {locale: en, name: English, build: true}
"""


def write_stock(book: Book, target: Path) -> None:
    write_plain(book, target / "docs")
    (target / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")


def build_stock(folder: Path) -> None:
    """Builds to `folder`/site."""
    run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml")
