"""The parts of a page, each as HTML that can stand in another document: beside the same part in the other language."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.book.addresses import side_address
from scripts.book.markup.setting import Setting, relative
from scripts.book.markup.trees import ADDITIONS, HEADINGS, has_class
from scripts.book.model import Part, PartKind
from scripts.book.references import parts_of

OWN = {"passage-number", "passage-other", "note-back"}
"""What belongs to one language's own page: numbers, ways to the other language, ways back from a note."""
OWN_ATTRIBUTES = ("id", "aria-describedby", "role")
REFERENCES = ("href", "src")


class SideExtension(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.parts: list[Part] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Sides(md, self), "sides", -1)


class Sides(Treeprocessor):
    def __init__(self, md: Markdown, extension: SideExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for block in _blocks(root):
            kind = _kind(block)
            html = self._html(block, kind)
            self.extension.parts.append(Part(kind, block.get("id", ""), html))

    def _html(self, block: Element, kind: PartKind) -> str:
        """A block that is none of ours whole, of all others what is in it."""
        part = copy.deepcopy(block)
        part.tail = None
        self._strip(part)
        if kind != "block":
            part.tag, part.attrib = "div", {}
        html: str = self.md.serializer(part)
        for processor in self.md.postprocessors:
            html = processor.run(html)
        return html if kind == "block" else html.removeprefix("<div>").removesuffix("</div>")

    def _strip(self, element: Element) -> None:
        setting = self.extension.setting
        here, there = setting.address, side_address(setting.languages, setting.path)
        for parent in element.iter():
            for child in [child for child in parent if not OWN.isdisjoint(child.get("class", "").split())]:
                _drop(parent, child)
            for attribute in OWN_ATTRIBUTES:
                parent.attrib.pop(attribute, None)
            for attribute in REFERENCES:
                reference = parent.get(attribute, "")
                if reference and not reference.startswith("#fn:"):
                    parent.set(attribute, moved(reference, here, there))


def _blocks(root: Element) -> Iterator[Element]:
    """Headings, passages, loose blocks and notes, in the order of the page."""
    for block in root:
        if has_class(block, ADDITIONS):
            yield from (inner for inner in block if not has_class(inner, "addition-label"))
        elif has_class(block, "notes"):
            yield from (note for note in block.iter("li") if has_class(note, "note"))
        else:
            yield block


def _kind(block: Element) -> PartKind:
    if block.tag in HEADINGS:
        return "heading"
    return "passage" if has_class(block, "passage") else "note" if has_class(block, "note") else "block"


def _drop(parent: Element, child: Element) -> None:
    """Takes out an element; the text behind it stays."""
    index = list(parent).index(child)
    if child.tail:
        if index:
            before = parent[index - 1]
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def moved(reference: str, here: str, there: str) -> str:
    """A reference that is written at one address of the site, as it must be written at another."""
    parts = parts_of(reference)
    if parts.scheme or parts.netloc:
        return reference
    target = posixpath.normpath(posixpath.join(here, parts.path)) if parts.path else here
    if (not parts.path or parts.path.endswith("/")) and not target.endswith("/"):
        target += "/"
    return relative(there, target) + (f"#{parts.fragment}" if parts.fragment else "")
