"""`python -m scripts.bench`: clean builds of this site and of a stock Material site with the same text, in turn."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scripts.bench.stock import write_stock
from scripts.build import ROOT, build

RUNS = 5


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _build_stock(folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True)


def _size(site: Path) -> int:
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file())


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_stock(ROOT, folder / "stock")
        ours: list[float] = []
        stock: list[float] = []
        for _ in range(RUNS):
            ours.append(_seconds(lambda: build(folder / "site")))
            stock.append(_seconds(lambda: _build_stock(folder / "stock")))
        report = {
            "this site": (ours, folder / "site"),
            "stock Material": (stock, folder / "stock" / "site"),
        }
        base = statistics.median(stock)
        print(f"clean build of the whole book, {RUNS} runs in turn")
        for label, (times, site) in report.items():
            median = statistics.median(times)
            print(
                f"{label:15} median {median:5.2f} s (min {min(times):.2f}, max {max(times):.2f}), "
                f"{median / base:4.2f} of stock, {_size(site) / 1e6:.1f} MB"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
