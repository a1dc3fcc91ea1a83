"""Where the links of an edition lead: to a place in it, else to the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from scripts.book import Language, Page
from scripts.book.references import parts_of
from scripts.site.pages.frame import Publication

BACK = ("glossary.md", "sources.md", "index-of-terms.md")
"""The lists at the back of the book, in their order."""


@dataclass(frozen=True)
class Targets:
    publication: Publication
    language: Language

    @cached_property
    def chapters(self) -> tuple[Page, ...]:
        """The pages that tell the book, in its reading order."""
        order = self.publication.book.reading_order[self.language].values()
        return tuple(page for _, page, _ in order if page.entry and page.entry.is_chapter)

    @cached_property
    def back(self) -> tuple[Page, ...]:
        """The lists that this book has."""
        book = self.publication.book
        return tuple(page for path in BACK if (page := book.page(self.language, path)))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Every place of the edition that a link may lead to."""
        return frozenset(self._labels())

    def _labels(self) -> Iterator[str]:
        for page in (*self.chapters, *self.back):
            yield page.path
            for heading in page.headings:
                yield heading_label(page.path, heading.id)
            yield from (passage.id for passage in page.passages)
        entries = (
            ("glossary.md", self.publication.book.glossary.by_id),
            ("sources.md", self.publication.book.bibliography.by_id),
        )
        for path, keys in entries:
            if any(page.path == path for page in self.back):
                yield from (heading_label(path, key) for key in keys)

    @cached_property
    def _by_address(self) -> Mapping[str, Page]:
        return {page.address: page for page in self.publication.book.in_language(self.language)}

    def of(self, here: str, reference: str) -> dict[str, str]:
        """`to`, a label of the edition, or `url`; `here` is the address that the reference is written at."""
        parts = parts_of(reference)
        if parts.scheme or parts.netloc:
            return {"url": reference}
        address = parts_of(urljoin(here, parts.path or here)).path
        page = self._by_address.get(address)
        if page:
            for label in (parts.fragment, heading_label(page.path, parts.fragment), page.path):
                if label in self.labels and (label != parts.fragment or self._is_in(page, label)):
                    return {"to": label}
        return {"url": self.publication.absolute(address) + (f"#{parts.fragment}" if parts.fragment else "")}

    @staticmethod
    def _is_in(page: Page, passage: str) -> bool:
        return any(each.id == passage for each in page.passages)


def heading_label(path: str, name: str) -> str:
    """Of what has an id on a page; a passage has its own id for a label."""
    return f"{path}#{name}"
