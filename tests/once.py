"""What takes long is made once for a whole run of the tests, whichever worker asks for it first."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

if sys.platform != "win32":
    import fcntl

Once: TypeAlias = Callable[[str, Callable[[Path], None]], Path]
"""Of a name, and of what fills a new folder: that folder, whole. Nobody may write to it later."""


def once_for_all_workers(factory: pytest.TempPathFactory) -> Once:
    """Each worker has a folder of its own in that of the run; what all share lies beside those."""
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "once"
    shared.mkdir(exist_ok=True)

    def once(name: str, fill: Callable[[Path], None]) -> Path:
        folder, whole = shared / name, shared / f"{name}.whole"
        with _alone(shared / f"{name}.lock"):
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed at it
                folder.mkdir()
                fill(folder)
                whole.touch()
        return folder

    return once


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """No other worker is here meanwhile; the lock ends with its holder."""
    with lock.open("w") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
