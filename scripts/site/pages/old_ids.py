"""A page keeps the ids that it once had."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from scripts.book import Book, Language
from scripts.book.labels import fill

END = "</article>"


def with_old_ids(html: str, address: str, language: Language, book: Book, href: Callable[[str], str]) -> str:
    """The HTML at an address with the ids that it had before: at what took their place, else at its end with a link.

    `href` gives the reference from there to an address of the site.
    """
    for old, new in book.moved.ids_on(address).items():
        mark = f'<i id="{escape(old)}"></i>'
        html, found = re.subn(rf'<[^<>]* id="{re.escape(new)}"[^<>]*>', lambda tag: f"{tag[0]}{mark}", html, count=1)  # noqa: B023
        if not found:
            text = fill(book.labels[language]["moved_passage"], id=old)
            link = f'\n<p class="moved" id="{escape(old)}"><a href="{escape(href(new))}">{escape(text)}</a></p>'
            html = html.replace(END, f"{link}\n{END}", 1) if END in html else html + link
    return html
