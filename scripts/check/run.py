"""Runs the rules."""

from __future__ import annotations

from scripts.book import Book
from scripts.check import links, notes, pages, passages
from scripts.check.findings import RULES, Finding

MODULES = (pages, passages, notes, links)
"""The modules of rules: importing them is what makes their rules known."""


def source_findings(book: Book) -> list[Finding]:
    """All that the rules find in the sources, in the order of files and lines."""
    return sorted({finding for rule in RULES.values() for finding in rule.findings(book)})


def stop_findings(book: Book) -> list[Finding]:
    """Only what must stop a build."""
    return [finding for finding in source_findings(book) if RULES[finding.rule].stops]


def rules_table() -> str:
    """All rules as a table in Markdown, for CONTRIBUTING."""
    rows = [f"| `{rule.name}` | {rule.title} | {'yes' if rule.stops else ''} |" for _, rule in sorted(RULES.items())]
    return "\n".join(["| rule | what it finds | stops a build |", "|---|---|---|", *rows])
