"""What a language brings: a folder of docs/_data/languages for each, and what this book is (docs/_data/book.yml).

A language may lack a dictionary, a stemmer or words for the checks: it then works with less, and the check says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

import babel
import msgspec
from babel import UnknownLocaleError
from babel.dates import get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from scripts.book.data import DataError, Record, line_of, read_records

BOOK = "docs/_data/book.yml"
LANGUAGES = "docs/_data/languages"

T = TypeVar("T")
Language = str
"""The subtag of a language (BCP 47): `nl`. The name of its folder in docs."""
Tag = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$")]
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-([a-z0-9]+|\{number\}))*$")]
Suffix = tuple[str, str, int]
"""Ending, what takes its place, and the letters that must be left before it."""


class Act(Record, frozen=True):
    term: str
    page: str = ""


class Legislation(Record, frozen=True):
    """The official database of legislation: how its addresses are recognised, and the acts by their numbers there."""

    address: str
    acts: dict[str, Act]


class Edition(Record, frozen=True):
    """What this book is, as docs/_data/book.yml says it."""

    languages: Annotated[tuple[Tag, ...], msgspec.Meta(min_length=2, max_length=2)]
    source: str = ""
    cover: tuple[str, ...] = ()
    search_name: Annotated[str, msgspec.Meta(max_length=13)] = ""
    file_name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] | None = None
    """Of the book as a file, without languages and suffix; a book that says none is not offered as one."""
    roles: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    legislation: Legislation | None = None
    document_number: str = ""


class Names(Record, frozen=True):
    """In addresses and of files."""

    share: Slug
    card: Slug = ""
    sheet: Slug = ""
    scan: Slug = ""
    roles: dict[str, Slug] = msgspec.field(default_factory=dict)


class About(Record, frozen=True):
    name: str
    in_english: str
    locale: str
    biblatex: str
    addresses: Names
    dictionary: str = ""


class Stemming(Record, frozen=True):
    suffixes: tuple[Suffix, ...] = ()
    endings: tuple[tuple[str, str], ...] = ()


class Searching(Record, frozen=True):
    links: tuple[str, ...] = ()
    """Sounds between the words that a compound is made of; a language without is not split."""
    stop: tuple[str, ...] = ()
    stemmer: Stemming | None = None
    ordinals: tuple[str, ...] = ()
    """First, second and so on, in words."""
    sounds: tuple[tuple[str, str], ...] = ()
    """Regular expressions and replacements, all of them in order, that leave the same of words that sound alike."""
    inflections: tuple[tuple[str, str], ...] = ()
    """Regular expressions and replacements: stems of other forms of the same word, as `gevragt` and `vrag`."""
    irregular: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """A word and its forms that no rule makes: `helpen` and `geholpen`."""


class Numbers(Record, frozen=True):
    """How a language writes numbers in words, and what stands beside them."""

    words: tuple[str, ...] = ()
    also: dict[str, int] = msgspec.field(default_factory=dict)
    multiples: dict[str, int] = msgspec.field(default_factory=dict)
    euro: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    article: str = ""


class Form(Record, frozen=True):
    """What a language does not write so, and what it writes instead."""

    wrong: str
    remedy: str


class Checking(Record, frozen=True):
    common: frozenset[str] = frozenset()
    may_double: frozenset[str] = frozenset()
    vague_links: frozenset[str] = frozenset()
    interface: tuple[str, ...] = ()
    numbers: Numbers = Numbers()
    forms: dict[str, Form] = msgspec.field(default_factory=dict)


class Locale(msgspec.Struct, frozen=True, dict=True, kw_only=True):
    """Everything that one language brings."""

    language: Language
    about: About
    labels: Mapping[str, str]
    """The interface's words."""
    searching: Searching
    checking: Checking

    @property
    def name(self) -> str:
        return self.about.name

    @property
    def in_english(self) -> str:
        """For whoever reads the findings of a check."""
        return self.about.in_english

    @property
    def region(self) -> str:
        return self.about.locale.partition("-")[2]

    @property
    def underscored(self) -> str:
        """The locale as CLDR and Open Graph write it: `nl_NL`."""
        return self.about.locale.replace("-", "_")

    @cached_property
    def months(self) -> tuple[str, ...]:
        names = get_month_names("wide", locale=self.underscored)
        return tuple(names[month] for month in range(1, 13))

    @cached_property
    def decimal(self) -> str:
        return str(get_decimal_symbol(self.underscored))

    @cached_property
    def group(self) -> str:
        return str(get_group_symbol(self.underscored))

    @property
    def lacks(self) -> Iterator[str]:
        """What the language goes without."""
        if not self.about.dictionary:
            yield "dictionary: no word is looked up"
        if self.searching.stemmer is None:
            yield "stemmer: search meets words as they are written"
        if not self.checking.common:
            yield "common words: text in the other language is not noticed"


