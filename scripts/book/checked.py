"""What was checked apart from a build, and when: recorded by `python -m scripts.proof`, shown as it was found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from scripts.book.data import Record, read_records

FOLDER = "docs/_data/measured"
CHECKS = f"{FOLDER}/checks.json"

Count = Annotated[int, Meta(ge=0)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
"""RFC 3339's full date."""
Moment = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?$")]
"""In UTC, to the second (RFC 3339); empty for a book that nobody looked at yet."""


SubjectName = Literal["text", "passages", "pairs", "notes", "links", "data", "site"]
"""What rules are about, as readers see it: `proof_subject_NAME` among the interface's words."""


class Subject(Record, frozen=True):
    """The rules on one subject, and what they found."""

    rules: Count
    findings: Count


class External(Record, frozen=True):
    """The addresses outside the site that were asked whether they are still there."""

    on: Day
    asked: Count
    good: Count


class Checked(Record, frozen=True):
    """The last report of all the checker's rules, over the sources and over the built site."""

    on: Day
    text: Moment
    """When the text that was judged had last changed."""
    documents: Count
    """Of the site: its HTML pages."""
    exceptions: Count
    """Places where a finding stands with the reason why it may."""
    subjects: Mapping[SubjectName, Subject]
    external: External | None = None
    """None if that was never asked."""

    @property
    def rules(self) -> int:
        return sum(subject.rules for subject in self.subjects.values())

    @property
    def findings(self) -> int:
        return sum(subject.findings for subject in self.subjects.values())


def read_checked(root: Path) -> Checked | None:
    """None for a book that was not judged as a whole yet; raises DataError."""
    return read_records(root, CHECKS, Checked) if (root / CHECKS).exists() else None
