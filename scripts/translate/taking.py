"""Takes translated texts into docs/: all of them or none, and none over a text that changed in the meantime."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.book import Book, Language, read_book
from scripts.book.data import DataError
from scripts.book.locks import called, fingerprints
from scripts.check.findings import Finding
from scripts.check.run import stop_findings
from scripts.edits import copy_aside
from scripts.translate.guards import faults
from scripts.translate.places import Place, plain
from scripts.translate.po import Translated
from scripts.translate.units import Unit, mark, units

AGAIN = "'make translate-out' gives it as it is now; to take in the rest without it, mark it as fuzzy"


class RefusedError(Exception):
    """Nothing was written. Says of each text why, and the way on."""


@dataclass(frozen=True)
class Taken:
    """What came of a file."""

    files: Mapping[str, bytes]
    """What is to be written, by path from the root of the repository."""
    changed: tuple[Unit, ...]
    """Units that now have another text."""
    confirmed: tuple[Unit, ...]
    """Units that were not sure, and were left as they are."""
    waiting: int
    """Units without a translation, or that still are not sure."""

    @property
    def names(self) -> tuple[str, ...]:
        """The lines of translations.lock that are to be accepted, once somebody has read them."""
        found = [name for unit in (*self.changed, *self.confirmed) for name in unit.names]
        return tuple(dict.fromkeys(found))


def take(book: Book, target: Language, translated: Sequence[Translated], file: str) -> Taken:
    """Works out what is to be written; raises RefusedError. `file` is the translator's, for the messages."""
    known = {unit.key: unit for unit in units(book, book.other(target))}
    refused: list[str] = []
    seen: set[str] = set()
    changed: dict[str, tuple[Unit, str]] = {}
    confirmed: list[Unit] = []
    waiting = 0
    for each in translated:
        unit = known.get(each.key)
        why = [*_twice(each, seen), *_why_not(book, unit, each, target)]
        if each.fuzzy or not each.text:
            waiting += 1
        elif why:
            refused += [f"{file}:{each.line}: {each.key or 'a text without a name'}: {told}" for told in why]
        elif unit and mark(each.text) != mark(unit.target.text):
            changed[each.key] = unit, each.text
        elif unit and unit.stale and _as_they_stand(unit, each):
            confirmed.append(unit)
        seen.add(each.key)
    if refused:
        raise RefusedError("\n".join(refused))
    files = with_texts(book.root, changed.values())
    touched = tuple(unit for unit, _ in changed.values())
    _try_aside(book, files, touched, file)
    return Taken(files, touched, tuple(confirmed), waiting)


def _twice(each: Translated, seen: set[str]) -> Iterator[str]:
    if each.key in seen:
        yield "stands in the file twice — keep one of them"


def _as_they_stand(unit: Unit, each: Translated) -> bool:
    """Whether both texts, which somebody found to match, are still those that stand in the book."""
    return each.text == unit.target.text and each.marks is not None and each.marks[0] == mark(unit.source.text)


def _why_not(book: Book, unit: Unit | None, each: Translated, target: Language) -> Iterator[str]:
    """Of a text that nobody touched, nothing: what stands in the book stays."""
    if each.marks is None:
        yield f"its line 'as of …' is lost, so nobody knows whether it changed in the meantime — {AGAIN}"
        return
    source_mark, target_mark = each.marks
    if mark(each.text) == target_mark:
        return
    if unit is None:
        yield f"is not in both languages of the book, or has another name now — {AGAIN}"
    elif mark(unit.source.text) != source_mark:
        yield f"{_where(book, book.other(target), unit.source)} changed since it went out — {AGAIN}"
    elif mark(unit.target.text) != target_mark and unit.target.text != each.text:
        yield f"{_where(book, target, unit.target)} changed since it went out and would be written over — {AGAIN}"
    elif each.source != unit.source.text:
        yield f"its source text (msgid) was changed in the file — {AGAIN}"
    else:
        yield from faults(unit, each.text)


def _where(book: Book, language: Language, place: Place) -> str:
    return f"the {book.in_english(language)} text ({place.path}:{place.line})"


def with_texts(root: Path, changed: Iterable[tuple[Unit, str]]) -> dict[str, bytes]:
    """Each file with its new texts, the last first, so that the places of the others stay what they are.

    Raises RefusedError for a file that somebody saved since it was read.
    """
    by_file: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    for unit, text in changed:
        by_file[unit.target.path].append((unit.target, text))
    files: dict[str, bytes] = {}
    for path, some in sorted(by_file.items()):
        before = (root / path).read_bytes().decode("utf-8")
        content = plain(before)
        for place, text in sorted(some, key=lambda one: one[0].start, reverse=True):
            if content[place.start : place.end] != place.raw:
                raise RefusedError(f"{path}:{place.line}: was saved a moment ago — do it once more")
            content = content[: place.start] + place.written(text) + content[place.end :]
        files[path] = (content.replace("\n", "\r\n") if "\r\n" in before else content).encode()
    return files


def _try_aside(book: Book, files: Mapping[str, bytes], touched: Sequence[Unit], file: str) -> None:
    """Reads a copy of the book with the new texts in it, as a build would; raises RefusedError for what would break."""
    if not files:
        return
    with tempfile.TemporaryDirectory(prefix="translate-") as folder:
        root = copy_aside(book.root, Path(folder) / "book")
        for path, content in files.items():
            (root / path).write_bytes(content)
        try:
            made = read_book(root)
        except DataError as error:
            raise RefusedError(f"{file}: would make a data file that can't be read: {error}") from error
        if stops := stop_findings(made):
            raise RefusedError(
                "\n".join(f"{file}: {_from(finding, touched)} would stop the build: {finding}" for finding in stops)
            )
        _nothing_else(book, made, touched, file)


def _from(finding: Finding, touched: Sequence[Unit]) -> str:
    """Which translations a finding may come from."""
    return ", ".join(unit.key for unit in touched if unit.target.path == finding.path) or "one of the texts"


def _nothing_else(book: Book, made: Book, touched: Sequence[Unit], file: str) -> None:
    """A text that ends another, or begins one, is more than a translation."""
    before, after = fingerprints(book), fingerprints(made)
    mine = {name for unit in touched for name in unit.names}
    others = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if stray := [name for name in others if name not in mine or name not in after]:
        keys = ", ".join(unit.key for unit in touched)
        remedy = f"look for a heading, an id or a note that begins a line, in {keys}"
        raise RefusedError(f"{file}: would also change {', '.join(map(called, stray))} — {remedy}")
