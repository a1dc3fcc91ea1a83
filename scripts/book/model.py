"""The nouns of the book. Frozen records with their place in the sources; no reading, no judging."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from scripts.book.asked import Asked
from scripts.book.beacons import Beacon
from scripts.book.bibliography import Bibliography
from scripts.book.changes import Version
from scripts.book.checked import Checked
from scripts.book.contents import Contents, Entry
from scripts.book.figures import Figure
from scripts.book.glossary import Glossary
from scripts.book.languages import Edition, Language, Locale
from scripts.book.measurements import Measurements
from scripts.book.moved import Moved
from scripts.book.publisher import Publisher
from scripts.book.synonyms import Synonyms

PASSAGE_ID = re.compile(r"[a-z]{1,2}\d*(-x?\d+)?")
"""The form of a passage id: outline point, then a count (`b3-2`) or an addition's count (`b3-x1`)."""

Kind = Literal["book", "addition"]


def point_of(passage_id: str) -> str:
    """The outline point that a passage id belongs to: `b3` for `b3-2` and `b3-x1`."""
    return passage_id.split("-", 1)[0]


def kind_of(passage_id: str) -> Kind:
    """Whether the id is of the book's own telling or of an addition by this site."""
    return "addition" if "-x" in passage_id else "book"


@dataclass(frozen=True)
class Trouble:
    """Something that could not be read as what it should be."""

    path: str
    """Relative to the root of the repository, with forward slashes."""
    line: int
    message: str


@dataclass(frozen=True)
class Heading:
    id: str
    level: int
    text: str
    line: int
    explicit: bool
    """Whether the id was written in the source, not made from the text."""


@dataclass(frozen=True)
class Passage:
    id: str
    text: str
    """The reading text: without notes' marks and numbers, white space folded."""
    heading: str | None
    """The id of the heading that it stands under."""
    notes: tuple[str, ...]
    """Labels of the notes that it refers to, in order, with repeats."""
    shape: tuple[str, ...]
    """Its blocks: `p`, `ul 3` for a list of three, `table 4x2` for four rows of two cells."""
    line: int
    items: tuple[str, ...] = ()
    """The text of each item of its lists, in order."""

    @property
    def point(self) -> str:
        return point_of(self.id)

    @property
    def kind(self) -> Kind:
        return kind_of(self.id)


@dataclass(frozen=True)
class Note:
    label: str
    text: str
    """Its sentences, without the citations."""
    citations: tuple[str, ...]
    """Keys of the bibliography, in order."""
    locators: tuple[str, ...]
    """Where in each of them: `art. 2.3.2`; empty for the whole."""
    line: int

    @property
    def number(self) -> int | None:
        """The number of an endnote of the book; None for a note of this site."""
        return int(self.label) if self.label.isdigit() else None


@dataclass(frozen=True)
class NoteMark:
    """A place in the text that calls for a note."""

    label: str
    passage: str | None
    line: int


@dataclass(frozen=True)
class Link:
    written: str
    """The target as it stands in the source."""
    text: str
    page: str | None
    """Path of the page that it leads to (`laws/youth-act.md`); None if it leads outside or nowhere."""
    fragment: str
    external: bool
    passage: str | None
    line: int


@dataclass(frozen=True)
class Image:
    source: str
    alt: str | None
    line: int


