"""Names in the other language get their `lang`, so that a screen reader says them right (WCAG 3.1.2)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.book.markup.setting import Setting
from scripts.book.markup.trees import replace_in_text


class LanguageExtension(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        for language, words in self.setting.foreign.items():
            md.treeprocessors.register(Languages(language, words), f"language-{language}", 7.2)


class Languages(Treeprocessor):
    def __init__(self, language: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self.language = language
        ordered = sorted(words, key=lambda word: -len(word))
        self.pattern = re.compile(r"(?<![\w\-])(?:" + ("|".join(map(re.escape, ordered)) or "(?!)") + r")(?![\w\-])")

    def run(self, root: Element) -> None:
        replace_in_text(
            root, self.pattern, self._mark, lambda element: "lang" in element.attrib or element.tag == "code"
        )

    def _mark(self, match: re.Match[str]) -> Element:
        span = Element("span", {"lang": self.language})
        span.text = match[0]
        return span
