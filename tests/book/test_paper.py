"""What paper can't carry is named before a PDF is made, with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.book import Book, read_book
from scripts.book.model import Trouble
from scripts.book.paper import LARGEST_PICTURE, LONGEST_CELL, LONGEST_NOTE, MOST_COLUMNS, WIDEST_CODE, unprintable

PAGE = "docs/nl/foreword.md"
BEHIND = "{ #v-x2 }\n"
NOTE = "[^cbs]: "
TOO_LARGE = LARGEST_PICTURE + 1


def found(root: Path, written: str, *, behind: str = BEHIND) -> list[Trouble]:
    """What is said of the small book, with something written in its foreword."""
    page = root / PAGE
    text = page.read_text(encoding="utf-8")
    assert text.count(behind) == 1
    page.write_text(text.replace(behind, behind + written), encoding="utf-8")
    return list(unprintable(read_book(root)))


def note(root: Path) -> str:
    """The text of the note that the small book has there."""
    (text,) = (each.text for each in read_book(root).pages["nl", "foreword.md"].notes if each.label == "cbs")
    return text


def row(cells: int, *, of: str = "a") -> str:
    return f"|{f'{of}|' * cells}\n"


def table(columns: int, cell: str = "b") -> str:
    return f"\n{row(columns)}{row(columns, of='-')}{row(columns, of=cell)}"


def test_the_book_itself_can_be_printed(book: Book) -> None:
    assert list(unprintable(book)) == []


@pytest.mark.parametrize(
    ("written", "begins", "said"),
    [
        ("\n---\n", "{ #v-x2 }", "paper has no form for <hr>: write it as paragraphs"),
        (table(MOST_COLUMNS + 1), "|a", f"a table of {MOST_COLUMNS + 1} columns does not fit on A5: {MOST_COLUMNS}"),
        (table(2, "b" * (LONGEST_CELL + 1)), "|a", f"a cell of {LONGEST_CELL + 1} letters is a page of its own"),
        (f"\n    {'c' * (WIDEST_CODE + 1)}\n", "{ #v-x2 }", f"a line of code has more than {WIDEST_CODE} signs"),
        ("\n![Kaart](../assets/images/kaart.gif)\n", "![Kaart", "kaart.gif can't be printed: put an SVG, PNG or JPEG"),
        (
            "\n![Kaart](../assets/images/kaart.png)\n",
            "![Kaart",
            f"too large for the PDFs ({TOO_LARGE} bytes)",
        ),
    ],
)
def test_what_paper_cannot_carry_is_named_with_its_place(mini: Path, written: str, begins: str, said: str) -> None:
    for kind, size in {"gif": 6, "png": TOO_LARGE}.items():
        (mini / f"docs/assets/images/kaart.{kind}").write_bytes(bytes(size))
    (trouble,) = found(mini, written)
    assert trouble.path == PAGE
    assert said in trouble.message
    line = (mini / PAGE).read_text(encoding="utf-8").splitlines()[trouble.line - 1]
    assert line.startswith(begins)


@pytest.mark.parametrize(
    "written",
    [
        table(MOST_COLUMNS),
        table(2, "b" * LONGEST_CELL),
        f"\n    {'c' * WIDEST_CODE}\n",
        "\n![Kaart](../assets/images/kaart.PNG)\n",
        "\n> Een blok.\n\n1. een\n2. twee\n",
    ],
)
def test_what_just_fits_is_printed(mini: Path, written: str) -> None:
    (mini / "docs/assets/images/kaart.PNG").write_bytes(bytes(LARGEST_PICTURE))
    assert found(mini, written) == []


def test_a_note_has_half_a_page(mini: Path) -> None:
    longer = "Heel lang. " * 200
    letters = len(note(mini)) + len(longer)
    (trouble,) = found(mini, longer, behind=NOTE)
    assert f"the note cbs has {letters} letters" in trouble.message
    assert f"more than half a page of paper ({LONGEST_NOTE})" in trouble.message
    assert (mini / PAGE).read_text(encoding="utf-8").splitlines()[trouble.line - 1].startswith(NOTE)


def test_a_note_may_be_as_long_as_half_a_page(mini: Path) -> None:
    more = LONGEST_NOTE - len(note(mini))
    assert found(mini, f"{'x' * (more - 1)} ", behind=NOTE) == []
    (trouble,) = found(mini, "x", behind=NOTE)
    assert f"{LONGEST_NOTE + 1} letters" in trouble.message


def test_what_stands_in_a_note_has_the_line_of_the_note(mini: Path) -> None:
    (trouble,) = found(mini, "Een noot.\n\n    ---\n\n    ", behind=NOTE)
    assert "<hr>" in trouble.message
    assert (mini / PAGE).read_text(encoding="utf-8").splitlines()[trouble.line - 1].startswith(NOTE)
