"""`make new-passage AFTER=b3-3`, `make new-page FILE=laws/care-act.md`: a passage or page, begun in both languages."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from scripts.asking import NotGivenError, ask, word
from scripts.book import Book, read_book
from scripts.book.data import MEND, DataError
from scripts.new.drafts import TODO, Draft, RefusedError, put, refuse_broken
from scripts.new.page import Wanted, draft_page
from scripts.new.passage import draft_passage, line_of


def main(arguments: list[str] | None = None) -> int:
    """Ends 0; 2 if nothing was written."""
    options = _parser().parse_args(arguments)
    try:
        book = read_book(options.root.resolve())
        refuse_broken(book)
        draft = _passage(book, options) if options.what == "passage" else _page(book, options)
        put(book, draft)
        print(_told(book, draft))  # noqa: T201
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
    except (RefusedError, NotGivenError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
    else:
        return 0
    return 2


def _told(book: Book, draft: Draft) -> str:
    """What was written, and the steps that a person takes from there."""
    name = draft.ids[0]
    pages = [path for path in draft.files if path.endswith(".md")]
    lines = [f"{path}:{line_of(book.root, path, name)}: {', '.join(draft.ids)}" for path in pages]
    lines += [f"{path}: the plan has it" for path in draft.files if path not in pages]
    return "\n".join(
        [
            *lines,
            f"1. Write what stands there with {TODO}, in both languages; 'make check' finds what is left of it.",
            "2. 'make serve' shows both. Read them aloud.",
            f'3. They match: make accept-translation IDS="{" ".join(draft.names)}"',
            "4. make publish-permalinks, and make check.",
        ]
    )


def _passage(book: Book, options: argparse.Namespace) -> Draft:
    ids = [passage.id for pair in book.pairs for passage in pair.first.passages]
    likely = ids[-1] if ids else "…"
    told = f"AFTER not given: the number in the margin of the passage before it — make new-passage AFTER={likely}"
    after = options.after or ask(f"Behind which passage (such as {likely})? ", told)
    return draft_passage(book, after, options.id, addition=options.addition)


def _page(book: Book, options: argparse.Namespace) -> Draft:
    """What the command does not say is asked for, or told with the whole command."""
    last = book.contents.entries[-1].path if book.contents.entries else ""
    asked = {
        "FILE": "File in both languages (laws/care-act.md)",
        "AFTER": f"Behind which page of the plan (such as {last})",
    }
    given = {"FILE": options.file, "AFTER": options.after}
    for language in book.languages:
        for key, values in (("TITLE", options.title), ("SLUG", options.slug), ("DESCRIPTION", options.description)):
            name, here = f"{key}_{language.upper()}", book.in_english(language)
            given[name] = dict(values).get(language) or os.environ.get(name, "")
            if key != "DESCRIPTION":
                asked[name] = f"{key.capitalize()} in {here}"
    missing = [name for name in asked if not given[name]]
    command = "make new-page " + " ".join(f"{name}={shlex.quote(given[name] or '…')}" for name in asked)
    for name in missing:
        given[name] = ask(f"{asked[name]}: ", f"{', '.join(missing)} not given — {command}")
    return draft_page(book, _wanted(book, options, given))


def _wanted(book: Book, options: argparse.Namespace, given: Mapping[str, str]) -> Wanted:
    def words(key: str) -> dict[str, str]:
        return {language: given[f"{key}_{language.upper()}"].strip() for language in book.languages}

    points = tuple(options.points.replace(",", " ").split())
    return Wanted(
        given["FILE"], given["AFTER"], words("TITLE"), words("SLUG"), words("DESCRIPTION"),
        points, options.ours, options.short, options.number,
    )  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.new", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    kinds = parser.add_subparsers(dest="what", required=True)
    passage = kinds.add_parser("passage", help="a passage behind another")
    passage.add_argument("--after", default="", metavar="ID", help="the passage before it")
    passage.add_argument("--id", default="", help="its id (default: the next that is free)")
    passage.add_argument("--addition", action="store_true", help="told by this site, not by the book")
    page = kinds.add_parser("page", help="a page behind another of the plan")
    page.add_argument("file", nargs="?", default="", help="its path in both languages: laws/care-act.md")
    page.add_argument("--after", default="", metavar="FILE", help="the page before it in the reading order")
    for key, what in (("title", "its title"), ("slug", "its part of the address"), ("description", "its standfirst")):
        told = f"{what} in a language, nl=…; else what stands in {key.upper()}_NL"
        page.add_argument(f"--{key}", action="append", default=[], type=word, metavar="LANGUAGE=TEXT", help=told)
    page.add_argument("--points", default="", help="what it tells of the outline: 'z1 z2'")
    page.add_argument("--ours", action="store_true", help="the points are not in the book: this site tells them")
    page.add_argument("--short", default="", help="its short link: z for /z/")
    page.add_argument("--number", default="", help="the book's own number: 1.3")
    return parser


if __name__ == "__main__":
    sys.exit(main())
