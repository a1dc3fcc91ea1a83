"""CHANGELOG.md: for readers from docs/_data/changes.yml, and for makers what stands in it by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scripts.book import Book, Language
from scripts.book.changes import Version, by_kind

CHANGELOG = "CHANGELOG.md"
HEAD = """# Changelog

What changed in the book, for its readers, is made from `docs/_data/changes.yml`. What changed in what makes it is
written here by hand, below each `For makers`: `make changelog` leaves that as it is, and writes the rest anew. The form
is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).
"""
UNRELEASED = "Unreleased"
MAKERS = "### For makers"
SECTION = re.compile(r"^## \[([^\]\n]+)\]", re.MULTILINE)
KINDS = {"passage": "Passages", "page": "Pages", "term": "Terms", "beacon": "Statements", "source": "Sources"}
"""In the order in which they are told. Of a page: its title, description or headings."""


def changelog(book: Book, versions: Sequence[Version], old: str) -> str:
    """The whole file, with the makers' parts of the old one.

    Those that were not released yet go to the newest version, if the old file did not have it.
    """
    makers = _makers(old)
    if versions and makers and versions[0].number not in makers:
        makers[versions[0].number] = makers.pop(UNRELEASED, "")
    parts = [HEAD, f"## [{UNRELEASED}]\n", _of_makers(makers.get(UNRELEASED, ""), always=True)]
    language = in_english(book)
    for version in versions:
        parts += [f"## [{version.number}] - {version.date}\n", f"{version.summary[language]}\n", *_of_readers(version)]
        parts.append(_of_makers(makers.get(version.number, "")))
    return "\n".join(part for part in parts if part)


def in_english(book: Book) -> Language:
    """The language that the list is in; the second of a book that is not in English."""
    return next((each for each in book.languages if book.in_english(each) == "English"), book.languages[1])


def _makers(old: str) -> dict[str, str]:
    """Version → what stands in its part by hand."""
    starts = list(SECTION.finditer(old))
    ends = [*(match.start() for match in starts[1:]), len(old)]
    sections = {match[1]: old[match.end() : end] for match, end in zip(starts, ends, strict=False)}
    return {name: text.partition(f"{MAKERS}\n")[2].strip("\n") for name, text in sections.items()}


def _of_makers(text: str, *, always: bool = False) -> str:
    return f"{MAKERS}\n\n{text}\n" if text else f"{MAKERS}\n" if always else ""


def _of_readers(version: Version) -> list[str]:
    told: Mapping[str, tuple[str, ...]] = {
        "Added": version.added, "Changed": version.changed, "Moved": version.moved, "Removed": version.removed,
    }  # fmt: skip
    return [f"### {what}\n\n{_listed(names)}" for what, names in told.items() if names]


def _listed(names: Sequence[str]) -> str:
    found = by_kind(names)
    return "".join(f"- {title}: {', '.join(found[kind])}\n" for kind, title in KINDS.items() if kind in found)  # type: ignore[index]
