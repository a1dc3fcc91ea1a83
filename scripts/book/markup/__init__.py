"""Markdown to the book's HTML: one parser, Python-Markdown, with the book's own steps between its own.

The steps, by the priority of their tree processor (Python-Markdown runs the highest first):

    20    inline       Python-Markdown's own: emphasis, links, notes' marks, citations
    8     attr_list    Python-Markdown's own: ids, classes, languages
    7.9   links        .md paths become addresses
    7.8   tables       alignment as a class, since the policy forbids style attributes
    7.7   figures      pictures made from data get their frame
    7.6   notes        the two series of notes, told apart
    7.4   terms        the first use of a glossary term gets its explanation
    7.2   languages    names in the other language get their lang
    7     abbr         Python-Markdown's own: what the letters stand for
    6.4   passages     each passage in one element, runs of additions in one too
    5     toc          Python-Markdown's own: ids of headings
    4     collect      what the page holds, as records
    0     unescape     Python-Markdown's own: signs that were escaped
    -1    sides        the page in parts, to stand beside the other language
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import markdown

from scripts.book.markup.citations import CitationExtension
from scripts.book.markup.collect import Collected, CollectExtension, Found
from scripts.book.markup.figures import FigureExtension
from scripts.book.markup.languages import LanguageExtension
from scripts.book.markup.links import LinkExtension
from scripts.book.markup.notes import NoteExtension
from scripts.book.markup.passages import PassageExtension
from scripts.book.markup.setting import Setting
from scripts.book.markup.sides import SideExtension
from scripts.book.markup.tables import TableExtension
from scripts.book.markup.terms import TermExtension
from scripts.book.model import Part

__all__ = ["Rendered", "Setting", "as_bytes", "as_rendered", "render"]


@dataclass(frozen=True)
class Rendered:
    html: str
    collected: Collected
    parts: tuple[Part, ...]


def render(text: str, setting: Setting) -> Rendered:
    """The HTML of one page's Markdown, and what it holds."""
    notes = NoteExtension(setting)
    collect = CollectExtension(notes)
    sides = SideExtension(setting)
    converter = markdown.Markdown(
        extensions=[
            "attr_list",
            "sane_lists",
            "tables",
            "toc",
            "abbr",
            "pymdownx.betterem",
            "pymdownx.saneheaders",
            "pymdownx.superfences",
            "pymdownx.blocks.caption",
            notes,
            CitationExtension(setting),
            LinkExtension(setting),
            TableExtension(),
            FigureExtension(),
            TermExtension(setting),
            LanguageExtension(setting),
            PassageExtension(setting),
            collect,
            sides,
        ],
        extension_configs={"abbr": {"glossary": setting.glossary.abbreviations(setting.language)}},
        output_format="html",
    )
    html = converter.convert(text)
    return Rendered(html, collect.collected, tuple(sides.parts))


def as_bytes(rendered: Rendered) -> bytes:
    """To be kept."""
    return json.dumps(asdict(rendered), ensure_ascii=False).encode()


def as_rendered(content: bytes) -> Rendered:
    """What `as_bytes` made."""
    data = json.loads(content)
    collected = data["collected"]
    found = [Found(**{name: _as_tuple(value) for name, value in thing.items()}) for thing in collected["found"]]
    parts = tuple(Part(**part) for part in data["parts"])
    return Rendered(data["html"], Collected(found, tuple(collected["defined"]), collected["ids"]), parts)


def _as_tuple(value: Any) -> Any:
    """JSON knows lists only."""
    return tuple(value) if isinstance(value, list) else value
