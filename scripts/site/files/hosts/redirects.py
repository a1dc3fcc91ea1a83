"""What moved goes on working: the lines that hosts redirect by."""

from __future__ import annotations

import re
from collections.abc import Mapping


def netlify_redirects(moved: Mapping[str, str], base_path: str) -> str:
    """`_redirects`, for Netlify, Cloudflare Pages and GitLab Pages. The browser keeps the fragment by itself."""
    return "".join(f"{_rooted(old, base_path)} {_rooted(new, base_path)} 301\n" for old, new in moved.items())


def apache_redirects(moved: Mapping[str, str], base_path: str) -> str:
    """In a file of the folder, where patterns count from that folder; before the rules for packed files, which would
    send the page that stands at the old address."""
    return "".join(
        f'RewriteRule "^{re.escape(old.removeprefix("/"))}$" "{_rooted(new, base_path)}" [R=301,NE,L]\n'
        for old, new in moved.items()
    )


def nginx_redirects(moved: Mapping[str, str], base_path: str) -> str:
    query = "$is_args$args"
    return "".join(
        f'location = {_rooted(old, base_path)} {{ return 301 "{_asked(_rooted(new, base_path), query)}"; }}\n'
        for old, new in moved.items()
    )


def caddy_redirects(moved: Mapping[str, str], base_path: str, query: str) -> str:
    """`query` is the variable that holds it with its mark."""
    return "".join(
        f'redir {_rooted(old, base_path)} "{_asked(_rooted(new, base_path), query)}" 301\n'
        for old, new in moved.items()
    )


def _asked(address: str, query: str) -> str:
    """The query stands before a fragment."""
    page, mark, fragment = address.partition("#")
    return f"{page}{query}{mark}{fragment}"


def _rooted(address: str, base_path: str) -> str:
    return base_path + address.removeprefix("/")
