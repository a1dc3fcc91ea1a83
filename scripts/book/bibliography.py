"""The sources (docs/_data/bibliography.yml, CSL-JSON's names), formatted by citeproc in the site's own style."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from scripts.book.data import DataError, line_of, read_yaml

BIBLIOGRAPHY = "docs/_data/bibliography.yml"
STYLE = "docs/_data/citation-style.csl"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}

THE_BOOK = "bunnik-2015"
"""The book that is retold, among the sources."""
DATES, NAMES = {"issued", "accessed"}, {"author", "editor"}
"""Variables that are no text."""
Group = Literal["book", "law", "case", "publication"]
GROUPS: Mapping[str, Group] = {"legislation": "law", "bill": "law", "legal_case": "case"}


@dataclass(frozen=True)
class Source:
    """One entry: CSL variables, and what this site adds to them."""

    id: str
    csl: Mapping[str, Any]
    remark: Mapping[str, str]
    """A word to the reader about the copy that the link leads to, by language."""
    url_2015: str
    """The text of a law as it stood on 1 January 2015."""

    @property
    def language(self) -> str:
        return str(self.csl.get("language", "nl"))

    @property
    def url(self) -> str:
        """The work online; a DOI is an address too."""
        doi = self.csl.get("DOI")
        return str(self.csl.get("URL") or (f"https://doi.org/{doi}" if doi else ""))

    @property
    def group(self) -> Group:
        return "book" if self.id == THE_BOOK else GROUPS.get(str(self.csl["type"]), "publication")


@dataclass(frozen=True)
class Author:
    """A person, or an organisation, which has one name only."""

    family: str
    given: str = ""
    is_person: bool = True


def authors(csl: Mapping[str, Any]) -> list[Author]:
    """Of a source, in its order; a name in CSL's variables: `family` and `given`, or `literal`."""
    return [
        Author(str(name["literal"]), is_person=False)
        if "literal" in name
        else Author(str(name.get("family", "")), str(name.get("given", "")))
        for name in csl.get("author", [])
    ]


@dataclass(frozen=True)
class Bibliography:
    sources: tuple[Source, ...]
    style: Path

    @cached_property
    def by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _processors(self) -> Mapping[str, CitationStylesBibliography]:
        data = CiteProcJSON([{**source.csl, "id": source.id} for source in self.sources])
        return {language: self._processor(language, data) for language in LOCALES}

    def _processor(self, language: str, data: CiteProcJSON) -> CitationStylesBibliography:
        style = CitationStylesStyle(str(self.style), locale=LOCALES[language], validate=False)
        processor = CitationStylesBibliography(style, data, formatter.html)
        for source in self.sources:
            processor.register(Citation([CitationItem(source.id)]))
        processor.sort()
        return processor

    def cite(self, key: str, locator: str, language: str) -> str:
        """The short form for a note, as HTML: author, title and year, then the place in the work."""
        locators = {"locator": Locator("page", locator)} if locator else {}
        processor = self._processors[language]
        citation = Citation([CitationItem(key, **locators)])
        processor.register(citation)
        text = processor.cite(citation, _refuse)
        return self._mark_title(str(text), self.by_id[key], language)

    @cached_property
    def _references(self) -> Mapping[str, Mapping[str, str]]:
        return {
            language: {
                key: self._mark_title(str(text), self.by_id[key], language)
                for key, text in zip(processor.keys, processor.bibliography(), strict=True)
            }
            for language, processor in self._processors.items()
        }

    def references(self, language: str) -> Mapping[str, str]:
        """The full descriptions as HTML, by key, in the order of the style."""
        return self._references[language]

    def _mark_title(self, text: str, source: Source, language: str) -> str:
        """Escapes what citeproc leaves raw, and gives the title its element and its language."""
        text = re.sub(r"&(?!(amp|lt|gt|quot|#\d+);)", "&amp;", text)
        lang = f' lang="{source.language}"' if source.language != language else ""
        return text.replace("<i>", f"<cite{lang}>").replace("</i>", "</cite>")


def _refuse(item: CitationItem) -> None:
    raise KeyError(html.escape(str(item.key)))


def read_bibliography(root: Path) -> Bibliography:
    """The sources below `root`; raises DataError."""
    data = read_yaml(root, BIBLIOGRAPHY)
    if not isinstance(data, list):
        raise DataError(BIBLIOGRAPHY, 1, "must be a list of sources")
    sources: dict[str, Source] = {}
    for item in data:
        name = str(item.get("id") if isinstance(item, dict) else item)
        where = line_of(root, BIBLIOGRAPHY, f"id: {name}\n")
        if name in sources:
            raise DataError(BIBLIOGRAPHY, where, f"the source {name!r} stands here twice")
        if not isinstance(item, dict) or not {"id", "type", "title"} <= set(item):
            raise DataError(BIBLIOGRAPHY, where, f"the source {name!r} lacks an id, a type or a title")
        for key, value in item.items():
            if not _is_of_its_form(str(key), value):
                raise DataError(
                    BIBLIOGRAPHY, where, f"{key} of the source {name!r} has another form than CSL's: {value!r}"
                )
        sources[name] = _source(item)
    return Bibliography(tuple(sources.values()), root / STYLE)


def _is_of_its_form(key: str, value: Any) -> bool:
    """Whether a variable is what CSL-JSON wants: a date, a list of names, else a text or a number."""
    if key == "custom":
        return isinstance(value, dict)
    if key in DATES:
        parts = value.get("date-parts") if isinstance(value, dict) else None
        return isinstance(parts, list) and bool(parts) and all(_is_date(part) for part in parts)
    if key in NAMES:
        return isinstance(value, list) and all(isinstance(name, dict) for name in value)
    return isinstance(value, str | int | float)


def _is_date(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(number, int) for number in part)


def _source(item: Mapping[str, Any]) -> Source:
    csl = {key: value for key, value in item.items() if not key.startswith("custom")}
    return Source(
        id=str(item["id"]),
        csl=csl,
        remark=dict(item.get("custom", {})),
        url_2015=str(item.get("custom-url-2015", "")),
    )
