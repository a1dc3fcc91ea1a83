"""`python -m scripts.bench.hosts`: a site that is replaced under load, and what it costs to tell a host so much."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scripts.bench.replaced import deployed, replaced, version, wrk
from scripts.engines import NGINX, WRK, find
from scripts.servers import Server, serving
from scripts.site.files.hosts import Rules, set_up_files

LOADS, SWAPS, PAUSE = (1, 100, 1000), 10, 0.5
ROUNDS, SECONDS = 7, 2


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
    """Rounds of one and of the other in turn: whatever else the machine does then falls on both."""
    for connections in LOADS:
        with _two() as (told, bare):
            ratios = [
                wrk(told, connections, SECONDS).per_second / wrk(bare, connections, SECONDS).per_second
                for _ in range(ROUNDS)
            ]
        spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
        print(f"{connections:>5} connections: {statistics.median(ratios):.2f} of a bare nginx ({spread})", flush=True)


@contextmanager
def _two() -> Iterator[tuple[Server, Server]]:
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bare-")))
        for name, content in version(1).items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        told = set_up_files(Rules("default-src 'none'", "/", {}, ("nl", "en")))["nginx.conf"]
        yield stack.enter_context(serving(NGINX, root, told)), stack.enter_context(serving(NGINX, root))


if __name__ == "__main__":
    sys.exit(main())
