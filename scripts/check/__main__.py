"""`python -m scripts.check`: findings on standard output; ends 0 without, 1 with findings, 2 if it could not run."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scripts.book import read_book
from scripts.book.data import DataError
from scripts.check.findings import Finding
from scripts.check.run import rules_table, source_findings
from scripts.check.site import site_findings

DEFAULT_URL = "https://transformeren.example/"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.check", description="Checks the book and the built site.")
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument("--site", type=Path, help="a built site to check too")
    parser.add_argument("--rules", action="store_true", help="print the table of rules and stop")
    options = parser.parse_args(arguments)
    if options.rules:
        print(rules_table())  # noqa: T201
        return 0
    root: Path = options.root.resolve()
    if not (root / "docs").is_dir():
        print(f"{root}: no docs/ here; give the repository with --root", file=sys.stderr)  # noqa: T201
        return 2
    try:
        findings = _all(root, options.site)
    except DataError as error:
        findings = [
            Finding(error.path, error.line, "data", error.message, "mend the file: without it nothing can be read")
        ]
    for finding in findings:
        print(finding)  # noqa: T201
    return 1 if findings else 0


def _all(root: Path, site: Path | None) -> list[Finding]:
    found = source_findings(read_book(root))
    if site is not None:
        found += site_findings(site, os.environ.get("SITE_URL", DEFAULT_URL).rstrip("/") + "/")
    return found


if __name__ == "__main__":
    sys.exit(main())
