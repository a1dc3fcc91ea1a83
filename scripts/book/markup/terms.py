"""The first use of a glossary term on a page: a link to its entry, described by its definition."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.book.markup.links import GLOSSARY_PAGE
from scripts.book.markup.setting import Setting
from scripts.book.markup.trees import HEADINGS, has_class, replace_in_text, word_pattern

NOT_IN = HEADINGS | {"a", "code", "pre", "sup", "abbr"}


class TermExtension(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(Terms(self.setting), "terms", 7.4)


class Terms(Treeprocessor):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.forms = setting.glossary.forms(setting.language)

    def run(self, root: Element) -> None:
        if GLOSSARY_PAGE not in self.setting.addresses or self.setting.path == GLOSSARY_PAGE:
            return
        forms = self.forms
        seen: set[str] = set()

        def explain(match: re.Match[str]) -> Element | None:
            text = match[0]
            key = forms.get(text) or forms.get(text[0].lower() + text[1:]) or forms.get(text[0].upper() + text[1:])
            if key is None or key in seen:
                return None
            seen.add(key)
            return self._link(key, text) if self.setting.glossary.by_id[key].tooltip else None

        replace_in_text(root, word_pattern(list(forms)), explain, self._skip)

    def _skip(self, element: Element) -> bool:
        if element.tag == "em":  # a title, unless all of it is a term
            return (element.text or "") not in self.forms
        foreign = element.get("lang", self.setting.language) != self.setting.language
        return element.tag in NOT_IN or has_class(element, "notes") or foreign

    def _link(self, key: str, text: str) -> Element:
        link = Element("a", {"class": "term", "href": self.setting.href(GLOSSARY_PAGE, key), "data-term": key})
        link.set("aria-describedby", f"def-{key}")
        link.text = text
        return link
