"""Runs the rules over the sources, and takes out what an exception allows."""

from __future__ import annotations

from collections.abc import Collection

from scripts.book import Book
from scripts.check import (
    editions,
    figures,
    files,
    links,
    markup,
    notes,
    pages,
    pairs,
    passages,
    permanence,
    project,
    search,
    typography,
    words,
)
from scripts.check.exceptions import apply
from scripts.check.findings import RULES, Finding
from scripts.check.permanence import LOCK_FORM

MODULES = (
    pages, passages, notes, links, pairs, typography, markup, words, permanence, files, figures, search, editions,
    project,
)  # fmt: skip
"""The modules of rules: importing them is what makes their rules known."""


def source_findings(book: Book, names: Collection[str] | None = None) -> list[Finding]:
    """What the rules of these names (all, if none is given) find in the sources, in the order of files and lines."""
    rules = [rule for name, rule in RULES.items() if names is None or name in names]
    if any(rule.whole for rule in rules) and broken_findings(book):
        rules = [rule for rule in rules if not rule.whole]
    found = {finding for rule in rules for finding in rule.findings(book)}
    return sorted(apply(book, found, {rule.name for rule in rules}))


def stop_findings(book: Book) -> list[Finding]:
    """Only what must stop a build: that a new book has no locks yet does not, a broken lock does."""
    return [finding for finding in broken_findings(book) if finding.rule != LOCK_FORM or finding.path in book.locks]


def broken_findings(book: Book) -> list[Finding]:
    """What must be mended before the locks can be judged, or written."""
    return source_findings(book, {name for name, rule in RULES.items() if rule.stops or name == LOCK_FORM})
