"""Reads off the finished tree what a page holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.book.markup.links import SCHEME
from scripts.book.markup.notes import NoteExtension
from scripts.book.markup.trees import ADDITIONS, HEADINGS, has_class, plain, reading_text

LITERAL_MARK = re.compile(r"\[\^([^\]\s]*)\]")
LITERAL_CITATION = re.compile(r"\[@([\w\-]+)[^\]]*\]")


@dataclass
class Found:
    """One thing of a page, before its line is known."""

    what: str
    written: str
    text: str = ""
    level: int = 0
    passage: str | None = None
    heading: str | None = None
    page: str | None = None
    explicit: bool = True
    notes: tuple[str, ...] = ()
    shape: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    alt: str | None = None
    headers: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    captioned: bool = False
    citations: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()


@dataclass
class Collected:
    """All things of a page, in the order of the tree."""

    found: list[Found] = field(default_factory=list)
    defined: tuple[str, ...] = ()
    """Labels of the notes' definitions, in the order of the source, with repeats."""
    ids: list[str] = field(default_factory=list)

    def of(self, what: str) -> Iterator[Found]:
        return (thing for thing in self.found if thing.what == what)


class CollectExtension(Extension):
    def __init__(self, notes: NoteExtension) -> None:
        super().__init__()
        self.collected = Collected()
        self.notes = notes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Collect(self), "collect", 4)


class Collect(Treeprocessor):
    def __init__(self, extension: CollectExtension) -> None:
        super().__init__()
        self.extension = extension

    def run(self, root: Element) -> None:
        self.collected = self.extension.collected
        self.passage: str | None = None
        self.heading: str | None = None
        figures = [figure for figure in root.iter("figure") if figure.find("figcaption") is not None]
        self.captioned = {table for figure in figures for table in figure.iter("table")}
        self._visit(root)
        self._loose(root)
        self.collected.defined = tuple(self.extension.notes.defined)

    def _add(self, what: str, written: str, **more: object) -> None:
        self.collected.found.append(
            Found(what, written, passage=self.passage, heading=self.heading, **more)  # type: ignore[arg-type]
        )

    def _visit(self, element: Element) -> None:
        if name := element.get("id"):
            self.collected.ids.append(name)
        inside = has_class(element, "passage")
        if inside:
            self.passage = name
        self._record(element)
        if element.tag not in {"code", "pre"}:
            self._literals(element)
        for child in element:
            self._visit(child)
        if inside:
            self.passage = None

    def _record(self, element: Element) -> None:
        if has_class(element, "passage"):
            self._passage(element)
        elif has_class(element, "note"):
            self._note(element)
        elif element.tag in HEADINGS:
            self._heading(element)
        elif element.tag == "a":
            self._link(element)
        elif element.tag == "figure" and "data-figure" in element.attrib:
            self._add("figure", element.attrib["data-figure"], text=reading_text(element))
        elif element.tag == "img":
            self._add("image", element.get("src", ""), alt=element.get("alt"))
        elif element.tag == "table":
            self._table(element)

    def _passage(self, element: Element) -> None:
        notes = tuple(_label(sup) for sup in element.iter("sup") if has_class(sup, "note-mark"))
        shape = tuple(shape for block in element if (shape := _shape(block)))
        items = tuple(reading_text(item) for item in element.iter("li"))
        self._add("passage", element.attrib["id"], text=reading_text(element), notes=notes, shape=shape, items=items)

    def _heading(self, element: Element) -> None:
        self.passage = None
        self.heading = element.get("id", "")
        explicit = element.attrib.pop("data-implicit", None) is None
        if not has_class(element, "notes-title"):
            self._add(
                "heading",
                self.heading,
                text=reading_text(element),
                level=int(element.tag[1]),
                explicit=explicit,
            )

    def _note(self, element: Element) -> None:
        text = reading_text(element, without=("note-name", "note-back", "citation")).strip(" ;.") + "."
        cited = [link for link in element.iter("a") if has_class(link, "citation")]
        self._add(
            "note",
            element.get("id", "").removeprefix("fn:"),
            text=text if text != "." else "",
            citations=tuple(link.get("data-key", "") for link in cited),
            locators=tuple(link.get("data-locator", "") for link in cited),
        )

    def _link(self, element: Element) -> None:
        if has_class(element, "note-link"):
            self._add("mark", element.get("href", "").removeprefix("#fn:"))
        elif has_class(element, "term"):
            self._add("term", element.attrib.pop("data-term"))
        elif has_class(element, "citation"):
            element.attrib.pop("data-key")
            element.attrib.pop("data-locator")
        elif "data-written" in element.attrib:
            self._author_link(element)

    def _table(self, element: Element) -> None:
        rows = tuple(len(list(row)) for row in element.iter("tr"))
        headers = tuple(reading_text(header) for header in element.iter("th"))
        first = reading_text(next(element.iter("th"), element)) or reading_text(element)
        self._add("table", first[:20], headers=headers, rows=rows, captioned=element in self.captioned)

    def _author_link(self, element: Element) -> None:
        written = element.attrib.pop("data-written")
        page = element.attrib.pop("data-page", None)
        if written.startswith("term:") and page is None:
            self._add("stray-term", written.removeprefix("term:"))
        elif not written.startswith("term:"):
            self._add("link", written, text=reading_text(element), page=page)
            if SCHEME.match(written):
                element.set("class", "external")

    def _loose(self, root: Element) -> None:
        """Blocks that stand in no passage."""
        self.passage = None
        for parent in (root, *(block for block in root if has_class(block, ADDITIONS))):
            for block in parent:
                if block.tag in {"p", "ul", "ol", "table", "blockquote", "figure"} and not has_class(
                    block, "addition-label"
                ):
                    self._add("stray-text", reading_text(block))

    def _literals(self, element: Element) -> None:
        """Marks and citations that nothing answered to stayed in the text as they were written."""
        for text in (element.text, *(child.tail for child in element)):
            for label in LITERAL_MARK.findall(plain(text or "")):
                self._add("stray-mark", label)
            for key in LITERAL_CITATION.findall(plain(text or "")):
                self._add("stray-citation", key)


def _shape(block: Element) -> str:
    """What a block is and how large, for comparing two languages; empty for what is not text."""
    if block.tag in {"ul", "ol"}:
        return f"{block.tag} {len(block.findall('li'))}"
    if block.tag == "p" and block.find(".//img") is not None:
        return "image"
    tables = list(block.iter("table"))
    if tables:
        rows = list(tables[0].iter("tr"))
        return f"table {len(rows)}x{len(list(rows[0])) if rows else 0}"
    return block.tag if block.tag in {"p", "blockquote", "figure", "pre", "dl"} else ""


def _label(mark: Element) -> str:
    return mark.get("id", "").split(":", 1)[1]
