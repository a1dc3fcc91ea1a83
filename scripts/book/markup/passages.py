"""Passages: each in one element that carries its id; runs of additions in a section with a name."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.book.labels import fill
from scripts.book.markup.setting import Setting, relative
from scripts.book.markup.trees import ADDITIONS, HEADINGS, add_class, has_class


class PassageExtension(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Passages(self.setting), "passages", 6.4)


class Passages(Treeprocessor):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.labels = setting.labels
        self.marks_additions = setting.marks_additions

    def run(self, root: Element) -> None:
        blocks = list(root)
        for block in blocks:
            root.remove(block)
        for heading in (block for block in blocks if block.tag in HEADINGS and "id" not in block.attrib):
            heading.set("data-implicit", "")
        wrapped = self._wrap(blocks)
        root.extend(self._group(wrapped) if self.marks_additions else wrapped)

    def _wrap(self, blocks: list[Element]) -> list[Element]:
        """Each passage, from the paragraph with its id to the next passage or heading, in one element."""
        result: list[Element] = []
        passage: Element | None = None
        number = 0
        for block in blocks:
            if is_start(block):
                number += 1
                passage = self._passage(block, number)
                result.append(passage)
            elif block.tag in HEADINGS or has_class(block, "notes"):
                passage = None
                result.append(block)
            elif passage is not None:
                passage.append(block)
            else:
                result.append(block)
        return result

    def _passage(self, first: Element, count: int) -> Element:
        name = first.attrib.pop("id")
        passage = Element("section", {"class": "passage", "id": name})
        if "-x" in name:
            add_class(passage, "addition")
        # Its text is the style sheet's: seen in the margin, but neither selected nor copied with the passage.
        number = SubElement(passage, "a", {"class": "passage-number", "href": f"#{name}", "data-number": str(count)})
        number.set("aria-label", fill(self.labels["passage_copy"], number=count))
        if self.setting.counterpart:
            self._offer_other(passage, name, self.setting.counterpart)
        passage.append(first)
        return passage

    def _offer_other(self, passage: Element, name: str, counterpart: str) -> None:
        """This passage in the other language, in that language's own words."""
        elsewhere = self.setting.other
        link = SubElement(passage, "a", {"class": "passage-other", "hreflang": elsewhere, "lang": elsewhere})
        link.set("href", f"{relative(self.setting.address, counterpart)}#{name}")
        link.set("aria-label", fill(self.labels["passage_other"], id=name))

    def _group(self, blocks: list[Element]) -> list[Element]:
        """Puts each run of additions, with the headings that lead to it, in a section; each h2 begins a new one."""
        result: list[Element] = []
        added: Element | None = None
        for index, block in enumerate(blocks):
            if not _is_added(blocks, index):
                added = None
                result.append(block)
                continue
            if added is None or block.tag == "h2":
                added = self._section(block)
                result.append(added)
            added.append(block)
        return result

    def _section(self, first: Element) -> Element:
        name = first.get("id", "addition")
        added = Element("section", {"class": ADDITIONS, "role": "note", "aria-labelledby": f"{name}-label {name}"})
        if first.tag not in HEADINGS:
            added.set("aria-labelledby", f"{name}-label")
        label = SubElement(added, "p", {"class": "addition-label", "id": f"{name}-label"})
        label.text = self.labels["addition"]
        return added


def is_start(block: Element) -> bool:
    """Whether a passage begins here: a paragraph with an id of its own."""
    return block.tag == "p" and "id" in block.attrib


def _is_added(blocks: list[Element], index: int) -> bool:
    """Whether a block is an addition, or a heading that leads to one."""
    for block in blocks[index:]:
        if block.tag not in HEADINGS:
            return has_class(block, "addition")
    return False
