"""`python -m scripts.bench.scale`: what this site costs in a book of many times the chapters, part by part.

Writes docs/_data/measured/measurements.json and the tables of SCALE.md, when all is measured.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

import msgspec
from playwright.sync_api import Browser

from scripts.bench.beside import build, clear, told
from scripts.bench.command import day, launching, sizes
from scripts.bench.larger import write_larger
from scripts.bench.looking import views
from scripts.bench.machine import this_machine
from scripts.bench.meter import CutOffError, FailedError, measured
from scripts.bench.running import empty, run
from scripts.bench.tools.ours import ours
from scripts.bench.tools.sets import CACHE
from scripts.bench.tools.tool import Tool
from scripts.bench.weights import weight
from scripts.bench.writing import write_measurements
from scripts.book import Book, read_book
from scripts.book.locks import PERMALINKS, TRANSLATIONS
from scripts.book.measurements import Scale, Step
from scripts.book.writing import write_whole
from scripts.browser import MISSING, find_browser
from scripts.build import ROOT
from scripts.hosting import hosting
from scripts.search.asking import SETTLED, search_address

SIZES, LIMIT = (1, 10, 25, 50), 1800
PAPER = Path("SCALE.md")
TABLE = re.compile(r"(?<=<!-- scale: begin -->\n).*?(?=<!-- scale: end -->)", re.DOTALL)
ROWS: Sequence[tuple[str, Callable[[Step], str]]] = (
    ("Pages in one language", lambda step: f"{step.pages:,}"),
    ("Passages in one language", lambda step: f"{step.passages:,}"),
    ("Build with nothing kept, s", lambda step: f"{step.seconds['whole']:.0f}"),
    ("Build with all kept, s", lambda step: f"{step.seconds['warm']:.0f}"),
    ("of it: read the sources", lambda step: f"{step.seconds['read']:.1f}"),
    ("check them", lambda step: f"{step.seconds['check']:.1f}"),
    ("index for search", lambda step: f"{step.seconds['search']:.1f}"),
    ("pages", lambda step: f"{step.seconds['pages']:.1f}"),
    ("share cards and icons", lambda step: f"{step.seconds['cards']:.1f}"),
    ("PDF, EPUB and what is packed", lambda step: f"{step.seconds['editions']:.1f}"),
    ("all else", lambda step: f"{step.seconds['others']:.1f}"),
    ("Memory, MB", lambda step: f"{step.memory / 1e6:,.0f}"),
    ("Site, MB", lambda step: f"{step.output / 1e6:,.0f}"),
    ("Files", lambda step: f"{step.files:,}"),
    ("Pages side by side", lambda step: f"{step.side_by_side:,}"),
    ("First view of a chapter, kB", lambda step: f"{step.first_view / 1e3:.1f}"),
    ("Search index, MB", lambda step: f"{step.search_index / 1e6:.2f}"),
    ("in files", lambda step: f"{step.search_parts:,}"),
    ("sent for a first search, kB", lambda step: f"{step.first_search / 1e3:.0f}"),
    ("Both locks, kB", lambda step: f"{step.locks / 1e3:,.0f}"),
    ("To read the book and write them, s", lambda step: f"{step.lock_seconds:.1f}"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.scale", description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=SIZES, help="times the chapters of this book (1,10,25,50)")
    parser.add_argument("--day", type=day, default=None, help="of the measuring (default: today)")
    parser.add_argument("--to", type=Path, default=ROOT, help="another root, for a trial")
    options = parser.parse_args(arguments)
    path = find_browser()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    steps: list[Step] = []
    stopped = ""
    with launching(path) as launch:
        for times in options.sizes:
            try:
                steps.append(measure(times, launch))
            except (CutOffError, FailedError, RuntimeError) as error:
                stopped = f"{times} times: {str(error) or f'a build took longer than {LIMIT} s'}"
                told(stopped)
                break
    command = f"make bench-scale SIZES={','.join(map(str, options.sizes))}"
    today = options.day or str(datetime.date.today())
    scale = Scale(today, this_machine(), command, tuple(steps), stopped)
    write_measurements(options.to, partial(msgspec.structs.replace, scale=scale))
    if (options.to / PAPER).exists():
        text = (options.to / PAPER).read_text(encoding="utf-8")
        write_whole(options.to / PAPER, TABLE.sub(lambda _: table(scale), text).encode())
    print(table(scale))
    return 0


def measure(times: int, launch: Callable[[], Browser]) -> Step:
    """Raises FailedError, CutOffError and RuntimeError."""
    told(f"{times} times: written, and built three times …")
    project = empty(ROOT / CACHE / "scale" / str(times))
    write_larger(ROOT, project, times)
    book = read_book(project)
    first = book.in_language(book.languages[0])
    tool = ours(book, project)
    clear(tool)
    cost, warm = build(tool, LIMIT), build(tool, LIMIT)
    shutil.rmtree(project / ".cache")
    told(f"{times} times: {cost.seconds:.0f} s, then {warm.seconds:.0f} s; by its parts …")
    parts = json.loads(run(sys.executable, "-B", "-m", "scripts.bench.parts", folder=project))["seconds"]
    lock = measured((sys.executable, "-B", "-m", "scripts.translations", "--begin"), project, LIMIT)
    files = [file.stat().st_size for file in tool.site.rglob("*") if file.is_file()]
    index = [file.stat().st_size for file in (tool.site / "search").rglob("*.json")]
    chapters = [(page.language, page.path) for page in first if page.passages][:2]
    return Step(
        times=times,
        pages=len(first),
        passages=sum(len(page.passages) for page in first),
        seconds={**parts, "whole": round(cost.seconds, 2), "warm": round(warm.seconds, 2)},
        memory=cost.memory,
        output=sum(files),
        files=len(files),
        side_by_side=len(list((tool.site / "-".join(book.languages)).rglob("index.html"))),
        search_index=sum(index),
        search_parts=len(index),
        first_search=first_search(tool, book, launch),
        first_view=int(views(launch, tool, chapters)["first-view"][0]),
        locks=sum((project / name).stat().st_size for name in (PERMALINKS, TRANSLATIONS)),
        lock_seconds=round(lock.seconds, 2),
    )


def first_search(tool: Tool, book: Book, launch: Callable[[], Browser]) -> int:
    """Bytes with Brotli of the files of the index that a browser fetches for a word, on the search page."""
    language = book.languages[0]
    word = max(next(page for page in book.in_language(language) if page.passages).passages[0].text.split(), key=len)
    browser = launch()
    with hosting(tool.site) as hosted:
        page = browser.new_page()
        page.goto(f"{hosted.base}{search_address(book, language)}?q={quote(word.strip('.,;:'))}")
        page.wait_for_selector(f"{SETTLED}[data-search-outcome]", state="attached")
        asked = {path.lstrip("/") for path in hosted.asked if path.startswith("/search/")}
    browser.close()
    return sum(weight((tool.site / name).read_bytes()) for name in asked)


def table(scale: Scale) -> str:
    """In Markdown: a column for each size."""
    steps = scale.steps
    lines = [
        "| | " + " | ".join(f"× {step.times}" for step in steps) + " |",
        "|---|" + "--:|" * len(steps),
        *(f"| {name} | " + " | ".join(show(step) for step in steps) + " |" for name, show in ROWS),
    ]
    cores, memory = scale.machine.cores, scale.machine.memory / 2**30
    end = f" It ends there: {scale.stopped}." if scale.stopped else ""
    lines += ["", f"Measured on {scale.day}, {cores} cores, {memory:.0f} GiB, `{scale.command}`.{end}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
