"""Files for others' systems: every passage, with the schema of that list; and plain text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from scripts.book import Book, Page, Passage
from scripts.book.addresses import LLMS, PASSAGES, PASSAGES_SCHEMA, PASSAGES_VERSION, file_at, plain_address
from scripts.book.labels import retelling
from scripts.book.writing import compact_json

LICENCE = "CC-BY-4.0"
"""As SPDX names it; of the texts, not of the book that they retell."""


def passages_json(book: Book) -> str:
    """`/passages.json`: each passage in both languages, in reading order. Addresses are relative to the site's root."""
    rows: list[dict[str, Any]] = []
    for pair in book.pairs:
        twins = {passage.id: passage for passage in pair.second.passages}
        for passage in pair.first.passages:
            row: dict[str, Any] = {
                "id": passage.id, "point": passage.point, "kind": passage.kind, "licence": LICENCE,
            }  # fmt: skip
            if passage.id in book.changed:
                row["updated"] = book.changed[passage.id]
            row[pair.first.language] = _side(pair.first, passage)
            if passage.id in twins:
                row[pair.second.language] = _side(pair.second, twins[passage.id])
            rows.append(row)
    return compact_json(rows)


def _side(page: Page, passage: Passage) -> dict[str, str]:
    return {"url": f"{page.address}#{passage.id}", "title": page.title, "text": passage.text}


def passages_schema(book: Book, absolute: Callable[[str], str]) -> str:
    """The JSON Schema (2020-12) of `/passages.json`."""
    side = {
        "type": "object",
        "required": ["url", "title", "text"],
        "properties": {
            "url": {
                "type": "string",
                "format": "uri-reference",
                "pattern": "^/.*#",
                "description": "From the root of the site.",
            },
            "title": {"type": "string", "minLength": 1, "description": "Of the page."},
            "text": {"type": "string", "minLength": 1, "description": "Plain text, without notes."},
        },
    }
    row: dict[str, Any] = {
        "type": "object",
        "required": ["id", "point", "kind", "licence", *book.languages],
        "properties": {
            "id": {
                "type": "string",
                "pattern": r"^[a-z]{1,2}\d*(-x?\d+)?$",
                "description": "The same in both languages, for good.",
            },
            "point": {
                "type": "string",
                "pattern": r"^[a-z]{1,2}\d*$",
                "description": "The point of the book that it tells.",
            },
            "kind": {"enum": ["book", "addition"], "description": "Retold from the book, or added by this site."},
            "licence": {"const": LICENCE, "description": "SPDX identifier, of the text."},
            "updated": {
                "type": "string",
                "format": "date-time",
                "description": "When its text became what it is, in UTC.",
            },
            **{language: {"$ref": "#/$defs/side"} for language in book.languages},
        },
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": absolute(PASSAGES_SCHEMA),
        "title": f"Passages of {book.labels[book.languages[0]]['site_title']}, retold (version {PASSAGES_VERSION})",
        "type": "array",
        "items": row,
        "$defs": {"side": side},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def exports(book: Book, absolute: Callable[[str], str]) -> dict[str, str]:
    """Every such file, by its path in the site; `absolute` makes an absolute address of one of the site."""
    texts = {file_at(plain_address(page)): plain_text(page, absolute) for page in _readable(book)}
    return {
        file_at(PASSAGES): passages_json(book),
        file_at(PASSAGES_SCHEMA): passages_schema(book, absolute),
        file_at(LLMS): llms_txt(book, absolute),
        **texts,
    }


def _readable(book: Book) -> Iterator[Page]:
    return (page for page in book.pages.values() if page.passages)


def plain_text(page: Page, absolute: Callable[[str], str]) -> str:
    """A page's passages as Markdown, each with its id and its address."""
    titles = {heading.id: heading.text for heading in page.headings}
    lines = [f"# {page.title}", f"<{absolute(page.address)}> · {LICENCE}"]
    heading: str | None = None
    for passage in page.passages:
        if passage.heading and passage.heading != heading:
            lines.append(f"## {titles[passage.heading]}")
        heading = passage.heading
        lines.append(f"[{passage.id}]({absolute(page.address)}#{passage.id}) {passage.text}")
    return "\n\n".join(lines) + "\n"


def llms_txt(book: Book, absolute: Callable[[str], str]) -> str:
    """`/llms.txt` (llmstxt.org): what the site is, and its pages as plain text."""
    labels = book.labels["en" if "en" in book.labels else book.languages[0]]
    parts = [f"# {retelling(labels)}", f"> {labels['site_description']}"]
    parts.append(f"All passages as JSON: <{absolute(PASSAGES)}>. Texts: {LICENCE}.")
    for language in book.languages:
        pages = [page for page in book.in_language(language) if page.passages]
        rows = [f"- [{page.title}]({absolute(plain_address(page))}): {page.description}" for page in pages]
        parts.append("\n\n".join([f"## {book.locales[language].name}", "\n".join(rows)]))
    return "\n\n".join(parts) + "\n"
