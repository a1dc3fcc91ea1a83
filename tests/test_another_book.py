"""A book of two pages in French and German: nothing of this book or its languages is wired in.

It stands in place of docs/nl, docs/en and docs/_data; no script or template is changed for it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.hosting import hosting
from tests.copies import copy_another

pytestmark = pytest.mark.xdist_group("another-book")
"""On one worker: the book is built once."""

DUTCH = re.compile(r"\b(het|een|voor|niet|zoeken|noten|inhoud|vorige|volgende|Nederlands)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|and|with|contents|previous|English|Dutch|skip)\b", re.IGNORECASE)


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *words], cwd=root, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a project with that book, built with and without MkDocs."""
    root = copy_another(tmp_path_factory.mktemp("another") / "book")
    assert run(root, "scripts.translations", "--begin").returncode == 0
    built = run(root, "scripts.build")
    assert built.returncode == 0, built.stderr
    return root


@pytest.fixture(scope="module")
def base(another: Path) -> Iterator[str]:
    with hosting(another / "site") as hosted:
        yield hosted.base


def files(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_it_passes_its_own_check_which_says_what_it_goes_without(another: Path) -> None:
    checked = run(another, "scripts.check", "--site", "site")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "German has no stemmer: search meets words as they are written" in checked.stderr
    assert "French has no dictionary: no word is looked up" in checked.stderr
    assert "French has no stemmer" not in checked.stderr


def test_a_mistake_in_it_is_found(another: Path) -> None:
    page = another / "docs/de/water.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("20 Liter", "30 Liter"), encoding="utf-8")
    checked = run(another, "scripts.check")
    page.write_text(text, encoding="utf-8")
    assert "numbers-differ passage e1-x1: French alone has 20, German alone 30" in checked.stdout
    assert "passage e1-x1 was changed in German only" in checked.stdout


def test_it_is_the_same_without_mkdocs(another: Path) -> None:
    assert run(another, "scripts.build", "--without-mkdocs", "--to", "other").returncode == 0
    assert files(another / "site") == files(another / "other")


def test_nothing_of_this_book_is_in_it(another: Path) -> None:
    for name, content in files(another / "site").items():
        if name.endswith((".html", ".css", ".js", ".json", ".xml", ".txt", ".md", ".bib", ".ris")):
            text = content.decode()
            assert not re.search(r"beacon|baken|bunnik|jeugdwet", text, re.IGNORECASE), name
            if name.endswith(".html"):
                words = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL)
                assert not DUTCH.search(words), (name, DUTCH.search(words))
                assert not ENGLISH.search(words), (name, ENGLISH.search(words))
                assert not re.search(r'lang="(nl|en)"', text), name


def test_the_switch_keeps_the_passage(page: Page, base: str) -> None:
    page.goto(f"{base}/un-terrain-vide/#g2-x1")
    page.locator(".masthead a.switch").click()
    expect(page).to_have_url(f"{base}/de/ein-leeres-gelaende/#g2-x1")
    page.goto(f"{base}/fr-de/garden/#g2-x1")
    expect(page.locator("#g2-x1 .side")).to_have_count(2)
    assert page.locator("#g2-x1 .side").nth(1).get_attribute("lang") == "de"


def test_it_is_searched_in_each_language(page: Page, base: str) -> None:
    for address, query, passage in (
        ("/chercher/", "arrosoirs", "/l-eau-de-pluie/#e1-x1"),
        ("/de/suchen/", "Gießkanne", "/de/regenwasser/#e1-x1"),
    ):
        page.goto(f"{base}{address}?q={query}")
        first = page.locator("ol.search-results > li > a").first
        assert first.evaluate("link => link.href") == base + passage


def test_the_short_link_offers_both(page: Page, base: str) -> None:
    page.goto(f"{base}/jardin/")
    expect(page).to_have_url(re.compile(r"/(un-terrain-vide|de/ein-leeres-gelaende)/$"))
