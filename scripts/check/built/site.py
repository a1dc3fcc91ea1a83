"""A built site as it stands on disk: its files, its documents, and where their links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

from scripts.book import Book
from scripts.book.references import parts_of


@dataclass(frozen=True)
class Document:
    """One HTML document."""

    file: str
    """From the root of the site: `bakens/index.html`."""
    source: bytes
    tree: Any

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.tree.xpath("//@id"))

    @property
    def path(self) -> str:
        return f"site/{self.file}"

    @property
    def is_indexed(self) -> bool:
        return not self.tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")

    @property
    def language(self) -> str:
        return str(self.tree.get("lang", ""))


@dataclass(frozen=True)
class Site:
    files: Mapping[str, bytes]
    """Every file, by its path from the root of the site."""
    url: str
    """The site's own absolute address, with a slash at the end."""
    book: Book

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        return {
            name: Document(name, content, lxml_html.document_fromstring(content.decode("utf-8", "replace") or "<p>"))
            for name, content in sorted(self.files.items())
            if name.endswith(".html")
        }

    def document_at(self, address: str) -> Document | None:
        """The document at an absolute address of the site, or at one from its root."""
        path = address.removeprefix(self.url).removeprefix("/").partition("#")[0]
        return self.documents.get(f"{path}index.html" if path == "" or path.endswith("/") else path)

    def target(self, file: str, reference: str) -> tuple[str, str] | None:
        """The file and the fragment that a reference in a file leads to; None if it leads outside."""
        parts = parts_of(reference)
        base = urlsplit(self.url).path
        if reference.startswith(self.url) or (parts.path.startswith("/") and not parts.netloc and not parts.scheme):
            path = unquote(parts.path).removeprefix(base) if parts.path.startswith(base) else unquote(parts.path)
        elif parts.scheme or parts.netloc:
            return None
        elif parts.path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
            path = "" if path == "." else path + ("/" if parts.path.endswith("/") else "")
        else:
            path = file
        return (path + "index.html" if path == "" or path.endswith("/") else path), unquote(parts.fragment)


def read_site(folder: Path, url: str, book: Book) -> Site:
    """A built site as it stands on disk."""
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
    return Site(files, url, book)
