"""What a page can be set with on paper, and what of a book can't be: the PDFs know these forms and no other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import html

from scripts.book.carried import picture_address
from scripts.book.model import Book, Page, Trouble

INLINE = frozenset({"a", "abbr", "br", "cite", "code", "em", "img", "span", "strong", "sub", "sup"})
BLOCKS = frozenset({
    "blockquote", "div", "figcaption", "figure", "h2", "h3", "h4", "li", "ol", "p", "pre", "section", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
})  # fmt: skip
OTHER_LEVELS = frozenset({"h1", "h5", "h6"})
"""Headings that other rules refuse, as they do HTML in the text and pictures that are not there."""
PICTURES = (".svg", ".png", ".jpg", ".jpeg")
LONGEST_NOTE = 1_400
"""Letters: more than half of a page of A5."""
LONGEST_CELL = 600
"""Letters of one cell, in a table of one row: what does not break from page to page must fit on one."""
MOST_COLUMNS = 6
WIDEST_CODE = 66
"""Signs in a line of code."""
LARGEST_PICTURE = 300_000
"""Bytes: each of the five PDFs holds it."""


def unprintable(book: Book) -> Iterator[Trouble]:
    """Everything in the planned pages that paper can't carry, with its file and line, and what to do instead."""
    sizes = {asset.path: asset.size for asset in book.assets}
    for page in book.pages.values():
        if page.kind != "site":
            tree = html.fragment_fromstring(page.html, create_parent="div")
            found = chain(_forms(page, tree), _notes(page), _tables(page, tree), _pictures(page, sizes))
            yield from (Trouble(page.source, line, message) for line, message in found)


Found = Iterator[tuple[int, str]]


def _forms(page: Page, tree: html.HtmlElement) -> Found:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in INLINE | BLOCKS | OTHER_LEVELS and f"<{element.tag}" not in page.raw:
            message = f"paper has no form for <{element.tag}>: write it as paragraphs, a list, a table or a figure"
            yield _line(page, element), message
        elif element.tag == "pre" and any(len(line) > WIDEST_CODE for line in element.text_content().split("\n")):
            message = f"a line of code has more than {WIDEST_CODE} signs: break it, paper does not scroll"
            yield _line(page, element), message


def _notes(page: Page) -> Found:
    for note in page.notes:
        if len(note.text) > LONGEST_NOTE:
            message = (
                f"the note {note.label} has {len(note.text)} letters, more than half a page of paper ({LONGEST_NOTE}): "
                "make it shorter, or tell it in a passage"
            )
            yield note.line, message


def _tables(page: Page, tree: html.HtmlElement) -> Found:
    """Those in the text: `page.tables` has them in the same order."""
    for table, element in zip(page.tables, tree.iter("table"), strict=False):
        if (columns := max(table.rows, default=0)) > MOST_COLUMNS:
            message = f"a table of {columns} columns does not fit on A5: {MOST_COLUMNS} at most, so turn it or split it"
            yield table.line, message
        longest = max((len(cell.text_content()) for cell in element.iter("td", "th")), default=0)
        if longest > LONGEST_CELL:
            yield table.line, f"a cell of {longest} letters is a page of its own: {LONGEST_CELL} at most, or no table"


def _pictures(page: Page, sizes: dict[str, int]) -> Found:
    for image in page.images:
        path = f"docs{picture_address(image.source)}"
        if path in sizes and not path.lower().endswith(PICTURES):
            yield image.line, f"{image.source} can't be printed: put an SVG, PNG or JPEG in docs/assets"
        elif sizes.get(path, 0) > LARGEST_PICTURE:
            message = f"{image.source} is too large for the PDFs ({sizes[path]} bytes): {LARGEST_PICTURE} at most"
            yield image.line, message


def _line(page: Page, element: html.HtmlElement) -> int:
    """Of the passage or note that it stands in."""
    lines = {passage.id: passage.line for passage in page.passages} | {
        f"fn:{note.label}": note.line for note in page.notes
    }
    around = (each.get("id", "") for each in element.iterancestors())
    return next((lines[name] for name in around if name in lines), 1)
