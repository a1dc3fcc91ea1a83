"""`python -m scripts.serve`: the book at a local address, each file made when it is asked for, anew after a change.

What it shows is what a build makes, but for the policy: the pages get a script that shows them anew.
"""

from __future__ import annotations

import argparse
import html
import json
import mimetypes
import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from scripts.book.addresses import file_at
from scripts.build import ROOT
from scripts.prepare import StoppedError, prepare
from scripts.site.publish import Output

WATCHED = ("docs", "overrides", "scripts")
QUICK = {"debounce": 40, "step": 15, "rust_timeout": 1000}
"""Milliseconds: how long changes are gathered, how long it is quiet before they are told, and how long it waits."""
NEW_CODE, TAKEN = 3, 2
"""How a process that serves ends: the code changed; somebody else has the port."""
CHANGES = "/.changes"
SCRIPT = """const own = document.currentScript.dataset.state;
const changes = new EventSource(document.currentScript.dataset.changes);
changes.onmessage = ({ data }) => { if (data !== own) location.reload(); };
changes.addEventListener("trouble", ({ data }) => {
  const box = document.querySelector("#trouble") ?? document.body.appendChild(document.createElement("pre"));
  box.id = "trouble";
  box.textContent = JSON.parse(data);
  box.style = "position:fixed;inset:auto 0 0;z-index:9;margin:0;padding:1em;background:#fff;color:#900;overflow:auto";
});
"""
TEXTS = {".js": "text/javascript", ".md": "text/markdown", ".xml": "application/xml"}


class Served:
    """The list of what is published, as the sources stand; the last good one while they can't be published."""

    def __init__(self, root: Path, url: str) -> None:
        self.root, self.url = root, url
        self.outputs: Mapping[str, Output] = {}
        self.trouble = ""
        self.state = ""
        self.changed = threading.Condition()

    def look(self) -> None:
        """Reads the sources anew, and tells whoever waits."""
        started = time.perf_counter()
        trouble = ""
        try:
            _, outputs = prepare(self.root, self.url, served=True)
        except StoppedError as error:
            outputs, trouble = self.outputs, str(error)
        except Exception as error:
            # Whatever it is, the next change is looked at too.
            outputs, trouble = self.outputs, f"{type(error).__name__}: {error}\n{traceback.format_exc()}"
        with self.changed:
            self.outputs, self.trouble = outputs, trouble
            self.state = self.state if trouble else f"{os.getpid()}.{time.monotonic_ns()}"
            self.changed.notify_all()
        told = trouble or f"read in {time.perf_counter() - started:.2f} s"
        print(told, file=sys.stderr, flush=True)  # noqa: T201

    def watch(self) -> None:
        """Looks again after each change. New code needs a new process."""
        parent = os.getppid()
        for changes in watch(*(self.root / part for part in WATCHED), yield_on_timeout=True, **QUICK):  # type: ignore[arg-type]
            if os.getppid() != parent:
                os._exit(0)  # whoever started this is gone
            if any(path.endswith(".py") for _, path in changes):
                os._exit(NEW_CODE)
            if changes:
                self.look()


class Handler(BaseHTTPRequestHandler):
    """Answers with what the list says."""

    protocol_version = "HTTP/1.1"
    served: Served

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == CHANGES:
            self._tell_changes()
            return
        if path == f"{CHANGES}.js":
            self._answer(200, "text/javascript", SCRIPT.encode())
            return
        output = self.served.outputs.get(file_at(path))
        if output is None and file_at(f"{path}/") in self.served.outputs:
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        missing = output is None
        output = output or self.served.outputs.get("404.html")
        if output is None:
            self._answer(503, "text/html", self._told(self.served.trouble or "Nothing is here yet."))
            return
        try:
            content = output.content
        except Exception as error:
            told = f"{output.file}, from {output.origin}:\n{error}"
            print(told, file=sys.stderr, flush=True)  # noqa: T201
            self._answer(500, "text/html", self._told(told))
            return
        if output.file.endswith(".html"):
            content = self._with_script(content)
        self._answer(404 if missing else 200, content_type(output.file), content)

    def _told(self, trouble: str) -> bytes:
        """A page that says what is wrong, and is shown anew once that is mended."""
        page = (
            f"<!doctype html><html><head><title>!</title></head><body><pre>{html.escape(trouble)}</pre></body></html>"
        )
        return self._with_script(page.encode())

    def _with_script(self, content: bytes) -> bytes:
        script = f'<script src="{CHANGES}.js" data-changes="{CHANGES}" data-state="{self.served.state}"></script>'
        return content.replace(b"</head>", f"{script}</head>".encode(), 1)

    def _answer(self, code: int, kind: str, content: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(content)

    def _tell_changes(self) -> None:
        """Server-sent events (WHATWG HTML): the state at once and after each change, and what is wrong."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            self.wfile.write(b"retry: 100\n\n")
            while True:
                self.wfile.write(event(self.served))
                self.wfile.flush()
                with self.served.changed:
                    self.served.changed.wait(timeout=15)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def event(served: Served) -> bytes:
    """The state, and behind it what stops a build, as JSON: a line of its own must not end the message."""
    trouble = f"event: trouble\ndata: {json.dumps(served.trouble)}\n\n" if served.trouble else ""
    return f"data: {served.state}\n\n{trouble}".encode()


def content_type(name: str) -> str:
    suffix = Path(name).suffix
    return TEXTS.get(suffix) or mimetypes.types_map.get(suffix) or "application/octet-stream"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


def port_number(text: str) -> int:
    """For argparse."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: take a number below 65536, as PORT=8001")
    return int(text)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.serve", description="Serves the book while you edit it.")
    parser.add_argument("--port", type=port_number, default=8000, help="of this machine (default: 8000)")
    parser.add_argument("--once", action="store_true", help="end when the code changes")
    options = parser.parse_args()
    try:
        return serve(options.port) if options.once else keep_serving(options.port)
    except KeyboardInterrupt:
        return 0


def keep_serving(port: int) -> int:
    """Serves in a process of its own, and in a new one after each change of the code, also of code that fell over."""
    command = [sys.executable, "-m", "scripts.serve", "--once", "--port", str(port)]
    while True:
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code == TAKEN:
            return code
        if code != NEW_CODE:
            print("The code fell over; it starts again when it changes.", file=sys.stderr, flush=True)  # noqa: T201
            next(watch(ROOT / "scripts", **QUICK))  # type: ignore[arg-type]


def serve(port: int) -> int:
    """Until the code changes, or the port is taken."""
    url = f"http://127.0.0.1:{port}/"
    served = Served(ROOT, url)
    try:
        server = Server(("127.0.0.1", port), type("Ours", (Handler,), {"served": served}))
    except OSError as error:
        other = port + 1 if 1024 < port < 65535 else 8001
        print(f"port {port}: {error.strerror}; take another: make serve PORT={other}", file=sys.stderr)  # noqa: T201
        return TAKEN
    served.look()
    threading.Thread(target=served.watch, daemon=True).start()
    print(f"The book: {url} (Ctrl+C ends it)", file=sys.stderr, flush=True)  # noqa: T201
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
