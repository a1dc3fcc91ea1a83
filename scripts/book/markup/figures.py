"""Figures: `![Caption](figure:timeline)` by itself holds the place of a drawing made from docs/_data/figures."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

SCHEME = "figure:"


class FigureExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Figures(), "figures", 7.7)


class Figures(Treeprocessor):
    """Makes each such paragraph a <figure> with its name and caption; what it shows comes with the templates."""

    def run(self, root: Element) -> None:
        for paragraph in list(root.iter("p")):
            image = paragraph[0] if len(paragraph) == 1 and not (paragraph.text or "").strip() else None
            if image is None or image.tag != "img" or not image.get("src", "").startswith(SCHEME):
                continue
            name, caption = image.get("src", "").removeprefix(SCHEME), image.get("alt", "")
            paragraph.clear()
            paragraph.tag = "figure"
            paragraph.set("class", "figure")
            paragraph.set("data-figure", name)
            SubElement(paragraph, "figcaption").text = caption
