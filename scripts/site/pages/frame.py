"""The frame of one HTML document: all that a template may ask, for one page in one language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from markupsafe import Markup

from scripts.book import Book, Language, Page
from scripts.book.addresses import feed_address, share_address, side_address, sides, social_card_address
from scripts.book.bibliography import Source, authors
from scripts.book.carried import picture_address
from scripts.book.contents import Entry
from scripts.book.glossary import Term
from scripts.book.labels import fill, retelling
from scripts.book.languages import Locale
from scripts.book.markup.links import SCHEME
from scripts.book.markup.setting import relative
from scripts.book.model import Heading, kind_of
from scripts.book.writing import marked_name
from scripts.site.assets.fonts import font_files, sheet_address
from scripts.site.assets.sending import Assets
from scripts.site.drawing.figures import with_figures
from scripts.site.pages.linked_data import embedded, page_data, side_by_side_data
from scripts.site.pages.old_ids import with_old_ids
from scripts.site.pages.reading import reading_words
from scripts.site.pages.team import Team

PICTURE = re.compile(r'(?<=<img )(?P<before>[^>]*\bsrc=")(?P<source>[^"]*\bassets/[^"]*)"')
"""In the text."""
WORDS_A_MINUTE = 220
"""Of somebody who reads to understand. Brysbaert (2019) finds 238 for non-fiction, in English and silently."""


@dataclass(frozen=True)
class Publication:
    """What is the same for every document of a build."""

    book: Book
    site_url: str
    """Absolute, with a slash at the end."""
    policy: str
    """The Content-Security-Policy; empty while the book is served for editing."""
    inline_script: str
    search_files: Mapping[Language, Mapping[str, str]]
    """The files of each language's search index; the first is the one that pages name."""
    served: bool = False
    """While it is edited nothing is made that takes long but what is asked for."""
    marked: bool = True
    """Whether the names of assets have a mark of their contents."""

    @cached_property
    def fonts(self) -> Mapping[str, bytes]:
        """The letters, by their path in the site."""
        return font_files(self.book, marked=self.marked)

    @cached_property
    def assets(self) -> Assets:
        """What stands in docs/assets."""
        return Assets(self.book.root, marked=self.marked)

    @cached_property
    def reading_words(self) -> Mapping[Language, tuple[str, str]]:
        """What the dialogs say in each language: its path in the site, and its text."""
        words = {language: reading_words(self.book, language) for language in self.book.languages}
        return {language: self._marked(f"assets/reading.{language}.json", text) for language, text in words.items()}

    def _marked(self, name: str, text: str) -> tuple[str, str]:
        return marked_name(name, text.encode()) if self.marked else name, text

    @property
    def base_path(self) -> str:
        """The path under which the site is published: `/` or `/boek/`."""
        return urlsplit(self.site_url).path or "/"

    def absolute(self, address: str) -> str:
        return self.site_url + address.removeprefix("/")


