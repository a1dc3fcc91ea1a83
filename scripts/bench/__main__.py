"""`python -m scripts.bench`: this site beside others with the same text, for this book and for larger ones.

Writes docs/_data/measured/measurements.json after each size, and prints it as a table with ratios to stock Material.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec
from playwright.sync_api import Browser

from scripts.bench.beside import Plan, measure_all, told
from scripts.bench.command import day, launching, sizes
from scripts.bench.machine import this_machine
from scripts.bench.running import empty
from scripts.bench.tools import material, ours
from scripts.bench.tools.everyone import MAKERS, peer, write_all
from scripts.bench.tools.sets import CACHE
from scripts.bench.writing import NotTheSameError, added, base_of, report, write_measurements
from scripts.book import Book, read_book
from scripts.book.measurements import Beside, Measured, read_measurements
from scripts.browser import MISSING, find_browser
from scripts.build import ROOT
from scripts.search.queries import Query, read_queries

SIZES, RUNS, LIMIT, SLOW = (1, 10, 50), 3, 1800, 180
QUERIES = "tests/search/{language}-test.tsv"
"""Held back while this site's search was made, but written by who made it, of this book: they favour it."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=SIZES, help="times the chapters of this book (default: 1,10,50)")
    parser.add_argument("--runs", type=int, default=RUNS, help="of what this book alone takes; larger ones run once")
    parser.add_argument(
        "--add", action="store_true", help="to what was measured before, which stays: larger sizes only"
    )
    parser.add_argument("--only", default="", help="ids of tools, with commas between")
    parser.add_argument("--day", type=day, default=None, help="of the measuring (default: today)")
    parser.add_argument("--to", type=Path, default=ROOT, help="another root, for a trial")
    options = parser.parse_args(arguments)
    path = find_browser()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    try:
        if options.add:
            base_of(read_measurements(options.to).beside, options.sizes)  # before hours are spent
        print(report(_measured(options, path)))
    except NotTheSameError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _measured(options: argparse.Namespace, path: str) -> Beside:
    """What was measured now, written with what stays. Raises NotTheSameError."""
    started = time.perf_counter()
    chosen = tuple(options.only.split(",")) if options.only else tuple(about.id for about in MAKERS)
    found: list[Measured] = []
    today = options.day or str(datetime.date.today())
    for done, times in enumerate(options.sizes, start=1):
        with launching(path) as launch:
            found += _of_size(times, options.runs, chosen, launch)
        # After each size: who has no more time keeps what was measured.
        command = f"make bench SIZES={','.join(map(str, options.sizes[:done]))}{' ADD=1' * options.add}"
        now = _beside(today, command, chosen, found)
        beside = added(read_measurements(options.to).beside, now) if options.add else now
        write_measurements(options.to, partial(msgspec.structs.replace, beside=beside))
    told(f"measured in {(time.perf_counter() - started) / 60:.0f} minutes")
    return beside


def _of_size(times: int, runs: int, chosen: Sequence[str], launch: Callable[[], Browser]) -> Iterator[Measured]:
    folder = ROOT / CACHE / "beside" / str(times)
    told(f"{times} times: set-up and sources, in {folder.relative_to(ROOT)} …")
    book, tools = write_all(ROOT, empty(folder), times, chosen)
    first = times == 1
    plan = Plan(times, runs if first else 1, LIMIT, SLOW, chapters(book), _queries(book) if first else ())
    return measure_all(plan, book, tools, launch)


def chapters(book: Book) -> tuple[str, ...]:
    """Three chapters, from the beginning, the middle and the end of this book."""
    paths = [entry.path for entry in read_book(ROOT).contents.entries if entry.is_chapter]
    return tuple(path for path in (paths[0], paths[len(paths) // 2], paths[-1]) if book.page(book.languages[0], path))


def _queries(book: Book) -> list[Query]:
    files = (ROOT / QUERIES.format(language=language) for language in book.languages)
    return [query for file in files for query in read_queries(file, book.languages) if query.answers != ("-",)]


def _beside(today: str, command: str, chosen: Sequence[str], found: Sequence[Measured]) -> Beside:
    book = read_book(ROOT)
    peers = (peer(ROOT, about) for about in MAKERS if about.id in chosen)
    return Beside(
        today,
        this_machine(),
        command,
        material.ABOUT.id,
        ours.ABOUT.id,
        chapters(book),
        tuple(QUERIES.format(language=language) for language in book.languages),
        len(_queries(book)),
        tuple(peers),
        tuple(found),
    )


if __name__ == "__main__":
    sys.exit(main())
