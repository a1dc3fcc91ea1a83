"""Reads amounts, percentages, dates and articles out of Dutch and English, so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WORDS = {
    "nl": ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}
ALSO = {
    "nl": {"één": 1, "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "zesde": 6},
    "en": {"first": 1, "second": 2, "third": 3, "fourth": 4, "sixth": 6},
}
MULTIPLES = {"miljard": 9, "billion": 9, "miljoen": 6, "million": 6, "duizend": 3, "thousand": 3}

NUMBER = {
    "nl": re.compile(r"(?<![\w.,])\d+(?:\.\d{3})+(?:,\d+)?(?![\w]|[.,]\d)|(?<![\w.,])\d+(?:,\d+)?(?![\w]|[.,]\d)"),
    "en": re.compile(r"(?<![\w.,])\d+(?:,\d{3})+(?:\.\d+)?(?![\w]|[.,]\d)|(?<![\w.,])\d+(?:\.\d+)?(?![\w]|[.,]\d)"),
}
CASE = re.compile(r"ECLI:[A-Z]+:[A-Z]+:\d+:\w+")
"""A ruling by its European Case Law Identifier."""
PAPER = re.compile(r"\b\d{2} \d{3}\b")
"""A parliamentary paper: 36 713."""
ARTICLE = re.compile(r"(?<=artikel )\d+[a-z]*\b(?!\.\d)|(?<=article )\d+[a-z]*\b(?!\.\d)", re.IGNORECASE)
DOTTED = re.compile(r"(?<![\w.,])\d+(?:\.\d+){2,}\b|(?<![\w.,])\d+\.\d+\b")
OTHERS_DECIMAL = {
    "nl": re.compile(r"(?<![\w.,])\d+\.(?!\d{3}\b)\d+(?= (?:miljard|miljoen|euro|procent))"),
    "en": re.compile(r"(?<![\w.,])\d+,(?!\d{3}\b)\d+(?= (?:billion|million|euros|per cent))"),
}
"""An amount in the other language's form: found by number-form, but the same amount."""
LITERAL = re.compile(r"\[[\^@][^\]]*\]")
"""A mark or citation that nothing answers to stays in the text."""
UNIT = re.compile(
    r"(?:[–-]\d[\d.,]*)?[\s\u00a0-]?(miljard|miljoen|duizend|billion|million|thousand)?"
    r"[\s\u00a0]?(euro|procent|per ?cent|%)?"
)


@dataclass(frozen=True, order=True)
class Quantity:
    kind: str
    """`date`, `month`, `article`, `case`, `paper`, `dotted` (article or decimal), `euro`, `percent` or `number`."""
    value: str

    def __str__(self) -> str:
        return {"euro": f"€{self.value}", "percent": f"{self.value}%"}.get(self.kind, self.value)


def quantities(text: str, language: str) -> frozenset[Quantity]:
    """All quantities of a text, each once, in a form that is the same in both languages."""
    return frozenset(_scan(text, language))


def word_numbers(text: str, language: str) -> frozenset[str]:
    """The small numbers that a text writes in words, as digits; ordinals too."""
    words = {word: str(index) for index, word in enumerate(WORDS[language])}
    words |= {word: str(number) for word, number in ALSO[language].items()}
    return frozenset(words[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in words)


def _scan(text: str, language: str) -> Iterator[Quantity]:
    text, dates = _take_dates(LITERAL.sub(" ", text), language)
    yield from dates
    for kind, pattern in (("case", CASE), ("paper", PAPER), ("article", ARTICLE)):
        yield from (Quantity(kind, match[0]) for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    for match in OTHERS_DECIMAL[language].finditer(text):
        yield _number(text, match, "en" if language == "nl" else "nl")
    text = OTHERS_DECIMAL[language].sub(" ", text)
    for match in DOTTED.finditer(text):
        if not NUMBER[language].fullmatch(match[0]):
            yield Quantity("dotted", match[0])
    for match in NUMBER[language].finditer(text):
        yield _number(text, match, language)


def _take_dates(text: str, language: str) -> tuple[str, list[Quantity]]:
    months = "|".join(MONTHS[language])
    found: list[Quantity] = []

    def take(match: re.Match[str]) -> str:
        month = f"{match[3]}-{MONTHS[language].index(match[2]) + 1:02}"
        found.append(Quantity("date", f"{month}-{int(match[1]):02}") if match[1] else Quantity("month", month))
        return " "

    return re.sub(rf"(?:\b(\d{{1,2}}) )?\b({months}) (\d{{4}})\b", take, text), found


def _number(text: str, match: re.Match[str], language: str) -> Quantity:
    plain = match[0].replace(".", "").replace(",", ".") if language == "nl" else match[0].replace(",", "")
    unit = UNIT.match(text, match.end())
    multiple, sign = (unit[1], unit[2]) if unit else (None, None)
    euro = sign == "euro" or text[: match.start()].rstrip("\u00a0 ").endswith("€")
    if "." in plain and not (multiple or sign or euro):
        return Quantity("dotted", plain)
    value = f"{float(plain) * 10 ** MULTIPLES.get(multiple or '', 0):.10g}"
    return Quantity("euro" if euro else "percent" if sign else "number", value)
