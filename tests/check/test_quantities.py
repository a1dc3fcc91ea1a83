"""Amounts, dates and articles are read as the same in both languages, however each writes them."""

from __future__ import annotations

import pytest

from scripts.book import Book
from scripts.check.quantities import Reader, readers

SAME = {
    "2015-01-01": ("op 1 januari 2015", "on 1 January 2015"),
    "2016-02": ("in februari 2016", "in February 2016"),
    "2014-12-12": ("12 december 2014", "12 December 2014"),
    "€3500000": ("€ 3,5 miljoen", "€3.5 million"),
    "€3000000000": ("3 miljard euro", "3 billion euros"),
    "€1250": ("€ 1.250", "€1,250"),
    "10%": ("10 procent", "10 per cent"),
    "1250": ("1.250 mensen", "1,250 people"),
    "1250000": ("1,25 miljoen", "1.25 million"),
    "2.5": ("2,5 uur", "2.5 hours"),
    "27a": ("artikel 27a", "article 27a"),
    "2.3.2": ("artikel 2.3.2", "article 2.3.2"),
    "36 713": ("wetsvoorstel 36 713", "bill 36 713"),
    "ECLI:NL:CRVB:2016:1491": ("(ECLI:NL:CRVB:2016:1491)", "(ECLI:NL:CRVB:2016:1491)"),
}


@pytest.fixture(scope="module")
def both(book: Book) -> tuple[Reader, Reader]:
    return readers(book)


@pytest.mark.parametrize("value", SAME)
def test_an_amount_is_the_same_in_both_languages(both: tuple[Reader, Reader], value: str) -> None:
    for reader, text in zip(both, SAME[value], strict=True):
        assert [str(each) for each in reader.quantities(text)] == [value]


def test_every_month_has_its_number(both: tuple[Reader, Reader]) -> None:
    for reader in both:
        for number, month in enumerate(reader.locale.months, start=1):
            assert [each.value for each in reader.quantities(f"3 {month} 2015")] == [f"2015-{number:02}-03"]


@pytest.mark.parametrize("text", ["40–60 {}", "40 {0} of 60 {0}"])
def test_a_range_has_its_unit_at_both_ends(both: tuple[Reader, Reader], text: str) -> None:
    for reader, percent in zip(both, ("procent", "per cent"), strict=True):
        assert {str(each) for each in reader.quantities(text.format(percent))} == {"40%", "60%"}


def test_an_amount_in_the_others_form_is_still_the_same_amount(both: tuple[Reader, Reader]) -> None:
    dutch, english = both
    assert [str(each) for each in dutch.quantities("3.5 miljoen euro")] == ["€3500000"]
    assert [str(each) for each in english.quantities("3,5 million")] == ["3500000"]


def test_small_numbers_are_read_in_words_and_ranks(both: tuple[Reader, Reader]) -> None:
    dutch, english = both
    assert dutch.word_numbers("Drie van de twaalf, één, de tweede en nul.") == {"3", "12", "1", "2", "0"}
    assert english.word_numbers("Three of the twelve, one, the second.") == {"3", "12", "1", "2"}
    assert not dutch.word_numbers("drietal, vierkant")


def test_a_document_is_no_amount_and_an_amount_no_document(both: tuple[Reader, Reader]) -> None:
    for reader in both:
        assert {each.kind for each in reader.quantities("36 713")} == {"paper"}
        assert {each.kind for each in reader.quantities("713")} == {"number"}


def test_a_mark_that_nothing_answers_to_is_no_amount(both: tuple[Reader, Reader]) -> None:
    for reader in both:
        assert not reader.quantities("text[^2015] and [@cbs-2014]")
