"""`python -m scripts.citation`: CITATION.cff, how this site and its code are cited, and which book it retells.

Made from what the book's data say, so that it can't say otherwise (Citation File Format 1.2.0). `--check` writes
nothing. Ends 0; 1 if what is there differs; 2 if the book can't be read.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from scripts.book import Book, read_whole_book
from scripts.book.bibliography import Source
from scripts.book.data import MEND, DataError
from scripts.book.labels import retelling
from scripts.book.writing import write_whole

CITATION = "CITATION.cff"
LICENCES = ["MIT", "CC-BY-4.0"]
"""Of the code, and of the texts; see LICENSE."""
HOLDER = re.compile(r"^Copyright \(c\) \d+ (.+)$", re.MULTILINE)
HEADER = "# Made by `python -m scripts.citation` from docs/_data, LICENSE and pyproject.toml: change those.\n"
PARTICLES = {"family": "family-names", "given": "given-names", "literal": "name"}
KINDS = {"book": "book", "report": "report", "thesis": "thesis", "webpage": "website"}
"""Of CSL → of the Citation File Format."""


def citation(book: Book) -> str:
    """The whole file."""
    labels = book.labels[book.languages[0]]
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Each passage has a reference of its own, on its page. This one is for the whole site, or its code.",
        "title": retelling(labels),
        "type": "software",
        "authors": [{"name": _makers(book)}],
        "abstract": " / ".join(book.labels[language]["site_description"] for language in book.languages),
        "license": LICENCES,
        **_version(book.root),
    }
    if retold := book.bibliography.the_book:
        fields["references"] = [_reference(retold)]
    return HEADER + yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=120)


def _makers(book: Book) -> str:
    """Who holds the copyright; else who makes the site; else the site itself, which is all that is known."""
    licence = book.root / "LICENSE"
    if licence.exists() and (holder := HOLDER.search(licence.read_text(encoding="utf-8"))):
        return holder[1]
    language = book.languages[0]
    return book.publisher.name[language] if book.publisher else retelling(book.labels[language])


def _version(root: Path) -> dict[str, str]:
    project = root / "pyproject.toml"
    if not project.exists():
        return {}
    return {"version": tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]}


def _reference(source: Source) -> dict[str, Any]:
    csl = source.csl
    fields: dict[str, Any] = {
        "type": KINDS.get(csl["type"], "generic"),
        "notes": "The book that this site retells.",
        "title": csl["title"],
        "authors": [_name(name) for name in csl.get("author", [])],
    }
    fields |= {"year": int(source.year)} if source.year else {}
    fields |= {"isbn": csl["ISBN"]} if "ISBN" in csl else {}
    fields |= {"publisher": {"name": csl["publisher"]}} if "publisher" in csl else {}
    fields |= {"languages": [source.language]} if source.language else {}
    return fields


def _name(name: Mapping[str, str]) -> dict[str, str]:
    fields = {PARTICLES[part]: text for part, text in name.items() if part in PARTICLES}
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    return fields | ({"name-particle": " ".join(filter(None, particles))} if any(particles) else {})


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.citation", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument("--check", action="store_true", help="say whether the file is up to date, and write nothing")
    options = parser.parse_args(arguments)
    file: Path = options.root.resolve() / CITATION
    try:
        text = citation(read_whole_book(file.parent))
        if options.check:
            return _compare(file, text)
        write_whole(file, text.encode())
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
        return 2
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        print(f"{CITATION} can't be made: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


def _compare(file: Path, text: str) -> int:
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return 0
    print(f"{CITATION}:1: is not what the book's data say — run 'python -m scripts.citation'")  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
