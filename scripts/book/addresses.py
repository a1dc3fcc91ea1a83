"""Every address of the book, from the root of the site: what is published there stays there.

Whoever writes a file or a link asks here where it is, and the lock of published addresses is made of the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.book.contents import CONTENTS, Entry
from scripts.book.labels import fill
from scripts.book.languages import LANGUAGES, Language
from scripts.book.model import Book, Page

DEFAULT_URL = "https://transformeren.example/"
"""Where the site stands while nobody says where."""
PASSAGES = "/passages.json"
PASSAGES_VERSION = 1
"""Of the form of `/passages.json`. A key that is added leaves it; one that goes or means another thing makes it 2."""
PASSAGES_SCHEMA = f"/passages.v{PASSAGES_VERSION}.schema.json"
LLMS = "/llms.txt"
MANIFEST, WORKER = "/manifest.webmanifest", "/sw.js"
"""Of the app. A device that keeps the site asks at these for what is new."""
PRECACHE, PRECACHE_TEXTS = "/precache.json", "/precache-texts.txt"
"""Of what the app keeps: a list, and all texts in one. It is JSON; more hosts compress what they take for plain text.
No promise: only the worker of the same version asks for them."""
CARDS, WORKSHEET, SCAN = "team/cards.md", "team/worksheet.md", "team/self-scan.md"
"""The pages below which the papers stand."""


@dataclass(frozen=True)
class PaperAddresses:
    """Of what is made to be printed, in one language."""

    cards: Mapping[int, str]
    """By the number of the beacon."""
    sheet: str
    worksheets: Mapping[str, str]
    """By role."""
    scan: str

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.cards.values(), self.sheet, *self.worksheets.values(), self.scan)


def site_url() -> str:
    """The site's own absolute address, with a slash at the end: `SITE_URL` in the environment, if it says anything."""
    return (os.environ.get("SITE_URL", "").strip() or DEFAULT_URL).rstrip("/") + "/"


def file_at(address: str) -> str:
    """The path in the site of what stands at an address: `bakens/index.html` for `/bakens/`."""
    return address.removeprefix("/") + ("index.html" if address.endswith("/") else "")


def sides(languages: Sequence[Language]) -> str:
    """The folder of what shows both languages side by side: `nl-en`."""
    return "-".join(languages)


def side_address(languages: Sequence[Language], path: str) -> str:
    """Of a pair, from the file's path: `/nl-en/beacons/2-own-strength/`."""
    name = path.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return f"/{sides(languages)}/{name}/" if name else f"/{sides(languages)}/"


def short_address(entry: Entry) -> str:
    """Of the short link that the plan gives a page: `/b3/`."""
    return f"/{entry.short}/"


def share_address(book: Book, page: Page) -> str:
    """Of the ways to pass a page on."""
    return f"{page.address}{book.locales[page.language].about.addresses.share}/"


def plain_address(page: Page) -> str:
    """Of a page as plain text, where llmstxt.org looks for it."""
    return f"{page.address}index.html.md"


def social_card_address(folder: str, path: str) -> str:
    """Of the picture that stands for a page, from the file's path, so that it stays as the page does:
    `/assets/cards/nl/beacons/2-own-strength.png`; the folder is a language, or `nl-en`."""
    return f"/assets/cards/{folder}/{path.removesuffix('.md')}.png"


def feed_address(language: Language) -> str:
    return f"/feed.{language}.xml"


def opensearch_address(language: Language) -> str:
    return f"/opensearch.{language}.xml"


def card_page_address(book: Book, page: Page, number: int) -> str:
    """Of a beacon's card as a page of its own, below the page of the cards."""
    return f"{page.address}{fill(book.locales[page.language].about.addresses.card, number=number)}/"


def paper_addresses(book: Book, language: Language) -> PaperAddresses | None:
    """None for a book without the pages that the papers stand below."""
    pages = [book.page(language, path) for path in (CARDS, WORKSHEET, SCAN)]
    if not all(pages):
        return None
    cards, worksheet, scan = (page.address for page in pages if page)
    names = book.locales[language].about.addresses
    return PaperAddresses(
        {number: f"{cards}{fill(names.card, number=number)}.pdf" for number in with_card(book, language)},
        f"{cards}{names.sheet}.pdf",
        {role: f"{worksheet}{names.roles[role]}.pdf" for role in book.edition.roles},
        f"{scan}{names.scan}.pdf",
    )


def with_card(book: Book, language: Language) -> tuple[int, ...]:
    """The beacons that have a card, in order: each with a page and a line in docs/_data/beacons.yml."""
    return tuple(
        entry.beacon
        for entry in book.contents.beacons
        if entry.beacon and entry.beacon in book.beacons and book.page(language, entry.path)
    )


