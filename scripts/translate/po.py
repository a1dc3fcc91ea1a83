"""The file that goes out and comes back: gettext's PO, which OmegaT, Poedit, Virtaal, Lokalize and Weblate all open.

Its "fuzzy" says what all of them show, and XLIFF says to few: there is a translation, look at it again.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from scripts.book import Book, Language
from scripts.book.labels import retelling
from scripts.book.locks import called
from scripts.translate.places import plain
from scripts.translate.units import Unit

MARKS = re.compile(r"as of ([0-9a-f]{8}) ([0-9a-f]{8})")
"""What both texts were when they went out; it comes back with the unit."""
ABOUT = """\
# {title}: from {source} into {target}.
# Each text is Markdown. Leave what is no word as it is: [^notes], [@sources], (targets of links), {{…}}, figure:names.
# "fuzzy" may no longer match: put it right, or find it right, and take the mark away. What keeps the mark is left out.
# Keep the lines "as of …": by them a text that changed in the meantime is not written over.
# Take it back with: make translate-in FILE=…"""


class FileError(Exception):
    """A file that can't be taken in. Names it, the line, and what to do."""


@dataclass(frozen=True)
class Translated:
    """One unit as it came back."""

    key: str
    line: int
    """Of the file that came back."""
    source: str
    text: str
    """Empty if nobody translated it."""
    fuzzy: bool
    marks: tuple[str, str] | None
    """Of the texts as they went out; None if the line was lost."""


def as_po(book: Book, source: Language, chosen: Iterable[Unit]) -> bytes:
    """The units as a PO file from `source` into the other language; the same bytes for the same book."""
    target = book.other(source)
    labels = book.labels[source]
    moment = _moment(book)
    about = ABOUT.format(title=retelling(labels), source=book.in_english(source), target=book.in_english(target))
    catalog = Catalog(
        locale=book.locales[target].underscored, project=retelling(labels), version="1", header_comment=about,
        msgid_bugs_address=book.publisher.mail if book.publisher else "",
        creation_date=moment, revision_date=moment, last_translator="", language_team="", fuzzy=False,
    )  # fmt: skip
    for unit in chosen:
        _add(catalog, unit)
    file = io.BytesIO()
    write_po(file, catalog, width=0)
    return file.getvalue()


def _add(catalog: Catalog, unit: Unit) -> None:
    """A copy that waits to be translated goes out as not translated."""
    copied = unit.stale and unit.source.text == unit.target.text
    comments = [f"{', '.join(called(name) for name in unit.names)}", f"as of {unit.marks}"]
    message = catalog.add(
        unit.source.text,
        "" if copied else unit.target.text,
        context=unit.key,
        locations=[(unit.source.path, unit.source.line)],
        auto_comments=[*comments, *([unit.stale] if unit.stale else [])],
    )
    message.flags = {"fuzzy"} if unit.stale and not copied else set()  # a per cent sign makes no format of it


def _moment(book: Book) -> datetime:
    """Of the last change that is known: the file says nothing of when it was made."""
    last = max(book.changed.values(), default="2000-01-01T00:00:00Z")
    return datetime.strptime(last, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def read(book: Book, file: Path) -> tuple[Language, tuple[Translated, ...]]:
    """The language that it is translated into, and its units in order. Raises FileError."""
    try:
        catalog = read_po(io.StringIO(plain(file.read_bytes().decode("utf-8"))), abort_invalid=True)
    except OSError as error:
        raise FileError(f"{file}: {error.strerror} — name the file with FILE=…") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileError(f"{file}:{line}: not UTF-8 — save it as UTF-8 in your tool") from error
    except PoFileError as error:
        told = str(error).removesuffix(f" on {error.lineno}")
        raise FileError(f"{file}:{error.lineno + 1}: no PO file: {told} — save it as PO in your tool") from error
    except (ValueError, LookupError) as error:
        raise FileError(f"{file}:1: no PO file: {error} — save it as PO in your tool") from error
    found = tuple(
        Translated(
            key=message.context or "",
            line=message.lineno or 1,
            source=str(message.id),
            text=str(message.string).strip("\n"),
            fuzzy=message.fuzzy,
            marks=_marks(message.auto_comments),
        )
        for message in catalog
        if message.id
    )
    if not found:
        raise FileError(f"{file}:1: holds no text — give the file that 'make translate-out' made")
    return _language(book, file, catalog), found


def _marks(comments: list[str]) -> tuple[str, str] | None:
    """A tool may have put all comments on one line."""
    match = MARKS.search(" ".join(comments))
    return (match[1], match[2]) if match else None


def _language(book: Book, file: Path, catalog: Catalog) -> Language:
    header = dict(catalog.mime_headers)
    said = header.get("Language", "").replace("-", "_")
    for language, locale in book.locales.items():
        if said in {locale.underscored, language}:
            return language
    known = " or ".join(locale.underscored for locale in book.locales.values())
    raise FileError(f"{file}:1: 'Language: {said}' is no language of this book — put back {known}, as it went out")
