"""How to cite a page of this site, a passage of it, or the book that it retells: APA, BibTeX, RIS and CSL-JSON.

The item is CSL's; the other forms are written from it. APA is written here and not by citeproc, which, for a work
without an author, puts the title down twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.book import Book, Page
from scripts.book.bibliography import Author, authors
from scripts.book.labels import retelling

Item = Mapping[str, Any]
"""CSL variables, as CSL-JSON has them."""

BIBTEX_TYPES = {"book": "book", "chapter": "incollection", "webpage": "online"}
RIS_TYPES = {"book": "BOOK", "chapter": "CHAP", "webpage": "ELEC"}
LANGID = "custom-langid"
"""Of an item: the name that biblatex knows its language by. No variable of CSL, and not written as one."""


@dataclass(frozen=True)
class Form:
    name: str
    suffix: str
    """Of a file in this form; none for one that is only read."""
    write: Callable[[Item], str]


def site_item(book: Book, page: Page, title: str, url: str, passage: str = "") -> Item:
    """A page of this site, or one passage of it, as its own work; `title` is as the contents number it."""
    labels = book.labels[page.language]
    whole = retelling(labels)
    work = whole if page.path == "index.md" else title
    name = page.path.removesuffix(".md").replace("/", "-")
    item: dict[str, Any] = {
        "id": "-".join([_key(labels["site_title"]), page.language, passage or name]),
        "type": "webpage" if page.kind == "site" else "chapter",
        "title": work,
        "container-title": whole,
        "issued": {"date-parts": [[int(labels["edition_year"])]]},
        "language": page.language,
        LANGID: langid(book, page.language),
        "URL": f"{url}#{passage}" if passage else url,
    }
    if work == whole:
        del item["container-title"]
    if passage:
        item["section"] = passage
    return item


def book_items(book: Book) -> tuple[Item, ...]:
    """The book that is retold, as the bibliography has it; none for a work of its own."""
    source = book.bibliography.the_book
    return ({**source.csl, "id": source.id, LANGID: langid(book, source.language)},) if source else ()


def langid(book: Book, language: str) -> str:
    """The name that biblatex knows a language by; empty for one that is none of the book's."""
    return book.locales[language].about.biblatex if language in book.locales else ""


def apa(item: Item) -> str:
    """APA 7, as plain text; a work without an author begins with its title."""
    names = [_family_first(one, "".join(f"{part[0]}." for part in one.given.split())) for one in authors(item)]
    who = ", & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    container = item.get("container-title", "")
    within = f"In {container}" if item["type"] == "chapter" else container
    parts = [
        f"{who} ({_year(item)})" if who else f"{item['title']}. ({_year(item)})",
        item["title"] if who else "",
        within,
    ]
    return " ".join([*(f"{part}." for part in parts if part), item.get("URL", "")]).strip()


def apa_in_text(item: Item) -> str:
    """In a sentence, after what was taken over: (Bunnik, 2015)."""
    who = " & ".join(one.family for one in authors(item)) or f"“{item['title']}”"
    return f"({who}, {_year(item)})"


def bibtex(item: Item) -> str:
    """An entry for BibTeX and biblatex."""
    # In braces of its own, so that an organisation is not taken apart as a person's name.
    names = [
        _braced(_family_first(one, one.given)) if one.is_person else f"{{{_braced(one.family)}}}"
        for one in authors(item)
    ]
    fields = {
        "author": " and ".join(names),
        "title": _braced(item["title"]),
        "booktitle" if item["type"] == "chapter" else "organization": _braced(item.get("container-title", "")),
        "year": _year(item),
        "langid": item[LANGID],
        "note": f"passage {item['section']}" if "section" in item else "",
        "url": item.get("URL", ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{BIBTEX_TYPES[item['type']]}{{{item['id']},\n" + ",\n".join(lines) + "\n}\n"


def ris(item: Item) -> str:
    """A record for Zotero, EndNote and others."""
    fields = [
        ("TY", RIS_TYPES[item["type"]]),
        *(("AU", _family_first(one, one.given)) for one in authors(item)),
        ("TI", item["title"]),
        ("T2", item.get("container-title", "")),
        ("PY", _year(item)),
        ("SE", item.get("section", "")),
        ("LA", item.get("language", "")),
        ("UR", item.get("URL", "")),
        ("ID", item["id"]),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"


def csl_json(item: Item) -> str:
    variables = {name: value for name, value in item.items() if name != LANGID}
    return json.dumps([variables], ensure_ascii=False, indent=1) + "\n"


FORMS = (
    Form("APA", "", apa),
    Form("BibTeX", "bib", bibtex),
    Form("RIS", "ris", ris),
    Form("CSL-JSON", "json", csl_json),
)


def _key(title: str) -> str:
    """The first word of a title, for the key of a citation."""
    return re.split(r"\W", title.lower(), maxsplit=1)[0] or "book"


def _family_first(author: Author, given: str) -> str:
    return ", ".join(filter(None, [author.family, given]))


def _year(item: Item) -> str:
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else "n.d."


def _braced(text: str) -> str:
    """Text as TeX reads it."""
    return re.sub(r"[&%$#_{}]", lambda sign: f"\\{sign[0]}", text)
