"""What one template asks and no other: each view is handed to its template beside the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from scripts.book import Page
from scripts.book.addresses import side_address
from scripts.book.bibliography import Group, Source
from scripts.book.glossary import Term
from scripts.book.index_of_terms import IndexEntry, index_of_terms
from scripts.book.references import parts_of
from scripts.site.pages.frame import Frame
from scripts.site.pages.proof import Proof
from scripts.site.pages.side_by_side import Row, rows

SOURCE_GROUPS: tuple[Group, ...] = ("book", "law", "case", "publication")


@dataclass(frozen=True)
class View:
    frame: Frame


class Cover(View):
    @property
    def title_lines(self) -> Sequence[str]:
        """The title on the cover."""
        return self.frame.book.edition.cover or (self.frame.labels["site_title"],)


class NotFound(View):
    @staticmethod
    def chapters_of(frame: Frame) -> list[Page]:
        """The pages that tell the book, in the language of a frame, in reading order."""
        return [page for page in frame.reading_order if frame.book.contents.by_path[page.path].is_chapter]


class ByLetter(View):
    @staticmethod
    def letter_id(letter: str) -> str:
        return f"letter-{letter.lower()}" if letter.isalpha() else "letter-0"


class GlossaryList(ByLetter):
    @cached_property
    def by_letter(self) -> list[tuple[str, list[Term]]]:
        terms = self.frame.book.glossary.sorted(self.frame.language)
        groups = groupby(terms, key=lambda term: _initial(term.wording[self.frame.language].term))
        return [(key, list(group)) for key, group in groups]

    def counterpart_href(self, fragment: str) -> str:
        return f"{self.frame.switch_to}#{fragment}"


class IndexList(ByLetter):
    @cached_property
    def by_letter(self) -> list[tuple[str, list[IndexEntry]]]:
        entries = index_of_terms(self.frame.book, self.frame.language)
        return [(key, list(group)) for key, group in groupby(entries, key=lambda entry: _initial(entry.words))]


class SourceList(View):
    @cached_property
    def by_group(self) -> list[tuple[Group, list[Source]]]:
        order = self.frame.book.bibliography.references(self.frame.language)
        by_id = self.frame.book.bibliography.by_id
        return [(group, [by_id[key] for key in order if by_id[key].group == group]) for group in SOURCE_GROUPS]

    def cited_by(self, key: str) -> list[tuple[Page, str]]:
        """Where notes cite a source: the page, and the passage of the first mark of the note."""
        return self._citing.get(key, [])

    @cached_property
    def _citing(self) -> dict[str, list[tuple[Page, str]]]:
        places: dict[str, list[tuple[Page, str]]] = {}
        for page in self.frame.book.in_language(self.frame.language):
            first = {mark.label: mark.passage or "" for mark in reversed(page.marks)}
            for note in page.notes:
                for key in dict.fromkeys(note.citations):
                    place = (page, first.get(note.label, ""))
                    if place not in places.setdefault(key, []):
                        places[key].append(place)
        return places

    @staticmethod
    def host(url: str) -> str:
        return parts_of(url).netloc.removeprefix("www.")


class Sides(View):
    @cached_property
    def rows(self) -> Sequence[Row]:
        page, book = self.frame.page, self.frame.book
        pair = next((pair for pair in book.pairs if page and pair.path == page.path), None)
        return rows(book, pair) if pair else ()

    @cached_property
    def index_pairs(self) -> list[list[tuple[Frame, IndexEntry]]]:
        """Of a document in both languages: each term of the index as both know it, in the order of the first."""
        indexes = [
            (frame, {entry.term.id: entry for entry in index_of_terms(self.frame.book, frame.language) if entry.places})
            for frame in self.frame.in_languages
        ]
        keys = [key for key in indexes[0][1] if all(key in index for _, index in indexes)]
        return [[(frame, index[key]) for frame, index in indexes] for key in keys]

    def side_of(self, page: Page) -> str:
        """The reference to another page in both languages."""
        return self.frame.href(side_address(self.frame.book.languages, page.path))


VIEWS: Mapping[str, Callable[[Frame], View | Proof]] = {
    "home.html": Cover,
    "404.html": NotFound,
    "glossary.html": GlossaryList,
    "index-of-terms.html": IndexList,
    "proof.html": Proof,
    "search.html": IndexList,
    "sources.html": SourceList,
    "side-by-side.html": Sides,
}
"""By the name of the template."""


def view_for(template: str, frame: Frame) -> View | Proof | None:
    make = VIEWS.get(template)
    return make(frame) if make else None


def _initial(words: str) -> str:
    """The letter under which it stands; what begins with a figure stands under `0–9`."""
    first = words[0].upper()
    return first if first.isalpha() else "0–9"
