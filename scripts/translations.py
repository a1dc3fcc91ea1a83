"""`python -m scripts.translations`: which passages were changed in one language only; and that they match again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scripts.book import Book, Page, read_book, read_whole_book
from scripts.book.addresses import permalinks
from scripts.book.data import MEND, DataError
from scripts.book.locks import (
    HEADER,
    PERMALINKS,
    TRANSLATIONS,
    beside_passages,
    called,
    changed_language,
    fingerprints,
    write_lines,
    write_translations,
)
from scripts.book.model import Looked
from scripts.check.findings import Finding, did_you_mean
from scripts.check.markup import LEFT_OVER, LEFT_OVERS
from scripts.check.run import broken_findings, source_findings, stop_findings


class RefusedError(Exception):
    """The locks stay as they are. Says why, and the way on."""


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


def accepted(book: Book, names: Sequence[str]) -> Iterator[str]:
    """What is recorded of each of the names by `accept`, before it is: a slip of somebody in a hurry shows here."""
    now = fingerprints(book)
    for name in names:
        then, _ = book.looked_at.get(name, (None, 0))
        changed = changed_language(book, then, now[name]) if then and name in now else None
        if name in now and then == now[name]:
            yield f"{called(name)} was recorded already: nothing changed"
        elif name in now:
            which = f", though changed in {book.in_english(changed)} only" if changed else ""
            yield f"{called(name)} is recorded as matching{which}"
        elif then:
            yield f"{called(name)} is gone from the book, and now from {TRANSLATIONS}"


def unwritten(book: Book, names: Sequence[str]) -> list[Finding]:
    """Passages and titles of these names in which something is still to be written: nobody saw that they match."""
    return [
        Finding(page.source, line, LEFT_OVER, f"{called(name)} is still to be written", "write it in both languages")
        for page in book.pages.values()
        for name, line, text in _texts(page)
        if (name in names or names == ["all"]) and LEFT_OVERS.search(text)
    ]


def _texts(page: Page) -> Iterator[tuple[str, int, str]]:
    yield f"page:{page.path}", 1, f"{page.title}\n{page.short_title}\n{page.description}"
    yield from ((passage.id, passage.line, passage.text) for passage in page.passages)


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
        names = [passage.id for passage in pair.first.passages if passage.id in now]
        stale = [
            f"{name} ({_why(book, looked.get(name), now[name])})"
            for name in names
            if not _matches(looked.get(name), now[name])
        ]
        if names:
            lines.append(
                f"{pair.path}: {len(names) - len(stale)} of {len(names)} match"
                + "".join(f"\n    {each}" for each in stale)
            )
    beside = [text.name for text in beside_passages(book)]
    stale = [name for name in beside if not _matches(looked.get(name), now[name])]
    lines.append(f"titles, terms, statements, remarks: {len(beside) - len(stale)} of {len(beside)} match")
    lines += [f"    {name} ({_why(book, looked.get(name), now[name])})" for name in stale]
    return "\n".join(lines)


def _matches(then: tuple[Looked, int] | None, now: Looked) -> bool:
    return then is not None and then[0] == now


def _why(book: Book, then: tuple[Looked, int] | None, now: Looked) -> str:
    if then is None:
        return "never looked at"
    changed = changed_language(book, then[0], now)
    return f"changed in {book.in_english(changed) if changed else 'both'}"


def begin(book: Book) -> None:
    """Writes both locks of a new book; raises RefusedError where one is there."""
    if there := ", ".join(book.locks):
        raise RefusedError(f"{there} is there already: this is for a new book, and would forget what was published")
    publish(book)
    accept(book, ["all"])


def main(arguments: list[str] | None = None) -> int:
    """Ends 0; 1 if a passage was not found; 2 if nothing could be done."""
    options = _parser().parse_args(arguments)
    try:
        writes = options.begin or options.publish or options.accept  # those tell all that stops them
        read = read_book if writes else read_whole_book
        return _run(read(options.root.resolve()), options)
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
    except (RefusedError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
    return 2


def _run(book: Book, options: argparse.Namespace) -> int:
    if options.begin:
        _refuse(stop_findings(book))
        begin(book)
        print(f"{' and '.join(HEADER)} are begun")  # noqa: T201
    elif options.publish:
        _refuse(broken_findings(book) or source_findings(book, {LEFT_OVER}))
        print(f"{publish(book)} new addresses and ids in {PERMALINKS}")  # noqa: T201
    elif options.accept:
        return _accept(book, " ".join(options.accept).replace(",", " ").split())
    else:
        print(state(book))  # noqa: T201
    return 0


def _accept(book: Book, names: list[str]) -> int:
    _refuse(broken_findings(book) or unwritten(book, names))
    told = list(accepted(book, names))
    unknown = accept(book, names)
    for line in told:
        print(line)  # noqa: T201
    for name in unknown:
        guess = did_you_mean(name, {*fingerprints(book), *book.looked_at})
        remedy = "'make translations' names what waits"
        print(f"no passage {name!r}, and no other text of that name{guess} — {remedy}", file=sys.stderr)  # noqa: T201
    return 1 if unknown else 0


def _refuse(findings: Sequence[Finding]) -> None:
    """What can't be read has not gone, and what is wrong must not be kept for ever."""
    if findings:
        lines = "\n".join(str(finding) for finding in findings)
        raise RefusedError(f"{lines}\n{len(findings)} to mend first. The locks stay as they were.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.translations", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument(
        "--accept", nargs="+", metavar="ID", help="these passages match as they stand ('all': every one)"
    )
    parser.add_argument("--publish", action="store_true", help="record new addresses and ids in permalinks.lock")
    parser.add_argument("--begin", action="store_true", help="write both locks of a new book")
    return parser


if __name__ == "__main__":
    sys.exit(main())
