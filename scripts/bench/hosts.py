"""`python -m scripts.bench.hosts`: a site that is replaced under load, and what it costs to tell a host so much."""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.replaced import deployed, replaced, version, wrk
from scripts.engines import NGINX, WRK, find
from scripts.servers import serving
from scripts.site.files.hosts import Rules, set_up_files

LOADS, SWAPS, PAUSE = (1, 100, 1000), 10, 0.5
ROUNDS, SECONDS = 5, 2


def main() -> int:
    if missing := [name for name in (NGINX, WRK) if not find(name)]:
        print(f"NOT HERE: {', '.join(missing)}; `make browser` fetches them", file=sys.stderr)
        return 2
    bad = sum(_under(connections) for connections in LOADS)
    _beside_bare()
    return 1 if bad else 0


def _under(connections: int) -> int:
    with deployed(SWAPS) as (server, swaps):
        load, seen = replaced(server, swaps, connections, PAUSE)
    print(
        f"{connections:>5} connections, {SWAPS} versions: {load.asked:,} answers, {load.failed} failed; "
        f"followed {seen.asked:,}, {seen.failed} failed, {seen.mixed} mixed, {len(seen.versions)} versions seen",
        flush=True,
    )
    return load.failed + seen.failed + seen.mixed


def _beside_bare() -> None:
    """Rounds of one and of the other in turn: whatever else the machine does then falls on both. What nginx takes of
    the processor for an answer says the same, and hangs less on who else is at work."""
    told = set_up_files(Rules("default-src 'none'", "/", {}, ("nl", "en")))["nginx.conf"]
    with tempfile.TemporaryDirectory(prefix="bare-") as folder:
        root = _laid_out(Path(folder))
        for connections in LOADS:
            rounds = [(_round(root, told, connections), _round(root, "", connections)) for _ in range(ROUNDS)]
            rates = [one.per_second / bare.per_second for one, bare in rounds]
            costs = [one.processor / bare.processor for one, bare in rounds]
            print(
                f"{connections:>5} connections, times a bare nginx: requests a second {_spread(rates)}, "
                f"processor an answer {_spread(costs)}",
                flush=True,
            )


@dataclass(frozen=True)
class _Round:
    per_second: float
    processor: float
    """Seconds of nginx, for an answer."""


def _round(root: Path, told: str, connections: int) -> _Round:
    with serving(NGINX, root, told) as server:
        load = wrk(server, connections, SECONDS)
        before = _processor()
    return _Round(load.per_second, (_processor() - before) / load.asked)


def _processor() -> float:
    """Of children that have ended, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _spread(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def _laid_out(root: Path) -> Path:
    for name, content in version(1).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return root


if __name__ == "__main__":
    sys.exit(main())
