"""Rules about what must last: published addresses, and translations that were looked at."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.book import Book
from scripts.book.locks import (
    PERMALINKS,
    TRANSLATIONS,
    changed_language,
    fingerprints,
    permalinks,
)
from scripts.check.findings import Fault, rule


@rule("permalink-lost", "An address or id that was published is gone")
def permalink_lost(book: Book) -> Iterator[Fault]:
    """A colleague mailed that link, and it must work in ten years. Keep the slug and the id, or bring them back."""
    if book.troubles:  # what can't be read has not gone
        return
    now = permalinks(book)
    for line, number in book.published.items():
        if line not in now:
            yield PERMALINKS, number, f"{line} was published and is gone", "bring the address or the id back"


@rule("permalink-new", "An address or id that is not recorded yet")
def permalink_new(book: Book) -> Iterator[Fault]:
    """What is not recorded can get lost without a word."""
    known = book.published
    new = sorted(permalinks(book) - known.keys()) if known and not book.troubles else []
    if new:
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        yield PERMALINKS, 1, f"{new[0]}{more} not recorded", "run 'make publish-permalinks'"


@rule("translation-stale", "A passage was changed in one language only")
def translation_stale(book: Book) -> Iterator[Fault]:
    """The other language may now tell something else. Bring it up to date, or say that it still holds."""
    looked = book.looked_at
    now = fingerprints(book)
    lines: dict[tuple[str, str], tuple[str, int]] = {
        (page.language, passage.id): (page.source, passage.line)
        for page in book.pages.values()
        for passage in page.passages
    }
    for name, present in now.items():
        if name not in looked:
            if looked:
                path, line = lines["en", name]
                yield (
                    path,
                    line,
                    f"passage {name} is not in {TRANSLATIONS}",
                    f"read both, then 'make accept-translation IDS={name}'",
                )
            continue
        then, _ = looked[name]
        if then == present:
            continue
        changed = changed_language(then, present)
        if changed is None:
            path, line = lines["en", name]
            message = f"passage {name} was changed in both languages"
        else:
            stale = "en" if changed == "nl" else "nl"
            path, line = lines[stale, name]
            message = f"passage {name} was changed in {'Dutch' if changed == 'nl' else 'English'} only"
        yield path, line, message, f"bring it up to date, then 'make accept-translation IDS={name}'"
    for name, (_, number) in looked.items():
        if name not in now:
            yield (
                TRANSLATIONS,
                number,
                f"the book has no passage {name} in both languages",
                f"run 'make accept-translation IDS={name}'",
            )
