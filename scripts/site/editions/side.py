"""One language of an edition: what is said of the book, its chapters and its lists, as data for Typst."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from scripts.book import Language, Page
from scripts.book.bibliography import BIBLIOGRAPHY
from scripts.book.glossary import Term
from scripts.book.index_of_terms import index_of_terms
from scripts.book.labels import retelling
from scripts.book.languages import alphabetical
from scripts.site.drawing.figures import with_figures
from scripts.site.editions.figures import drawing
from scripts.site.editions.targets import Targets, heading_label
from scripts.site.editions.typst_text import PageText, Run, drawn_table, figure_place, fragment_runs, page_text
from scripts.site.pages.frame import Frame, Publication
from scripts.site.pages.team import as_printed
from scripts.site.pages.views import SourceList

Data = dict[str, Any]
LABELS = (
    "contents", "colophon", "addition", "addition_short", "related", "see_also", "source_cited", "index_see",
    "figure_table", "figure_sources", "term_other",
)  # fmt: skip
"""Words of the interface that the templates set as they are."""
LEADS = {"sources.md": "pdf_sources", "index-of-terms.md": "pdf_index"}
"""What stands above a list where the page's own words are about passages, and paper has pages."""


@dataclass(frozen=True)
class Side:
    """The book in one language."""

    publication: Publication
    language: Language

    @cached_property
    def frame(self) -> Frame:
        return Frame(self.publication, self.language, "/")

    @cached_property
    def targets(self) -> Targets:
        return Targets(self.publication, self.language)

    def at(self, page: Page) -> Frame:
        return replace(self.frame, page=page, address=page.address)

    def words(self, text: str) -> list[Run]:
        """Text of data: names in the other language are marked as such."""
        return [
            {"is": "lang", "lang": lang, "of": [piece]} if lang else piece for piece, lang in self.frame.in_pieces(text)
        ]

    @cached_property
    def texts(self) -> Mapping[str, PageText]:
        """Of each chapter, by its path."""
        return {page.path: page_text(page, partial(self.targets.of, page.address)) for page in self.targets.chapters}

    def about(self) -> Data:
        """What is said of the book in this language."""
        labels = self.frame.labels
        return {
            "language": self.language,
            "region": self.frame.locale.region,
            "title": retelling(labels),
            "tagline": labels["site_tagline"],
            "promise": self.words(labels["cover_promise"]),
            "labels": {name: labels.get(name, "") for name in LABELS},
            "colophon": [*(self.words(text) for text in self._colophon(labels)), *self._publisher(labels)],
            "figures": {name: self._figure(name) for name in self.figures},
        }

    def _colophon(self, labels: Mapping[str, str]) -> Iterator[str]:
        yield f"{labels['footer']} {labels['edition']}."
        yield labels["pdf_how"]
        yield labels["pdf_licence"]

    def _publisher(self, labels: Mapping[str, str]) -> Iterator[list[Run]]:
        if publisher := self.publication.book.publisher:
            mail: Run = {"is": "link", "kind": "external", "url": f"mailto:{publisher.mail}", "of": [publisher.mail]}
            yield [*self.words(f"{labels['publisher']}: {publisher.name[self.language]}, "), mail, "."]

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """Each figure that is shown, and what the text says above it, in the order of the text."""
        pages = (*self.targets.chapters, *self.targets.back)
        return {mark.name: mark.caption for page in pages for mark in page.figures}

    def _figure(self, name: str) -> Data:
        book = self.publication.book
        figure = book.figures[name]
        shown = str(with_figures(figure_place(name), book, self.language, self._from_root))
        target = partial(self.targets.of, "/")
        return {
            **drawing(figure, book, self.language),
            "alt": figure.description[self.language],
            "caption": self.words(self.figures[name]),
            "remark": self.words(figure.note[self.language]) if figure.note else [],
            "table": drawn_table(shown, figure.path, self.language, target),
            "sources": [self._cite(key) for key in figure.sources],
        }

    def _cite(self, key: str) -> list[Run]:
        """As a note cites a source."""
        target = partial(self.targets.of, "/")
        short = self.publication.book.bibliography.cite(key, "", self.language)
        of = fragment_runs(short, BIBLIOGRAPHY, self.language, target)
        return [{"is": "link", "kind": "citation", **target(self._from_root("sources.md", key)), "of": of}]

    def _from_root(self, path: str, fragment: str = "") -> str:
        return self.frame.page_at(path).address + (f"#{fragment}" if fragment else "")

    def chapter(self, page: Page) -> Data:
        frame, text = self.at(page), self.texts[page.path]
        entry = frame.page_entry
        address = f"/{entry.short}/" if entry and entry.short else page.address
        beacon = entry.beacon if entry else None
        return {
            "language": self.language,
            "place": frame.place,
            "title": self.words(page.title),
            "standfirst": self.words(page.description),
            "added": self.words(frame.labels["addition_page_beacon" if beacon else "addition_page"])
            if page.kind == "addition" else [],
            "url": self.publication.absolute(page.address),
            "link": self.publication.absolute(address),
            "printed": as_printed(self.publication.absolute(address)),
            "blocks": text.blocks,
            "notes": {label: vars(note) for label, note in text.notes.items()},
            "related": [
                {"to": other.path, "of": self.words(f"{frame.beacon_of(other)} {other.short_title}")}
                for other in frame.related
            ],
            "see": [{**self.targets.of(page.address, href), "of": [name]} for href, name in frame.see_also],
        }  # fmt: skip

    def list_page(self, path: str) -> Data | None:
        """The head of a list at the back; None for a book without it."""
        page = next((page for page in self.targets.back if page.path == path), None)
        if page is None:
            return None
        own = self.frame.labels[LEADS[path]] if path in LEADS else ""
        text = page_text(page, partial(self.targets.of, page.address))
        return {
            "language": self.language,
            "title": self.words(page.title),
            "url": self.publication.absolute(page.address),
            "lead": [{"is": "p", "of": self.words(own)}] if own else text.blocks,
            "notes": {label: vars(note) for label, note in text.notes.items()},
        }

    def term(self, term: Term) -> Data:
        frame, wording = self.frame, term.wording[self.language]
        told = " ".join(filter(None, (frame.full(term), wording.definition, term.note.get(self.language, ""))))
        return {
            "term": self._in_its_language(term, wording.term),
            "of": self.words(told),
            "other": {"lang": frame.other, "text": term.wording[frame.other].term},
        }

    def _in_its_language(self, term: Term, text: str) -> list[Run]:
        language = self.frame.lang_of(term)
        return [{"is": "lang", "lang": language, "of": [text]}] if language else [text]

    def source(self, key: str) -> Data:
        frame = self.frame
        source = self.publication.book.bibliography.by_id[key]
        target = partial(self.targets.of, "/")
        of = fragment_runs(str(frame.reference(source)), BIBLIOGRAPHY, self.language, target)
        links = [(source.url, as_printed(source.url)), (source.url_2015, frame.labels.get("source_2015", ""))]
        told = {page.path for page in self.targets.chapters}
        places = [passage or page.path for page, passage in self._view.cited_by(key) if page.path in told]
        return {
            "of": of,
            "links": [{"url": url, "text": text} for url, text in links if url],
            "remark": self.words(source.remark.get(self.language, "")),
            "cited": places,
        }

    @cached_property
    def _view(self) -> SourceList:
        return SourceList(self.frame)

    @cached_property
    def source_groups(self) -> list[tuple[str, list[str]]]:
        return [(group, [source.id for source in sources]) for group, sources in self._view.by_group]

    def index(self) -> list[Data]:
        """Letter by letter: each term with its passages, or the term to look under."""
        letters: dict[str, list[Data]] = {}
        for entry in index_of_terms(self.publication.book, self.language):
            first = alphabetical(entry.words)[0][:1].upper()
            found: Data = {"of": self._in_its_language(entry.term, entry.words)}
            if entry.places:
                found["places"] = [{"to": place.passage.id, "chief": place.chief} for place in entry.places]
            else:
                found["see"] = self._in_its_language(entry.term, entry.term.wording[self.language].term)
            if "glossary.md" in self.targets.labels:
                found["term"] = heading_label("glossary.md", entry.term.id)
            letters.setdefault(first if first.isalpha() else "0–9", []).append(found)
        return [{"letter": letter, "entries": entries} for letter, entries in letters.items()]
