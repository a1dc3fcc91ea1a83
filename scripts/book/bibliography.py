"""The sources (docs/_data/bibliography.yml, CSL-JSON's names), formatted by citeproc in the site's own style."""

from __future__ import annotations

import datetime
import difflib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from lxml import etree
from msgspec import Meta, Struct, field

from scripts.book.data import DataError, line_of, read_records, read_text, read_yaml
from scripts.book.kept import code_of, kept, versions_of

BIBLIOGRAPHY = "docs/_data/bibliography.yml"
STYLE = "docs/_data/citation-style.csl"
CSL_STYLE = "{http://purl.org/net/xbiblio/csl}style"
Group = Literal["book", "law", "case", "publication"]
GROUPS: Mapping[str, Group] = {"legislation": "law", "bill": "law", "legal_case": "case"}


class _Name(Struct, frozen=True):
    """A name in CSL's variables: of a person, or, `literal`, of an organisation."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __post_init__(self) -> None:
        if not (self.family or self.literal):
            raise ValueError("A name has a `family` or a `literal`")


class _Date(Struct, frozen=True):
    date_parts: Annotated[
        tuple[Annotated[tuple[int, ...], Meta(min_length=1, max_length=3)], ...], Meta(min_length=1, max_length=2)
    ] = field(name="date-parts")

    def __post_init__(self) -> None:
        for parts in self.date_parts:
            try:
                datetime.date(*(*parts, 1, 1)[:3])
            except ValueError as error:
                raise ValueError(f"{'-'.join(map(str, parts))} is no date: {error}") from error


class _Entry(Struct, frozen=True):
    """What is sure of an entry; every other variable of CSL is a text or a number."""

    id: Annotated[str, Meta(pattern=r"^[\w-]+$")]
    type: Annotated[str, Meta(min_length=1)]
    title: Annotated[str, Meta(min_length=1)]
    language: str = ""
    author: tuple[_Name, ...] = ()
    editor: tuple[_Name, ...] = ()
    issued: _Date | None = None
    accessed: _Date | None = None
    custom: dict[str, str] = field(default_factory=dict)


NOT_TEXT = {"author", "editor", "issued", "accessed", "custom"}
VARIABLES = NOT_TEXT | {
    "id", "type", "title", "language", "custom-url-2015", "abstract", "annote", "archive", "archive-place",
    "archive_location", "authority", "call-number", "chapter-number", "citation-key", "collection-number",
    "collection-title", "container-title", "container-title-short", "dimensions", "division", "DOI", "edition",
    "event-place", "event-title", "genre", "ISBN", "ISSN", "issue", "jurisdiction", "keyword", "locator", "medium",
    "note", "number", "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place",
    "original-title", "page", "page-first", "part-number", "part-title", "PMCID", "PMID", "printing-number",
    "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale", "section", "source",
    "status", "supplement-number", "title-short", "URL", "version", "volume", "volume-title", "year-suffix",
}  # fmt: skip
"""Of CSL 1.0.2 (Appendix IV) and this site's own; any other would be dropped without a word."""


