"""What a browser sees of a site that a tool built: weights of two views, what axe finds, which page search gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from scripts.bench.tools.tool import Tool
from scripts.bench.weights import two_visits
from scripts.book import Book, Language
from scripts.book.measurements import Measure
from scripts.hosting import hosting
from scripts.search.queries import Query

Found = Mapping[Measure, list[float]]
"""The values of each measure, one a view."""
SCHEMES: Mapping[Measure, Literal["light", "dark"]] = {"axe-light": "light", "axe-dark": "dark"}
WAIT = 30_000
"""Milliseconds."""


def views(launch: Callable[[], Browser], tool: Tool, places: Sequence[tuple[Language, str]]) -> Found:
    """A first view of each place, and a second of the next one in the same language right after it.

    Each in a browser of its own: one remembers for all its windows which hosts have no icon.
    """
    found: dict[Measure, list[float]] = {}
    with hosting(tool.site, keeping=True) as hosted:
        for at, (language, path) in enumerate(places):
            others = [other for tongue, other in (*places[at + 1 :], *places[:at]) if tongue == language]
            browser = launch()
            first, second = two_visits(
                browser, hosted, tool.address(language, path), tool.address(language, others[0] if others else path)
            )
            browser.close()
            values: dict[Measure, float] = {
                "first-view": first.weight(),
                "first-requests": first.requests,
                "javascript": first.weight("JavaScript"),
                "second-view": second.weight(),
                "second-requests": second.requests,
            }
            for measure, value in values.items():
                found.setdefault(measure, []).append(value)
    return found


def findings(browser: Browser, tool: Tool, places: Sequence[tuple[Language, str]]) -> Found:
    """Elements that axe's own choice of rules holds against each place, with the colours of day and of night."""
    axe = Axe()
    found: dict[Measure, list[float]] = {}
    with hosting(tool.site) as hosted:
        for measure, scheme in SCHEMES.items():
            page = browser.new_page(color_scheme=scheme)
            for language, path in places:
                page.goto(hosted.base + tool.address(language, path), wait_until="networkidle")
                violations = axe.run(page).response["violations"]
                found.setdefault(measure, []).append(sum(len(each["nodes"]) for each in violations))
            page.close()
    return found


def page_ranks(browser: Browser, tool: Tool, book: Book, queries: Sequence[Query]) -> Iterator[int]:
    """The place of the first right page among those that the tool's search gives, 0 if none is right.

    Each page counts once; pages of the tool that are none of the book's are left out.
    """
    if tool.asking is None:
        return
    with hosting(tool.site) as hosted:
        for language in book.languages:
            page = browser.new_page()
            page.set_default_timeout(WAIT)
            page.goto(hosted.base + tool.asking.page(language), wait_until="networkidle")
            known = {_plain(tool.address(language, each.path)): each.path for each in book.in_language(language)}
            for query in queries:
                if query.language == language:
                    given: list[str] = page.evaluate(tool.asking.script, query.text)
                    paths = [known[place] for href in given if (place := _plain(urljoin(page.url, href))) in known]
                    yield _rank(list(dict.fromkeys(paths)), right_pages(query, book))
            page.close()


def right_pages(query: Query, book: Book) -> set[str]:
    """The paths of the pages that answer."""
    passages = {passage.id: page.path for page in book.in_language(query.language) for passage in page.passages}
    by_name = {_named(page.path): page.path for page in book.in_language(query.language)}
    found = (passages.get(answer) or by_name.get(_named(answer)) for answer in query.answers)
    return {path for path in found if path}


def _rank(paths: Sequence[str], right: set[str]) -> int:
    return next((place for place, path in enumerate(paths, start=1) if path in right), 0)


def _named(path: str) -> str:
    return path.removesuffix(".md").removesuffix("/index")


def _plain(href: str) -> str:
    """The path of an address, without what hosts do not mind."""
    return urlsplit(href).path.removesuffix("index.html").removesuffix(".html").rstrip("/") or "/"
