"""Rules about search: the words that people bring, and where these lead."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.book import Book
from scripts.book.asked import ASKED, NOWHERE
from scripts.book.synonyms import SYNONYMS
from scripts.check.findings import Fault, did_you_mean, rule


@rule("synonym-lead", "A synonym that leads to a page or passage that is not there", stops=True)
def synonym_lead(book: Book) -> Iterator[Fault]:
    """Who searches for it then finds nothing. `leads: [b3-2]` or `leads: [laws/youth-act.md]`."""
    if book.troubles:
        return  # the passages of a page that can't be read are not gone
    for language in book.languages:
        pages = book.in_language(language)
        known = {page.path for page in pages} | {passage.id for page in pages for passage in page.passages}
        for entry in (*book.synonyms.entries[language], *book.synonyms.lay[language]):
            for lead in entry.leads:
                if lead not in known:
                    line = book.line_in(SYNONYMS, lead)
                    yield (
                        SYNONYMS,
                        line,
                        f"no page or passage {lead!r}{did_you_mean(lead, known)}",
                        "mend it, or take it out",
                    )


@rule("asked-passage", "Questions for a passage that is not there", stops=True)
def asked_passage(book: Book) -> Iterator[Fault]:
    """Who asks so would be led nowhere. `b3-2: [waarom bellen ze niet eerst]`."""
    if book.troubles:
        return
    for language, some in book.asked.items():
        known = {NOWHERE} | {passage.id for page in book.in_language(language) for passage in page.passages}
        for name in some:
            if name not in known:
                line = book.line_in(ASKED, f"  {name}:")
                remedy = "give the questions to the passage that took its place, or take them out"
                yield ASKED, line, f"no passage {name!r}{did_you_mean(name, known)}", remedy
