"""The questions of a beacon's page: a list for each role, under one heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.book.model import Page

PRACTICE = "in-practice"
"""The heading above these questions."""


@dataclass(frozen=True)
class RoleQuestions:
    role: str
    questions: tuple[str, ...]


def by_role(page: Page, roles: Sequence[str]) -> tuple[RoleQuestions, ...]:
    """The questions of a beacon's page, in the order of the roles; fewer if it has fewer passages there."""
    passages = [passage for passage in page.passages if passage.heading == PRACTICE]
    return tuple(RoleQuestions(role, passage.items) for role, passage in zip(roles, passages, strict=False))
