"""`python -m scripts.bench.mutants`: how many small mistakes in the code the tests notice, by cosmic-ray.

A sample, drawn with a seed: all of them would take days. Each is put into a copy of the project, and the tests of the
rooms that are mutated run there until one fails. What survives is printed, to be looked at: some change nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.running import run
from scripts.bench.tools.sets import environment
from scripts.build import ROOT

FOLDER = ROOT / ".cache" / "mutants"
NOT_COPIED = shutil.ignore_patterns(".venv", ".cache", ".git", ".*_cache", ".hypothesis", "__pycache__", "site", "dist")
MUTATED = ("scripts/book", "scripts/check", "scripts/search")
LEFT = ("scripts/search/asking.py", "scripts/search/__main__.py", "scripts/search/queries.py",
        "scripts/check/external.py", "scripts/check/built/*.py")  # fmt: skip
"""What only a browser, a built site or another host can judge."""
TESTS = ("tests/search/test_words.py", "tests/search/test_index.py", "tests/site/test_views.py",
         "tests/site/test_rows.py", "tests/book", "tests/check/test_quantities.py", "tests/test_translations.py",
         "tests/test_translate.py", "tests/test_changes.py", "tests/test_architecture.py",
         "tests/check/test_command.py", "tests/check/test_faults.py")  # fmt: skip
TOO_LONG = "tests/book/test_data.py::test_a_data_file_that_is_changed_stops_the_build_or_builds"
"""It takes as long as a third of the others, at each mutant."""
AT_ONCE = 2
PATIENCE = 4
"""Times what the tests take without a mutant; one that runs for ever is killed then."""
AIM = 0.85
SAMPLE = """
import random, sys
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import WorkResult, WorkerOutcome
file, size, seed, part, parts = sys.argv[1], *map(int, sys.argv[2:])
with use_db(file) as db:
    runs = lambda item: not any("BitOr" in each.operator_name for each in item.mutations)
    items = list(filter(runs, db.pending_work_items))
    items.sort(key=lambda item: [
        (str(each.module_path), each.operator_name, each.occurrence) for each in item.mutations])
    drawn = random.Random(seed).sample(items, min(size, len(items)))
    mine = {item.job_id for item in drawn[part::parts]}
    for item in db.pending_work_items:  # `|` stands in types, which nothing runs
        if item.job_id not in mine:
            db.set_result(item.job_id, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))
"""


@dataclass(frozen=True)
class Mutant:
    module: str
    killed: bool
    diff: str


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=100, help="mutants to try (default: 100)")
    parser.add_argument("--seed", type=int, default=1, help="which sample (default: 1)")
    options = parser.parse_args()
    python = environment(ROOT)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = pool.map(lambda part: tried(python, options.sample, options.seed, part), range(AT_ONCE))
        mutants = [mutant for part in parts for mutant in part]
    survivors = [mutant for mutant in mutants if not mutant.killed]
    for mutant in survivors:
        print(f"{mutant.diff}\n")
    score = 1 - len(survivors) / len(mutants)
    print(f"{len(mutants)} mutants, seed {options.seed}: {score:.0%} killed (aim {AIM:.0%}), {len(survivors)} survived")
    return 0


def tried(python: Path, sample: int, seed: int, part: int) -> list[Mutant]:
    """One part of the sample, in a copy of its own. Raises RuntimeError if the tests fail without a mutant."""
    copy = FOLDER / str(part)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=_not_copied)
    tests = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS, "--deselect", TOO_LONG]
    started = time.perf_counter()
    run(*tests, folder=copy)
    timeout = PATIENCE * (time.perf_counter() - started)
    (copy / "mutants.toml").write_text(config(tests, timeout), encoding="utf-8")
    run(python, "-m", "cosmic_ray.cli", "init", "mutants.toml", "session.sqlite", folder=copy)
    run(python, "-c", SAMPLE, "session.sqlite", *map(str, (sample, seed, part, AT_ONCE)), folder=copy)
    run(python, "-m", "cosmic_ray.cli", "exec", "mutants.toml", "session.sqlite", folder=copy)
    dumped = run(python, "-m", "cosmic_ray.cli", "dump", "session.sqlite", folder=copy)
    return [mutant for line in dumped.splitlines() if (mutant := read(json.loads(line)))]


def _not_copied(folder: str, names: list[str]) -> set[str]:
    """`site` and the like are what was made where they stand at the top."""
    return NOT_COPIED(folder, names) if Path(folder) == ROOT else {"__pycache__"} & set(names)


def config(tests: list[str], timeout: float) -> str:
    """Of cosmic-ray; `timeout` in seconds, for one mutant."""
    lines = {
        "module-path": [*MUTATED],
        "timeout": round(timeout),
        "excluded-modules": [*LEFT],
        "test-command": " ".join(tests),
    }
    written = [f"{name} = {json.dumps(value)}" for name, value in lines.items()]
    return "\n".join(["[cosmic-ray]", *written, "[cosmic-ray.distributor]", 'name = "local"', ""])


def read(line: list[dict[str, object] | None]) -> Mutant | None:
    """One that was tried, of the pair of work and result that cosmic-ray dumps."""
    work, result = line
    if work is None or result is None or result.get("test_outcome") is None:
        return None
    mutations = work["mutations"]
    module = mutations[0]["module_path"] if isinstance(mutations, list) and mutations else ""
    return Mutant(str(module), "survived" not in str(result["test_outcome"]).lower(), str(result["diff"]))


if __name__ == "__main__":
    sys.exit(main())
