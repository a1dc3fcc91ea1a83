"""How a file of the site is made when it is asked for."""

from __future__ import annotations

import atexit
import multiprocessing
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

Maker = Callable[[], bytes]
Makers = Mapping[str, Maker]
"""By the file's path in the site."""
TASKS = Path("/proc/self/task")
"""In Linux: one entry a thread."""


class PaperError(Exception):
    """A paper or book that can't be set. Says which, where in its template, and why."""


def begun(jobs: Makers) -> Makers:
    """Begins jobs that other processes do, one after the other; each is waited for by who asks for what it makes.

    What a job raises is raised there. Nobody waits when a build ends before.
    """
    waiting: dict[str, Future[bytes]] = {name: Future() for name in jobs}
    Thread(target=_do, args=(jobs, waiting), daemon=True).start()
    return {name: future.result for name, future in waiting.items()}


def _do(jobs: Makers, waiting: Mapping[str, Future[bytes]]) -> None:
    for name, job in jobs.items():
        try:
            waiting[name].set_result(job())
        except BaseException as error:
            waiting[name].set_exception(error)


def can_be_copied() -> bool:
    """Whether this process can have a copy of itself: not on Windows, not safely on macOS, nor beside other threads,
    those of libraries that are not Python's included, which a copy would wait for in vain."""
    return sys.platform == "linux" and TASKS.is_dir() and len(list(TASKS.iterdir())) == 1


def begun_in_a_copy(jobs: Makers) -> Makers:
    """Begins jobs in a copy of this process, which goes on beside it with all that was read.

    What a job raises is raised where it is asked for. The copy ends with this process, whether it is done or not.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    copy = context.Process(target=_hand_over, args=(jobs, here, there), daemon=True)
    copy.start()
    there.close()
    waiting: dict[str, Future[bytes]] = {name: Future() for name in jobs}
    receiver = Thread(target=_receive, args=(here, waiting), daemon=True)
    receiver.start()
    atexit.register(_end, copy, receiver)
    return {name: future.result for name, future in waiting.items()}


def _end(copy: BaseProcess, receiver: Thread) -> None:
    """Both, before Python takes itself apart: a thread that still runs then tells of errors that are none."""
    copy.terminate()
    copy.join()
    receiver.join()


def _hand_over(jobs: Makers, here: Connection, there: Connection) -> None:
    here.close()  # else the copy would not see that nobody listens any more
    with suppress(KeyboardInterrupt, BrokenPipeError):
        for name, job in jobs.items():
            try:
                made: bytes | Exception = job()
            except Exception as error:
                made = error
            there.send((name, made))


def _receive(here: Connection, waiting: Mapping[str, Future[bytes]]) -> None:
    try:
        for _ in waiting:
            name, made = here.recv()
            if isinstance(made, Exception):
                waiting[name].set_exception(made)
            else:
                waiting[name].set_result(made)
    except Exception as error:  # nobody is left waiting, whatever came
        for name, future in waiting.items():
            if not future.done():
                future.set_exception(_ended(name) if isinstance(error, EOFError) else error)


def _ended(name: str) -> PaperError:
    return PaperError(f"{name}: the process that makes it ended, most likely for lack of memory")
