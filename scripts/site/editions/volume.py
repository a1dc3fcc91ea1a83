"""The whole book as data for Typst: title page, chapters, tables, lists. Its templates are in overrides/editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts.book import Book, Language, Page
from scripts.book.labels import fill, retelling
from scripts.book.version import last_changed, version_of
from scripts.site.drawing.figures.wording import date_in_words
from scripts.site.editions.side import Data, Side
from scripts.site.editions.targets import heading_label
from scripts.site.editions.typst_text import Block
from scripts.site.files.papers import sign_svg
from scripts.site.pages.frame import Publication
from scripts.site.pages.team import as_printed


def edition_data(publication: Publication, languages: Sequence[Language]) -> Data:
    """All that a PDF of the book shows but its paper, in one language or in both side by side."""
    book = publication.book
    sides = [Side(publication, language) for language in languages]
    first = sides[0]
    numbers = [entry.beacon for entry in book.contents.beacons if entry.beacon]
    frame = first.frame
    return {
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
        "tables": list(first.figures),
        "glossary": _glossary(sides),
        "sources": _sources(sides),
        "index": _index(sides),
        "changed": last_changed(book),
        "version": _version(book, sides),
    }


def _version(book: Book, sides: Sequence[Side]) -> list[Data]:
    """In words, by language."""
    changed, version = last_changed(book), version_of(book)
    return [
        {"of": side.words(fill(side.frame.labels["pdf_version"], date=date, mark=version))}
        for side in sides
        if changed
        for date in [date_in_words(changed[:10], side.language)]
    ]


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
                {"label": heading_label("sources.md", key), "sides": [side.source(key) for side in sides]}
                for key in keys
            ],
        }
        for group, keys in sides[0].source_groups
        if keys
    ]
    return head and head | {"groups": groups}


def _index(sides: Sequence[Side]) -> Data | None:
    head = _back(sides, "index-of-terms.md")
    return head and head | {"letters": [side.index() for side in sides]}
