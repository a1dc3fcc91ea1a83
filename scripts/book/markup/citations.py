"""Citations in notes: `[@cbs-2020]` or `[@wmo-2015, art. 2.3.2]` become a short form, linked to the sources."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from scripts.book.markup.setting import Setting

SIGNS = re.compile(r"[<*_`\[\]\\]")
"""What Markdown would take for its own."""
CITATION = r"\[@([\w\-]+)(?:,\s*([^\]]+))?\]"
SOURCES_PAGE = "sources.md"


class CitationExtension(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Before Python-Markdown's footnotes (175) and links (170), which see the same brackets.
        md.inlinePatterns.register(Citations(CITATION, self.setting), "citation", 178)


class Citations(InlineProcessor):
    """An unknown key stays as it was written, and is recorded as such."""

    def __init__(self, pattern: str, setting: Setting) -> None:
        super().__init__(pattern)
        self.setting = setting

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int | None, int | None]:
        key, locator = m[1], m[2] or ""
        setting = self.setting
        if key not in setting.bibliography.by_id or SOURCES_PAGE not in setting.addresses:
            return None, None, None
        short = setting.bibliography.cite(key, locator.strip(), setting.language)
        link = ElementTree.fromstring(f"<a>{short}</a>")  # noqa: S314 - made by citeproc a line above
        for part in link.iter():
            part.text, part.tail = _as_it_stands(part.text), _as_it_stands(part.tail)
        link.set("class", "citation")
        link.set("href", setting.href(SOURCES_PAGE, key))
        link.set("data-key", key)
        link.set("data-locator", locator.strip())
        return link, m.start(0), m.end(0)


def _as_it_stands(text: str | None) -> str | None:
    """What a title or a place says is no Markdown. Other text stays open to the abbreviations that come later."""
    return AtomicString(text) if text and SIGNS.search(text) else text
