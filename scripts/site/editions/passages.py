"""The book as a parallel corpus: each passage in both languages, with what is known of the pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.book import Book
from scripts.book.labels import fill, retelling
from scripts.book.languages import Language
from scripts.book.locks import standings
from scripts.book.model import Kind
from scripts.site.editions.sentences import aligned
from scripts.site.files.exports import LICENCE
from scripts.site.pages.frame import Publication
from scripts.site.pages.linked_data import LICENCE as LICENCE_ADDRESS


@dataclass(frozen=True)
class Side:
    """A passage in one language."""

    url: str
    """Absolute."""
    text: str
    """What a reader reads: no notes' marks, white space folded."""


@dataclass(frozen=True)
class Parallel:
    """A passage in both languages, in the order of the book's."""

    id: str
    kind: Kind
    first: Side
    second: Side
    sentences: tuple[tuple[str, str], ...]
    """Each beside its own; empty where the two languages are not cut alike."""
    stale: bool
    """Whether one language was changed, and the other not looked at since."""
    updated: str
    """When its text became what it is: a moment in UTC (RFC 3339); empty where that is not known."""


def parallels(publication: Publication) -> Iterator[Parallel]:
    """Each passage that both languages have, in reading order."""
    book, known = publication.book, standings(publication.book)
    for pair in book.pairs:
        twins = {passage.id: passage for passage in pair.second.passages}
        for passage in pair.first.passages:
            if twin := twins.get(passage.id):
                urls = [publication.absolute(f"{page.address}#{passage.id}") for page in pair]
                yield Parallel(
                    id=passage.id,
                    kind=passage.kind,
                    first=Side(urls[0], passage.text),
                    second=Side(urls[1], twin.text),
                    sentences=aligned(passage.text, twin.text),
                    stale=known[passage.id].stale,
                    updated=book.changed.get(passage.id, ""),
                )


def tags(book: Book) -> tuple[str, str]:
    """Both languages as BCP 47 has them, with their region: `nl-NL`."""
    first, second = (locale.about.locale for locale in book.locales.values())
    return first, second


def about(book: Book, language: Language) -> str:
    """What the corpus is, in a sentence."""
    return fill(book.labels[language]["corpus_about"], title=retelling(book.labels[language]))


def licence(publication: Publication, language: Language) -> str:
    """Under which licence the texts are, and how to name where they come from."""
    labels = publication.book.labels[language]
    return fill(
        labels["corpus_licence"],
        licence=LICENCE,
        address=LICENCE_ADDRESS,
        title=retelling(labels),
        url=publication.site_url,
    )


def last_change(book: Book) -> str:
    """Of any text of the book (RFC 3339); empty where none is known. A file that says when it was made says this."""
    return max(book.changed.values(), default="")
