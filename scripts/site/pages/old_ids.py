"""A page keeps the ids that it once had."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from scripts.book import Book, Page
from scripts.book.labels import fill


def with_old_ids(html: str, page: Page, book: Book, href: Callable[[str], str]) -> str:
    """A page's HTML with the ids that it once had: at what took their place, else at its end with a link to it.

    `href` gives the reference from the page to an address of the site.
    """
    for old, new in book.moved.ids_on(page.address).items():
        mark = f'<i id="{escape(old)}"></i>'
        html, found = re.subn(rf'<[^<>]* id="{re.escape(new)}"[^<>]*>', lambda tag: f"{tag[0]}{mark}", html, count=1)  # noqa: B023
        if not found:
            text = fill(book.labels[page.language]["moved_passage"], id=old)
            html += f'\n<p class="moved" id="{escape(old)}"><a href="{escape(href(new))}">{escape(text)}</a></p>'
    return html
