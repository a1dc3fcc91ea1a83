"""Rules about signs: bytes, white space, quotation marks, dashes and numbers, each by the custom of its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scripts.book import Book, Language, Page
from scripts.book.beacons import BEACONS
from scripts.check.findings import Fault, rule

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
STRANGE = re.compile("[^\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20ac\ufeff\ufffd]")
"""Beyond the letters of Europe and the signs of its typography."""
MOJIBAKE = re.compile("Ã[\x80-\xbf©«¨¤¶¼]|â€|Â[\xa0-\xbf]|\ufffd")
URL_OR_ATTRIBUTE = re.compile(r"\]\([^)]*\)|https?://\S+|\{[^}\n]*\}|\[[@^][^\]]*\]:?|<[^>\n]*>")
NOTHING = re.compile("(?!)")
DOUBLED = re.compile(r"\b([^\W\d_]+) \1\b", re.IGNORECASE)


def text_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of running text, without addresses, attributes and marks; the title and the description as line 1."""
    for key in ("title", "short", "description"):
        if isinstance(page.meta.get(key), str):
            yield 1, page.meta[key]
    for number, line in page.lines:
        yield number, URL_OR_ATTRIBUTE.sub(lambda match: " " * len(match[0]), line)


@rule("byte-order-mark", "A file begins with a byte order mark")
def byte_order_mark(book: Book) -> Iterator[Fault]:
    """Some tools take it for text, and the front matter is no longer at the beginning."""
    for page in book.pages.values():
        if page.raw.startswith("\ufeff"):
            yield page.source, 1, "the file begins with a byte order mark", "save it as UTF-8 without one"


@rule("line-ends", "Lines that end with a carriage return")
def line_ends(book: Book) -> Iterator[Fault]:
    """Every line then seems changed to whoever compares versions."""
    for page in book.pages.values():
        if "\r" in page.raw:
            yield (
                page.source,
                page.raw[: page.raw.index("\r")].count("\n") + 1,
                "a line ends with CR",
                "save with LF line ends",
            )


@rule("final-newline", "A file does not end with one newline")
def final_newline(book: Book) -> Iterator[Fault]:
    """Tools that join files would join its last line with the next file's first."""
    for page in book.pages.values():
        if page.raw and (not page.raw.endswith("\n") or page.raw.endswith("\n\n")):
            yield (
                page.source,
                page.raw.count("\n") or 1,
                "the file does not end with one newline",
                "end it with exactly one",
            )


@rule("tab", "A tab in the text")
def tab(book: Book) -> Iterator[Fault]:
    """Markdown may take it for code."""
    for page in book.pages.values():
        for number, line in enumerate(page.raw.split("\n"), start=1):
            if "\t" in line:
                yield page.source, number, "a tab", "use spaces"


@rule("trailing-space", "Spaces at the end of a line")
def trailing_space(book: Book) -> Iterator[Fault]:
    """Two of them break the line in the page, and nobody sees why."""
    for page in book.pages.values():
        for number, line in enumerate(page.raw.split("\n"), start=1):
            if line != line.rstrip() and not line.endswith("\r"):
                yield page.source, number, "spaces at the end of the line", "take them out"


@rule("not-composed", "Letters with loose accents (not NFC)")
def not_composed(book: Book) -> Iterator[Fault]:
    """Search for `cliënt` does not find it, since the ë is two characters."""
    for page in book.pages.values():
        for number, line in enumerate(page.raw.split("\n"), start=1):
            if not unicodedata.is_normalized("NFC", line):
                yield page.source, number, "letters and accents stand apart", "save in Unicode normal form C"


@rule("invisible", "Characters that cannot be seen")
def invisible(book: Book) -> Iterator[Fault]:
    """Zero-width spaces, soft hyphens and control characters break search and screen readers."""
    for page in book.pages.values():
        for number, line in enumerate(page.raw.removeprefix("\ufeff").replace("\r", "").split("\n"), start=1):
            if match := INVISIBLE.search(line):
                yield page.source, number, f"an invisible character U+{ord(match[0]):04X}", "take it out"


