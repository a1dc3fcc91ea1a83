"""`python -m scripts.translate out`: what may no longer match, for a translator's tool; `in FILE`: back into docs/."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.book import Book, Language, read_book
from scripts.book.addresses import sides
from scripts.book.data import MEND, DataError
from scripts.book.writing import write_whole
from scripts.check.run import broken_findings
from scripts.edits import put_in_place
from scripts.translate.po import FileError, as_po, read
from scripts.translate.taking import RefusedError, take
from scripts.translate.units import Unit, units


def main(arguments: list[str] | None = None) -> int:
    """Ends 0; 2 if nothing could be done: no file was written, here or in docs/."""
    options = _parser().parse_args(arguments)
    try:
        book = read_book(options.root.resolve())
        _refuse_broken(book)
        if options.command == "out":
            _out(book, options)
        else:
            _in(book, options.file)
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
    except (RefusedError, FileError, OSError) as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)  # noqa: T201
    else:
        return 0
    return 2


def _refuse_broken(book: Book) -> None:
    if findings := broken_findings(book):
        told = "\n".join(map(str, findings))
        raise RefusedError(f"{told}\n{len(findings)} to mend first: what can't be read can't be translated.")


def _out(book: Book, options: argparse.Namespace) -> None:
    source = _direction(book, options.source, options.target)
    target = book.other(source)
    file: Path = options.to or Path(f"{sides((source, target))}.po")
    if file.exists():
        raise RefusedError(f"{file} is there already, with somebody's work perhaps — take it in, or name another: TO=…")
    every = units(book, source)
    chosen = every if options.all else _stale(every, source)
    if back := [] if options.all else _stale(every, target, without=source):
        told = f"{_texts(back)} may have changed in {book.in_english(target)} only: FROM={target} INTO={source}"
        print(told, file=sys.stderr)  # noqa: T201
    if not chosen:
        print(f"nothing to translate from {book.in_english(source)}; ALL=1 gives every text")  # noqa: T201
        return
    write_whole(file, as_po(book, source, chosen))
    told = f"{file}: {_texts(chosen)}, {book.in_english(source)} to {book.in_english(target)}"
    print(f"{told}. Open it in OmegaT, Poedit, Virtaal or Weblate; then 'make translate-in FILE={file}'")  # noqa: T201


def _stale(every: Sequence[Unit], source: Language, without: Language | None = None) -> list[Unit]:
    """What may not match because of `source`: it was changed there, or in both, or nobody looked at it yet."""
    return [
        unit for unit in every if unit.stale and (unit.changed == source if without else unit.changed in {source, None})
    ]


def _direction(book: Book, source: str | None, target: str | None) -> Language:
    """The language to translate from; what is not said is the first, or the other of what is."""
    for language in filter(None, (source, target)):
        if language not in book.languages:
            raise RefusedError(f"{language} is no language of this book — it has {' and '.join(book.languages)}")
    if source and source == target:
        raise RefusedError(f"from {source} into {target} — name two languages")
    return source or (book.other(target) if target else book.languages[0])


def _in(book: Book, file: Path) -> None:
    target, translated = read(book, file)
    taken = take(book, target, translated, str(file))
    put_in_place(book.root, taken.files)
    for path in taken.files:
        here = [unit.key for unit in taken.changed if unit.target.path == path]
        print(f"{path}: {', '.join(here)}")  # noqa: T201
    told = f"{_texts(taken.changed)} taken in, {len(taken.confirmed)} found right as they are"
    print(f"{told}, {taken.waiting} still fuzzy or not translated")  # noqa: T201
    if taken.names:
        names = " ".join(taken.names)
        print(f'Read both languages, then: make accept-translation IDS="{names}"; make check')  # noqa: T201


def _texts(some: Sequence[Unit]) -> str:
    return f"{len(some)} text{'' if len(some) == 1 else 's'}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.translate", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    commands = parser.add_subparsers(dest="command", required=True)
    out = commands.add_parser("out", help="write a PO file of what may no longer match")
    out.add_argument(
        "--to", type=Path, metavar="FILE", help="the file to write (default: nl-en.po, after the languages)"
    )
    out.add_argument("--from", dest="source", metavar="LANGUAGE", help="translate from (default: the first language)")
    out.add_argument("--into", dest="target", metavar="LANGUAGE", help="translate into (default: the other)")
    out.add_argument("--all", action="store_true", help="every text, not only what may no longer match")
    back = commands.add_parser("in", help="take the translated file into docs/")
    back.add_argument("file", type=Path, help="the PO file that came back")
    return parser


if __name__ == "__main__":
    sys.exit(main())
