"""`make changes`: what readers find otherwise than in the version recorded last; `make record-version` records one."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.asking import NotGivenError, ask, word
from scripts.book import Book, read_book, read_whole_book
from scripts.book.changes import Kind, by_kind, kind_and_id
from scripts.book.data import MEND, DataError
from scripts.book.writing import write_whole
from scripts.changes.changelog import CHANGELOG, changelog
from scripts.changes.recording import RefusedError, files_of, new_version, since
from scripts.changes.snapshot import SNAPSHOT
from scripts.edits import put_in_place

CALLED: Mapping[Kind, str] = {
    "passage": "passage", "page": "the page", "term": "the term", "beacon": "the statement of beacon",
    "source": "the source",
}  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Ends 0; 2 if nothing could be done."""
    options = _parser().parse_args(arguments)
    try:
        root = options.root.resolve()
        if options.record is not None:
            _record(read_book(root), options)
        elif options.changelog:
            book = read_whole_book(root)
            file = root / CHANGELOG
            old = file.read_text(encoding="utf-8") if file.exists() else ""
            write_whole(file, changelog(book, book.changes, old).encode())
        else:
            print("\n".join(_told(read_whole_book(root))))  # noqa: T201
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
    except (RefusedError, NotGivenError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
    else:
        return 0
    return 2


def _told(book: Book) -> Iterator[str]:
    """A line for each text, with what happened to it and where it is."""
    if not book.changes or not (book.root / SNAPSHOT).exists():
        yield "no version is recorded yet: make record-version VERSION=1.0"
        return
    newest, found = book.changes[0], since(book)
    if not found:
        yield f"nothing changed for readers since version {newest.number} ({newest.date})"
        return
    yield f"since version {newest.number} ({newest.date}):"
    first = book.in_language(book.languages[0])
    places = {passage.id: f"{page.source}:{passage.line}" for page in first for passage in page.passages}
    for what in ("added", "changed", "moved", "removed"):
        names = getattr(found, what)
        counts = ", ".join(f"{len(ids)} {kind}{'s' * (len(ids) > 1)}" for kind, ids in by_kind(names).items())
        if names:
            yield f"{what}: {counts}"
        for name in names:
            where = places.get(name) or _led_on(book, name)
            kind, each = kind_and_id(name)
            yield f"    {CALLED[kind]} {each}{f' ({where})' if where else ''}"


def _led_on(book: Book, name: str) -> str:
    """Where an id leads that is gone."""
    return next((f"leads to {new}" for old, new in book.moved.to.items() if old.endswith(f"#{name}")), "")


def _record(book: Book, options: argparse.Namespace) -> None:
    """Asks for the sentences that are not given, or says the whole command."""
    given = {f"SUMMARY_{each.upper()}": dict(options.summary).get(each, "") for each in book.languages}
    given = {name: text or os.environ.get(name, "") for name, text in given.items()}
    command = f"make record-version VERSION={options.record or '…'}"
    if not options.record:
        raise NotGivenError(f"which version? — {command}")
    version = new_version(book, options.record, options.date, _by_language(book, given), again=options.again)
    if not all(version.summary.values()):
        missing = [name for name, text in given.items() if not text]
        command += "".join(f" {name}={shlex.quote(text or '…')}" for name, text in given.items())
        for name in missing:
            told = f"{', '.join(missing)} not given: one or two sentences for readers — {command}"
            given[name] = ask(f"For readers, in one or two sentences ({name}): ", told)
        version = new_version(book, options.record, options.date, _by_language(book, given), again=options.again)
    files = files_of(book, version, again=options.again)
    put_in_place(book.root, files)
    print(f"version {version.number} of {version.date} is recorded in {', '.join(files)}")  # noqa: T201


def _by_language(book: Book, given: dict[str, str]) -> dict[str, str]:
    return {language: given[f"SUMMARY_{language.upper()}"].strip() for language in book.languages}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.changes", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument("--record", metavar="VERSION", help="record the book as it stands as this version: 1.2")
    parser.add_argument("--date", default="", help="of the version (default: of the text's last change, from the lock)")
    told = "for readers, in a language: nl=…; else what stands in SUMMARY_NL"
    parser.add_argument("--summary", action="append", default=[], type=word, metavar="LANGUAGE=TEXT", help=told)
    parser.add_argument("--again", action="store_true", help="the newest version once more: nobody has it yet")
    parser.add_argument("--changelog", action="store_true", help=f"write {CHANGELOG} anew")
    return parser


if __name__ == "__main__":
    sys.exit(main())
