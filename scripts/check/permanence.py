"""Rules about what must last: published addresses, and translations that were looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import Book
from scripts.book.addresses import permalinks
from scripts.book.data import lines_of_keys
from scripts.book.locks import FORM, PERMALINKS, TRANSLATIONS, beside_passages, called, changed_language, fingerprints
from scripts.book.moved import MOVED
from scripts.check.findings import Fault, rule

LOCK_FORM = "lock-form"
ACCEPT = "'make accept-translation IDS="
ADDRESS = re.compile(r"(?!.*/\.\.?(?:/|$))(?!.*//)/[\w./~-]*(?:#[\w:.-]+)?")
CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( .*)?")
"""What git leaves where it could not merge."""


@rule(LOCK_FORM, "A lock that is missing or broken, holds a line twice or marks of a conflict")
def lock_form(book: Book) -> Iterator[Fault]:
    """Who writes it anew loses every address that moved, and when each passage was changed. Git has it still."""
    for name in (PERMALINKS, TRANSLATIONS):
        back = f"get it back: 'git restore --source=HEAD {name}', or without git from the copy that you began with"
        text = book.locks.get(name)
        if text is None:
            yield name, 1, "is not there", f"{back}; a new book begins its locks with 'make begin-locks'"
        elif not text.strip():
            yield name, 1, "is empty", f"{back}; for a new book remove it and run 'make begin-locks'"
        else:
            yield from _faulty_lines(name, text, back)


def _faulty_lines(name: str, text: str, back: str) -> Iterator[Fault]:
    """The first fault only: what comes after it is often more of the same."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        key = line if name == PERMALINKS else line.split(" ")[0]
        if CONFLICT.fullmatch(line):
            then = "'make publish-permalinks'" if name == PERMALINKS else "read what was merged and accept it"
            yield name, number, "marks of a conflict", f"{back}, then {then}"
            return
        if line and not line.startswith("#"):
            if not FORM[name].fullmatch(line):
                yield name, number, f"{line[:40]!r} is no line of a lock", back
                return
            if key in seen:
                yield name, number, f"{key} stands in line {seen[key]} too", f"take the older of them out, or {back}"
                return
            seen[key] = number
    if not text.endswith("\n"):
        yield name, text.count("\n") + 1, "ends in the middle of a line", back


@rule("permalink-lost", "An address or id that was published is gone", whole=True)
def permalink_lost(book: Book) -> Iterator[Fault]:
    """A colleague mailed that link, and it must work in ten years. Keep slug and id, or say where it moved to."""
    now = permalinks(book)
    lost = {line: number for line, number in book.published.items() if book.moved.arrives(line, now) is None}
    for line, number in lost.items():
        page, mark, _ = line.partition("#")
        if mark and page in lost:
            continue  # it goes along with its page
        with_ids = not mark and any(each.startswith(f"{line}#") for each in lost)
        along = ", with all its ids" if with_ids else ""
        remedy = f"bring it back, or say in {MOVED} where it moved, or what comes nearest: '{line}: /its/new/address/'"
        yield PERMALINKS, number, f"{line} was published and is gone{along}", remedy


@rule("moved", "A line of moved.yml that does not lead from a place that is gone to one that is there", stops=True)
def moved(book: Book) -> Iterator[Fault]:
    """The build would write the way over what is there, or a way to nothing."""
    if book.troubles:
        return
    now = permalinks(book)
    lines = lines_of_keys(book.data_text(MOVED))
    for old, new in book.moved.to.items():
        line = lines.get(old, 1)
        page = old.partition("#")[0]
        if not (old.startswith("/") and new.startswith("/")):
            yield MOVED, line, f"{old}: {new} does not count from the root of the site", "begin both with '/'"
        elif not ADDRESS.fullmatch(old):
            yield (
                MOVED,
                line,
                f"{old} is no address of this site",
                "write it as it was published, without '..' or spaces",
            )
        elif old in now:
            yield MOVED, line, f"{old} is still there", "take the line out"
        elif book.moved.arrives(new, now) is None:
            yield MOVED, line, f"{new} is not there", "name an address, with its id, that is"
        elif "#" in old and page not in now:
            begun = f"{book.moved.to.get(page, '/its/new/address/').partition('#')[0]}#{old.partition('#')[2]}"
            remedy = f"begin the line with the page's new address: '{begun}: {new}'"
            yield MOVED, line, f"{page} is not there to hold an old id", remedy
        elif "#" not in old and old.endswith("/") != new.partition("#")[0].endswith("/"):
            yield MOVED, line, f"{old} can't lead on to {new}", "lead a page to a page, and a file to a file"


@rule("permalink-new", "An address or id that is not recorded yet", whole=True)
def permalink_new(book: Book) -> Iterator[Fault]:
    """What is not recorded can get lost without a word."""
    if new := sorted(permalinks(book) - book.published.keys()):
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        yield PERMALINKS, 1, f"{new[0]}{more} not recorded", "run 'make publish-permalinks'"


@rule("translation-stale", "A passage was changed in one language only", whole=True)
def translation_stale(book: Book) -> Iterator[Fault]:
    """The other language may now tell something else. Bring it up to date, or say that it still holds."""
    looked = book.looked_at
    now = fingerprints(book)
    lines: dict[tuple[str, str], tuple[str, int]] = {
        (page.language, passage.id): (page.source, passage.line)
        for page in book.pages.values()
        for passage in page.passages
    }
    for text in beside_passages(book):
        lines |= {(language, text.name): place for language, place in zip(book.languages, text.places, strict=True)}
    _, second = book.languages
    for name, present in now.items():
        if name not in looked:
            path, line = lines[second, name]
            remedy = f"read both, then {ACCEPT}{name}'"
            yield path, line, f"{called(name)} is not in {TRANSLATIONS}", remedy
            continue
        then, _ = looked[name]
        if then == present:
            continue
        changed = changed_language(book, then, present)
        if changed is None:
            path, line = lines[second, name]
            yield path, line, f"{called(name)} was changed in both languages", f"if both still match, {ACCEPT}{name}'"
        else:
            path, line = lines[book.other(changed), name]
            message = f"{called(name)} was changed in {book.in_english(changed)} only"
            yield path, line, message, f"bring it up to date, then {ACCEPT}{name}'"
    for name, (_, number) in looked.items():
        if name not in now:
            yield (
                TRANSLATIONS,
                number,
                f"{called(name)} is not in both languages of the book",
                f"if it is gone for good, {ACCEPT}{name}'",
            )
