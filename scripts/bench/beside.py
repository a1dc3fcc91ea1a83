"""Measures every tool with the text of this book, of one size: builds in turn, edits, views, findings, search."""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from scripts.bench.editing import edits
from scripts.bench.looking import findings, page_ranks, views
from scripts.bench.meter import Cost, CutOffError, FailedError, measured
from scripts.bench.tools.tool import NotToBeHadError, Tool
from scripts.book import Book, Language
from scripts.book.measurements import Measure, Measured, Reason
from scripts.search.queries import Query

BUILDS: tuple[Measure, ...] = ("build", "warm", "memory", "output", "files")
VIEWS: tuple[Measure, ...] = ("first-view", "first-requests", "javascript", "second-view", "second-requests")
AXE: tuple[Measure, ...] = ("axe-light", "axe-dark")
HITS: Mapping[Measure, int] = {"hit-1": 1, "hit-3": 3}
Values = Mapping[Measure, Sequence[float]]


@dataclass(frozen=True)
class Plan:
    """How one size is measured."""

    times: int
    runs: int
    limit: float
    """Seconds that one build, or one edit, may take."""
    slow: float
    """Seconds of a build with nothing changed from which on edits are not tried."""
    chapters: Sequence[str]
    queries: Sequence[Query]
    """Empty for a size at which nobody asks, nor looks with axe."""

    def rows(self, tool: str, values: Values) -> Iterator[Measured]:
        for measure, some in values.items():
            few = round(statistics.median(some), 4), round(min(some), 4), round(max(some), 4)
            yield Measured(tool, measure, self.times, *few, runs=len(some))

    def lack(self, tool: str, measures: Iterable[Measure], reason: Reason, detail: str = "") -> Iterator[Measured]:
        for measure in measures:
            yield Measured(tool, measure, self.times, reason=reason, detail=detail)


def measure_all(
    plan: Plan, book: Book, tools: Mapping[str, Tool | NotToBeHadError], launch: Callable[[], Browser]
) -> Iterator[Measured]:
    measures: list[Measure] = [*BUILDS, "edit", *VIEWS, *((*AXE, *HITS) if plan.queries else ())]
    there = {name: tool for name, tool in tools.items() if isinstance(tool, Tool)}
    for name, tool in tools.items():
        if not isinstance(tool, Tool):
            yield from plan.lack(name, measures, "not-to-be-had", str(tool))
    built = yield from measure_builds(plan, there)
    for name, tool in there.items():
        if name not in built:
            yield from plan.lack(name, measures[len(BUILDS) :], "not-built")
            continue
        told(f"{name}, {plan.times} times: in the browser")
        yield from measure_edits(plan, tool, book, launch, built[name])
        yield from measure_looks(plan, tool, book, launch)


def measure_builds(plan: Plan, tools: Mapping[str, Tool]) -> Generator[Measured, None, Mapping[str, float]]:
    """Each in turn, so that what else the machine does bears on all alike. Gives the seconds of those that built,
    with nothing changed where that came to an end."""
    values: dict[str, dict[Measure, list[float]]] = {name: {} for name in tools}
    lacks: dict[str, list[Measured]] = {}
    for run in range(plan.runs):
        for name, tool in tools.items():
            if name not in lacks:
                told(f"{name}, {plan.times} times: build {run + 1} of {plan.runs}")
                lacks |= _build_once(plan, tool, values[name])
    for name, some in values.items():
        if "build" in some:
            files = [file.stat().st_size for file in tools[name].site.rglob("*") if file.is_file()]
            some |= {"output": [sum(files)], "files": [len(files)]}
        yield from plan.rows(name, some)
        yield from lacks.get(name, ())
    return {
        name: statistics.median(some.get("warm", some["build"])) for name, some in values.items() if "build" in some
    }


def _build_once(plan: Plan, tool: Tool, values: dict[Measure, list[float]]) -> Mapping[str, list[Measured]]:
    """A clean build and one with nothing changed; what stopped it, if something did."""
    clear(tool)
    try:
        cost = build(tool, plan.limit)
        values.setdefault("build", []).append(cost.seconds)
        values.setdefault("memory", []).append(cost.memory)
        values.setdefault("warm", []).append(build(tool, plan.limit).seconds)
    except (CutOffError, FailedError) as error:
        lacking: tuple[Measure, ...] = ("warm",) if "build" in values else BUILDS
        return {tool.id: list(_lacking(plan, tool.id, lacking, error))}
    return {}


def clear(tool: Tool) -> None:
    for name in tool.made:
        shutil.rmtree(tool.folder / name, ignore_errors=True)


def build(tool: Tool, limit: float) -> Cost:
    """The whole site. Raises FailedError, and CutOffError when all of it takes longer than `limit` seconds."""
    whole = Cost(0, 0)
    for command in tool.builds:
        whole += measured(command.words, command.folder, limit - whole.seconds, command.environment)
    return whole


def measure_edits(
    plan: Plan, tool: Tool, book: Book, launch: Callable[[], Browser], seconds: float
) -> Iterator[Measured]:
    if tool.serve is None:
        yield from plan.lack(tool.id, ["edit"], "no-server")
    elif seconds > plan.slow:
        yield from plan.lack(tool.id, ["edit"], "too-slow", f"a build takes {seconds:.0f} s")
    else:
        place = (book.languages[0], plan.chapters[-1])
        yield from _tried(
            plan, tool, ["edit"], launch, lambda browser: {"edit": edits(browser, tool, place, plan.runs, plan.limit)}
        )


def measure_looks(plan: Plan, tool: Tool, book: Book, launch: Callable[[], Browser]) -> Iterator[Measured]:
    places: list[tuple[Language, str]] = [(tongue, path) for tongue in book.languages for path in plan.chapters]
    if not plan.queries:
        yield from _tried(plan, tool, VIEWS, launch, lambda _: views(launch, tool, places[:2]))
        return
    yield from _tried(plan, tool, VIEWS, launch, lambda _: views(launch, tool, places))
    first = places[: len(plan.chapters)]
    yield from _tried(plan, tool, AXE, launch, lambda browser: findings(browser, tool, first))
    if tool.asking is None:
        yield from plan.lack(tool.id, HITS, "no-search")
    else:
        yield from _tried(plan, tool, tuple(HITS), launch, lambda browser: _hits(browser, tool, book, plan.queries))


def _hits(browser: Browser, tool: Tool, book: Book, queries: Sequence[Query]) -> Values:
    ranks = list(page_ranks(browser, tool, book, queries))
    return {measure: [sum(0 < rank <= most for rank in ranks) / len(ranks)] for measure, most in HITS.items()}


def _tried(
    plan: Plan,
    tool: Tool,
    measures: Sequence[Measure],
    launch: Callable[[], Browser],
    look: Callable[[Browser], Values],
) -> Iterator[Measured]:
    """What a look in a browser gives, or why it gave nothing."""
    browser = launch()
    try:
        yield from plan.rows(tool.id, look(browser))
    except (CutOffError, FailedError, BrowserError) as error:
        yield from _lacking(plan, tool.id, measures, error)
    finally:
        browser.close()


def _lacking(plan: Plan, tool: str, measures: Iterable[Measure], error: Exception) -> Iterator[Measured]:
    cut = isinstance(error, CutOffError)
    detail = f"after {plan.limit:.0f} s" if cut else str(error).splitlines()[-1][:200]
    return plan.lack(tool, measures, "cut-off" if cut else "failed", detail)


def told(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
