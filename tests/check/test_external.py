"""External addresses: asked politely, once a week, with a second try; against a server of our own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from scripts.book import Book
from scripts.check.external import Answer, addresses, check


class _Answers(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - of the server, for the test to read

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        codes = {"/good": 200, "/gone": 404, "/no-head": 405}
        busy_once = 503 if self.asked.count("/busy") < 2 else 200
        self._answer(codes.get(self.path, busy_once))

    def do_GET(self) -> None:
        if self.path == "/busy":
            self.asked.append("/busy")
        self._answer(200 if self.path in ("/no-head", "/busy") else 404)

    def _answer(self, code: int) -> None:
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture
def host() -> Iterator[str]:
    _Answers.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_what_is_there_and_what_is_gone_are_told_apart(host: str) -> None:
    answers = check([f"{host}/good", f"{host}/gone", f"{host}/no-head", f"{host}/busy"], {}, pause=0)
    assert {url.removeprefix(host): answer.is_good for url, answer in answers.items()} == {
        "/good": True,
        "/gone": False,
        "/no-head": True,
        "/busy": True,
    }


def test_a_good_answer_of_this_week_is_not_asked_again(host: str) -> None:
    url = f"{host}/good"
    answers = check([url], {url: Answer(200, "OK", time.time())}, pause=0)
    assert answers[url].is_good
    assert _Answers.asked == []


def test_no_answer_is_an_answer() -> None:
    (answer,) = check(["http://127.0.0.1:9/"], {}, pause=0).values()
    assert (answer.is_good, answer.status) == (False, 0)


def test_every_address_of_the_book_says_where_it_stands(book: Book) -> None:
    places = addresses(book)
    assert "bibliography cbs-2020" in places[book.bibliography.by_id["cbs-2020"].url]
    assert any("docs/nl/laws/youth-act.md:" in place for place in places["https://wetten.overheid.nl/BWBR0034925"])
