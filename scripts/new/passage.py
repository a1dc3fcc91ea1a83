"""A new passage: its id, and its place in both languages."""

from __future__ import annotations

from pathlib import Path

from scripts.book import Book, Page
from scripts.book.contents import CONTENTS
from scripts.book.locks import PERMALINKS
from scripts.book.model import PASSAGE_ID, kind_of, point_of
from scripts.check.findings import did_you_mean
from scripts.new.drafts import Draft, RefusedError, passage
from scripts.new.ids import next_id, used_ids
from scripts.new.plan import with_point
from scripts.translate.places import page_places, plain


def draft_passage(book: Book, after: str, name: str = "", *, addition: bool = False) -> Draft:
    """A passage behind `after`, with the id `name` or the next that is free; raises RefusedError."""
    page = _page_with(book, after)
    addition = addition or kind_of(name or after) == "addition"
    name = name or next_id(book, page, after, addition=addition)
    _refuse_id(book, page, after, name, addition=addition)
    _refuse_place(page, after, name)
    files = {}
    for language in book.languages:
        side = book.pages[language, page.path]
        text, end = plain(side.raw), page_places(side)[after].end
        files[side.source] = f"{text[:end]}\n\n{passage(book, language, name)}{text[end:]}"
    files |= _with_plan(book, page, after, name)
    return Draft(files, (name,), (name,))


def line_of(root: Path, path: str, name: str) -> int:
    """The line on which the passage begins that was written."""
    lines = (root / path).read_bytes().decode("utf-8").splitlines()
    return lines.index(f"{{ #{name} }}")


def _page_with(book: Book, after: str) -> Page:
    """The page of the first language that has the passage."""
    pages = {passage.id: pair.first for pair in book.pairs for passage in pair.first.passages}
    if after not in pages:
        raise RefusedError(f"no passage {after!r} in the book{did_you_mean(after, pages)}")
    return pages[after]


def _refuse_id(book: Book, page: Page, after: str, name: str, *, addition: bool) -> None:
    if not PASSAGE_ID.fullmatch(name):
        raise RefusedError(f"{name!r} is no passage id — the outline's point with a count, as b3-2, or b3-x1")
    if addition and kind_of(name) == "book":
        raise RefusedError(f"{name} is no id of an addition — {point_of(name)}-x with a count, or without ADDITION=1")
    home = book.contents.page_of_point.get(point_of(name))
    if home and home != page.path:
        raise RefusedError(f"{name}: {point_of(name)} belongs on {home}, and {after} stands on {page.path}")
    if name in used_ids(book):
        free = next_id(book, page, after, addition=kind_of(name) == "addition")
        raise RefusedError(f"{name} is taken: {_holder(book, name)} — the next that is free is {free}")


def _holder(book: Book, name: str) -> str:
    for side in book.pages.values():
        for each in side.passages:
            if each.id == name:
                return f"it stands in {side.source}:{each.line}"
    for address, line in book.published.items():
        if address.endswith(f"#{name}"):
            return f"{PERMALINKS}:{line}: it was published, and a link to it must go on meaning the same"
    return "it was used before"


def _refuse_place(page: Page, after: str, name: str) -> None:
    """Numbers in the margin count up."""
    ids = [each.id for each in page.passages]
    series = (point_of(name), kind_of(name))
    later = [each for each in ids[ids.index(after) + 1 :] if (point_of(each), kind_of(each)) == series]
    if later:
        told = f"{name} would stand before {', '.join(later)}, and the numbers in the margin count up"
        raise RefusedError(f"{told} — 'make new-passage AFTER={later[-1]}'")


def _with_plan(book: Book, page: Page, after: str, name: str) -> dict[str, str]:
    """A point that the plan does not know yet goes into it, behind that of the passage before."""
    point = point_of(name)
    if kind_of(name) == "addition" or point in book.contents.page_of_point:
        return {}
    return {CONTENTS: with_point(plain(book.data_text(CONTENTS)), page.path, point_of(after), point)}
