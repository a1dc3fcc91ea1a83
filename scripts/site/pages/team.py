"""What a team takes to its table: a card per beacon, questions per role, a scan. From the book's own pages and data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from scripts.book import Book, Language, Page
from scripts.book.addresses import CARDS, PaperAddresses, card_page_address, paper_addresses, with_card
from scripts.book.labels import fill
from scripts.book.questions import RoleQuestions, by_role
from scripts.site.drawing.qr import qr_svg
from scripts.site.drawing.scan import SCORES, ScanFrame, scan_frame


@dataclass(frozen=True)
class BeaconCard:
    """One beacon, on one card, in one language."""

    page: Page
    number: int
    short: str
    """Of its short link: `b3`."""
    statement: str
    by_role: tuple[RoleQuestions, ...]

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
    """In order."""
    entries = {entry.beacon: entry for entry in book.contents.beacons}
    return tuple(
        BeaconCard(
            page,
            number,
            entries[number].short,
            book.beacons[number].statement[language],
            by_role(page, book.edition.roles),
        )
        for number in with_card(book, language)
        if (page := book.page(language, entries[number].path))
    )


@dataclass(frozen=True)
class Team:
    """What the templates of these pages ask, in one language."""

    book: Book
    language: Language
    absolute: Callable[[str], str]

    scores = SCORES

    @property
    def roles(self) -> tuple[str, ...]:
        return self.book.edition.roles

    @cached_property
    def cards(self) -> tuple[BeaconCard, ...]:
        return beacon_cards(self.book, self.language)

    @cached_property
    def papers(self) -> PaperAddresses | None:
        return paper_addresses(self.book, self.language)

    def card_address(self, card: BeaconCard) -> str:
        """Of the card as a page of its own."""
        page = self.book.page(self.language, CARDS)
        return card_page_address(self.book, page, card.number) if page else ""

    def short_link(self, short: str) -> str:
        """Absolute: what a QR code holds."""
        return self.absolute(f"/{short}/")

    def printed(self, short: str) -> str:
        """As it is printed and read out."""
        return as_printed(self.short_link(short))

    def qr(self, short: str) -> Markup:
        label = fill(self.book.labels[self.language]["card_qr"], address=self.printed(short))
        return Markup(qr_svg(self.book.root, self.short_link(short), label))  # noqa: S704 - made by segno

    @property
    def picture(self) -> ScanFrame:
        return scan_frame(tuple(card.number for card in self.cards))


def as_printed(url: str) -> str:
    """An address without what a browser adds by itself."""
    return url.partition("://")[2].removesuffix("/")