def is_language(subtag: str) -> bool:
    """Whether a language has this subtag (ISO 639), as far as CLDR knows."""
    return subtag in babel.Locale("en").languages


def alphabetical(text: str) -> tuple[str, str]:
    """What to sort by: é beside e, capitals beside small letters, and between equals the text itself."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)), text.casefold()


def read_edition(root: Path) -> Edition:
    """Raises DataError."""
    edition = read_records(root, BOOK, Edition)
    if len(set(edition.languages)) < len(edition.languages):
        raise DataError(BOOK, line_of(root, BOOK, "languages:"), "languages: the two are one and the same")
    for key, pattern in (("document_number", edition.document_number), ("address", _address(edition))):
        _compiles(root, BOOK, key, pattern)
    return edition


def refuse_unknown_acts(root: Path, edition: Edition, terms: Container[str], pages: Container[str]) -> None:
    """Raises DataError for an act that is no term of the glossary, or whose page is none: nothing would be compared."""
    numbered = edition.legislation.acts.values() if edition.legislation else ()
    for act in (*map(Act, edition.acts), *numbered):
        if act.term not in terms:
            raise DataError(BOOK, line_of(root, BOOK, act.term), f"acts: the glossary has no term {act.term!r}")
        if act.page and act.page not in pages:
            raise DataError(BOOK, line_of(root, BOOK, act.page), f"acts: the plan has no page {act.page!r}")


def _address(edition: Edition) -> str:
    return edition.legislation.address if edition.legislation else ""


def read_locales(root: Path, edition: Edition) -> Mapping[Language, Locale]:
    """Each language of the book, in its order; raises DataError."""
    found = {language: _read(root, language, edition) for language in edition.languages}
    first, *others = found.values()
    for locale in others:
        if apart := sorted(first.labels.keys() ^ locale.labels.keys()):
            path = labels_path(first.language)
            raise DataError(
                path, line_of(root, path, f"{apart[0]}:"), f"{apart[0]}: this label is in one language only"
            )
    return found


def labels_path(language: Language) -> str:
    return f"{LANGUAGES}/{language}/interface.yml"


def _read(root: Path, language: Language, edition: Edition) -> Locale:
    folder = f"{LANGUAGES}/{language}"
    about = read_records(root, f"{folder}/language.yml", About)
    if missing := sorted(set(edition.roles) - about.addresses.roles.keys()):
        path = f"{folder}/language.yml"
        raise DataError(path, line_of(root, path, "addresses:"), f"addresses.roles: lacks the role {missing[0]!r}")
    try:
        babel.Locale.parse(about.locale, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        path = f"{folder}/language.yml"
        raise DataError(path, line_of(root, path, "locale:"), f"locale: {about.locale!r} is unknown") from error
    checking = _optional(root, f"{folder}/checks.yml", Checking)
    for name, form in checking.forms.items():
        _compiles(root, f"{folder}/checks.yml", f"{name}:", form.wrong, after="forms:")
    return Locale(
        language=language,
        about=about,
        labels=read_records(root, labels_path(language), dict[str, str]),
        searching=_searching(root, f"{folder}/search.yml"),
        checking=checking,
    )


def _searching(root: Path, path: str) -> Searching:
    """Its expressions are tried here: most of them run in a reader's browser only."""
    found: Searching = _optional(root, path, Searching)
    for pattern, instead in found.stemmer.endings if found.stemmer else ():
        _compiles(root, path, pattern, pattern, instead, after="endings:")
    for name, pairs in {"sounds:": found.sounds, "inflections:": found.inflections}.items():
        for pattern, instead in pairs:
            _compiles(root, path, pattern, pattern, instead, after=name)
    return found


def both(root: Path, path: str, found: Mapping[str, T], languages: Sequence[Language]) -> Mapping[Language, T]:
    """What a data file has for each language and for no other; raises DataError."""
    for language in languages:
        if language not in found:
            raise DataError(path, 1, f"lacks the language {language}")
    for language in found:
        if language not in languages:
            line = line_of(root, path, f"{language}:")
            raise DataError(path, line, f"{language}: no language of this book, which has {' and '.join(languages)}")
    return {language: found[language] for language in languages}


def _optional(root: Path, path: str, kind: type[Any]) -> Any:
    """The records of a file that a language may lack."""
    return read_records(root, path, kind) if (root / path).exists() else kind()


def _compiles(root: Path, path: str, needle: str, pattern: str, instead: str = "", *, after: str = "") -> None:
    try:
        re.sub(f"{pattern}|$", instead, "")  # with an alternative that always matches
    except re.error as error:
        line = line_of(root, path, needle, after=after)
        raise DataError(path, line, f"{pattern!r} is no regular expression: {error}") from error
