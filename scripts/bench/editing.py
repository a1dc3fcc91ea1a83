"""From saving a paragraph until it stands in the browser, under the server that a tool has for it."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from scripts.bench.meter import CutOffError, FailedError, end
from scripts.bench.plain import FRONT_MATTER
from scripts.bench.running import ENVIRONMENT
from scripts.bench.tools.tool import Command, Tool
from scripts.book import Language

PROSE = re.compile(r"^(?=[^\W\d_])[^|<>{}\n]{60,}$", re.MULTILINE)
"""A line of text."""
QUIET = 0.7
"""Seconds between two edits, and before the first."""


def edits(browser: Browser, tool: Tool, place: tuple[Language, str], runs: int, limit: float) -> list[float]:
    """The seconds that each edit took. Raises FailedError, and CutOffError after `limit` seconds for one thing."""
    if tool.serve is None:
        raise FailedError("the tool has no server")
    port = _free_port()
    file = tool.source(*place)
    text = file.read_text(encoding="utf-8")
    head = FRONT_MATTER.match(text)
    line = PROSE.search(text, head.end() if head else 0)
    if line is None:
        raise FailedError(f"{file.name} has no line of text to change")
    page = browser.new_page()
    try:
        with _serving(tool.serve(port)) as process:
            url = f"http://127.0.0.1:{port}{(tool.served_at or tool.address)(*place)}"
            _open(page, url, line[0][:40], process, limit)
            return [_edit(page, file, text, line.end(), f"edit{run}x{port}", limit) for run in range(runs)]
    finally:
        file.write_text(text, encoding="utf-8")
        page.close()


def _edit(page: Page, file: Path, text: str, place: int, sign: str, limit: float) -> float:
    time.sleep(QUIET)
    started = time.perf_counter()
    file.write_text(f"{text[:place]} {sign}{text[place:]}", encoding="utf-8")
    _shown(page, sign, limit)
    return time.perf_counter() - started


def _shown(page: Page, words: str, limit: float) -> None:
    """Waits across reloads."""
    until = time.perf_counter() + limit
    while time.perf_counter() < until:
        try:
            page.wait_for_function(
                "words => document.querySelector('main, article, body').textContent.includes(words)",
                arg=words,
                timeout=max(1, (until - time.perf_counter()) * 1000),
            )
        except BrowserError as error:
            if "Timeout" in error.message:
                break
            continue  # the page went away while it was asked
        return
    raise CutOffError


def _open(page: Page, url: str, words: str, process: subprocess.Popen[bytes], limit: float) -> None:
    """Waits for the server, then for the page."""
    until = time.perf_counter() + limit
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise FailedError(f"the server ended with {process.returncode}")
        try:
            page.goto(url, wait_until="load", timeout=max(1, (until - time.perf_counter()) * 1000))
            if words in page.evaluate("document.body.textContent"):
                page.wait_for_timeout(QUIET * 1000)
                return
        except BrowserError:
            pass
        time.sleep(0.2)
    raise CutOffError


@contextmanager
def _serving(command: Command) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [str(word) for word in command.words],
        cwd=command.folder,
        env={**ENVIRONMENT, **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end(process)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
