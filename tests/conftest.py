"""The book, the site built from it, a server for it, a browser; and a small clean book to break."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts.book import Book, read_book
from scripts.build import ROOT, build
from tests.browser import MISSING, find_browser, launch_arguments

MINI = Path(__file__).parent / "mini"
SHARED_DATA = ("interface.yml", "citation-style.csl")


@pytest.fixture(scope="session")
def book() -> Book:
    """The book itself."""
    return read_book(ROOT)


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The root of a copy of the small clean book."""
    root = tmp_path / "mini"
    shutil.copytree(MINI, root)
    for name in SHARED_DATA:
        shutil.copy(ROOT / "docs" / "_data" / name, root / "docs" / "_data" / name)
    return root


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    target = tmp_path_factory.mktemp("built") / "site"
    assert build(target) == 0
    return target


class _Host(SimpleHTTPRequestHandler):
    """Serves a site as static hosts do, with its own 404 page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address at which the built site is served, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = find_browser()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return {"executable_path": path, "args": launch_arguments()}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.section("browser tests did not run")
        terminalreporter.line(MISSING, red=True)
