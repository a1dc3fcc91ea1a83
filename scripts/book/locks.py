"""What was published, and what was looked at when: permalinks.lock and translations.lock, one line a fact, sorted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.book.beacons import BEACONS
from scripts.book.bibliography import BIBLIOGRAPHY
from scripts.book.glossary import GLOSSARY
from scripts.book.languages import Language
from scripts.book.model import Book, Looked, Page, Passage
from scripts.book.writing import write_whole

PERMALINKS = "permalinks.lock"
TRANSLATIONS = "translations.lock"
HEADER = {
    PERMALINKS: "# Every address and id ever published; lines stay. 'make publish-permalinks' adds new ones.\n",
    TRANSLATIONS: "# A hash of each passage's text in Dutch and in English, as they were when they matched, "
    "and since when;\n# so too of titles with their headings, of terms, statements and remarks on sources.\n"
    "# 'make accept-translation IDS=…' writes a line anew after both were looked at.\n",
}


CALLED = {
    "": "passage",
    "page": "the title, description or a heading of",
    "term": "the term",
    "beacon": "the statement of beacon",
    "source": "the remark on the source",
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
"""A moment in UTC, to the second (RFC 3339)."""
FORM = {
    PERMALINKS: re.compile(r"/\S*"),
    TRANSLATIONS: re.compile(rf"\S+ [0-9a-f]{{12}} [0-9a-f]{{12}}( {TIME.pattern})?"),
}
"""Of each line of a lock below its header."""


def fingerprint(text: str) -> str:
    """Twelve hexadecimal digits of a text's words: white space, markup and the form of quotation marks do not count."""
    words = re.findall(r"[\w%€]+(?:[.,–-]\w+)*", text)
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


def fingerprints(book: Book) -> dict[str, Looked]:
    """Of each passage, and of every other text that both languages have, as it stands now."""
    texts = {text.name: Looked(*(fingerprint(words) for words in text.words)) for text in beside_passages(book)}
    return _of_passages(book) | texts


@dataclass(frozen=True)
class Text:
    """A text that is no passage, in both languages, and where each stands."""

    name: str
    """`page:PATH`, `term:ID`, `beacon:NUMBER` or `source:ID`."""
    words: tuple[str, str]
    places: tuple[tuple[str, int], tuple[str, int]]


def beside_passages(book: Book) -> Iterator[Text]:
    """Titles and descriptions with the headings of their page, terms, statements, and remarks on sources."""
    first, second = book.languages
    for pair in book.pairs:
        heads = [
            " . ".join((page.title, page.short_title, page.description, *(each.text for each in page.headings)))
            for page in pair
        ]
        yield Text(f"page:{pair.path}", (heads[0], heads[1]), ((pair.first.source, 1), (pair.second.source, 1)))
    for term in book.glossary.terms:
        told = [f"{term.wording[language].term}: {term.wording[language].definition}" for language in book.languages]
        yield _in_data(book, f"term:{term.id}", told, GLOSSARY, f"- id: {term.id}\n")
    for number, beacon in book.beacons.items():
        told = [beacon.statement[language] for language in book.languages]
        yield _in_data(book, f"beacon:{number}", told, BEACONS, f"- beacon: {number}\n")
    for source in book.bibliography.sources:
        if source.remark.keys() >= {first, second}:
            told = [source.remark[language] for language in book.languages]
            yield _in_data(book, f"source:{source.id}", told, BIBLIOGRAPHY, f"id: {source.id}\n")


def called(name: str) -> str:
    """What a line of the lock is about: `page:about.md` are its title, description and headings."""
    kind, _, rest = name.rpartition(":")
    return f"{CALLED[kind]} {rest}"


def _in_data(book: Book, name: str, told: Sequence[str], path: str, needle: str) -> Text:
    place = path, book.line_in(path, needle)
    return Text(name, (told[0], told[1]), (place, place))


def _of_passages(book: Book) -> dict[str, Looked]:
    found: dict[str, Looked] = {}
    for pair in book.pairs:
        twins = {passage.id: passage for passage in pair.second.passages}
        for passage in pair.first.passages:
            if twin := twins.get(passage.id):
                found[passage.id] = Looked(_whole(pair.first, passage), _whole(pair.second, twin))
    return found


def _whole(page: Page, passage: Passage) -> str:
    """The passage with the notes that it calls for."""
    notes = {note.label: note.text for note in page.notes}
    return fingerprint(" ".join([passage.text, *(notes.get(label, "") for label in passage.notes)]))


def read_locks(root: Path) -> Mapping[str, str]:
    """The text of each lock that is there, by its name; what is not UTF-8 in it is replaced."""
    files = {name: root / name for name in HEADER}
    return {name: file.read_bytes().decode("utf-8", "replace") for name, file in files.items() if file.is_file()}


def lock_lines(text: str) -> dict[str, int]:
    """The lines of a lock without its header, each with its number; of a doubled line the last."""
    return {line: number for number, line in enumerate(text.splitlines(), start=1) if line and not line.startswith("#")}


def translations(text: str) -> Mapping[str, tuple[Looked, int]]:
    """Passage id → the hashes in the lock, and their line; lines of another form are left out."""
    found: dict[str, tuple[Looked, int]] = {}
    for line, number in lock_lines(text).items():
        parts = line.split()
        if len(parts) in {3, 4}:
            found[parts[0]] = (Looked(parts[1], parts[2]), number)
    return found


def changes(text: str) -> Mapping[str, str]:
    """Passage id → when its text became what it is (RFC 3339, UTC), where that is known."""
    lines = (line.split() for line in lock_lines(text))
    return {parts[0]: parts[3] for parts in lines if len(parts) == 4 and TIME.fullmatch(parts[3])}


def write_translations(root: Path, looked: Mapping[str, Looked], changed: Mapping[str, str]) -> None:
    """Both of `looked` and, where it is known, its time of `changed`."""
    lines = (
        f"{name} {hashes.first} {hashes.second} {changed.get(name, '')}".rstrip() for name, hashes in looked.items()
    )
    write_lines(root, TRANSLATIONS, set(lines))


def write_lines(root: Path, name: str, lines: set[str]) -> None:
    """Never half a lock."""
    write_whole(root / name, (HEADER[name] + "".join(f"{line}\n" for line in sorted(lines))).encode())


def changed_language(book: Book, then: Looked, now: Looked) -> Language | None:
    """The language whose text alone was changed since both were looked at; None if neither or both were."""
    if (then.first == now.first) == (then.second == now.second):
        return None
    return book.languages[0] if then.first != now.first else book.languages[1]


@dataclass(frozen=True)
class Standing:
    """How both languages of a text stand to each other."""

    seen: bool
    """Whether somebody ever saw that they matched."""
    stale: bool
    """Whether that may no longer hold, or was never seen."""
    changed: Language | None
    """The language that alone was changed since."""


def standings(book: Book) -> Mapping[str, Standing]:
    """Of each passage, and of every other text that both languages have, by its name in translations.lock."""
    found: dict[str, Standing] = {}
    for name, now in fingerprints(book).items():
        if name in book.looked_at:
            then, _ = book.looked_at[name]
            found[name] = Standing(True, then != now, changed_language(book, then, now))
        else:
            found[name] = Standing(False, True, None)
    return found


def first_moment(book: Book, language: Language) -> str:
    """For a book of which it is not known when its texts became what they are."""
    return f"{book.labels[language]['edition_year']}-01-01T00:00:00Z"
