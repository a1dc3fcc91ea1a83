"""Reads amounts, percentages, dates and articles out of the texts of both languages, so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from scripts.book import Book
from scripts.book.languages import Locale

CASE = re.compile(r"ECLI:[A-Z]+:[A-Z]+:\d+:\w+")
"""A ruling by its European Case Law Identifier."""
DOTTED = re.compile(r"(?<![\w.,])\d+(?:\.\d+){2,}\b|(?<![\w.,])\d+\.\d+\b")
LITERAL = re.compile(r"\[[\^@][^\]]*\]")
"""A mark or citation that nothing answers to stays in the text."""


@dataclass(frozen=True, order=True)
class Quantity:
    kind: str
    """`date`, `month`, `article`, `case`, `paper`, `dotted` (article or decimal), `euro`, `percent` or `number`."""
    value: str

    def __str__(self) -> str:
        return {"euro": f"€{self.value}", "percent": f"{self.value}%"}.get(self.kind, self.value)


@dataclass(frozen=True)
class Reader:
    """Reads the quantities of one language's texts; the pair's other language has a part in it, since people mix."""

    locale: Locale
    other: Locale
    document: str = ""
    """A pattern for documents that are known by a number."""

    def quantities(self, text: str) -> frozenset[Quantity]:
        """All quantities of a text, each once, in a form that is the same in both languages."""
        return frozenset(self._scan(text))

    def word_numbers(self, text: str) -> frozenset[str]:
        """The small numbers that a text writes in words, as digits; ordinals too."""
        words = self._words
        return frozenset(words[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in words)

    @cached_property
    def _words(self) -> dict[str, str]:
        numbers = self.locale.checking.numbers
        words = {word: str(index) for index, word in enumerate(numbers.words)}
        return words | {word: str(number) for word, number in numbers.also.items()}

    @cached_property
    def _number(self) -> re.Pattern[str]:
        return _number_in(self.locale.group, self.locale.decimal)

    @cached_property
    def _in_the_others_form(self) -> re.Pattern[str]:
        """An amount in the other language's form: found by number-form, but the same amount."""
        numbers = self.locale.checking.numbers
        units = [*numbers.multiples, *numbers.euro, *numbers.percent]
        if self.other.decimal == self.locale.decimal or not units:
            return re.compile("(?!)")
        return re.compile(rf"(?<![\w.,])\d+{re.escape(self.other.decimal)}(?!\d{{3}}\b)\d+(?= (?:{_any(units)}))")

    @cached_property
    def _patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        words = [each.checking.numbers.article for each in (self.locale, self.other) if each.checking.numbers.article]
        article = "|".join(rf"(?<={re.escape(word)} )\d+[a-z]*\b(?!\.\d)" for word in dict.fromkeys(words))
        return (
            ("case", CASE),
            ("paper", re.compile(self.document or "(?!)")),
            ("article", re.compile(article or "(?!)", re.IGNORECASE)),
        )

    @cached_property
    def _multiples(self) -> dict[str, int]:
        return {**self.locale.checking.numbers.multiples, **self.other.checking.numbers.multiples}

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        both = (self.locale.checking.numbers, self.other.checking.numbers)
        euro = [word for numbers in both for word in numbers.euro]
        percent = ["%", *(word for numbers in both for word in numbers.percent)]
        return re.compile(
            rf"(?:[–-]\d[\d.,]*)?[\s\u00a0-]?({_any(self._multiples)})?"
            rf"[\s\u00a0]?(?:(?P<euro>{_any(euro)})|(?P<percent>{_any(percent)}))?"
        )

    @cached_property
    def _date(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\b(\d{{1,2}}) )?\b({'|'.join(self.locale.months)}) (\d{{4}})\b")

    def _scan(self, text: str) -> Iterator[Quantity]:
        text, dates = self._take_dates(LITERAL.sub(" ", text))
        yield from dates
        for kind, pattern in self._patterns:
            yield from (Quantity(kind, match[0]) for match in pattern.finditer(text))
            text = pattern.sub(" ", text)
        for match in self._in_the_others_form.finditer(text):
            yield self._quantity(text, match, self.other)
        text = self._in_the_others_form.sub(" ", text)
        for match in DOTTED.finditer(text):
            if not self._number.fullmatch(match[0]):
                yield Quantity("dotted", match[0])
        for match in self._number.finditer(text):
            yield self._quantity(text, match, self.locale)

    def _take_dates(self, text: str) -> tuple[str, list[Quantity]]:
        found: list[Quantity] = []

        def take(match: re.Match[str]) -> str:
            month = f"{match[3]}-{self.locale.months.index(match[2]) + 1:02}"
            found.append(Quantity("date", f"{month}-{int(match[1]):02}") if match[1] else Quantity("month", month))
            return " "

        return self._date.sub(take, text), found

    def _quantity(self, text: str, match: re.Match[str], form: Locale) -> Quantity:
        plain = match[0].replace(form.group, "").replace(form.decimal, ".")
        unit = self._unit.match(text, match.end())
        multiple, in_euro, percent = (unit[1], unit["euro"], unit["percent"]) if unit else (None, None, None)
        euro = in_euro or text[: match.start()].rstrip("\u00a0 ").endswith("€")
        if "." in plain and not (multiple or percent or euro):
            return Quantity("dotted", plain)
        value = f"{float(plain) * 10 ** self._multiples.get(multiple or '', 0):.10g}"
        return Quantity("euro" if euro else "percent" if percent else "number", value)


def readers(book: Book) -> tuple[Reader, Reader]:
    """Of both languages, in their order."""
    first, second = book.locales.values()
    number = book.edition.document_number
    return Reader(first, second, number), Reader(second, first, number)


def _number_in(group: str, decimal: str) -> re.Pattern[str]:
    g, d = re.escape(group), re.escape(decimal)
    end = r"(?![\w]|[.,]\d)"
    return re.compile(rf"(?<![\w.,])\d+(?:{g}\d{{3}})+(?:{d}\d+)?{end}|(?<![\w.,])\d+(?:{d}\d+)?{end}")


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
