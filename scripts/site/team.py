"""What a team takes to its table: a card per beacon, questions per role, a scan. From the book's own pages and data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import html as lxml_html
from markupsafe import Markup

from scripts.book import Book, Language, Page
from scripts.book.labels import fill
from scripts.site.qr import qr_svg
from scripts.site.scan import SCORES, ScanFrame, scan_frame

ROLES = ("administrator", "team_leader", "professional")
"""For whom a beacon's page asks questions, in its order."""
PRACTICE = "in-practice"
"""The heading above these questions."""


@dataclass(frozen=True)
class RoleQuestions:
    role: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class BeaconCard:
    """One beacon, on one card, in one language."""

    page: Page
    number: int
    short: str
    """Of its short link: `b3`."""
    statement: str

    @cached_property
    def by_role(self) -> tuple[RoleQuestions, ...]:
        """Read from the page when first asked for: most only need the number."""
        return by_role(self.page)

    @property
    def essence(self) -> str:
        """What the page says of itself in one or two sentences."""
        return self.page.description

    @property
    def is_addition(self) -> bool:
        """The excerpt does not reach this beacon."""
        return self.page.kind == "addition"

    @property
    def three(self) -> tuple[tuple[str, str], ...]:
        """A role and the first of its questions: what goes on the card."""
        return tuple((each.role, each.questions[0]) for each in self.by_role if each.questions)

    def for_role(self, role: str) -> tuple[str, ...]:
        return next((each.questions for each in self.by_role if each.role == role), ())


def beacon_cards(book: Book, language: Language) -> tuple[BeaconCard, ...]:
    """In order; of each beacon that has a page and a line in docs/_data/beacons.yml."""
    return tuple(
        BeaconCard(page, entry.beacon, entry.short, words.statement[language])
        for entry in book.contents.beacons
        if entry.beacon and (page := book.page(language, entry.path)) and (words := book.beacons.get(entry.beacon))
    )


def by_role(page: Page) -> tuple[RoleQuestions, ...]:
    """The questions of a beacon's page: a list for each role, in the order of the roles."""
    passages = [passage for passage in page.passages if passage.heading == PRACTICE]
    tree = lxml_html.fragment_fromstring(page.html, create_parent="div") if passages else None
    return tuple(
        RoleQuestions(
            role, tuple(item.text_content().strip() for item in tree.xpath(".//*[@id=$id]//li", id=passage.id))
        )
        for role, passage in zip(ROLES, passages, strict=False)
        if tree is not None
    )


CARDS, WORKSHEET, SCAN = "team/cards.md", "team/worksheet.md", "team/self-scan.md"
"""The pages below which the papers stand."""
NAMES: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "card": "baken-{number}", "sheet": "acht-bakens", "scan": "zelfscan",
        "administrator": "bestuurder", "team_leader": "teamleider", "professional": "professional",
    },
    "en": {
        "card": "beacon-{number}", "sheet": "eight-beacons", "scan": "self-scan",
        "administrator": "administrator", "team_leader": "team-leader", "professional": "professional",
    },
}  # fmt: skip
"""Of files. They are addresses: once published they stay."""


@dataclass(frozen=True)
class Papers:
    """Addresses of what is made to be printed."""

    cards: Mapping[int, str]
    """By the number of the beacon."""
    sheet: str
    worksheets: Mapping[str, str]
    """By role."""
    scan: str

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.cards.values(), self.sheet, *self.worksheets.values(), self.scan)


@dataclass(frozen=True)
class Team:
    """What the templates of these pages ask, in one language."""

    book: Book
    language: Language
    absolute: Callable[[str], str]

    roles = ROLES
    scores = SCORES

    @cached_property
    def cards(self) -> tuple[BeaconCard, ...]:
        return beacon_cards(self.book, self.language)

    @cached_property
    def papers(self) -> Papers | None:
        return papers(self.book, self.language)

    def card_address(self, card: BeaconCard) -> str:
        """Of the card as a page of its own."""
        return card_address(self.book, card)

    def short_link(self, short: str) -> str:
        """Absolute: what a QR code holds."""
        return self.absolute(f"/{short}/")

    def printed(self, short: str) -> str:
        """As it is printed and read out."""
        return as_printed(self.short_link(short))

    def qr(self, short: str) -> Markup:
        label = fill(self.book.labels[self.language]["card_qr"], address=self.printed(short))
        return Markup(qr_svg(self.short_link(short), label))  # noqa: S704 - made by segno

    @property
    def picture(self) -> ScanFrame:
        return scan_frame(tuple(card.number for card in self.cards))


def as_printed(url: str) -> str:
    """An address without what a browser adds by itself."""
    return url.partition("://")[2].removesuffix("/")


def papers(book: Book, language: Language) -> Papers | None:
    """None for a book without these pages."""
    pages = [book.page(language, path) for path in (CARDS, WORKSHEET, SCAN)]
    if not all(pages):
        return None
    cards, worksheet, scan = (page.address for page in pages if page)
    names = NAMES[language]
    return Papers(
        {card.number: f"{cards}{fill(names['card'], number=card.number)}.pdf" for card in beacon_cards(book, language)},
        f"{cards}{names['sheet']}.pdf",
        {role: f"{worksheet}{names[role]}.pdf" for role in ROLES},
        f"{scan}{names['scan']}.pdf",
    )


def card_address(book: Book, card: BeaconCard) -> str:
    page = book.page(card.page.language, CARDS)
    name = fill(NAMES[card.page.language]["card"], number=card.number)
    return f"{page.address}{name}/" if page else ""
