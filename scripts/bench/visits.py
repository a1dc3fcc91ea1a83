"""`python -m scripts.bench.visits`: how a chapter's weight grows with the book, and how fast a link is copied."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from scripts.bench.command import launching
from scripts.bench.copying import print_copying
from scripts.bench.larger import write_larger
from scripts.bench.running import empty, run
from scripts.bench.table import Visits, span, table
from scripts.bench.weights import first_visit
from scripts.book import Book, read_book
from scripts.browser import MISSING, find_browser
from scripts.build import ROOT, build
from scripts.hosting import hosting

TIMES = 20
MOST_GROWTH = 1_000
"""Bytes by which a chapter may grow in a book of many times the size."""


def main() -> int:
    path = find_browser()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    book = read_book(ROOT)
    folder = empty(ROOT / ".cache" / "bench-visits")
    larger = folder / "larger"
    write_larger(ROOT, larger, TIMES)
    if build(folder / "site"):
        return 1
    run(sys.executable, "-B", "-m", "scripts.build", folder=larger)
    with launching(path) as launch:
        small, large = visit_all(launch, book, folder / "site"), visit_all(launch, book, larger / "site")
        print(table({"this site": small, f"this site, {TIMES} times": large}, small))
        print_copying(launch(), folder / "site")
    return judge_growth(small, large)


def visit_all(launch: Callable[[], Browser], book: Book, site: Path) -> Visits:
    """Each visit in a browser of its own: one remembers for all its windows which hosts have no icon."""
    paths = [entry.path for entry in book.contents.entries if entry.is_chapter]
    visits = {}
    with hosting(site) as hosted:
        for path in (paths[0], paths[len(paths) // 2], paths[-1]):
            for language in book.languages:
                browser = launch()
                address = book.pages[language, path].address
                visits[f"{language} {path}"] = first_visit(browser, hosted, address)
                browser.close()
    return visits


def judge_growth(small: Visits, large: Visits) -> int:
    growth = [large[place].weight() - small[place].weight() for place in small]
    print(f"\na chapter of this site grows by {span(growth)} bytes in a book of {TIMES} times the size")
    if max(growth) > MOST_GROWTH:
        print(f"That is MORE THAN THE {MOST_GROWTH:,} that it may.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
