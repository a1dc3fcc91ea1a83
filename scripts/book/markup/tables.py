"""Tables: alignment as a class, and a frame that scrolls sideways by keyboard where a screen is narrow."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.book.markup.trees import add_class

ALIGN = re.compile(r"text-align:\s*(left|right|center)")


class TableExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Tables(), "table-classes", 7.8)


class Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        for cell in [*root.iter("th"), *root.iter("td")]:
            if match := ALIGN.search(cell.attrib.pop("style", "")):
                add_class(cell, f"align-{match[1]}")
        for header in root.iter("th"):
            header.set("scope", "col")
