"""`python -m scripts.proof`: judges the book and the site built from it by every rule, and records what was found.

The page *Proof* shows the record, with its day. What is not checked here it doesn't touch: the answers of external
addresses are those of the last `make check-external`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.book import Book, read_whole_book
from scripts.book.addresses import site_url
from scripts.book.checked import CHECKS, SubjectName
from scripts.book.data import MEND, DataError
from scripts.book.version import last_changed
from scripts.book.writing import write_whole
from scripts.build import ROOT, build
from scripts.check.built import SITE_RULES, read_site, site_findings
from scripts.check.exceptions import allowed
from scripts.check.external import ANSWERS, read_answers
from scripts.check.findings import RULES, Finding
from scripts.check.run import source_findings

SUBJECTS: Mapping[SubjectName, tuple[str, ...]] = {
    "text": ("typography", "words", "quantities", "markup"),
    "passages": ("pages", "passages"),
    "pairs": ("pairs",),
    "notes": ("notes",),
    "links": ("links", "permanence"),
    "data": ("figures", "files", "search", "editions", "project", "exceptions"),
    "site": ("built",),
}
"""The rules' modules, by the subject under which readers see them."""
BUILT = Path(".cache/checked")


def subject_of(name: str) -> SubjectName:
    """The subject of a rule; raises KeyError for what is no rule."""
    check = RULES[name].check if name in RULES else SITE_RULES[name].check
    module = check.__module__.split(".")[2]
    return next(subject for subject, modules in SUBJECTS.items() if module in modules)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.proof", description=__doc__)
    parser.add_argument("--on", default=f"{datetime.now(UTC):%Y-%m-%d}", metavar="YYYY-MM-DD", help="the day (today)")
    options = parser.parse_args(arguments)
    try:
        book = read_whole_book(ROOT)
    except DataError as error:
        print(f"{error} — {MEND}", file=sys.stderr)  # noqa: T201
        return 2
    if code := build(ROOT / BUILT):
        return code
    site = read_site(ROOT / BUILT, site_url(), book)
    findings = [*source_findings(book), *site_findings(site, SITE_RULES.keys())]
    record = recorded(book, findings, len(site.documents), options.on)
    (ROOT / CHECKS).parent.mkdir(parents=True, exist_ok=True)
    write_whole(ROOT / CHECKS, f"{json.dumps(record, indent=1)}\n".encode())
    for finding in findings:
        print(finding)  # noqa: T201
    print(f"{CHECKS}: {len({*RULES, *SITE_RULES})} rules, {len(findings)} findings", file=sys.stderr)  # noqa: T201
    return 0


def recorded(book: Book, findings: Iterable[Finding], documents: int, day: str) -> dict[str, Any]:
    """What docs/_data/measured/checks.json says, as `Checked` reads it."""
    rules = Counter(map(subject_of, (*RULES, *SITE_RULES)))
    found = Counter(subject_of(finding.rule) for finding in findings)
    subjects = {name: {"rules": rules[name], "findings": found[name]} for name in SUBJECTS}
    record = {
        "on": day,
        "text": last_changed(book),
        "documents": documents,
        "exceptions": len(allowed(book)),
        "subjects": subjects,
    }
    return record | _external(book.root)


def _external(root: Path) -> dict[str, Any]:
    answers = read_answers(root / ANSWERS).values()
    if not answers:
        return {}
    day = f"{datetime.fromtimestamp(max(answer.at for answer in answers), UTC):%Y-%m-%d}"
    good = sum(answer.is_good for answer in answers)
    return {"external": {"on": day, "asked": len(answers), "good": good}}


if __name__ == "__main__":
    sys.exit(main())