def edition_address(book: Book, folder: str, suffix: str) -> str:
    """Of the whole book as a file: `/files/le-jardin.fr.a5.pdf` for `fr`, or `fr-de`, and `a5.pdf`."""
    return f"/files/{book.edition.file_name}.{folder}.{suffix}"


@dataclass(frozen=True)
class Pdf:
    """The whole book as PDF, in one language or in both side by side."""

    address: str
    languages: tuple[Language, ...]
    paper: str
    """`a5`, to be bound, or `a4`."""


CORPUS = ("tmx", "tbx", "csv", "jsonl")
"""The forms of the parallel corpus, as their files end."""


def edition_addresses(book: Book) -> tuple[str, ...]:
    """Every form of the whole book that has an address; none for a book that has no name as a file."""
    if not book.edition.file_name:
        return ()
    both = sides(book.languages)
    return (
        *(pdf.address for pdf in pdfs(book)),
        *(edition_address(book, folder, "epub") for folder in (*book.languages, both)),
        *(edition_address(book, both, form) for form in CORPUS),
        offline_address(book),
    )


def offline_address(book: Book) -> str:
    """Of the archive with the whole site, to be opened from a disk."""
    return f"/files/{book.edition.file_name}.offline.zip"


def pdfs(book: Book) -> tuple[Pdf, ...]:
    """None for a book that has no name as a file."""
    return tuple(_pdfs(book)) if book.edition.file_name else ()


def _pdfs(book: Book) -> Iterator[Pdf]:
    for language in book.languages:
        for paper in ("a5", "a4"):
            yield Pdf(edition_address(book, language, f"{paper}.pdf"), (language,), paper)
    yield Pdf(edition_address(book, sides(book.languages), "a4.pdf"), book.languages, "a4")


@dataclass(frozen=True)
class Claim:
    """One thing that stands at an address of its own."""

    address: str
    what: str
    path: str
    """The file in which that is said."""
    written: str = ""
    """What stands there; empty for its first line."""


def claims(book: Book) -> Iterator[Claim]:
    """Everything that has an address of its own, as the sources say it: pages, what stands beside them, short links."""
    for page in book.pages.values():
        yield Claim(page.address, f"the page {page.source}", page.source)
        yield Claim(share_address(book, page), f"the ways to share {page.source}", page.source)
    for pair in book.pairs:
        yield Claim(side_address(book.languages, pair.path), f"both languages of {pair.path}", pair.first.source)
    for entry in book.contents.short_links:
        yield Claim(short_address(entry), f"the short link of {entry.path}", CONTENTS, f"path: {entry.path}\n")
    for cards in filter(None, (book.page(language, CARDS) for language in book.languages)):
        for number in with_card(book, cards.language):
            yield Claim(card_page_address(book, cards, number), f"the card of beacon {number}", cards.source)
    for language in book.languages:
        yield from _paper_claims(book, language)


def _paper_claims(book: Book, language: Language) -> Iterator[Claim]:
    """What is printed has the names that the language gives it; two roles may not share one."""
    if found := paper_addresses(book, language):
        path = f"{LANGUAGES}/{language}/language.yml"
        yield Claim(found.sheet, "the sheet of cards", path, "sheet:")
        yield Claim(found.scan, "the scan on paper", path, "scan:")
        for number, address in found.cards.items():
            yield Claim(address, f"the card of beacon {number} on paper", path, "card:")
        for role, address in found.worksheets.items():
            yield Claim(address, f"the worksheet of the role {role}", path, "roles:")


def permalinks(book: Book) -> set[str]:
    """What is promised to last: pages, their passages, headings and entries, sides, short links, files for others."""
    found: set[str] = set()
    for page in book.pages.values():
        found.add(page.address)
        found |= {f"{page.address}#{thing.id}" for things in (page.passages, page.headings) for thing in things}
    for pair in book.pairs:
        side = side_address(book.languages, pair.path)
        found |= {side, *(f"{side}#{part.id}" for part in pair.first.parts if part.kind in {"passage", "heading"})}
    found |= set(_entries(book))
    found |= {short_address(entry) for entry in book.contents.short_links}
    return found | set(_files(book))


def _entries(book: Book) -> Iterator[str]:
    """Terms in the glossary, and sources in their list."""
    for path, keys in (("glossary.md", book.glossary.by_id), ("sources.md", book.bibliography.by_id)):
        for page in filter(None, (book.page(language, path) for language in book.languages)):
            yield from (f"{page.address}#{key}" for key in keys)


def _files(book: Book) -> Iterator[str]:
    yield from (PASSAGES, PASSAGES_SCHEMA, LLMS, MANIFEST, WORKER)
    yield from edition_addresses(book)
    for language in book.languages:
        yield feed_address(language)
        if papers := paper_addresses(book, language):
            yield from papers.all
