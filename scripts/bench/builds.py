"""`python -m scripts.bench.builds`: what a build costs, beside stock Material with the same text, as ratios of one run.

This book and one of many times the pages; with nothing kept, with drawings kept, after one changed paragraph.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.larger import write_larger
from scripts.bench.running import ENVIRONMENT, empty
from scripts.bench.stock import write_stock
from scripts.book import read_book
from scripts.book.kept import FOLDER
from scripts.build import ROOT

RUNS = 3
SIZES = (1, 12)
"""Times the pages of this book."""
DRAWN = ("pictures", "papers")
"""What is kept of drawings, by its kind."""
CHANGED = "docs/nl/foreword.md"


@dataclass(frozen=True)
class Cost:
    seconds: float
    memory: int
    """The most that the process held, in kilobytes."""


@dataclass(frozen=True)
class Case:
    name: str
    before: Callable[[Path], None]
    aim: float
    """Times stock Material's seconds."""


def nothing_kept(project: Path) -> None:
    shutil.rmtree(project / FOLDER, ignore_errors=True)


def drawings_kept(project: Path) -> None:
    for folder in (project / FOLDER).glob("*/"):
        if folder.name not in DRAWN:
            shutil.rmtree(folder)


def paragraph_changed(project: Path) -> None:
    file = project / CHANGED
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n{ #v2 }", f" {time.monotonic_ns()}\n{{ #v2 }}", 1), encoding="utf-8")


CASES = (
    Case("nothing kept", nothing_kept, 4.0),
    Case("drawings kept", drawings_kept, 2.0),
    Case("one paragraph changed", paragraph_changed, 0.8),
)
MOST_MEMORY = 2.0
"""Times stock Material's."""


def main() -> int:
    folder = empty(ROOT / ".cache" / "bench-builds")
    for times in SIZES:
        print("\n".join(measure(folder / str(times), times)), flush=True)
    return 0


def measure(folder: Path, times: int) -> Iterator[str]:
    """Each case and stock Material in turn, so that what else the machine does bears on all alike."""
    project, stock = folder / "project", folder / "stock"
    write_larger(ROOT, project, times)
    write_stock(read_book(project), stock)
    costs: dict[str, list[Cost]] = {}
    for _ in range(RUNS):
        costs.setdefault("stock Material", []).append(cost(stock, "mkdocs", "build", "--quiet"))
        for case in CASES:
            case.before(project)
            costs.setdefault(case.name, []).append(cost(project, "mkdocs", "build", "--quiet", "--strict"))
            if case.name == CASES[-1].name:
                case.before(project)
                without = cost(project, "scripts.build", "--without-mkdocs", "--to", "other")
                costs.setdefault("the same without MkDocs", []).append(without)
    base = median(costs["stock Material"])
    yield f"{times} times the pages, {RUNS} runs in turn"
    aims = {case.name: f", aim {case.aim}" for case in CASES}
    for name, some in costs.items():
        found = median(some)
        yield (
            f"  {name:24} {found.seconds:6.2f} s, {found.seconds / base.seconds:5.2f} of stock{aims.get(name, '')}; "
            f"{found.memory / 1024:5.0f} MB, {found.memory / base.memory:4.2f} of stock, aim {MOST_MEMORY}"
        )


def median(some: list[Cost]) -> Cost:
    return Cost(statistics.median(cost.seconds for cost in some), int(statistics.median(cost.memory for cost in some)))


def cost(folder: Path, *module: str) -> Cost:
    """Of a Python program, run in a folder. Raises RuntimeError if it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-B", "-m", *module],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(module)} ended with {process.returncode} in {folder}")
    return Cost(time.perf_counter() - started, used.ru_maxrss)


if __name__ == "__main__":
    sys.exit(main())
