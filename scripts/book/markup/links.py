"""Links: paths of Markdown files become addresses of pages, `term:` becomes the glossary's entry."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.book.markup.setting import Setting, relative
from scripts.book.references import parts_of

GLOSSARY_PAGE = "glossary.md"
OWN = {"citation", "footnote-ref", "footnote-backref"}
"""Links that no author wrote."""
SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


class LinkExtension(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Links(self.setting), "links", 7.9)


class Links(Treeprocessor):
    """Keeps what was written in `data-written`, for the record; a target that is not there stays as written."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def run(self, root: Element) -> None:
        for element in root.iter("a"):
            if "href" in element.attrib and element.get("class") not in OWN:
                self._resolve(element, element.attrib["href"])
        for image in root.iter("img"):
            image.set("src", self._asset(image.get("src", "")))

    def _resolve(self, link: Element, written: str) -> None:
        link.set("data-written", written)
        if written.startswith("term:"):
            key = written.removeprefix("term:")
            if key in self.setting.glossary.by_id and GLOSSARY_PAGE in self.setting.addresses:
                link.set("href", self.setting.href(GLOSSARY_PAGE, key))
                link.set("data-page", GLOSSARY_PAGE)
            return
        if SCHEME.match(written) or written.startswith(("#", "//", "/")):
            return
        parts = parts_of(written)
        if path := self.setting.resolve(parts.path):
            link.set("href", self.setting.href(path, parts.fragment, parts.query))
            link.set("data-page", path)

    def _asset(self, source: str) -> str:
        """Images live in docs/assets, which is published as it stands: `../assets/x.svg` from a page of a language."""
        if SCHEME.match(source) or "assets/" not in source:
            return source
        return relative(self.setting.address, "/assets/" + source.split("assets/", 1)[1])
