"""What a rule finds, and how a rule is made known."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from scripts.book import Book

Fault = tuple[str, int, str, str]
"""Path, line, message and remedy."""
Subject = TypeVar("Subject")
"""What a rule judges: the book, or a built site."""
Check = Callable[[Subject], Iterable[Fault]]


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    """From the root of the repository, or of the built site with `site/` before it."""
    line: int
    rule: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.message} — {self.remedy}"


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    name: str
    """Short and stable: it stands in findings and in exceptions."""
    title: str
    stops: bool
    """Whether a build must stop: the page would be wrong for its reader."""
    whole: bool
    """Whether it judges a whole book only: what can't be read, or a lock that is broken, would seem gone to it."""
    check: Check[Subject]

    @property
    def explanation(self) -> str:
        """Why it matters, with a bad and a good example: the docstring of the function."""
        return inspect.getdoc(self.check) or ""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        for path, line, message, remedy in self.check(subject):
            yield Finding(path, line, self.name, message, remedy)


RULES: dict[str, Rule[Book]] = {}
"""Filled once, while the modules of rules are imported; read-only after that."""


def rule(name: str, title: str, *, stops: bool = False, whole: bool = False) -> Callable[[Check[Book]], Check[Book]]:
    """Makes a function a rule of this name."""

    def register(check: Check[Book]) -> Check[Book]:
        assert name not in RULES, name  # noqa: S101 - a mistake in the code, not in the book
        RULES[name] = Rule(name, title, stops, whole, check)
        return check

    return register


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known word, else nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
