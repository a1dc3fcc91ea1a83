"""`python -m scripts.bench`: this site beside others with the same text: clean builds and first visits."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.bench import LANGUAGES
from scripts.bench.candidates import HUGO_BOOK, TIMES, Candidate, candidates, empty, larger_candidates
from scripts.bench.copying import print_copying
from scripts.bench.table import Visits, span, table
from scripts.bench.weights import Visit, first_visit
from scripts.book import Language, read_book
from scripts.browser import MISSING, find_browser, launch_arguments
from scripts.build import ROOT
from scripts.hosting import hosting

RUNS = 5
CHAPTERS = ("introduction.md", "laws/youth-act.md", "beacons/3-going-straight-to-people.md")
PLACES: list[tuple[Language, str]] = [(language, path) for path in CHAPTERS for language in LANGUAGES]
MOST_GROWTH = 1_000
"""Bytes by which a chapter may grow in a book of many times the size."""


def main() -> int:
    browser = find_browser()
    if browser is None:
        print(MISSING, file=sys.stderr)
        return 1
    book = read_book(ROOT)
    folder = empty(ROOT / ".cache" / "bench")
    sites = candidates(book, folder)
    print_builds(sites)
    larger = larger_candidates(book, folder)
    for name, candidate in larger.items():
        print(f"{name:24} {_seconds(candidate.build):6.2f} s, one run, {_size(candidate.site) / 1e6:.1f} MB")
    visits = visit_all({**sites, **larger}, browser)
    print(f"\nfirst visit to a chapter, cold, in bytes with Brotli 11: {len(CHAPTERS)} chapters, each in nl and en")
    print(table(visits, visits["this site"]))
    if "Hugo with hugo-book" not in sites:
        print(
            f"Hugo with hugo-book is NOT MEASURED: let it make a site of {folder.relative_to(ROOT)}/plain, nl at the "
            f"root and en below /en/, and name that: make bench {HUGO_BOOK}=dir"
        )
    with sync_playwright() as playwright:
        print_copying(
            playwright.chromium.launch(executable_path=browser, args=launch_arguments()), sites["this site"].site
        )
    return judge_growth(visits["this site"], visits[f"this site, {TIMES} times"])


def print_builds(sites: Mapping[str, Candidate]) -> None:
    """Builds each in turn, so that what else the machine does bears on all alike."""
    builds = {name: candidate.build for name, candidate in sites.items() if candidate.build}
    times: dict[str, list[float]] = {name: [] for name in builds}
    for _ in range(RUNS):
        for name, action in builds.items():
            times[name].append(_seconds(action))
    base = statistics.median(times["stock Material"])
    print(f"clean build of the whole book, {RUNS} runs in turn")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(
            f"{name:24} median {median:5.2f} s (min {min(seconds):.2f}, max {max(seconds):.2f}), "
            f"{median / base:4.2f} of stock, {_size(sites[name].site) / 1e6:.1f} MB"
        )


def _seconds(action: Callable[[], object] | None) -> float:
    start = time.perf_counter()
    if action:
        action()
    return time.perf_counter() - start


def _size(site: Path) -> int:
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file())


def visit_all(sites: Mapping[str, Candidate], browser: str) -> dict[str, Visits]:
    with sync_playwright() as playwright:

        def launch() -> Browser:
            return playwright.chromium.launch(executable_path=browser, args=launch_arguments())

        return {name: visit_site(launch, candidate) for name, candidate in sites.items()}


def visit_site(launch: Callable[[], Browser], candidate: Candidate) -> Visits:
    """Each visit in a browser of its own: one remembers for all its windows which hosts have no icon."""
    visits: dict[str, Visit] = {}
    with hosting(candidate.site) as hosted:
        for language, path in PLACES:
            browser = launch()
            visits[f"{language} {path}"] = first_visit(browser, hosted, candidate.address(language, path))
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