@dataclass(frozen=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[int, ...]
    """The cells of each row."""
    captioned: bool
    line: int


@dataclass(frozen=True)
class FigureMark:
    """A place in the text that holds a figure."""

    name: str
    caption: str
    line: int


@dataclass(frozen=True)
class DataFile:
    """A file of docs/_data, as it stands."""

    path: str
    text: str


@dataclass(frozen=True)
class Looked:
    """The hashes of a passage's two texts when somebody saw that they matched, in the order of the languages."""

    first: str
    second: str


@dataclass(frozen=True)
class Asset:
    """Any file below docs/, as the file system has it."""

    path: str
    size: int
    """Bytes."""
    symlink: bool
    executable: bool
    content: bytes
    """Only of text files and images up to a limit; else empty."""


PartKind = Literal["heading", "passage", "note", "block"]


@dataclass(frozen=True)
class Part:
    """One heading, passage, note or loose block of a page, as it stands beside the other language."""

    kind: PartKind
    id: str
    """Empty for a block that has none."""
    html: str
    """What is in it, links counted from `/nl-en/…`; of a loose block, itself."""


@dataclass(frozen=True)
class Stray:
    """Text that was meant as markup, or that stands outside every passage."""

    written: str
    what: Literal["note-mark", "citation", "term", "text"]
    line: int


@dataclass(frozen=True)
class Page:
    language: Language
    path: str
    """Below the language's folder, the same in both: `laws/youth-act.md`."""
    source: str
    """From the root of the repository: `docs/nl/laws/youth-act.md`."""
    address: str
    """From the root of the site: `/wetten/jeugdwet/`."""
    meta: Mapping[str, Any]
    """The front matter as it stands."""
    entry: Entry | None = None
    """Its place in the plan of the book; None if the plan does not name it."""
    headings: tuple[Heading, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[NoteMark, ...] = ()
    links: tuple[Link, ...] = ()
    terms: tuple[str, ...] = ()
    """Ids of the glossary's terms that are explained on the page, in order of first use."""
    strays: tuple[Stray, ...] = ()
    images: tuple[Image, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[FigureMark, ...] = ()
    ids: tuple[str, ...] = ()
    """Every id in the text, in order, with repeats."""
    raw: str = ""
    """The source file as it stands."""
    lines: tuple[tuple[int, str], ...] = ()
    """The lines below the front matter with their numbers, code and comments blanked out."""
    html: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def title(self) -> str:
        return str(self.meta.get("title") or Path(self.path).stem)

    @property
    def short_title(self) -> str:
        """For lists and navigation: the front matter's `short`, else the title."""
        return str(self.meta.get("short") or self.title)

    @property
    def description(self) -> str:
        return str(self.meta.get("description") or "")

    @cached_property
    def id_set(self) -> frozenset[str]:
        return frozenset(self.ids)

    @cached_property
    def kind(self) -> Literal["book", "addition", "site"]:
        """`book`: tells points of the excerpt; `addition`: points that it lacks; `site`: none, as the glossary."""
        if self.entry is None or not self.entry.points:
            return "site"
        return "addition" if self.entry.ours else "book"


@dataclass(frozen=True)
class Pair:
    """The same page in both languages, in their order."""

    path: str
    first: Page
    second: Page

    def __iter__(self) -> Iterator[Page]:
        return iter((self.first, self.second))


@dataclass(frozen=True, eq=False)
class Book:
    root: Path
    edition: Edition
    locales: Mapping[Language, Locale]
    """Its languages, in their order: the first stands at the root of the site."""
    contents: Contents
    glossary: Glossary
    bibliography: Bibliography
    foreign: Mapping[str, tuple[str, ...]]
    """Names of the other language that stand unmarked in the text, by the language of the text."""
    avoid: Mapping[str, Mapping[str, str]]
    """Words that the book avoids, and what it says instead, by language."""
    figures: Mapping[str, Figure]
    """By name."""
    synonyms: Synonyms
    pages: Mapping[tuple[Language, str], Page]
    """By language and path, in reading order."""
    troubles: tuple[Trouble, ...] = ()
    data_files: tuple[DataFile, ...] = ()
    assets: tuple[Asset, ...] = ()
    templates: tuple[DataFile, ...] = ()
    asked: Asked = field(default_factory=dict)
    beacons: Mapping[int, Beacon] = field(default_factory=dict)
    """By number."""
    moved: Moved = field(default_factory=Moved)
    publisher: Publisher | None = None
    """Who makes the site; None if docs/_data does not say."""
    checked: Checked | None = None
    """The last report of every rule; None if there was none."""
    changes: tuple[Version, ...] = ()
    """What changed for readers in each version that was recorded, the newest first."""
    measurements: Measurements = field(default_factory=Measurements)
    """What was measured last of this site beside others."""
    locks: Mapping[str, str] = field(default_factory=dict)
    """Each lock that is there, by its name, as it stands."""
    published: Mapping[str, int] = field(default_factory=dict)
    """Every address and id in permalinks.lock, with its line."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Passage id → when its text became what it is: a moment in UTC (RFC 3339), where that is known."""
    looked_at: Mapping[str, tuple[Looked, int]] = field(default_factory=dict)
    """Passage id → its hashes in translations.lock, and their line."""
    generated_ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids that the templates add to a page, by the page's path: terms, sources."""

    @cached_property
    def languages(self) -> tuple[Language, Language]:
        first, second = self.locales
        return first, second

    @cached_property
    def labels(self) -> Mapping[Language, Mapping[str, str]]:
        """The interface's words, by language."""
        return {language: locale.labels for language, locale in self.locales.items()}

    def other(self, language: Language) -> Language:
        """The counterpart of a language."""
        first, second = self.languages
        return second if language == first else first

    def in_english(self, language: Language) -> str:
        """What a language is called in the findings of a check."""
        return self.locales[language].in_english

    def page(self, language: Language, path: str) -> Page | None:
        return self.pages.get((language, path))

    def in_language(self, language: Language) -> tuple[Page, ...]:
        """The pages of one language, in reading order."""
        return tuple(page for (lang, _), page in self.pages.items() if lang == language)

    @cached_property
    def reading_order(self) -> Mapping[Language, Mapping[str, tuple[Page | None, Page, Page | None]]]:
        """By language and path, in reading order: each planned page, between the one before and the one after."""
        return {language: self._between(language) for language in self.languages}

    def _between(self, language: Language) -> Mapping[str, tuple[Page | None, Page, Page | None]]:
        planned = [page for page in self.in_language(language) if page.entry]
        around = zip([None, *planned], planned, [*planned[1:], None], strict=False)
        return {page.path: (before, page, after) for before, page, after in around}

    def counterpart(self, page: Page) -> Page | None:
        return self.page(self.other(page.language), page.path)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pages that can be read in both languages, in reading order."""
        unreadable = {trouble.path for trouble in self.troubles}
        return tuple(
            Pair(page.path, page, twin)
            for page in self.in_language(self.languages[0])
            if (twin := self.counterpart(page)) and unreadable.isdisjoint({page.source, twin.source})
        )

    def data_text(self, path: str) -> str:
        """The text of a data file; empty if there is no such file."""
        return next((file.text for file in self.data_files if file.path == path), "")

    def line_in(self, path: str, needle: str) -> int:
        """The first line of a data file that has `needle`, else 1."""
        text = self.data_text(path)
        found = text.find(needle)
        return text.count("\n", 0, found) + 1 if found >= 0 else 1

    def has_id(self, page: Page, fragment: str) -> bool:
        return fragment in page.id_set or fragment in self.generated_ids.get(page.path, frozenset())
