"""The book, the site built from it, a server for it, a browser; and a small clean book to break."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.book import Book, read_book
from scripts.browser import MISSING, find_browser, launch_arguments
from scripts.build import ROOT, build
from scripts.hosting import hosting
from tests.check.corpus import copy_mini


@pytest.fixture(scope="session")
def book() -> Book:
    """The book itself."""
    return read_book(ROOT)


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The root of a copy of the small clean book."""
    return copy_mini(tmp_path / "mini")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    target = tmp_path_factory.mktemp("built") / "site"
    assert build(target) == 0
    return target


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address at which the built site is served, without a slash at the end."""
    with hosting(site) as hosted:
        yield hosted.base


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
