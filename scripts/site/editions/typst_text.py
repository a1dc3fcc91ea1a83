"""From a page's HTML, as the book has it read, to data for Typst: blocks and runs of text, nothing of how they look.

A run is a text, or a mapping that says what it `is` and what it is made `of`; a block is a mapping that says what it
`is`. overrides/editions/text.typ sets both. What it has no form for is named by scripts/book/paper.py beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from scripts.book import Language, Page
from scripts.site.drawing.figures import PLACE
from scripts.site.making import PaperError

Run = str | dict[str, Any]
Block = dict[str, Any]
Target = Callable[[str], Mapping[str, str]]
"""Where a reference leads: `to`, a label of the edition, or `url`, an absolute address."""

SPACE = re.compile(r"[ \t\r\n]+")
FORMS = {"em": "em", "cite": "em", "strong": "strong", "code": "code", "sub": "sub", "sup": "sup"}
HEADINGS = ("h2", "h3", "h4")
IN_ITEMS = {"p", "ul", "ol", "blockquote", "pre", "table", "figure"}
"""Blocks that the item of a list may hold."""
SHORT = 17
"""Letters of a text in a table that takes one line: `17 september 2013`."""
ENDS = {".", "?", "!", "…"}
"""Of a sentence."""
LEFT_OUT = {"passage-number", "passage-other", "note-name", "note-back", "addition-label"}
"""What a page has for the screen: paper has its own."""


@dataclass(frozen=True)
class Note:
    sign: str
    name: str
    """Whose note it is, in words."""
    of_book: bool
    """Whether it stands where the book has an endnote."""
    of: list[Run]


@dataclass(frozen=True)
class PageText:
    blocks: list[Block]
    notes: Mapping[str, Note]
    """By label, in the order of first use."""


def page_text(page: Page, target: Target) -> PageText:
    """Of one page: headings, passages and what is loose; runs of additions in a block of their own."""
    tree = html.fragment_fromstring(page.html, create_parent="div")
    signs = {link.get("href", "").removeprefix("#fn:"): link.text_content() for link in tree.find_class("note-link")}
    reader = _Reader(page.source, page.language, target)
    notes = {
        label: Note(
            signs.get(label, ""),
            "".join(name.text_content() for name in item.find_class("note-name")),
            "note--book" in item.get("class", ""),
            _with_full_stop(reader.runs_of(item)),
        )
        for item in tree.find_class("note")
        for label in [item.get("id", "").removeprefix("fn:")]
    }
    return PageText(list(reader.blocks(each for each in tree if not _has(each, "notes"))), notes)


def fragment_runs(text: str, source: str, language: Language, target: Target) -> list[Run]:
    """Of a piece of HTML that stands in one line: the description of a source."""
    return _Reader(source, language, target).runs_of(html.fragment_fromstring(text, create_parent="span"))


def drawn_table(text: str, source: str, language: Language, target: Target) -> Block:
    """The data of a figure, from the HTML in which the site shows it."""
    tree = html.fragment_fromstring(text, create_parent="div")
    return _Reader(source, language, target).table(next(tree.iter("table")))


@dataclass
class _Reader:
    """Carries what every element of one text needs."""

    source: str
    language: Language
    target: Target
    called: set[str] = field(default_factory=set)
    """Labels of the notes that the text called for so far."""

    def blocks(self, elements: Iterable[html.HtmlElement]) -> Iterator[Block]:
        for element in elements:
            if not isinstance(element.tag, str) or not LEFT_OUT.isdisjoint(_classes(element)):
                continue
            if element.tag in HEADINGS:
                yield {
                    "is": "heading",
                    "id": element.get("id", ""),
                    "level": int(element.tag[1]),
                    "of": self.runs_of(element),
                }
            elif _has(element, "passage"):
                yield {"is": "passage", "id": element.get("id", ""), "of": list(self.blocks(element))}
            elif _has(element, "addition-block"):
                yield {"is": "additions", "of": list(self.blocks(element))}
            elif element.tag in {"div", "section"}:
                yield from self.blocks(element)
            else:
                yield self._block(element)

    def _block(self, element: html.HtmlElement) -> Block:
        match element.tag:
            case "p":
                picture = element.find("img") if len(element) == 1 and not (element.text or "").strip() else None
                return self._picture(picture) if picture is not None else {"is": "p", "of": self.runs_of(element)}
            case "ul" | "ol":
                return {"is": "list", "numbered": element.tag == "ol", "of": [self._item(item) for item in element]}
            case "blockquote":
                return {"is": "quote", "of": list(self.blocks(element))}
            case "pre":
                return {"is": "code", "text": element.text_content().rstrip("\n")}
            case "table":
                return self.table(element)
            case "figure":
                return self._figure(element)
        raise PaperError(f"{self.source}: paper has no form for <{element.tag}>")

    def _item(self, item: html.HtmlElement) -> list[Block]:
        """An item is a line, or holds blocks: its own first line is then a paragraph."""
        if not any(child.tag in IN_ITEMS for child in item):
            return [{"is": "p", "of": self.runs_of(item)}]
        lead = html.Element("p")
        lead.text = item.text
        blocks: list[html.HtmlElement] = [lead]
        for child in item:
            (blocks if child.tag in IN_ITEMS else blocks[-1]).append(child)
        return [block for block in self.blocks(blocks) if block.get("of") != []]

    def _figure(self, element: html.HtmlElement) -> Block:
        caption = self.runs_of(next(element.iter("figcaption"), html.Element("p")))
        if name := element.get("data-figure"):
            return {"is": "figure", "name": name, "caption": caption}
        inside = next((each for each in element.iter("table", "img")), None)
        if inside is None:
            raise PaperError(f"{self.source}: a figure without a picture or a table has no form on paper")
        block = self.table(inside) if inside.tag == "table" else self._picture(inside)
        return {**block, "caption": caption}

    @staticmethod
    def _picture(image: html.HtmlElement) -> Block:
        path = "/docs/assets/" + image.get("src", "").partition("assets/")[2]
        return {"is": "picture", "path": path, "alt": image.get("alt", ""), "caption": []}

    def table(self, element: html.HtmlElement) -> Block:
        """Cells in rows: those of its head, and the others; a cell may span columns, and may be the head of its row."""
        rows = list(element.iter("tr"))
        heads = [row for row in rows if row.getparent().tag == "thead"]
        columns = max((sum(int(cell.get("colspan", "1")) for cell in row) for row in rows), default=1)
        return {
            "is": "table",
            "weights": _weights(rows, columns),
            "head": [self._cell(cell) for row in heads for cell in row],
            "body": [self._cell(cell) for row in rows if row not in heads for cell in row],
            "caption": [],
        }

    def _cell(self, cell: html.HtmlElement) -> Block:
        align = next((name.removeprefix("align-") for name in _classes(cell) if name.startswith("align-")), "left")
        span = int(cell.get("colspan", "1"))
        return {"of": self.runs_of(cell), "span": span, "head": cell.tag == "th", "align": align}

    def runs_of(self, element: html.HtmlElement) -> list[Run]:
        """The text of an element and of what is in it, without white space around it."""
        runs = _joined(self._inside(element))
        if runs and isinstance(runs[0], str):
            runs[0] = runs[0].lstrip(" ")
        if runs and isinstance(runs[-1], str):
            runs[-1] = runs[-1].rstrip(" ")
        return [run for run in runs if run != ""]

    def _inside(self, element: html.HtmlElement) -> Iterator[Run]:
        yield SPACE.sub(" ", element.text or "")
        for child in element:
            if isinstance(child.tag, str) and LEFT_OUT.isdisjoint(_classes(child)):
                yield from self._run(child)
            yield SPACE.sub(" ", child.tail or "")

    def _run(self, element: html.HtmlElement) -> Iterator[Run]:
        if _has(element, "note-mark"):
            yield self._mark(element)
            return
        if element.tag == "br":
            yield {"is": "break"}
            return
        of: list[Run] = _joined(self._inside(element))
        if element.tag in FORMS:
            of = [{"is": FORMS[element.tag], "of": of}]
        elif element.tag == "a" and element.get("href"):
            kind = next((name for name in ("term", "citation", "external") if _has(element, name)), "link")
            of = [{"is": "link", "kind": kind, **self.target(element.get("href", "")), "of": of}]
        elif element.tag not in {"a", "abbr", "span", "p"}:
            raise PaperError(f"{self.source}: paper has no form for <{element.tag}> in a line")
        language = element.get("lang", self.language)
        yield from [{"is": "lang", "lang": language, "of": of}] if language != self.language else of

    def _mark(self, element: html.HtmlElement) -> Run:
        label = next(element.iter("a")).get("href", "").removeprefix("#fn:")
        first = label not in self.called
        self.called.add(label)
        return {"is": "note", "label": label, "first": first}


def _weights(rows: list[html.HtmlElement], columns: int) -> list[float]:
    """How much of the width each column has: less than in proportion to its longest text, which may take more lines.

    0 for a column that is as wide as its texts, since they are short.
    """
    longest = [1] * columns
    for row in rows:
        if len(row) == columns:
            longest = [max(most, len(cell.text_content())) for most, cell in zip(longest, row, strict=True)]
    return [round(length**0.4, 1) if length > SHORT else 0.0 for length in longest]


def _with_full_stop(runs: list[Run]) -> list[Run]:
    """A note that ends with what it cites, as a sentence."""
    while runs and isinstance(runs[-1], str) and not runs[-1].strip():
        runs = runs[:-1]
    if runs and isinstance(runs[-1], str):
        return [*runs[:-1], runs[-1].rstrip()]
    return runs if _last_sign(runs) in ENDS else [*runs, "."]


def _last_sign(runs: Sequence[Run]) -> str:
    last = runs[-1] if runs else ""
    return last[-1:] if isinstance(last, str) else _last_sign(last.get("of", []))


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Texts that follow each other as one; none that is empty."""
    result: list[Run] = []
    for run in runs:
        if run == "":
            continue
        if result and isinstance(run, str) and isinstance(last := result[-1], str):
            result[-1] = last + run
        else:
            result.append(run)
    return result


def _classes(element: html.HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _has(element: html.HtmlElement, name: str) -> bool:
    return name in _classes(element)


def figure_place(name: str) -> str:
    """What the markup leaves where a figure must come, to have it drawn as the site does."""
    written = f'<figure class="figure" data-figure="{name}"><figcaption></figcaption></figure>'
    assert PLACE.fullmatch(written)  # noqa: S101 - said in one place there, written in another here
    return written
