"""A host that a test can send another version of the site, spoil, and switch off, at one address all the while."""

from __future__ import annotations

import functools
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from scripts.book.addresses import file_at
from scripts.build import ROOT
from scripts.serve import content_type
from scripts.site.files.hosts import headers
from scripts.site.files.policy import inline_script, policy

POLICY = policy(inline_script(ROOT))

Files = Mapping[str, bytes]
"""A version of the site: contents by path."""


def files_of(site: Path) -> Files:
    """The site as it was built, without the book in other forms."""
    files = (file for file in sorted(site.rglob("*")) if file.is_file() and "files" not in file.parts)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


class Host:
    """A host at one address that can be sent another version, fail, and be switched off."""

    def __init__(self, files: Files, path: str = "/") -> None:
        self.files, self.path = files, path
        self.spoilt: dict[str, bytes | None] = {}
        """What it sends for some files instead; None for no answer at all."""
        self.asked: list[str] = []
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.on()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path.rstrip('/')}"

    def on(self) -> None:
        self._server = _Server(("127.0.0.1", self.port), functools.partial(_Handler, self))
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def off(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        self._server = None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    """Sends what a host is told to send too."""

    def __init__(self, host: Host, *arguments: Any) -> None:
        self.host = host
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.host.asked.append(self.path)
        name = file_at("/" + path.removeprefix(self.host.path)) if path.startswith(self.host.path) else ""
        content = self.host.spoilt.get(name, self.host.files.get(name))
        if name in self.host.spoilt and content is None:
            return
        self.send_response(404 if content is None else 200)
        for header, value in headers(POLICY).items():
            self.send_header(header, value)
        self.send_header("Content-Type", content_type(name) if content is not None else "text/html")
        self.send_header("Cache-Control", "max-age=3600")  # the least helpful that a host may say
        self.end_headers()
        self.wfile.write(self.host.files["404.html"] if content is None else content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
