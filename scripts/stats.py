"""`python -m scripts.stats`: words and passages per page, in both languages, without notes."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.book import Book, Page, read_whole_book
from scripts.book.data import MEND, DataError
from scripts.book.model import Kind


def words(page: Page, kind: Kind) -> int:
    """Words of a page's passages of one kind."""
    return sum(len(passage.text.split()) for passage in page.passages if passage.kind == kind)


def table(book: Book) -> str:
    """A table in Markdown: per page the passages, and per language the words of the book and of this site."""
    heads = [f"{language} {kind}" for language in book.languages for kind in ("book", "ours")]
    lines = [f"| page | passages | {' | '.join(heads)} |", "|---|--:|--:|--:|--:|--:|"]
    totals = [0] * 5
    for pair in book.pairs:
        counts = [len(pair.first.passages)]
        counts += [words(page, kind) for page in pair for kind in ("book", "addition")]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        lines.append(f"| {pair.path} | {' | '.join(map(str, counts))} |")
    lines.append(f"| together | {' | '.join(map(str, totals))} |")
    return "\n".join(lines)


def main() -> int:
    try:
        print(table(read_whole_book(Path(__file__).parents[1])))  # noqa: T201
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
