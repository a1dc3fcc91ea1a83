"""Files of queries with their right answers, and how well a list of results answers them.

A line: `query<TAB>language<TAB>answer[ answer…][<TAB>kind<TAB>set]`. An answer is a passage (`b3-2`) or a page: its
path in docs (`beacons/3-going-straight-to-people`), its address, or `-` for nothing at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.book import Book, Language

Result = tuple[str, str]
"""Address of the page, and id of the passage."""


class QueryError(Exception):
    """A line that is no query; the message has the file and the line."""


@dataclass(frozen=True)
class Query:
    text: str
    language: Language
    answers: tuple[str, ...]
    kind: str = ""
    half: str = ""
    """`tune` or `test`; empty where the file does not say."""


@dataclass(frozen=True)
class Measured:
    query: Query
    rank: int
    """From 1; 0 if none of the results is an answer."""
    count: int

    @property
    def right(self) -> bool:
        """For a query that must find nothing: whether it did."""
        return self.count == 0 if self.query.answers == ("-",) else self.rank > 0


def read_queries(file: Path, languages: Sequence[Language]) -> list[Query]:
    """The queries of a file; raises QueryError and OSError."""
    queries = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 3 or fields[1] not in languages or not fields[2].split():
            raise QueryError(f"{file}:{number}: not query<TAB>{' or '.join(languages)}<TAB>answer: {line!r}")
        more = [*fields[3:5], "", ""][:2]
        queries.append(Query(fields[0], fields[1], tuple(fields[2].split()), *more))
    return queries


def rank(query: Query, results: Iterable[Result], book: Book) -> int:
    """Where the first answer stands, from 1; 0 if there is none."""
    pages = {page.address: page.path.removesuffix(".md") for page in book.in_language(query.language)}
    for place, (address, passage) in enumerate(results, start=1):
        path = pages.get(address, "")
        known = {
            passage,
            address,
            address.strip("/"),
            path,
            f"{path}.md",
            f"{address}#{passage}",
            path.removesuffix("/index"),
        }
        if not known.isdisjoint(query.answers):
            return place
    return 0


@dataclass(frozen=True)
class Totals:
    queries: int
    first: float
    """Share of the queries whose answer comes first."""
    third: float
    """Share whose answer is among the first three."""
    reciprocal: float
    """Mean of 1/rank, with 0 for no answer."""

    def __str__(self) -> str:
        first, third = margin(self.first, self.queries), margin(self.third, self.queries)
        return (
            f"hit@1 {self.first:.3f} ±{first:.2f}  hit@3 {self.third:.3f} ±{third:.2f}  "
            f"MRR {self.reciprocal:.3f}  ({self.queries} queries)"
        )


def margin(share: float, count: int) -> float:
    """Half of the interval that holds the true share 95 times in a hundred (Wilson, 1927)."""
    z = 1.96
    if not count:
        return 0.0
    return z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))


def by_page(results: Iterable[Result]) -> list[Result]:
    """The best passage of each page, as results are shown."""
    best: dict[str, Result] = {}
    for result in results:
        best.setdefault(result[0], result)
    return list(best.values())


def totals(measured: Iterable[Measured]) -> Totals:
    ranks = [each.rank for each in measured if each.query.answers != ("-",)]
    count = len(ranks) or 1
    return Totals(
        len(ranks),
        sum(rank == 1 for rank in ranks) / count,
        sum(0 < rank <= 3 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank) / count,
    )
