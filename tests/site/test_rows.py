"""The rows of a pair of pages: each part of one language beside the same part of the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from scripts.book import read_book
from scripts.book.markup.sides import moved
from scripts.site.pages.side_by_side import Row, rows


def rows_of(root: Path, path: str, dutch: str, english: str) -> list[Row]:
    """Of a page of the small book with these texts below its front matter."""
    for language, text in (("nl", dutch), ("en", english)):
        file = root / "docs" / language / path
        head = file.read_text(encoding="utf-8").split("---\n")[1]
        file.write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")
    book = read_book(root)
    return list(rows(book, next(pair for pair in book.pairs if pair.path == path)))


def test_loose_blocks_stand_beside_each_other_in_their_order(mini: Path) -> None:
    found = rows_of(
        mini, "sources.md", "Een.\n\nTwee.\n\n## Kop { #head }\n\nDrie.", "One.\n\nTwo.\n\n## H { #head }\n\nThree."
    )
    assert [(row.kind, row.first, row.second) for row in found] == [
        ("block", "<p>Een.</p>", "<p>One.</p>"),
        ("block", "<p>Twee.</p>", "<p>Two.</p>"),
        ("heading", "Kop", "H"),
        ("block", "<p>Drie.</p>", "<p>Three.</p>"),
    ]


def test_what_one_language_lacks_has_no_row(mini: Path) -> None:
    assert [row.first for row in rows_of(mini, "sources.md", "Een.\n\nTwee.", "One.")] == ["<p>Een.</p>"]


def test_links_and_pictures_lead_to_the_same_from_there(mini: Path) -> None:
    text = "[Begrippen](glossary.md) en ![Teken](images/icon.svg)."
    (row,) = rows_of(mini, "sources.md", text, text)
    assert 'href="../../begrippen/"' in row.first
    assert 'src="../../bronnen/images/icon.svg"' in row.first
    assert 'href="../../en/glossary/"' in row.second


def test_a_passage_has_no_id_or_number_of_its_own(mini: Path) -> None:
    book = read_book(mini)
    pair = next(pair for pair in book.pairs if pair.path == "foreword.md")
    found = [row for row in rows(book, pair) if row.kind == "passage"]
    assert [row.id for row in found] == [passage.id for passage in pair.first.passages]
    for row, passage in zip(found, pair.first.passages, strict=True):
        shown = " ".join(lxml_html.fromstring(row.first).text_content().split())
        assert shown.startswith(passage.text[:30]), "nothing that stood behind the number is gone"
        assert " id=" not in row.first
        assert "passage-number" not in row.first
        assert "passage-other" not in row.second


@pytest.mark.parametrize(
    ("reference", "there"),
    [
        ("../wetten/", "../../wetten/"),
        ("#i5", "../../inleiding/#i5"),
        ("https://wetten.overheid.nl/", "https://wetten.overheid.nl/"),
        ("picture.png", "../../inleiding/picture.png"),
    ],
)
def test_a_reference_is_counted_from_another_address(reference: str, there: str) -> None:
    assert moved(reference, "/inleiding/", "/nl-en/introduction/") == there