@rule("no-break-space", "A no-break space that holds nothing together")
def no_break_space(book: Book) -> Iterator[Fault]:
    """Between € and its number, or a number and its unit, it keeps the two on one line; elsewhere search for two words
    does not find them, and lines break badly.
    """
    for page in book.pages.values():
        for number, line in enumerate(page.raw.split("\n"), start=1):
            if re.search(r"(?<![€\d])[\u00a0\u202f]|(?<=\d)[\u00a0\u202f](?![^\W_])", line):
                yield page.source, number, "a no-break space", "write a space"


@rule("sign", "A sign that the letters of cards and papers lack")
def sign(book: Book) -> Iterator[Fault]:
    """An emoji is an empty box on a card; a screen reader says its whole name."""
    for page in book.pages.values():
        for number, line in enumerate(page.raw.split("\n"), start=1):
            if match := STRANGE.search(line):
                yield page.source, number, f"the sign {match[0]!r} (U+{ord(match[0]):04X})", "say it in words"
    for beacon in book.beacons.values():
        for text in beacon.statement.values():
            if match := STRANGE.search(text):
                where = book.line_in(BEACONS, text)
                yield BEACONS, where, f"the sign {match[0]!r} (U+{ord(match[0]):04X})", "say it in words"


@rule("mojibake", "Text that was read in the wrong encoding")
def mojibake(book: Book) -> Iterator[Fault]:
    """`cliÃ«nt` for `cliënt`."""
    for page in book.pages.values():
        for number, line in enumerate(page.raw.split("\n"), start=1):
            if match := MOJIBAKE.search(line):
                yield (
                    page.source,
                    number,
                    f"{match[0]!r} looks like text in the wrong encoding",
                    "write the letter that was meant",
                )


@rule("straight-quote", "A straight quotation mark or apostrophe")
def straight_quote(book: Book) -> Iterator[Fault]:
    """The book uses ‘ ’ around words and ’ within them, in both languages; double marks only within single ones."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            if match := re.search(r"[\"']", line):
                yield page.source, number, f"a straight {match[0]}", "write ‘ and ’"


@rule("double-quote", "Double quotation marks where the book uses single ones")
def double_quote(book: Book) -> Iterator[Fault]:
    """‘woord’, not “woord”; double marks only inside single ones."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            if re.search(r"[„“”«»]", line) and not re.search(r"‘[^’]*“[^”]*”[^’]*’", line):
                yield page.source, number, "double quotation marks", "write ‘ and ’"


@rule("quote-unclosed", "A quotation that is not closed, or not opened")
def quote_unclosed(book: Book) -> Iterator[Fault]:
    """‘participatiesamenleving without its ’."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            if line.count("‘") > line.count("’"):
                yield (
                    page.source,
                    number,
                    "a ‘ without its ’",
                    "close the quotation; an apostrophe is ’, also before a word",
                )


@rule("dash", "A hyphen or a dash in the place of another sign")
def dash(book: Book) -> Iterator[Fault]:
    """Ranges have an en dash without spaces: 15–25. Between sentences the book uses commas and full stops."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            if re.search(r"(?<![\w\d-])\d{1,4}-\d{1,4}(?![\w-])", line):
                yield page.source, number, "a range with a hyphen", "write an en dash: 15–25"
            if re.search(r" --? |—|\w – \w|\w--\w", re.sub(r"^\s*[-*] ", "", line)) and not line.startswith(
                ("---", "|")
            ):
                yield page.source, number, "a dash between words", "use a comma, a colon or a full stop"


