"""The corpus as plain tables: CSV (RFC 4180), and a JSON object a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from scripts.book import Book
from scripts.book.writing import compact_json
from scripts.site.editions.passages import Parallel, parallels
from scripts.site.files.exports import LICENCE
from scripts.site.pages.frame import Publication


def corpus_csv(publication: Publication) -> bytes:
    """A row a passage, in UTF-8, with a header: `id, kind, url_nl, url_en, nl, en, sentences_aligned, stale, …`."""
    file = io.StringIO()
    rows = [_row(publication.book, each) for each in parallels(publication)]
    table = csv.DictWriter(file, rows[0] if rows else ["id"])
    table.writeheader()
    for row in rows:
        table.writerow({key: str(cell).lower() if isinstance(cell, bool) else cell for key, cell in row.items()})
    return file.getvalue().encode()


def corpus_jsonl(publication: Publication) -> bytes:
    """The same keys, one object a line, with the pairs of sentences; none where the languages are not cut alike."""
    return "".join(_lines(publication)).encode()


def _lines(publication: Publication) -> Iterator[str]:
    first, second = publication.book.languages
    for each in parallels(publication):
        sentences = [{first: one, second: two} for one, two in each.sentences]
        yield compact_json({**_row(publication.book, each), "sentences": sentences})


def _row(book: Book, each: Parallel) -> dict[str, Any]:
    first, second = book.languages
    return {
        "id": each.id,
        "kind": each.kind,
        f"url_{first}": each.first.url,
        f"url_{second}": each.second.url,
        first: each.first.text,
        second: each.second.text,
        "sentences_aligned": bool(each.sentences),
        "stale": each.stale,
        "updated": each.updated,
        "licence": LICENCE,
    }
