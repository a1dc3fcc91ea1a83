"""Which ids of passages are free. One that was published is never used again for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from scripts.book import Book, Page
from scripts.book.model import PASSAGE_ID, kind_of, point_of

LETTERS = re.compile(r"[a-z]+")
COUNT = re.compile(r"-x?(\d+)$")


def used_ids(book: Book) -> frozenset[str]:
    """Every passage id that is there, was published, moved, or was looked at."""
    return frozenset(name for name in _names(book) if PASSAGE_ID.fullmatch(name))


def _names(book: Book) -> Iterator[str]:
    for page in book.pages.values():
        yield from (passage.id for passage in page.passages)
    for address in (*book.published, *book.moved.to, *book.moved.to.values()):
        yield address.partition("#")[2]
    yield from book.looked_at


def next_id(book: Book, page: Page, after: str, *, addition: bool) -> str:
    """The id of a passage below `after`: the next count of its point, or of the page's additions."""
    point = _point_of_addition(page, after) if addition else point_of(after)
    kind = "addition" if addition else "book"
    series = [name for name in used_ids(book) if point_of(name) == point and kind_of(name) == kind]
    counts = [int(match[1]) for match in map(COUNT.search, series) if match]
    # The only passage of a point has no count: it is the first.
    highest = max(counts, default=0) or (1 if point in series else 0)
    return f"{point}-{'x' if addition else ''}{highest + 1}"


def _point_of_addition(page: Page, after: str) -> str:
    """That of the nearest addition before it on the page, else after it; else of the page itself."""
    ids = [passage.id for passage in page.passages]
    place = ids.index(after)
    near = [name for name in (*reversed(ids[: place + 1]), *ids[place + 1 :]) if kind_of(name) == "addition"]
    if near:
        return point_of(near[0])
    points = page.entry.points if page.entry else ()
    letters = LETTERS.match(after)
    return point_of(after) if len(points) < 2 or letters is None else str(letters[0])


def free_letters(book: Book, path: str) -> str:
    """One or two letters for the passages of a page of the site's own, after its file's name; none were ever used."""
    taken = {match[0] for match in map(LETTERS.match, (*used_ids(book), *book.contents.page_of_point)) if match}
    words = re.findall(r"[a-z]+", path.removesuffix("index.md").removesuffix(".md").rpartition("/")[2]) or ["a"]
    initials = "".join(word[0] for word in words)
    likely = [initials[:2], words[0][:2], *(words[0][0] + letter for letter in words[0][1:] + ascii_lowercase)]
    every = (first + second for first in ascii_lowercase for second in ascii_lowercase)
    return next((letters for letters in (*likely, *every) if letters not in taken), "")