@rule("ellipsis", "Three full stops for an ellipsis")
def ellipsis_sign(book: Book) -> Iterator[Fault]:
    """A screen reader says three times `dot`."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            if "..." in line:
                yield page.source, number, "three full stops", "write …, or end the sentence"


@rule("spacing", "A space too many or too few")
def spacing(book: Book) -> Iterator[Fault]:
    """Two spaces, a space before a comma, none after it."""
    for page in book.pages.values():
        for number, line in page.lines:
            words = line.strip()
            if re.search(r"\S  +\S", words) and "|" not in words:
                yield page.source, number, "two spaces", "keep one"
            plain = URL_OR_ATTRIBUTE.sub("", words)
            if re.search(r"\w [,.;:?!](?:\s|$)|[a-z]{2}[,;][^\W\d_]|[a-z]{3}[.?!][A-Z][a-z]", plain):
                yield page.source, number, "a space before, or none after, a punctuation mark", "mend the spacing"
            if re.search(r"\S \[\^[\w-]+\](?!:)", words):
                yield (
                    page.source,
                    number,
                    "a space before the mark of a note",
                    "put the mark directly behind the word or stop",
                )
            if re.search(r"\w\[\^[\w-]+\][.,;]", words):
                yield page.source, number, "the mark of a note before a stop or comma", "put the mark behind it"


@rule("exclamation", "An exclamation mark")
def exclamation(book: Book) -> Iterator[Fault]:
    """The book speaks calmly."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            if re.search(r"\w!(?!\[)", line):
                yield page.source, number, "an exclamation mark", "end with a full stop"


@rule("number-form", "A number in the form of the other language")
def number_form(book: Book) -> Iterator[Fault]:
    """3,5 miljard and 10.359 in Dutch; 3.5 billion and 10,359 in English."""
    wrong = _forms(book, "number")
    for page in book.pages.values():
        for number, line in text_lines(page):
            form = wrong.get(page.language)
            if form and (match := form[0].search(line)):
                yield page.source, number, f"{match[0]!r} is not how this language writes numbers", form[1]


def _forms(book: Book, name: str) -> dict[Language, tuple[re.Pattern[str], str]]:
    """By language: what it does not write so, and the remedy; of those that say."""
    forms = {language: locale.checking.forms.get(name) for language, locale in book.locales.items()}
    return {language: (re.compile(form.wrong), form.remedy) for language, form in forms.items() if form}


@rule("money-form", "An amount of money in another form than the book's")
def money_form(book: Book) -> Iterator[Fault]:
    """In running text `17,50 euro` and `17.50 euros`; in tables € with a no-break space in Dutch, none in English."""
    in_tables = _forms(book, "money_in_table")
    for page in book.pages.values():
        wrong, remedy = in_tables.get(page.language, (NOTHING, ""))
        for number, line in text_lines(page):
            in_table = line.lstrip().startswith("|")
            if remedy and (wrong.search(line) if in_table else "€" in line):
                yield page.source, number, "a euro sign in running text, or loose from its number", remedy


@rule("percent-form", "A percent sign in running text")
def percent_form(book: Book) -> Iterator[Fault]:
    """`15 procent` and `15 per cent`; the sign only in tables."""
    forms = _forms(book, "percent")
    for page in book.pages.values():
        wrong, remedy = forms.get(page.language, (NOTHING, ""))
        for number, line in text_lines(page):
            if (match := wrong.search(line)) and not line.lstrip().startswith("|"):
                what = "a percent sign" if "%" in match[0] else "percent"
                yield page.source, number, what, remedy


@rule("date-form", "A date in another form than the book's")
def date_form(book: Book) -> Iterator[Fault]:
    """`1 januari 2015` and `1 January 2015`: never 1-1-2015, January 1, 2015 or 1st January."""
    in_figures = re.compile(r"\b\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d\b")
    forms = _forms(book, "date")
    for page in book.pages.values():
        wrong, remedy = forms.get(page.language, (NOTHING, "write the month as a word"))
        for number, line in text_lines(page):
            if match := in_figures.search(line) or wrong.search(line):
                yield page.source, number, f"the date {match[0]!r}", remedy


@rule("word-twice", "A word that stands twice")
def word_twice(book: Book) -> Iterator[Fault]:
    """`de de gemeente`. What may stand twice (`dat dat`) is left alone."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            for match in DOUBLED.finditer(line):
                second = match[0].split()[1]
                # `van Van Ark`: the second begins a name.
                is_name = second[0].isupper() and match[1][0].islower()
                if match[1].lower() not in book.locales[page.language].checking.may_double and not is_name:
                    yield page.source, number, f"{match[1]!r} stands twice", "take one out"


@rule("capital", "A sentence that does not begin with a capital")
def capital(book: Book) -> Iterator[Fault]:
    """A sentence lost its beginning."""
    for page in book.pages.values():
        for number, line in text_lines(page):
            if re.search(r"[a-z]{3}[.?!] [a-z]{2,}", line):
                yield (
                    page.source,
                    number,
                    "a sentence begins with a small letter",
                    "begin it with a capital, or mend the stop",
                )
