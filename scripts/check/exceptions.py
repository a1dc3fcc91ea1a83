"""Exceptions beside the text, each with its reason: `<!-- allow RULE: why -->`, in YAML `# allow RULE: why`.

An exception holds for its own line and for the block that follows it; one that excepts nothing is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scripts.book import Book
from scripts.check.findings import RULES, Finding, did_you_mean, rule

ALLOW = re.compile(r"(?:<!--|^\s*#)\s*allow\s+([\w-]+)\s*(?::\s*(.*?))?\s*(?:-->|$)", re.MULTILINE)


@dataclass(frozen=True)
class Allow:
    path: str
    line: int
    rule: str
    reason: str
    lines: range
    """The lines for which it holds."""


def allowed(book: Book) -> tuple[Allow, ...]:
    """Every exception in the sources."""
    texts = [(page.source, page.raw) for page in book.pages.values()]
    texts += [(file.path, file.text) for file in book.data_files]
    return tuple(allow for path, text in texts if "allow" in text for allow in _read(path, text))


def _read(path: str, text: str) -> Iterator[Allow]:
    lines = text.split("\n")
    for match in ALLOW.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        end = line
        while end < len(lines) and not lines[end].strip():
            end += 1
        while end < len(lines) and lines[end].strip():
            end += 1
        begin = 1 if match[0].lstrip().startswith("#") and path.endswith(".md") else line
        yield Allow(path, line, match[1], (match[2] or "").strip(), range(begin, end + 1))


def apply(book: Book, findings: Collection[Finding], names: Collection[str]) -> list[Finding]:
    """The findings that no exception allows, and the exceptions of these rules that allow nothing."""
    allows = allowed(book)
    covers = {allow: [one for one in findings if _covers(allow, one)] for allow in allows}
    excused = {one for allow, ones in covers.items() if allow.reason for one in ones}
    unused = [
        Finding(
            allow.path, allow.line, "allow-unused", f"the exception for {allow.rule} excepts nothing", "take it out"
        )
        for allow, ones in covers.items()
        if not ones and allow.reason and allow.rule in names and "allow-unused" in names
    ]
    return [*(one for one in findings if one not in excused), *unused]


def _covers(allow: Allow, finding: Finding) -> bool:
    return allow.rule == finding.rule and allow.path == finding.path and finding.line in allow.lines


@rule("allow-unused", "An exception that excepts nothing")
def allow_unused(_book: Book) -> Iterator[tuple[str, int, str, str]]:
    """It would let the next mistake through. (Found by the runner, which knows what the other rules found.)"""
    yield from ()


@rule("allow-form", "An exception without a reason, or for a rule that is not there")
def allow_form(book: Book) -> Iterator[tuple[str, int, str, str]]:
    """`<!-- allow spelling: an old spelling, as in the title -->`: the next person must know why."""
    for allow in allowed(book):
        if allow.rule not in RULES:
            yield (
                allow.path,
                allow.line,
                f"no rule {allow.rule!r}{did_you_mean(allow.rule, RULES)}",
                "name a rule of the table",
            )
        elif not allow.reason:
            yield (
                allow.path,
                allow.line,
                f"the exception for {allow.rule} has no reason",
                "write why: <!-- allow RULE: why -->",
            )
