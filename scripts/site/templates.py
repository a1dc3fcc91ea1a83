"""The templates of the pages, and what they take from the theme that MkDocs brings: nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

FOLDER = "overrides"
PAGE = "base.html"
"""Of a page that asks for no other in its front matter. Its blocks have the names that Material gives them."""


@cache
def templates(root: Path) -> Environment:
    """Text is escaped unless it says that it is HTML. One for all builds of a server: it sees which file changed."""
    return Environment(loader=FileSystemLoader(root / FOLDER), autoescape=True)
