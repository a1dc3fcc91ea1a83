"""Rules about what must last: published addresses, and translations that were looked at."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.book import Book
from scripts.book.locks import PERMALINKS, TRANSLATIONS, changed_language, fingerprints
from scripts.book.moved import MOVED
from scripts.check.findings import Fault, rule
from scripts.site.addresses import permalinks


@rule("permalink-lost", "An address or id that was published is gone")
def permalink_lost(book: Book) -> Iterator[Fault]:
    """A colleague mailed that link, and it must work in ten years. Keep slug and id, or say where it moved to."""
    if book.troubles:  # what can't be read has not gone
        return
    now = permalinks(book)
    for line, number in book.published.items():
        if book.moved.arrives(line, now) is None:
            remedy = f"bring it back, or add '{line}: /its/new/address/' to {MOVED}"
            yield PERMALINKS, number, f"{line} was published and is gone", remedy


@rule("moved", "A line of moved.yml that does not lead from a place that is gone to one that is there", stops=True)
def moved(book: Book) -> Iterator[Fault]:
    """The build would write the way over what is there, or a way to nothing."""
    if book.troubles:
        return
    now = permalinks(book)
    for old, new in book.moved.to.items():
        line = book.line_in(MOVED, f"{old}:")
        page = old.partition("#")[0]
        if not (old.startswith("/") and new.startswith("/")):
            yield MOVED, line, f"{old}: {new} does not count from the root of the site", "begin both with '/'"
        elif old in now:
            yield MOVED, line, f"{old} is still there", "take the line out"
        elif book.moved.arrives(new, now) is None:
            yield MOVED, line, f"{new} is not there", "name an address, with its id, that is"
        elif "#" in old and page not in now:
            yield MOVED, line, f"{page} is not there to hold an old id", "write the line from the page's new address"
        elif "#" not in old and old.endswith("/") != new.partition("#")[0].endswith("/"):
            yield MOVED, line, f"{old} can't lead on to {new}", "lead a page to a page, and a file to a file"


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
