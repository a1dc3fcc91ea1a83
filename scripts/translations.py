"""`python -m scripts.translations`: which passages were changed in one language only; and that they match again."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from scripts.book import Book, read_book
from scripts.book.locks import PERMALINKS, changed_language, fingerprints, write_lines, write_translations
from scripts.book.model import Looked
from scripts.site.addresses import permalinks


def accept(book: Book, names: list[str], moment: str = "") -> list[str]:
    """Records that these passages match as they stand; `all` means every one. Gives the names that were not found.

    `moment`, else now, is when those that were changed became what they are.
    """
    now = fingerprints(book)
    kept = {name: looked for name, (looked, _) in book.looked_at.items()}
    changed = dict(book.changed)
    moment = moment or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    wanted = sorted(now.keys() | kept.keys()) if names == ["all"] else names
    unknown = [name for name in wanted if name not in now and name not in kept]
    for name in wanted:
        if name in now:
            if kept.get(name) != now[name]:
                changed[name] = moment
            kept[name] = now[name]
        else:
            kept.pop(name, None)
    write_translations(book.root, kept, changed)
    return unknown


def publish(book: Book) -> int:
    """Adds the addresses and ids that are not recorded yet; gives their number."""
    known = set(book.published)
    new = permalinks(book) - known
    write_lines(book.root, PERMALINKS, known | new)
    return len(new)


def state(book: Book) -> str:
    """A line per page: how many passages match, and which do not."""
    looked, now = book.looked_at, fingerprints(book)
    lines = []
    for pair in book.pairs:
        names = [passage.id for passage in pair.nl.passages if passage.id in now]
        stale = [
            f"{name} ({_why(looked.get(name), now[name])})"
            for name in names
            if not _matches(looked.get(name), now[name])
        ]
        if names:
            lines.append(
                f"{pair.path}: {len(names) - len(stale)} of {len(names)} match"
                + "".join(f"\n    {each}" for each in stale)
            )
    return "\n".join(lines)


def _matches(then: tuple[Looked, int] | None, now: Looked) -> bool:
    return then is not None and then[0] == now


def _why(then: tuple[Looked, int] | None, now: Looked) -> str:
    if then is None:
        return "never looked at"
    changed = changed_language(then[0], now)
    return {"nl": "changed in Dutch", "en": "changed in English", None: "changed in both"}[changed]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.translations", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument(
        "--accept", nargs="+", metavar="ID", help="these passages match as they stand ('all': every one)"
    )
    parser.add_argument("--publish", action="store_true", help="record new addresses and ids in permalinks.lock")
    options = parser.parse_args(arguments)
    book = read_book(options.root.resolve())
    if options.publish:
        print(f"{publish(book)} new addresses and ids in {PERMALINKS}")  # noqa: T201
        return 0
    if options.accept:
        unknown = accept(book, options.accept)
        for name in unknown:
            print(f"no passage {name!r}", file=sys.stderr)  # noqa: T201
        return 1 if unknown else 0
    print(state(book))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
