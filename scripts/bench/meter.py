"""How long a program takes, and the most memory that it and all it starts hold at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.running import ENVIRONMENT

TICK, SAMPLE = 0.004, 0.05
"""Seconds: how often it is looked whether the program ended, and what it holds."""
SAID = 600
"""Letters of what a program said that are told when it fails."""


class FailedError(Exception):
    """A program that ended otherwise than well. Says what it said last."""


class CutOffError(Exception):
    """A program that took longer than it may."""


@dataclass(frozen=True)
class Cost:
    seconds: float
    memory: int
    """Bytes. What processes share counts once; a short peak of several may be missed."""

    def __add__(self, other: Cost) -> Cost:
        """One after the other."""
        return Cost(self.seconds + other.seconds, max(self.memory, other.memory))


def measured(
    words: tuple[str | Path, ...], folder: Path, limit: float = 600, environment: Mapping[str, str] | None = None
) -> Cost:
    """Runs a program in a folder. Raises FailedError, and CutOffError after `limit` seconds."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in words],
            cwd=folder,
            env={**ENVIRONMENT, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            status, peak = _watch(process.pid, lambda: time.perf_counter() - started > limit)
        except BaseException:
            end(process)
            raise
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise FailedError(f"ended with {process.returncode}: {said.read()[-SAID:].strip()}")
    return Cost(seconds, peak)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program that was started in a session of its own, with all that it started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(3)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def _watch(pid: int, late: Callable[[], bool]) -> tuple[int, int]:
    """How it ended, and the most that it held."""
    peak, next_look = 0, time.perf_counter()
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, peak or usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        if late():
            raise CutOffError
        if time.perf_counter() >= next_look:
            held = [_held(each) for each in _session(pid)]
            peak = max([peak, sum(now for now, _ in held), *(most for _, most in held)])
            next_look = time.perf_counter() + SAMPLE
        time.sleep(TICK)


def _session(leader: int) -> Iterator[Path]:
    """The processes of a session, where the system tells."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            yield folder


def _held(process: Path) -> tuple[int, int]:
    """Bytes: its own and its share of what it shares, now; and all that it held at once until now.

    What the system tells at the end (ru_maxrss) counts whoever started it.
    """
    try:
        now = (process / "smaps_rollup").read_text(encoding="ascii")
        most = (process / "status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0, 0
    return _kilobytes(now, "Pss:"), _kilobytes(most, "VmHWM:")


def _kilobytes(text: str, name: str) -> int:
    return sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith(name))
