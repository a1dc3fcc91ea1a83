"""What an e-book holds: the chapters in their order, the lists behind them, and nothing that is about the site."""

from __future__ import annotations

import pytest

from scripts.book import Book, Language
from scripts.book.carried import LISTS, carried_pages
from tests.copies import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapters_come_in_the_order_of_the_plan_and_the_lists_last(book: Book, language: Language) -> None:
    paths = [page.path for page in carried_pages(book, language)]
    of_site = {page.path for page in book.in_language(language) if page.kind == "site"}
    assert paths == [*(entry.path for entry in book.contents.entries if entry.path not in of_site), *LISTS]
    assert {"foreword.md", "beacons/8-room-for-the-professional.md"} <= set(paths)
    assert {"about.md", "search.md"}.isdisjoint(paths)
