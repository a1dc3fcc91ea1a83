"""Rules about links in the sources: each leads to a page that is there, and to an id on it."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.book import Book
from scripts.check.findings import did_you_mean, rule

Fault = tuple[str, int, str, str]


@rule("link-page", "A link to a page that is not there")
def link_page(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
        paths = [other.path for other in book.in_language(page.language)]
        for link in page.links:
            if link.external or link.page is not None:
                continue
            if link.written.startswith("/"):
                remedy = "link to the file instead, as ../laws/youth-act.md"
                yield (
                    page.source,
                    link.line,
                    f"{link.written!r} breaks where the site has a base path",
                    remedy,
                )
            else:
                target = link.written.partition("#")[0].lstrip("./")
                message = f"no page {link.written!r} from here{did_you_mean(target, paths)}"
                yield (
                    page.source,
                    link.line,
                    message,
                    "link to a file in this language's folder, by its relative path",
                )


@rule("link-anchor", "A link to an id that the page lacks")
def link_anchor(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
        for link in page.links:
            target = book.page(page.language, link.page) if link.page else None
            if target is None or not link.fragment or book.has_id(target, link.fragment):
                continue
            message = f"{target.source} has no id {link.fragment!r}{did_you_mean(link.fragment, target.ids)}"
            yield page.source, link.line, message, "link to the id of a passage or heading there"


@rule("link-text", "A link without a text")
def link_text(book: Book) -> Iterator[Fault]:
    for page in book.pages.values():
        for link in page.links:
            if not link.text:
                yield (
                    page.source,
                    link.line,
                    f"the link to {link.written!r} has no text",
                    "say where it leads",
                )