@dataclass(frozen=True)
class Frame:
    publication: Publication
    language: Language
    address: str
    """Of this document, from the root of the site."""
    page: Page | None = None
    own_title: str = ""
    own_description: str = ""
    rooted: bool = False
    """Links count from the root of the host: for a document that is shown at any address."""
    indexed: bool = True
    """Whether search engines and the sitemap may have it."""
    own_counterpart: str = ""
    """The address in the other language of a document that stands beside its page: its card, the ways to pass it on."""
    in_languages: Sequence[Frame] = ()
    """For a document in both languages: a frame for each."""

    # The document itself

    @property
    def book(self) -> Book:
        return self.publication.book

    @property
    def labels(self) -> dict[str, str]:
        return dict(self.book.labels[self.language])

    @property
    def other(self) -> Language:
        return self.book.other(self.language)

    @property
    def locale(self) -> Locale:
        return self.book.locales[self.language]

    @property
    def title(self) -> str:
        return self.own_title or (self.page.title if self.page else "")

    @property
    def full_title(self) -> str:
        site = self.labels["site_title"]
        if self.page and self.page.path == "index.md" and not self.own_title:
            return retelling(self.labels)
        of_beacon = self.page_entry and self.page_entry.beacon and not self.own_counterpart
        numbered = f"{self.place}: {self.title}" if of_beacon else self.title
        return f"{numbered} · {site}"

    @property
    def title_language(self) -> Language:
        """Of the title on the cover: the language of the book that is retold, else this document's own."""
        source = self.book.bibliography.the_book
        return source.language if source and source.language else self.language

    @property
    def by(self) -> str:
        """Who wrote the book that is retold, and when; empty for a work of its own."""
        source = self.book.bibliography.the_book
        names = [f"{one.given} {one.family}".strip() for one in authors(source.csl)] if source else []
        return " · ".join([*names, *([source.year] if source and source.year else [])])

    @property
    def description(self) -> str:
        return self.own_description or (self.page.description if self.page else "") or self.labels["site_description"]

    @property
    def html(self) -> Markup:
        if self.page is None:
            return Markup()
        return self.with_figures(with_old_ids(self.page.html, self.page.address, self.language, self.book, self.href))

    def with_figures(self, text: str) -> Markup:
        """HTML of the book with its figures drawn, and its pictures under the names that they are sent with."""
        return with_figures(PICTURE.sub(self._picture, text), self.book, self.language, self.to)

    def _picture(self, found: re.Match[str]) -> str:
        name = picture_address(html.unescape(found["source"])).removeprefix("/assets/")
        known = not SCHEME.match(found["source"]) and self.publication.assets.has(name)
        return f'{found["before"]}{html.escape(self.asset(name))}"' if known else found[0]

    @property
    def policy(self) -> str:
        return self.publication.policy

    @property
    def inline_script(self) -> Markup:
        return Markup(self.publication.inline_script)  # noqa: S704 - our own file

    # Addresses

    def href(self, address: str) -> str:
        """The reference from this document to an address of the site."""
        if self.rooted:
            return self.publication.base_path + address.removeprefix("/")
        return relative(self.address, address)

    def to(self, path: str, fragment: str = "") -> str:
        """The reference to a page in this document's language."""
        return self.href(self.page_at(path).address) + (f"#{fragment}" if fragment else "")

    def file(self, address: str) -> str:
        """The reference to a file of the site: `/search-index.nl.json`."""
        return self.href(address)

    def asset(self, name: str) -> str:
        return self.href(self.publication.assets.address(name))

    @property
    def faces(self) -> str:
        """The reference to the style sheet with the letters."""
        return self.href(sheet_address(self.publication.fonts))

    @property
    def reading(self) -> str:
        """The reference to the words of the dialogs."""
        return self.href("/" + self.publication.reading_words[self.language][0])

    @property
    def search_index(self) -> str:
        """The reference to this language's search index."""
        return self.search_index_of(self.language)

    def search_index_of(self, language: Language) -> str:
        return self.href("/" + next(iter(self.publication.search_files[language])))

    def has(self, path: str) -> bool:
        return self.book.page(self.language, path) is not None

    def page_at(self, path: str) -> Page:
        page = self.book.page(self.language, path)
        if page is None:
            raise KeyError(f"docs/{self.language}/{path} is missing")
        return page

    def is_at(self, path: str) -> bool:
        return self.page is not None and self.page.path == path

    @property
    def canonical(self) -> str:
        return self.publication.absolute(self.address) if self.indexed else ""

    @property
    def is_chapter(self) -> bool:
        """Whether this document tells a part of the book, to be cited as such."""
        return self.page is not None and self.page.kind != "site" and bool(self.canonical) and not self.is_side

    @property
    def kinds_of_figure(self) -> list[str]:
        """Of the figures that the page shows, each once: every kind has a style sheet of its own."""
        return sorted({self.book.figures[mark.name].kind for mark in self.page.figures}) if self.page else []

    @property
    def card(self) -> str:
        """The address of the picture that stands for this document where it is shared; empty if it has none."""
        return (
            social_card_address(sides(self.book.languages) if self.is_side else self.language, self.page.path)
            if self.page
            else ""
        )

    @property
    def linked_data(self) -> Markup:
        """What this document is, for machines; nothing for one that they may not keep."""
        if self.page is None or not self.indexed:
            return Markup()
        absolute = self.publication.absolute
        if self.is_side:
            return embedded(side_by_side_data(self.book, self.page, self.title, absolute))
        return embedded(page_data(self.book, self.page, absolute))

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """hreflang and absolute address: each language's page, and the first one's for everybody else."""
        if self.page is None or self.is_side:
            return []
        found = {page.language: page for lang in self.book.languages if (page := self.book.page(lang, self.page.path))}
        links: list[tuple[str, str]] = [(lang, self.publication.absolute(page.address)) for lang, page in found.items()]
        first = self.book.languages[0]
        if first in found:
            links.append(("x-default", self.publication.absolute(found[first].address)))
        return links

    @property
    def switch_to(self) -> str:
        """The reference to this page in the other language."""
        if self.own_counterpart:
            return self.href(self.own_counterpart)
        counterpart = self.book.counterpart(self.page) if self.page and not self.in_languages else None
        return self.href(counterpart.address) if counterpart else ""

    @property
    def side_by_side(self) -> str:
        """The reference to this page in both languages."""
        if self.page is None or self.is_side or self.book.counterpart(self.page) is None:
            return ""
        return self.href(side_address(self.book.languages, self.page.path))

    @property
    def is_side(self) -> bool:
        """Whether this document sets both languages side by side."""
        return self.page is not None and self.address == side_address(self.book.languages, self.page.path)

    @property
    def share(self) -> str:
        """The reference to the ways to pass this page on."""
        return self.href(share_address(self.book, self.page)) if self.page else ""

    @property
    def feed(self) -> str:
        """The reference to this language's feed of changed passages."""
        return self.href(feed_address(self.language))

    @cached_property
    def team(self) -> Team:
        return Team(self.book, self.language, self.publication.absolute)

    # Place in the book

    @property
    def page_entry(self) -> Entry | None:
        return self.book.contents.by_path.get(self.page.path) if self.page else None

    @property
    def place(self) -> str:
        """Chapter, section or beacon, with its number."""
        entry = self.page_entry
        if entry is None or not (entry.number or entry.beacon):
            return ""
        if entry.beacon:
            return fill(self.labels["beacon"], number=entry.beacon)
        key = "section" if "." in entry.number else "chapter"
        return fill(self.labels[key], number=entry.number)

    @property
    def above(self) -> Page | None:
        """The page of the section that this page belongs to."""
        entry = self.page_entry
        if entry is None or entry.folder == "." or entry.path.endswith("/index.md"):
            return None
        return self.book.page(self.language, f"{entry.folder}/index.md")

    @property
    def sections(self) -> list[Heading]:
        return [heading for heading in self.page.headings if heading.level == 2] if self.page else []

    def is_added(self, heading: Heading) -> bool:
        """Whether all that stands under a heading is this site's."""
        below = [passage for passage in self.page.passages if passage.heading == heading.id] if self.page else []
        return bool(below) and all(kind_of(passage.id) == "addition" for passage in below)

    @property
    def reading_order(self) -> list[Page]:
        return [page for _, page, _ in self.book.reading_order[self.language].values()]

    @property
    def _around(self) -> tuple[Page | None, Page | None, Page | None]:
        path = self.page.path if self.page else ""
        return self.book.reading_order[self.language].get(path, (None, None, None))

    @property
    def previous(self) -> Page | None:
        return self._around[0]

    @property
    def next(self) -> Page | None:
        return self._around[2]

    @property
    def minutes(self) -> int:
        """What reading the passages takes, in whole minutes, never less than one."""
        words = sum(len(passage.text.split()) for passage in self.page.passages) if self.page else 0
        return max(1, round(words / WORDS_A_MINUTE))

    @property
    def beacons(self) -> list[Page]:
        """The pages of the beacons, in order."""
        return [self.page_at(entry.path) for entry in self.book.contents.beacons if self.has(entry.path)]

    @property
    def children(self) -> list[Page]:
        """The pages of the section that this page opens."""
        if self.page is None or not self.page.path.endswith("/index.md"):
            return []
        folder = self.page.path.removesuffix("index.md")
        return [page for page in self.reading_order if page.path.startswith(folder) and page.path != self.page.path]

    @property
    def tree(self) -> list[tuple[Page, list[Page]]]:
        """The whole contents: pages at the top, each with the pages of its section."""
        tops = [page for page in self.reading_order if page.path != "index.md"]
        tops = [page for page in tops if "/" not in page.path or page.path.endswith("/index.md")]
        return [(page, replace(self, page=page).children) for page in tops]

    def number_of(self, page: Page) -> str:
        entry = self.book.contents.by_path.get(page.path)
        return entry.number if entry else ""

    def beacon_of(self, page: Page) -> int | None:
        entry = self.book.contents.by_path.get(page.path)
        return entry.beacon if entry else None

    def numbered(self, page: Page) -> str:
        """The title with the book's number before it."""
        beacon, number = self.beacon_of(page), self.number_of(page)
        if beacon:
            return f"{fill(self.labels['beacon'], number=beacon)}: {page.title}"
        return f"{number} {page.title}" if number else page.title

    @property
    def related(self) -> list[Page]:
        entry = self.page_entry
        if entry is None or entry.beacon is None:
            return []
        related = self.book.contents.related(entry.beacon)
        return [self.page_at(other.path) for other in self.book.contents.beacons if other.beacon in related]

    def share_of(self, page: Page) -> str:
        """The reference to the ways to pass a page on."""
        return self.href(share_address(self.book, page))

    @property
    def see_also(self) -> list[tuple[str, str]]:
        """Where else to read on: a reference, and the name of the page with the passage that it leads to."""
        found = []
        for path, _, fragment in (target.partition("#") for target in (self.page_entry.see if self.page_entry else ())):
            page = self.page_at(path)
            passage = next((each.id for each in page.passages if each.id == fragment), "")
            found.append((self.to(path, fragment), f"{page.short_title}, {passage}" if passage else page.short_title))
        return found

    # Words

    @cached_property
    def _foreign(self) -> re.Pattern[str]:
        words = sorted(self.book.foreign[self.language], key=lambda word: -len(word))
        return re.compile(r"(?<![\w\-])(?:" + ("|".join(map(re.escape, words)) or "(?!)") + r")(?![\w\-])")

    def in_pieces(self, text: str) -> Iterator[tuple[str, Language | None]]:
        """Text in pieces: names in the other language with that language, what is between them with none."""
        at = 0
        for name in self._foreign.finditer(text):
            if at < name.start():
                yield text[at : name.start()], None
            yield name[0], self.other
            at = name.end()
        if at < len(text):
            yield text[at:], None

    def mark(self, text: str) -> Markup:
        """Text of data or front matter as HTML, with the names in the other language marked as such."""
        span = rf'<span lang="{self.other}">\g<0></span>'
        return Markup(self._foreign.sub(span, html.escape(text, quote=False)))  # noqa: S704 - escaped here

    def fill(self, key: str, **values: object) -> str:
        """A label of the interface with its places filled in."""
        return fill(self.labels[key], **values)

    # Lists of terms and sources

    @cached_property
    def explained(self) -> list[Term]:
        """The terms that this document explains at their first use: those of its page, if it is the page itself."""
        is_page = self.page is not None and self.address == self.page.address
        return [self.book.glossary.by_id[key] for key in self.page.terms] if self.page and is_page else []

    def full(self, term: Term) -> str:
        """What an abbreviation stands for, with a full stop; empty where the term says so itself."""
        full, wording = term.full.get(self.language, ""), term.wording[self.language]
        return f"{full}." if full and not wording.term.casefold().startswith(full.casefold()) else ""

    def definition(self, term: Term) -> Markup:
        return self.mark(f"{self.full(term)} {term.wording[self.language].definition}".strip())

    def lang_of(self, term: Term) -> Language | None:
        """The language of a term that is a word of the other one; None for one of this language."""
        first = self.book.languages[0]
        return first if term.keep and self.language != first else None

    def label_of(self, page: Page) -> str:
        """A page in few words, as the index names it: `Baken 3`, `Inleiding`."""
        beacon = self.beacon_of(page)
        return fill(self.labels["beacon"], number=beacon) if beacon else page.short_title

    def reference(self, source: Source) -> Markup:
        return Markup(self.book.bibliography.references(self.language)[source.id])  # noqa: S704 - made by citeproc
