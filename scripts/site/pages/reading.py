"""The words of the dialogs: a file of each language that a page asks for when a reader first opens one."""

from __future__ import annotations

from scripts.book import Book, Language
from scripts.book.writing import compact_json

KEYS = {"slash": "/", "question": "?"}
"""Keys that a label's name can't hold."""


def reading_words(book: Book, language: Language) -> str:
    """The words of the dialog of the reader's choices, which is fetched when it is first opened."""
    labels = book.labels[language]
    words = {key.removeprefix("reading_"): text for key, text in labels.items() if key.startswith("reading_")}
    names = {key.removeprefix("key_"): text for key, text in labels.items() if key.startswith("key_")}
    return compact_json({**words, "shortcuts": {KEYS.get(key, key): text for key, text in names.items()}})
