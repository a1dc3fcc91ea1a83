"""Work divided over all processors, where the system lets a process have helpers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def spread(work: Callable[..., T], *arguments: Iterable[Any], workers: int | None = None, chunk: int = 1) -> list[T]:
    """As `list(map(work, *arguments))`, by `workers` processes (default: one a processor) in portions of `chunk`.

    Where there is no shared memory to divide it by, as in some containers, this process does it alone.
    """
    try:
        pool = ProcessPoolExecutor(max_workers=workers)
    except (OSError, ImportError, NotImplementedError):
        return list(map(work, *arguments))
    with pool:
        return list(pool.map(work, *arguments, chunksize=chunk))
