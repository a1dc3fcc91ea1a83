"""The whole book as data for Typst: title page, chapters, tables, lists. Its templates are in overrides/editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from scripts.book import Language, Page
from scripts.book.glossary import Term
from scripts.book.index_of_terms import index_of_terms
from scripts.book.labels import fill, retelling
from scripts.book.languages import alphabetical
from scripts.book.writing import compact_json, mark_of
from scripts.site.drawing.figures import with_figures
from scripts.site.drawing.figures.wording import date_in_words
from scripts.site.editions.figures import drawing
from scripts.site.editions.targets import Targets, heading_label
from scripts.site.editions.typst_text import Block, PageText, Run, drawn_table, figure_place, fragment_runs, page_text
from scripts.site.files.papers import as_printed, sign_svg
from scripts.site.pages.frame import Frame, Publication
from scripts.site.pages.views import SourceList

Data = dict[str, Any]
LABELS = (
    "contents", "colophon", "addition", "addition_short", "related", "see_also", "source_cited", "index_see",
    "figure_table", "figure_sources", "term_other",
)  # fmt: skip
"""Words of the interface that the templates set as they are."""


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
            "figures": {name: self._figure(name) for name in self._figures_shown()},
        }

    def _colophon(self, labels: Mapping[str, str]) -> Iterator[str]:
        yield f"{labels['footer']} {labels['edition']}."
        yield labels["pdf_how"]
        yield labels["pdf_licence"]

    def _publisher(self, labels: Mapping[str, str]) -> Iterator[list[Run]]:
        if publisher := self.publication.book.publisher:
            mail: Run = {"is": "link", "kind": "external", "url": f"mailto:{publisher.mail}", "of": [publisher.mail]}
            yield [*self.words(f"{labels['publisher']}: {publisher.name[self.language]}, "), mail, "."]

    def _figures_shown(self) -> list[str]:
        return [mark.name for page in self.targets.chapters for mark in page.figures]

    def _figure(self, name: str) -> Data:
        book = self.publication.book
        figure = book.figures[name]
        to = lambda path, fragment="": self.frame.page_at(path).address + (f"#{fragment}" if fragment else "")  # noqa: E731
        shown = str(with_figures(figure_place(name), book, self.language, to))
        target = partial(self.targets.of, "/")
        cite = lambda key: book.bibliography.cite(key, "", self.language)  # noqa: E731
        return {
            **drawing(figure, book, self.language),
            "alt": figure.description[self.language],
            "caption": self._caption(name),
            "remark": self.words(figure.note[self.language]) if figure.note else [],
            "table": drawn_table(shown, figure.path, self.language, target),
            "sources": [
                [{"is": "link", "kind": "citation", **target(to("sources.md", key)),
                  "of": fragment_runs(cite(key), figure.path, self.language, target)}]
                for key in figure.sources
            ],
        }  # fmt: skip

    def _caption(self, name: str) -> list[Run]:
        """What the text says above a figure."""
        captions = [mark.caption for page in self.targets.chapters for mark in page.figures if mark.name == name]
        return self.words(captions[0])

    def chapter(self, page: Page) -> Data:
        frame, text = self.at(page), self.texts[page.path]
        entry = frame.page_entry
        address = f"/{entry.short}/" if entry and entry.short else page.address
        beacon = entry.beacon if entry else None
        return {
            "language": self.language,
            "place": frame.place,
            "sign_alt": frame.fill("card_sign", number=beacon) if beacon else "",
            "title": self.words(page.title),
            "standfirst": self.words(page.description),
            "added": self.words(frame.labels["addition_page_beacon" if beacon else "addition_page"])
            if page.kind == "addition" else [],
            "url": self.publication.absolute(page.address),
            "link": self.publication.absolute(address),
            "printed": as_printed(self.publication.absolute(address)),
            "blocks": text.blocks,
            "notes": {label: vars(note) for label, note in text.notes.items()},
            "related": [{"to": other.path, "of": self.words(f"{frame.beacon_of(other)} {other.short_title}")} for other in frame.related],
            "see": [{**self.targets.of(page.address, href), "of": [name]} for href, name in frame.see_also],
        }  # fmt: skip

    def list_page(self, path: str) -> Data | None:
        """The head of a list at the back; None for a book without it."""
        page = next((page for page in self.targets.back if page.path == path), None)
        if page is None:
            return None
        lead = page_text(page, partial(self.targets.of, page.address)).blocks
        return {"language": self.language, "title": self.words(page.title), "lead": lead}

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
        of = fragment_runs(str(frame.reference(source)), "docs/_data/bibliography.yml", self.language, target)
        links = [(source.url, self._view.host(source.url)), (source.url_2015, frame.labels.get("source_2015", ""))]
        told = {page.path for page in self.targets.chapters}
        places = [passage or page.path for page, passage in self._cited(key) if page.path in told]
        return {
            "of": of,
            "links": [{"is": "link", "kind": "external", "url": url, "of": [name]} for url, name in links if url],
            "remark": self.words(source.remark.get(self.language, "")),
            "cited": places,
        }

    @cached_property
    def _view(self) -> SourceList:
        return SourceList(self.frame)

    def _cited(self, key: str) -> list[tuple[Page, str]]:
        return self._view.cited_by(key)

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


def edition_data(publication: Publication, languages: Sequence[Language], paper: str) -> Data:
    """All that a PDF of the book shows, in one language or in both side by side, on a paper: `a4` or `a5`."""
    book = publication.book
    sides = [Side(publication, language) for language in languages]
    first = sides[0]
    numbers = [entry.beacon for entry in book.contents.beacons if entry.beacon]
    frame = first.frame
    data: Data = {
        "paper": paper,
        "title": " / ".join(dict.fromkeys(retelling(side.frame.labels) for side in sides)),
        "author": retelling(frame.labels),
        "by": frame.by,
        "description": frame.labels["site_description"],
        "cover": list(book.edition.cover or (frame.labels["site_title"],)),
        "cover_language": frame.title_language,
        "address": publication.site_url,
        "printed": as_printed(publication.site_url),
        "signs": {str(number): sign_svg(book.root, number) for number in numbers},
        "sides": [side.about() for side in sides],
        "chapters": [_chapter(sides, page) for page in first.targets.chapters],
        "tables": [mark.name for page in first.targets.chapters for mark in page.figures],
        "glossary": _glossary(sides),
        "sources": _sources(sides),
        "index": _index(sides),
    }
    return data | _version(sides, data)


def _version(sides: Sequence[Side], data: Data) -> Data:
    """When the book was last changed, and the mark of what stands here; a book that was never looked at has no date."""
    changed = max(sides[0].publication.book.changed.values(), default="")
    mark = mark_of(compact_json(data).encode())
    version = [
        side.words(fill(side.frame.labels["pdf_version"], date=date_in_words(changed[:10], side.language), mark=mark))
        for side in sides
        if changed
    ]
    return {"changed": changed, "version": version}


def _chapter(sides: Sequence[Side], page: Page) -> Data:
    pages = [found for side in sides if (found := side.publication.book.page(side.language, page.path))]
    told = [side.chapter(each) for side, each in zip(sides, pages, strict=True)]
    entry = page.entry
    return {
        "label": page.path,
        "level": 2 if sides[0].at(page).above else 1,
        "sign": str(entry.beacon) if entry and entry.beacon else "",
        "sides": told,
        "rows": _rows([each.pop("blocks") for each in told]) if len(told) > 1 else [],
    } | ({"blocks": told[0].pop("blocks")} if len(told) == 1 else {})


def _rows(columns: Sequence[list[Block]]) -> list[Data]:
    """Blocks of both languages that belong together: headings and passages by their ids, what is loose by its place."""
    first, *others = [_flat(column) for column in columns]
    found = [dict(_keyed(column)) for column in others]
    return [
        {**row, "sides": [row["block"], *(column[key]["block"] for column in found)]}
        for key, row in _keyed(first)
        if all(key in column for column in found)
    ]


def _flat(blocks: list[Block]) -> list[Data]:
    """One block after the other; of what is added it says so, and where such a run begins."""
    rows: list[Data] = []
    for block in blocks:
        if block["is"] == "additions":
            rows += [{"block": each, "added": True, "begins": index == 0} for index, each in enumerate(block["of"])]
        else:
            rows.append({"block": block, "added": False, "begins": False})
    return rows


def _keyed(rows: list[Data]) -> Iterator[tuple[tuple[str, str], Data]]:
    loose = 0
    for row in rows:
        name = str(row["block"].get("id", ""))
        loose += not name
        yield (str(row["block"]["is"]), name or str(loose)), row


def _back(sides: Sequence[Side], path: str) -> Data | None:
    heads = [side.list_page(path) for side in sides]
    return {"label": path, "sides": heads} if all(heads) else None


def _glossary(sides: Sequence[Side]) -> Data | None:
    """The terms in the order of the first language."""
    head, first = _back(sides, "glossary.md"), sides[0]
    terms = first.publication.book.glossary.sorted(first.language)
    rows = [
        {"label": heading_label("glossary.md", term.id), "sides": [side.term(term) for side in sides]} for term in terms
    ]
    return head and head | {"rows": rows}


def _sources(sides: Sequence[Side]) -> Data | None:
    """The sources in the order of the first language."""
    head = _back(sides, "sources.md")
    groups = [
        {
            "label": heading_label("sources.md", group),
            "titles": [side.words(side.frame.labels[f"sources_{group}"]) for side in sides],
            "rows": [
                {"label": heading_label("sources.md", key), "sides": [side.source(key) for side in sides]} for key in keys
            ],
        }
        for group, keys in sides[0].source_groups
        if keys
    ]
    return head and head | {"groups": groups}


def _index(sides: Sequence[Side]) -> Data | None:
    head = _back(sides, "index-of-terms.md")
    return head and head | {"letters": [side.index() for side in sides]}
