"""`python -m scripts.check.external`: asks every external address whether it is still there. Never part of CI.

Polite: one request a second to a host, a name, HEAD before GET, two retries, and a cache of a week in .cache.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import requests

from scripts.book import Book, read_whole_book
from scripts.book.data import MEND, DataError
from scripts.book.references import parts_of

AGENT = "transformeren-gewoon-doen link check"
WEEK = 7 * 24 * 3600
PAUSE = 1.0
"""Seconds between two requests to one host."""
TIMEOUT = 20
TRIES = 3
ANSWERS = Path(".cache/external.json")


@dataclass(frozen=True)
class Answer:
    """What an address said: a status, or 0 with the reason that there was no answer."""

    status: int
    said: str
    at: float
    """Seconds since 1970."""

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 400


def addresses(book: Book) -> dict[str, list[str]]:
    """Every external address → where it stands, as path:line or source."""
    places: dict[str, list[str]] = {}
    for page in book.pages.values():
        for link in page.links:
            if link.external:
                places.setdefault(link.written, []).append(f"{page.source}:{link.line}")
    for source in book.bibliography.sources:
        for url in filter(None, (source.url, source.url_2015)):
            places.setdefault(url, []).append(f"bibliography {source.id}")
    return places


def ask(url: str, session: requests.Session) -> Answer:
    """One address; a server that can't do HEAD, or does not answer at once, is asked again."""
    said = ""
    for attempt in range(TRIES):
        try:
            response = session.head(url, timeout=TIMEOUT, allow_redirects=True)
            if response.status_code >= 400:
                response = session.get(url, timeout=TIMEOUT, stream=True)
            if response.status_code not in (429, 502, 503, 504):
                return Answer(response.status_code, response.reason or "", time.time())
            said = f"{response.status_code} {response.reason}"
        except requests.RequestException as error:
            said = type(error).__name__
        time.sleep(PAUSE * attempt)
    return Answer(0, said, time.time())


def check(urls: Iterable[str], kept: Mapping[str, Answer], pause: float = PAUSE) -> dict[str, Answer]:
    """The answer of each address; good ones of the last week are not asked again."""
    answers: dict[str, Answer] = {}
    last: dict[str, float] = {}
    with requests.Session() as session:
        session.headers["User-Agent"] = AGENT
        for url in sorted(urls):
            old = kept.get(url)
            if old and old.is_good and time.time() - old.at < WEEK:
                answers[url] = old
                continue
            host = parts_of(url).netloc
            time.sleep(max(0.0, last.get(host, 0.0) + pause - time.time()))
            answers[url] = ask(url, session)
            last[host] = time.time()
    return answers


def read_answers(cache: Path) -> dict[str, Answer]:
    """The last answers, by address; none where they can't be read."""
    try:
        return {url: Answer(**answer) for url, answer in json.loads(cache.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.check.external", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    options = parser.parse_args(arguments)
    root: Path = options.root.resolve()
    try:
        places = addresses(read_whole_book(root))
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
        return 2
    cache = root / ANSWERS
    answers = check(places, read_answers(cache))
    cache.parent.mkdir(exist_ok=True)
    cache.write_text(json.dumps({url: vars(answer) for url, answer in answers.items()}, indent=1), encoding="utf-8")
    bad = {url: answer for url, answer in answers.items() if not answer.is_good}
    for url, answer in sorted(bad.items()):
        print(f"{url}: {answer.status or 'no answer'} {answer.said} — {', '.join(places[url])}")  # noqa: T201
    print(f"{len(answers) - len(bad)} of {len(answers)} external addresses answer")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
