"""The text of this book in the Markdown that others take, for them to make a site of.

What only this site has (ids of passages, citations, drawn figures, templates) is left out, so that what others weigh is
their own doing.
"""

from __future__ import annotations

import re
from pathlib import Path

from scripts.bench import LANGUAGES
from scripts.book import Book

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


def write_plain(book: Book, target: Path) -> None:
    """Writes nl/ and en/ below `target`, with the title as front matter and as heading of every page."""
    for language in LANGUAGES:
        for page in book.in_language(language):
            file = target / language / page.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                f"---\ntitle: '{page.title.replace(chr(39), chr(39) * 2)}'\n---\n\n# {page.title}\n{plain(page.raw)}",
                encoding="utf-8",
            )


def plain(text: str) -> str:
    text = FRONT_MATTER.sub("", text)
    for pattern, replacement in LEFT_OUT:
        text = pattern.sub(replacement, text)
    return text
