"""The book, the site built from it, a server for it, a browser; and a small clean book to break."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page

from scripts.book import Book, read_book
from scripts.book.addresses import DEFAULT_URL
from scripts.browser import MISSING, find_browser, launch_arguments
from scripts.build import ROOT, build
from scripts.hosting import hosting
from scripts.site.files.policy import inline_script, policy
from scripts.site.pages.frame import Publication
from tests.check.corpus import copy_mini
from tests.fonts import STRETCH, font_environment, font_set
from tests.lent import Lent, Opened
from tests.once import Once, once_for_all_workers
from tests.shipments import ship


@pytest.fixture(scope="session")
def git() -> str:
    """For tests that need git: they are skipped, by name, where it is not."""
    found = shutil.which("git")
    if found is None:
        pytest.skip("NOT HERE: git")
    return found


@pytest.fixture(scope="session")
def book() -> Book:
    """The book itself."""
    return read_book(ROOT)


@pytest.fixture(scope="session")
def publication(book: Book) -> Publication:
    """The book for its own address, with a search index of no words."""
    script = inline_script(ROOT)
    return Publication(book, DEFAULT_URL, policy(script), script, {"nl": {"n.json": ""}, "en": {"e.json": ""}})


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The root of a copy of the small clean book."""
    return copy_mini(tmp_path / "mini")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Fills a folder, unless it is there already: for what is made once for all workers."""
    return once_for_all_workers(tmp_path_factory)


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The built site."""

    def fill(folder: Path) -> None:
        assert build(folder / "site") == 0

    return once("built", fill) / "site"


@pytest.fixture(scope="session")
def shipments(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What is handed over, made twice (`tests/shipments.py`); who asks for it is of the group of that name."""
    return ship(tmp_path_factory.mktemp("shipments"))


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address at which the built site is served, without a slash at the end."""
    with hosting(site) as hosted:
        yield hosted.base


def pytest_addoption(parser: pytest.Parser) -> None:
    choices = (*STRETCH, "machine")
    parser.addoption("--fonts", choices=choices, default="narrow", help="the fonts of the tests' browser (narrow)")


@pytest.fixture(scope="session")
def font_sets(once: Once) -> Mapping[str, dict[str, str]]:
    """What stands in a browser's environment, by the name of a set of fonts."""

    def fill(folder: Path) -> None:
        for name in STRETCH:
            font_set(name, folder)

    folder = once("fonts", fill)
    return {"machine": {}} | {name: font_environment(name, folder) for name in STRETCH}


@pytest.fixture(scope="session")
def browser_type_launch_args(request: pytest.FixtureRequest, font_sets: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    """The browser sees no font of the machine, unless it is asked to."""
    path = find_browser()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    environment = {**os.environ, **font_sets[request.config.getoption("--fonts")]}
    return {"executable_path": path, "args": launch_arguments(), "env": environment}


@pytest.fixture(scope="session")
def browsers(
    browser_type_launch_args: dict[str, Any], browser_type: BrowserType, font_sets: Mapping[str, dict[str, str]]
) -> Iterator[Callable[[str], Browser]]:
    """A browser with the fonts of a set.

    The arguments come first: a browser is looked for before Playwright runs, which does not run twice.
    """
    with ExitStack() as started:

        @cache
        def start(fonts: str) -> Browser:
            browser = browser_type.launch(**{**browser_type_launch_args, "env": {**os.environ, **font_sets[fonts]}})
            started.callback(browser.close)
            return browser

        yield start


@pytest.fixture(scope="session")
def lent(browser: Browser) -> Iterator[Lent]:
    lent = Lent(browser)
    yield lent
    lent.close()


@pytest.fixture
def opened(lent: Lent) -> Iterator[Opened]:
    """A page of a browser with some options, in which nobody has been."""
    yield lent.page
    lent.wipe()


@pytest.fixture
def page(opened: Opened) -> Page:
    """A page of a browser in which nobody has been; `context.new_page()` is one that no other test had or will have."""
    return opened()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.section("browser tests did not run")
        terminalreporter.line(MISSING, red=True)
