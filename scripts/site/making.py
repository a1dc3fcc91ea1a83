"""How a file of the site is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Thread

Maker = Callable[[], bytes]
Makers = Mapping[str, Maker]
"""By the file's path in the site."""


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
