"""Machine-readable files: every passage of the book, the words of dialogs."""

from __future__ import annotations

import json
from typing import Any

from scripts.book import LANGUAGES, Book, Language, Page, Passage


def passages_json(book: Book) -> str:
    """`/passages.json`: each passage in both languages, in reading order. Addresses are relative to the site's root."""
    rows: list[dict[str, Any]] = []
    for pair in book.pairs:
        english = {passage.id: passage for passage in pair.en.passages}
        for passage in pair.nl.passages:
            row: dict[str, Any] = {"id": passage.id, "point": passage.point, "kind": passage.kind}
            row["nl"] = _side(pair.nl, passage)
            if passage.id in english:
                row["en"] = _side(pair.en, english[passage.id])
            rows.append(row)
    return compact_json(rows)


def _side(page: Page, passage: Passage) -> dict[str, str]:
    return {"url": f"{page.address}#{passage.id}", "title": page.title, "text": passage.text}


def exports(book: Book) -> dict[str, str]:
    """Every such file, by its path in the site."""
    files = {f"assets/reading.{language}.json": reading_words(book, language) for language in LANGUAGES}
    return {"passages.json": passages_json(book), **files}


KEYS = {"slash": "/", "question": "?"}
"""Keys that a label's name can't hold."""


def reading_words(book: Book, language: Language) -> str:
    """The words of the dialog of the reader's choices, which is fetched when it is first opened."""
    labels = book.labels[language]
    words = {key.removeprefix("reading_"): text for key, text in labels.items() if key.startswith("reading_")}
    names = {key.removeprefix("key_"): text for key, text in labels.items() if key.startswith("key_")}
    return compact_json({**words, "shortcuts": {KEYS.get(key, key): text for key, text in names.items()}})


def compact_json(value: object) -> str:
    """As it is sent: no white space, one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