@dataclass(frozen=True)
class Source:
    """One entry: CSL variables, and what this site adds to them."""

    id: str
    csl: Mapping[str, Any]
    remark: Mapping[str, str]
    """A word to the reader about the copy that the link leads to, by language."""
    url_2015: str
    """The text of a law as it stood on 1 January 2015."""
    is_the_book: bool = False
    """Whether it is the book that is retold."""

    @property
    def language(self) -> str:
        """Empty where the entry does not say."""
        return str(self.csl.get("language", ""))

    @property
    def year(self) -> str:
        """Of its publication; empty where that is not known."""
        return str(self.csl["issued"]["date-parts"][0][0]) if "issued" in self.csl else ""

    @property
    def url(self) -> str:
        """The work online; a DOI is an address too."""
        doi = self.csl.get("DOI")
        return str(self.csl.get("URL") or (f"https://doi.org/{doi}" if doi else ""))

    @property
    def group(self) -> Group:
        return "book" if self.is_the_book else GROUPS.get(str(self.csl["type"]), "publication")


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
    locales: Mapping[str, str]
    """By language, the locale that a description is written in: `nl-NL`."""

    @cached_property
    def by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def the_book(self) -> Source | None:
        """The book that is retold; None for a work of its own."""
        return next((source for source in self.sources if source.is_the_book), None)

    @cached_property
    def _processors(self) -> Mapping[str, CitationStylesBibliography]:
        data = CiteProcJSON([{**_escaped(source.csl), "id": source.id} for source in self.sources])
        return {language: self._processor(language, data) for language in self.locales}

    def _processor(self, language: str, data: CiteProcJSON) -> CitationStylesBibliography:
        style = CitationStylesStyle(str(self.style), locale=self.locales[language], validate=False)
        processor = CitationStylesBibliography(style, data, formatter.html)
        for source in self.sources:
            processor.register(Citation([CitationItem(source.id)]))
        processor.sort()
        return processor

    def cite(self, key: str, locator: str, language: str) -> str:
        """The short form for a note, as HTML: author, title and year, then the place in the work."""
        return self._cite(key, locator, language) if locator else self._formatted[language]["cited"][key]

    def _cite(self, key: str, locator: str, language: str) -> str:
        locators = {"locator": Locator("page", html.escape(locator, quote=False))} if locator else {}
        processor = self._processors[language]
        citation = Citation([CitationItem(key, **locators)])
        processor.register(citation)
        return self._mark_title(str(processor.cite(citation, _refuse)), self.by_id[key], language)

    @cached_property
    def _formatted(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """By language: each source as notes cite it, and as lists describe it, in the order of the style."""
        sources = json.dumps([source.csl for source in self.sources], default=str)
        ingredients = (
            sources, json.dumps(dict(self.locales)), self.style.read_bytes(), code_of(Path(__file__)),
            versions_of("citeproc-py"),
        )  # fmt: skip
        return json.loads(kept(self.style.parents[2], "bibliography", ingredients, self._format))  # type: ignore[no-any-return]

    def _format(self) -> bytes:
        """Cited first: processors number what they are asked for."""
        formatted = {
            language: {
                "cited": {source.id: self._cite(source.id, "", language) for source in self.sources},
                "described": {
                    key: self._mark_title(str(text), self.by_id[key], language)
                    for key, text in zip(processor.keys, processor.bibliography(), strict=True)
                },
            }
            for language, processor in self._processors.items()
        }
        return json.dumps(formatted, ensure_ascii=False).encode()

    def references(self, language: str) -> Mapping[str, str]:
        """The full descriptions as HTML, by key, in the order of the style."""
        return self._formatted[language]["described"]

    def _mark_title(self, text: str, source: Source, language: str) -> str:
        """Escapes what citeproc leaves raw, and gives the title its element and its language."""
        text = re.sub(r"&(?!(amp|lt|gt|quot|#\d+);)", "&amp;", text)
        lang = f' lang="{source.language}"' if source.language not in {"", language} else ""
        return text.replace("<i>", f"<cite{lang}>").replace("</i>", "</cite>")


def _escaped(value: Any) -> Any:
    """Texts as HTML: citeproc takes `<` and `&` for its own."""
    if isinstance(value, str):
        return html.escape(value, quote=False)
    if isinstance(value, Mapping):
        return {key: _escaped(each) for key, each in value.items()}
    return [_escaped(each) for each in value] if isinstance(value, list) else value


def _refuse(item: CitationItem) -> None:
    raise KeyError(html.escape(str(item.key)))


def read_bibliography(root: Path, locales: Mapping[str, str], the_book: str = "") -> Bibliography:
    """The sources below `root`; raises DataError. `the_book` is the id of the one that is retold."""
    _refuse_style(root)
    read_records(root, BIBLIOGRAPHY, list[_Entry], tuple(locales))
    sources: dict[str, Source] = {}
    for item in read_yaml(root, BIBLIOGRAPHY):
        name = item["id"]
        where = line_of(root, BIBLIOGRAPHY, f"id: {name}\n")
        if name in sources:
            raise DataError(BIBLIOGRAPHY, where, f"the source {name!r} stands here twice")
        for key, value in item.items():
            if key not in VARIABLES:
                hint = f"; did you mean {near[0]!r}?" if (near := _nearly(key)) else ""
                raise DataError(BIBLIOGRAPHY, where, f"{key!r} of the source {name!r} is no variable of CSL{hint}")
            if key not in NOT_TEXT and (isinstance(value, bool) or not isinstance(value, str | int | float)):
                raise DataError(BIBLIOGRAPHY, where, f"{key} of the source {name!r} is no text: {value!r}")
        sources[name] = _source(item, is_the_book=name == the_book)
    if the_book and the_book not in sources:
        raise DataError(BIBLIOGRAPHY, 1, f"lacks {the_book!r}, the book that is retold")
    return Bibliography(tuple(sources.values()), root / STYLE, locales)


def _refuse_style(root: Path) -> None:
    """Raises DataError for a style that is no CSL: citeproc would fall over it without its place."""
    try:
        style = etree.fromstring(read_text(root / STYLE, STYLE).encode())
    except etree.XMLSyntaxError as error:
        raise DataError(STYLE, error.lineno or 1, f"not valid XML: {error.msg}") from error
    if style.tag != CSL_STYLE:
        raise DataError(STYLE, style.sourceline or 1, f"is no style of CSL: it begins with {style.tag!r}")


def _nearly(key: str) -> list[str]:
    """Variables that were perhaps meant: `url` for `URL`."""
    capitals = [name for name in VARIABLES if name.lower() == str(key).lower()]
    return capitals or difflib.get_close_matches(str(key), sorted(VARIABLES), 1)


def _source(item: Mapping[str, Any], *, is_the_book: bool) -> Source:
    csl = {key: value for key, value in item.items() if not key.startswith("custom")}
    return Source(
        id=str(item["id"]),
        csl=csl,
        remark=dict(item.get("custom", {})),
        url_2015=str(item.get("custom-url-2015", "")),
        is_the_book=is_the_book,
    )
