"""What a command would write, tried in a copy of the book before anything is written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.book import Book, Language, read_book
from scripts.book.data import DataError
from scripts.check.run import stop_findings
from scripts.edits import copy_aside, put_in_place
from scripts.translate.places import plain

TODO = "TODO"
"""Begins what somebody still has to write: the rule `left-over` finds it."""


class RefusedError(Exception):
    """Nothing was written. Says why, and the way on."""


@dataclass(frozen=True)
class Draft:
    """What is begun."""

    files: Mapping[str, str]
    """Whole texts with the line ends of this book, by path from the root of the repository."""
    ids: tuple[str, ...]
    """Of the passages that are begun."""
    names: tuple[str, ...]
    """The lines of translations.lock that are to be accepted, once it is written."""


def placeholder(book: Book, language: Language) -> str:
    """`TODO (Nederlands)`: no word of it is meant to stay, and no number or word of it is one for the checks."""
    return f"{TODO} ({book.locales[language].about.name})"


def passage(book: Book, language: Language, name: str) -> str:
    """A passage that is still to be written, in Markdown."""
    return f"{placeholder(book, language)}\n{{ #{name} }}"


def refuse_broken(book: Book) -> None:
    """In a book that can't be read nobody knows what is free; raises RefusedError."""
    if stops := stop_findings(book):
        told = "\n".join(map(str, stops))
        raise RefusedError(f"{told}\n{len(stops)} to mend first. Nothing was written.")


def put(book: Book, draft: Draft) -> None:
    """Writes all files or none; raises RefusedError for what would stop a build, and NotWrittenError."""
    contents = {path: _as_saved(book.root / path, text) for path, text in draft.files.items()}
    with tempfile.TemporaryDirectory(prefix="new-") as folder:
        aside = copy_aside(book.root, Path(folder) / "book")
        put_in_place(aside, contents)
        try:
            stops = [str(each) for each in stop_findings(read_book(aside))]
        except DataError as error:
            stops = [str(error)]
    if stops:
        told = "\n".join(stops)
        raise RefusedError(f"it would stop the build, so nothing was written:\n{told}")
    put_in_place(book.root, contents)


def _as_saved(file: Path, text: str) -> bytes:
    """With the line ends that the file has."""
    before = file.read_bytes() if file.exists() else b""
    return (plain(text).replace("\n", "\r\n") if b"\r\n" in before else text).encode()
