"""A stock Material site with the text of this book, to measure against: its theme, its search, its footnotes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

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
TEMPLATE_KEY = re.compile(r"^template: .*\n", re.MULTILINE)


def write_stock(root: Path, target: Path) -> None:
    """Writes the site's sources below `target`: the same Markdown, without our templates."""
    for language in ("nl", "en"):
        shutil.copytree(root / "docs" / language, target / "docs" / language)
    for file in (target / "docs").rglob("*.md"):
        file.write_text(TEMPLATE_KEY.sub("", file.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    (target / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
