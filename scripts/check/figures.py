"""Rules about figures: the drawings made from docs/_data/figures, and the places that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import Book
from scripts.check.findings import Fault, did_you_mean, rule

NUMBER = re.compile(r"\d+")


@rule("figure-unknown", "A figure that docs/_data/figures lacks", stops=True)
def figure_unknown(book: Book) -> Iterator[Fault]:
    """A caption with nothing above it. The name is that of the file: `![Tijdlijn](figure:timeline)`."""
    for page in book.pages.values():
        for mark in page.figures:
            if mark.name not in book.figures:
                hint = did_you_mean(mark.name, book.figures)
                yield page.source, mark.line, f"no figure {mark.name!r}{hint}", "name a file of docs/_data/figures"


@rule("figure-unused", "A figure that no page shows")
def figure_unused(book: Book) -> Iterator[Fault]:
    """Its facts are kept true for nobody."""
    shown = {mark.name for page in book.pages.values() for mark in page.figures}
    for name, figure in book.figures.items():
        if name not in shown:
            yield figure.path, 1, "no page shows this figure", f"![Caption](figure:{name}), or take the file out"


@rule("figure-source", "A figure that cites what the bibliography lacks", stops=True)
def figure_source(book: Book) -> Iterator[Fault]:
    """The link from its table would lead nowhere."""
    for figure in book.figures.values():
        for key in dict.fromkeys(figure.cited):
            if key not in book.bibliography.by_id:
                hint = did_you_mean(key, book.bibliography.by_id)
                yield figure.path, book.line_in(figure.path, key), f"no source {key!r}{hint}", "add it, or mend the key"


@rule("figure-caption", "A figure without a caption")
def figure_caption(book: Book) -> Iterator[Fault]:
    """A screen reader, and a list of figures, name a figure by its caption."""
    for page in book.pages.values():
        for mark in page.figures:
            if len(mark.caption.split()) < 2:
                yield page.source, mark.line, f"the figure {mark.name!r} has no caption", "say what it shows, of when"


@rule("figures-differ", "Another figure in one language, or a number that one language of a figure lacks")
def figures_differ(book: Book) -> Iterator[Fault]:
    """One reader sees 45–22 where the other sees 45–23."""
    for pair in book.pairs:
        for theirs, mine in zip(pair.first.figures, pair.second.figures, strict=False):
            if theirs.name != mine.name:
                message = f"the figure {mine.name!r} where {book.in_english(pair.first.language)} has {theirs.name!r}"
                yield pair.second.source, mine.line, message, "show the same figure at the same place"
    for figure in book.figures.values():
        for words in figure.texts():
            first, second = (words[language] for language in book.languages)
            if sorted(NUMBER.findall(first)) != sorted(NUMBER.findall(second)):
                message = f"other numbers than in {book.in_english(book.languages[0])}: {second!r}"
                yield figure.path, book.line_in(figure.path, second), message, "give both the same numbers"
