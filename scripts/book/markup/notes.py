"""The two series of notes: the book's seven by number, this site's own by letter."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from scripts.book.labels import fill
from scripts.book.markup.setting import Setting
from scripts.book.markup.trees import add_class, has_class


def letter(index: int) -> str:
    """The letter of the index-th note of this site, from 0: a … z, aa, ab …"""
    text = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        text = chr(ord("a") + rest) + text
        index -= 1
    return text


class NoteExtension(FootnoteExtension):
    """Python-Markdown's footnotes, that remember each definition and leave the dress to `Notes`."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(USE_DEFINITION_ORDER=False)
        self.setting = setting

    def reset(self) -> None:
        super().reset()
        self.defined: list[str] = []

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802, A002 - Python-Markdown's names
        self.defined.append(id)
        super().setFootnote(id, text)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        super().extendMarkdown(md)
        md.treeprocessors.register(Notes(self.setting), "notes", 7.6)


class Notes(Treeprocessor):
    """Dresses marks and notes: their sign, their names for a screen reader, the way back."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.labels = setting.labels

    def run(self, root: Element) -> None:
        marks = [element for element in root.iter("sup") if element.get("id", "").startswith("fnref")]
        signs = self._signs(_label(mark) for mark in marks)
        back: dict[str, list[str]] = {}
        for mark in marks:
            self._dress_mark(mark, signs[_label(mark)])
            back.setdefault(_label(mark), []).append(mark.attrib["id"])
        for div in root.findall("div[@class='footnote']"):
            root.remove(div)
            if any(label in signs for item in div.iter("li") if (label := _own_label(item))):
                root.append(self._section(div, signs, back))

    def _signs(self, labels: Iterator[str]) -> dict[str, str]:
        """Label → sign, in the order of first use."""
        signs: dict[str, str] = {}
        letters = 0
        for label in labels:
            if label in signs:
                continue
            if label.isdigit():
                signs[label] = label
            else:
                signs[label] = letter(letters)
                letters += 1
        return signs

    def _name(self, label: str, sign: str) -> str:
        key = "note_of_book" if label.isdigit() else "note_of_site"
        return fill(self.labels[key], sign=sign)

    def _dress_mark(self, mark: Element, sign: str) -> None:
        label = _label(mark)
        link = mark[0]
        link.text = sign
        link.set("class", "note-link")
        link.set("role", "doc-noteref")
        link.set("aria-label", self._name(label, sign))
        mark.set("class", "note-mark note-mark--book" if label.isdigit() else "note-mark note-mark--site")

    def _section(self, div: Element, signs: dict[str, str], back: dict[str, list[str]]) -> Element:
        section = Element("section", {"class": "notes", "role": "doc-endnotes", "aria-labelledby": "notes"})
        title = SubElement(section, "h2", {"id": "notes", "class": "notes-title"})
        title.text = self.labels["notes"]
        items = SubElement(section, "ol")
        for item in div.iter("li"):
            label = _own_label(item)
            if label in signs:
                items.append(self._dress_note(item, label, signs[label], back[label]))
        return section

    def _dress_note(self, item: Element, label: str, sign: str, back: list[str]) -> Element:
        for paragraph in item.iter("p"):
            for link in paragraph.findall("a[@class='footnote-backref']"):
                paragraph.remove(link)
        name = Element("span", {"class": "note-name"})
        name.text = self._name(label, sign)
        first = item[0] if len(item) else SubElement(item, "p")
        first.insert(0, name)
        name.tail, first.text = f" {(first.text or '').lstrip()}", ""
        _punctuate(item)
        for mark in back:
            way = SubElement(item[-1], "a", {"class": "note-back", "href": f"#{mark}", "role": "doc-backlink"})
            way.set("aria-label", fill(self.labels["note_back"], sign=sign))
            way.text = "↩"
        add_class(item, "note note--book" if label.isdigit() else "note note--site")
        return item


def _punctuate(item: Element) -> None:
    """Puts a semicolon between citations that follow each other, and a full stop behind the last."""
    for paragraph in item.iter("p"):
        for child, after in zip(paragraph, [*list(paragraph)[1:], None], strict=False):
            if has_class(child, "citation") and not (child.tail or "").strip():
                child.tail = "; " if after is not None and has_class(after, "citation") else "."


def _label(mark: Element) -> str:
    """The label of a mark: `cbs` for `fnref:cbs` and `fnref2:cbs`."""
    return mark.get("id", "").split(":", 1)[1]


def _own_label(item: Element) -> str:
    return item.get("id", "").removeprefix("fn:")
