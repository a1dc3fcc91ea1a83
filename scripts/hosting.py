"""Serves a built site as hosts of static files do, and remembers what it was asked for."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PAGES = ("", ".html")
"""Suffixes of the addresses of pages."""


class Host(SimpleHTTPRequestHandler):
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

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        if isinstance(self.server, _Server):
            self.server.asked.append(self.path)
            if int(code) == HTTPStatus.NOT_MODIFIED:
                self.server.unchanged.append(self.path)

    def end_headers(self) -> None:
        if isinstance(self.server, _Server) and self.server.keeping:
            kept = "no-cache" if Path(urlsplit(self.path).path).suffix in PAGES else "max-age=31536000"
            self.send_header("Cache-Control", kept)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: Path, keeping: bool) -> None:
        self.asked: list[str] = []
        self.unchanged: list[str] = []
        self.keeping = keeping
        super().__init__(("127.0.0.1", 0), functools.partial(Host, directory=str(site)))


@dataclass(frozen=True)
class Hosted:
    """A site that is being served."""

    base: str
    """Its address, without a slash at the end."""
    asked: list[str]
    """Every path that was asked for, in order: also what a browser fetches without telling."""
    unchanged: list[str]
    """Those of them that the browser had, and that were not sent again (304)."""


@contextmanager
def hosting(site: Path, *, keeping: bool = False) -> Iterator[Hosted]:
    """Serves the site as long as the block lasts, at a free port of this machine.

    With `keeping` a browser may keep all but pages, and asks anew for these, as good hosts say.
    """
    server = _Server(site, keeping)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Hosted(f"http://127.0.0.1:{server.server_port}", server.asked, server.unchanged)
    finally:
        server.shutdown()
        server.server_close()
