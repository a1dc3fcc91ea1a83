"""What the commands of the bench have in common: sizes, a day, a browser."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from scripts.browser import launch_arguments


@contextmanager
def launching(path: str) -> Iterator[Callable[[], Browser]]:
    """What starts a browser of its own each time."""
    with sync_playwright() as playwright:
        yield lambda: playwright.chromium.launch(executable_path=path, args=launch_arguments())


def sizes(text: str) -> tuple[int, ...]:
    """Of `1,10,50`; raises ValueError."""
    found = tuple(int(part) for part in text.split(","))
    if min(found) < 1:
        raise ValueError(f"{text}: a size is 1 or more")
    return found


def day(text: str) -> str:
    """A day as it is written; raises ValueError."""
    return datetime.date.fromisoformat(text).isoformat()
