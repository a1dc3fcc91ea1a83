"""What moved goes on working: old ids on a page, a page at an old address, the lines that hosts redirect by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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


def netlify_redirects(moved: Mapping[str, str], base_path: str) -> str:
    """`_redirects`, for Netlify and Cloudflare Pages. The browser keeps the fragment by itself."""
    return "".join(f"{_rooted(old, base_path)} {_rooted(new, base_path)} 301\n" for old, new in moved.items())


def apache_redirects(moved: Mapping[str, str], base_path: str) -> str:
    return "".join(
        f'RedirectMatch 301 "^{re.escape(_rooted(old, base_path))}$" "{_rooted(new, base_path)}"\n'
        for old, new in moved.items()
    )


def nginx_redirects(moved: Mapping[str, str], base_path: str) -> str:
    return "".join(
        f"location = {_rooted(old, base_path)} {{ return 301 {_rooted(new, base_path)}; }}\n"
        for old, new in moved.items()
    )


def _rooted(address: str, base_path: str) -> str:
    return base_path + address.removeprefix("/")
