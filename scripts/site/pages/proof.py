"""What the page *Proof* shows: what there is, what was checked and when, what changed last, and what built it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from scripts.book import Page
from scripts.book.changes import Kind, Version, kind_and_id
from scripts.book.checked import Checked
from scripts.book.locks import standings
from scripts.book.model import Passage
from scripts.packages import FILE, locked
from scripts.site.drawing.figures.wording import date_in_words, number
from scripts.site.pages.beside import Comparison
from scripts.site.pages.frame import Frame

VERSIONS = 3
"""Of which the page tells what changed."""
GLOSSARY_PAGE, SOURCES_PAGE = "glossary.md", "sources.md"
NAME = re.compile(r"^[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Proof:
    frame: Frame

    @property
    def before(self) -> Markup:
        """The text up to its first heading."""
        return Markup(self.frame.html.partition("<h2")[0])  # noqa: S704 - our own text

    @property
    def after(self) -> Markup:
        return Markup("".join(self.frame.html.partition("<h2")[1:]))  # noqa: S704

    @cached_property
    def counts(self) -> Sequence[tuple[str, tuple[int, ...]]]:
        """A label, and a number for each language in their order."""
        book = self.frame.book
        pages = [book.in_language(language) for language in book.languages]
        return [(name, tuple(map(count, pages))) for name, count in _COUNTS.items()]

    @property
    def shared(self) -> Sequence[tuple[str, int]]:
        """What both languages have together."""
        book = self.frame.book
        every = {
            "proof_sources": len(book.bibliography.sources),
            "proof_sources_web": sum(bool(source.url) for source in book.bibliography.sources),
            "proof_terms": len(book.glossary.terms),
            "proof_figures": len(book.figures),
        }
        return [(name, count) for name, count in every.items() if count]

    @cached_property
    def pairs(self) -> int:
        """Texts that both languages have: passages, titles, terms, statements and remarks on sources."""
        return len(standings(self.frame.book))

    @cached_property
    def stale(self) -> Sequence[tuple[str, str]]:
        """What may no longer match: the passage or text, and the reference to it, if it is a passage."""
        names = [name for name, standing in standings(self.frame.book).items() if standing.stale]
        return [
            (name, self.frame.to(self._places[name].path, name) if name in self._places else "")
            for name in sorted(names)
        ]

    @cached_property
    def _places(self) -> Mapping[str, Page]:
        """By passage, the page that has it."""
        pages = self.frame.book.in_language(self.frame.language)
        return {passage.id: page for page in pages for passage in page.passages}

    @property
    def checked(self) -> Checked | None:
        return self.frame.book.checked

    @property
    def changed_since(self) -> int:
        """Passages that became what they are after the last report."""
        report = self.checked
        return sum(moment > report.text for moment in self.frame.book.changed.values()) if report else 0

    def number(self, value: float) -> str:
        return number(value, self.frame.language)

    def day(self, moment: str) -> str:
        """`27 november 2026`, of a day or a moment."""
        return date_in_words(moment[:10], self.frame.language)

    @cached_property
    def comparison(self) -> Comparison | None:
        """This site beside others; None if that was not measured."""
        beside = self.frame.book.measurements.beside
        return Comparison(self.frame, beside) if beside else None

    @property
    def versions(self) -> Sequence[Version]:
        """The last that were recorded, the newest first."""
        return self.frame.book.changes[:VERSIONS]

    def changes_of(self, version: Version) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """What happened, as a label, and to what: its name with a reference, which is empty for what is gone."""
        kinds = {
            "proof_added": version.added,
            "proof_changed": version.changed,
            "proof_moved": version.moved,
            "proof_removed": version.removed,
        }
        return [(label, [*map(self._called, names)]) for label, names in kinds.items() if names]

    def _called(self, name: str) -> tuple[str, str]:
        kind, key = kind_and_id(name)
        return self._naming[kind](key)

    @cached_property
    def _naming(self) -> Mapping[Kind, Callable[[str], tuple[str, str]]]:
        return {
            "passage": self._passage,
            "page": self._page,
            "term": self._term,
            "beacon": self._beacon,
            "source": self._source,
        }

    def _passage(self, key: str) -> tuple[str, str]:
        page = self._places.get(key)
        return (f"{self.frame.label_of(page)}, {key}", self.frame.to(page.path, key)) if page else (key, "")

    def _page(self, key: str) -> tuple[str, str]:
        frame = self.frame
        return (frame.label_of(frame.page_at(key)), frame.to(key)) if frame.has(key) else (key, "")

    def _term(self, key: str) -> tuple[str, str]:
        term = self.frame.book.glossary.by_id.get(key)
        there = term is not None and self.frame.has(GLOSSARY_PAGE)
        name = term.wording[self.frame.language].term if term else key
        return name, self.frame.to(GLOSSARY_PAGE, key) if there else ""

    def _beacon(self, key: str) -> tuple[str, str]:
        pages = {str(self.frame.beacon_of(page)): page for page in self.frame.beacons}
        page = pages.get(key)
        return (self.frame.label_of(page), self.frame.to(page.path)) if page else (key, "")

    def _source(self, key: str) -> tuple[str, str]:
        source = self.frame.book.bibliography.by_id.get(key)
        there = source is not None and self.frame.has(SOURCES_PAGE)
        name = str(source.csl.get("title", key)) if source else key
        return name, self.frame.to(SOURCES_PAGE, key) if there else ""

    @cached_property
    def made_with(self) -> Sequence[tuple[str, str]]:
        """The packages that a build asks for, with the version that is locked."""
        return locked_packages(self.frame.book.root)


def locked_packages(root: Path) -> Sequence[tuple[str, str]]:
    """What pyproject.toml names as dependencies, each with its version in requirements.txt; none without the files.

    Of one that differs from one Python to another, the last.
    """
    project = root / "pyproject.toml"
    if not (project.exists() and (root / FILE).exists()):
        return ()
    versions = {_normal(package.name): package.version for package in locked(root)}
    asked = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {}).get("dependencies", [])
    names = sorted((match[0] for each in asked if (match := NAME.match(each))), key=str.casefold)
    return [(name, versions[_normal(name)]) for name in names if _normal(name) in versions]


def _normal(name: str) -> str:
    """As PyPI compares names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def _passages(pages: Sequence[Page]) -> list[Passage]:
    return [passage for page in pages for passage in page.passages]


_COUNTS: Mapping[str, Callable[[Sequence[Page]], int]] = {
    "proof_pages": len,
    "proof_passages_book": lambda pages: sum(each.kind == "book" for each in _passages(pages)),
    "proof_passages_ours": lambda pages: sum(each.kind == "addition" for each in _passages(pages)),
    "proof_words": lambda pages: sum(len(each.text.split()) for each in _passages(pages)),
    "proof_notes": lambda pages: sum(len(page.notes) for page in pages),
    "proof_links_inside": lambda pages: sum(not link.external for page in pages for link in page.links),
    "proof_links_outside": lambda pages: sum(link.external for page in pages for link in page.links),
}
"""By label."""
