"""What moved goes on working: the lines that hosts redirect by."""

from __future__ import annotations

import re
from collections.abc import Mapping


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
