"""A version recorded: its entry in docs/_data/changes.yml, the snapshot, the changelog and the project's number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import yaml

from scripts.book import Book, Language
from scripts.book.changes import CHANGES, Version
from scripts.book.data import Words
from scripts.book.version import last_changed
from scripts.changes.changelog import CHANGELOG, changelog
from scripts.changes.snapshot import SNAPSHOT, Differences, as_text, differences, read_state, state_of, together
from scripts.check.markup import LEFT_OVER
from scripts.check.run import broken_findings, source_findings
from scripts.translate.scalars import Scalar, tree

NUMBER = re.compile(r"\d+(\.\d+)*")
PROJECT = "pyproject.toml"
PROJECT_NUMBER = re.compile(r'(?<=^version = ")[^"]*(?="$)', re.MULTILINE)
OPEN = {LEFT_OVER, "translation-stale", "permalink-new", "permalink-lost"}
"""Rules whose findings say that a lock lags behind, or that something is still to be written."""
PLAIN = Scalar("", 0, 0, None, flow=False)
HEADER = (
    "# What changed for readers, version by version, the newest first; CHANGELOG.md is made of it. An entry is\n"
    "# written by 'make record-version', its sentences by a person. Names are those of translations.lock: b3-2,\n"
    "# page:about.md, term:wijkteam, beacon:3, source:awbz.\n"
)


class RefusedError(Exception):
    """Nothing was written. Says why, and the way on."""


def since(book: Book) -> Differences:
    """What differs from the newest version that was recorded; nothing, if none was."""
    then = read_state(book.root)
    return differences(then, state_of(book)) if then is not None else Differences()


def new_version(book: Book, number: str, date: str, summary: Mapping[Language, str], *, again: bool) -> Version:
    """What is to be recorded; raises RefusedError. Without a date, that of the text's last change."""
    _refuse_open(book)
    _refuse_number(book, number, again=again)
    found = since(book)
    older = book.changes[1:] if again else book.changes
    if older and not found and not again:
        raise RefusedError(f"nothing changed for readers since version {book.changes[0].number}")
    if again:
        found = together(book.changes[0], found) if older else Differences()
        summary = {**book.changes[0].summary, **{language: text for language, text in summary.items() if text}}
    day = _day(date or last_changed(book)[:10])
    if older and day < older[0].date:
        raise RefusedError(f"{day} is before {older[0].date}, the date of version {older[0].number} — give DATE=")
    return Version(number, day, Words(summary), found.added, found.changed, found.moved, found.removed)


def _refuse_open(book: Book) -> None:
    if findings := broken_findings(book) or source_findings(book, OPEN):
        told = "\n".join(map(str, findings))
        raise RefusedError(f"{told}\n{len(findings)} to mend first. Nothing was recorded.")


def _refuse_number(book: Book, number: str, *, again: bool) -> None:
    if not NUMBER.fullmatch(number):
        raise RefusedError(f"{number!r} is no version — numbers with points between: make record-version VERSION=1.2")
    order = tuple(map(int, number.split(".")))
    newest = book.changes[0] if book.changes else None
    if again and (newest is None or newest.order != order):
        raise RefusedError(f"AGAIN=1 is for the newest version, {newest.number if newest else 'and there is none'}")
    if newest and not again and order <= newest.order:
        raise RefusedError(
            f"the newest version is {newest.number}: take a higher number, or AGAIN=1 if nobody has it yet"
        )


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(f"{text!r} is no date — DATE=2026-11-27") from error


def files_of(book: Book, version: Version, *, again: bool) -> dict[str, bytes]:
    """Everything that is written, by path: all of it or nothing."""
    versions = (version, *(book.changes[1:] if again else book.changes))
    files = {
        CHANGES: _with_entry(book.data_text(CHANGES) or HEADER, version, again=again),
        SNAPSHOT: as_text(state_of(book)),
        CHANGELOG: changelog(book, versions, _text(book, CHANGELOG)),
    }
    if project := _text(book, PROJECT):
        files[PROJECT] = PROJECT_NUMBER.sub(version.number, project, count=1)
    return {path: text.encode() for path, text in files.items()}


def _text(book: Book, path: str) -> str:
    file = book.root / path
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _with_entry(text: str, version: Version, *, again: bool) -> str:
    """The entry above all others, or in place of the newest; comments above it stay."""
    root = tree(text)
    entries = root.value if isinstance(root, yaml.SequenceNode) else []
    lines = text.splitlines(keepends=True)
    if not entries:
        return text + _entry(version)
    start = entries[0].start_mark.line
    end = (entries[1].start_mark.line if len(entries) > 1 else len(lines)) if again else start
    return "".join([*lines[:start], _entry(version), *lines[end:]])


def _entry(version: Version) -> str:
    lines = [f'- version: "{version.number}"', f"  date: {version.date}"]
    lines += [f"  {language}: {PLAIN.written(text)}" for language, text in version.summary.items()]
    for key in ("added", "changed", "moved", "removed"):
        if names := getattr(version, key):
            flow = yaml.safe_dump(list(names), default_flow_style=True, width=110).strip()
            lines.append(f"  {key}: {flow}".replace("\n", "\n    "))
    return "\n".join(lines) + "\n"
