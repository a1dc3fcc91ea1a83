"""Search as readers have it: on the built site, in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.book import Book, Language
from scripts.browser import MISSING, find_browser, launch_arguments
from scripts.hosting import hosting
from scripts.search.queries import Measured, Query, Result, by_page, rank

SEARCH_PAGE = "search.md"
SETTLED = ":is([data-search-state=done], [data-search-state=empty], [data-search-state=error])"
ASK = """async ([query, options]) => {
  const index = new URL(document.querySelector('[data-search]').dataset.index, document.baseURI).href;
  const { src } = document.querySelector('script[src*="/scripts/search."]');
  const named = async () => /search-worker[^"]*/.exec(await (await fetch(src)).text())[0];
  const worker = window.asked ??= new Worker(new URL(await named(), src), { type: 'module' });
  return new Promise((done, failed) => {
    worker.onmessage = ({ data }) => {
      if (data.error) failed(new Error(data.error));
      else if (data.number) done(data.answer);
    };
    worker.postMessage({ number: 1, index, query, options });
  });
}"""
"""The script of the page names its worker."""


class NoBrowserError(Exception):
    """There is no browser to search in."""


@contextmanager
def searching(site: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address at which the site is served; raises NoBrowserError."""
    path = find_browser()
    if path is None:
        raise NoBrowserError(MISSING)
    with sync_playwright() as playwright, hosting(site) as hosted:
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        yield browser, hosted.base
        browser.close()


def search_address(book: Book, language: Language) -> str:
    """Of the search page in a language."""
    found = book.page(language, SEARCH_PAGE)
    if found is None:
        raise KeyError(f"docs/{language}/{SEARCH_PAGE} is missing")
    return found.address


def results(page: Page, base: str, book: Book, query: Query) -> list[Result]:
    """What the search page shows for a query, in order."""
    page.goto(f"{base}{search_address(book, query.language)}?q={quote(query.text)}")
    page.wait_for_selector(f"{SETTLED}[data-search-outcome]", state="attached")
    hrefs: list[str] = page.eval_on_selector_all(".search-results > li > a", "links => links.map(link => link.href)")
    return [(parts.path, parts.fragment) for href in hrefs if (parts := urlsplit(href))]


def measure(page: Page, base: str, book: Book, queries: list[Query]) -> list[Measured]:
    found = [(query, results(page, base, book, query)) for query in queries]
    return [Measured(query, rank(query, some, book), len(some)) for query, some in found]


def asking(
    page: Page, base: str, book: Book, language: Language, without: Sequence[str] = ()
) -> Callable[[Query], list[Result]]:
    """Asks the engine itself, on a page that stays open, with some tiers left out: the best passage of each page."""
    page.goto(base + search_address(book, language))

    def ask(query: Query) -> list[Result]:
        answer = page.evaluate(ASK, [query.text, {"limit": 50, "without": list(without)}])
        return by_page((result["address"], result["id"]) for result in answer["results"])

    return ask


def explained(page: Page, base: str, book: Book, language: Language, query: str, limit: int = 10) -> Any:
    """The engine's own account of a query: its answer as docs/assets/scripts/search-engine.js gives it."""
    page.goto(base + search_address(book, language))
    return page.evaluate(ASK, [query, {"limit": limit}])
