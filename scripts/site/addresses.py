"""Every address that the site publishes, to last."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.book import LANGUAGES, Book
from scripts.site.exports import EXPORTED
from scripts.site.feeds import feed_address
from scripts.site.papers import paper_addresses
from scripts.site.side_by_side import side_address


def permalinks(book: Book) -> set[str]:
    """As it stands now: pages, the passages and headings on them, sides, short links, and files that others fetch."""
    found: set[str] = set()
    for page in book.pages.values():
        found.add(page.address)
        found |= {f"{page.address}#{thing.id}" for things in (page.passages, page.headings) for thing in things}
    found |= {side_address(pair.path) for pair in book.pairs}
    found |= {f"/{entry.short}/" for entry in book.contents.short_links}
    return found | set(_files(book))


def _files(book: Book) -> Iterator[str]:
    yield from EXPORTED
    for language in LANGUAGES:
        yield feed_address(language)
        yield from paper_addresses(book, language)
