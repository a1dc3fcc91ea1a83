"""Other engines than the tests' own browser, to ask what a page shows in them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import BrowserType
from websockets.sync.client import ClientConnection, connect

from scripts.browser import launch_arguments
from scripts.engines import FIREFOX, OLD_CHROMIUM, find

PATIENCE = 60
"""Seconds for one answer."""
SIZE = (1280, 800)


def engine(name: str) -> Path:
    """Where it is; a test that needs it is skipped, by name, where it is not."""
    path = find(name)
    if path is None:
        pytest.skip(f"NOT HERE: {name}; `make browser` fetches it where it can be had")
    return path


LEFT_BEHIND = ("status=2152398850", "Failed to load ‘’. A ServiceWorker intercepted the request")
"""NS_BINDING_ABORTED, and the same from a service worker: letters were under way when the reader went elsewhere, which
Firefox calls an error."""


class Engine(Protocol):
    errors: list[str]
    """What scripts of the page threw."""

    def goto(self, url: str) -> None: ...

    def evaluate(self, script: str) -> Any:
        """What an expression of JavaScript gives, waited for if it is a promise."""


@contextmanager
def old_chromium(browser_type: BrowserType) -> Iterator[Engine]:
    path = engine(OLD_CHROMIUM)
    browser = browser_type.launch(executable_path=path, args=[*launch_arguments(), "--no-zygote"])
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    class Opened:
        def __init__(self) -> None:
            self.errors = errors

        def goto(self, url: str) -> None:
            page.goto(url)

        def evaluate(self, script: str) -> Any:
            return page.evaluate(script)

    yield Opened()
    browser.close()


class Firefox:
    """Firefox by WebDriver BiDi (W3C), which it speaks itself."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self.errors: list[str] = []
        self._call("session.new", capabilities={})
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]
        self._call("session.subscribe", events=["log.entryAdded"])
        viewport = {"width": SIZE[0], "height": SIZE[1]}
        self._call("browsingContext.setViewport", context=self._context, viewport=viewport)

    def goto(self, url: str) -> None:
        self._call("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, script: str) -> Any:
        asked = f"(async () => JSON.stringify(await ({script}) ?? null))()"
        answer = self._call("script.evaluate", expression=asked, target={"context": self._context}, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._connection.recv(timeout=PATIENCE))
            if message.get("method") == "log.entryAdded":
                self._hear(message["params"])
            elif message.get("id") == self._number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def _hear(self, entry: dict[str, Any]) -> None:
        told = entry["type"] == "javascript" and entry["level"] == "error"
        if told and not any(text in entry["text"] for text in LEFT_BEHIND):
            self.errors.append(entry["text"])


@contextmanager
def firefox() -> Iterator[Engine]:
    path = engine(FIREFOX)
    with ExitStack() as stack:
        profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        command = [str(path), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        stack.callback(process.wait)
        stack.callback(process.kill)
        said = "WebDriver BiDi listening on "
        line = next(line for line in process.stderr or () if said in line)
        connection = stack.enter_context(connect(f"{line.split(said)[1].strip()}/session", max_size=None))
        yield Firefox(connection)
