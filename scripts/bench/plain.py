"""The text of this book in the Markdown that others take, for them to make a site of.

What only this site has (ids of passages, citations, drawn figures, templates) is left out, so that what others weigh is
their own doing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.book import Book, Language

LEFT_OUT = (
    (re.compile(r"^\{[^}\n]*\}[ \t]*\n", re.MULTILINE), ""),  # ids of passages
    (re.compile(r"[ \t]*(?<=[\s)*\]])\{:?[ \t]*[#.\w][^}\n]*\}"), ""),  # ids of headings, classes, languages
    (re.compile(r"^///.*\n", re.MULTILINE), ""),
    (re.compile(r"^!\[[^\]]*\]\(figure:[^)]*\)[ \t]*\n", re.MULTILINE), ""),
    (re.compile(r"[ \t]*\[@[^\]]+\]"), ""),  # citations
    (re.compile(r"\[([^\]]+)\]\(#[^)]*\)"), r"\1"),
    (re.compile(r"(\]\((?!https?:)[^)#\s]+)#[^)\s]*"), r"\1"),
    (re.compile(r"<!--.*?-->\n?", re.DOTALL), ""),
)
FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class PlainPage:
    language: Language
    path: str
    """In docs: `laws/youth-act.md`."""
    title: str
    body: str
    """Markdown, without the title."""

    @property
    def front_matter(self) -> str:
        return f"---\ntitle: '{self.title.replace(chr(39), chr(39) * 2)}'\n---\n"


def plain_pages(book: Book) -> Iterator[PlainPage]:
    for language in book.languages:
        for page in book.in_language(language):
            yield PlainPage(language, page.path, page.title, plain(page.raw))


def write_plain(book: Book, target: Path) -> None:
    """Writes a folder for each language below `target`, with the title as front matter and as heading of every page."""
    for page in plain_pages(book):
        write(target / page.language / page.path, f"{page.front_matter}\n# {page.title}\n{page.body}")


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def plain(text: str) -> str:
    text = FRONT_MATTER.sub("", text)
    for pattern, replacement in LEFT_OUT:
        text = pattern.sub(replacement, text)
    return text
