"""`python -m scripts.check`: findings on standard output; ends 0 without, 1 with findings, 2 if it could not run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.book import read_book
from scripts.book.addresses import site_url
from scripts.book.data import MEND, DataError
from scripts.check.built import SITE_RULES, read_site, site_findings
from scripts.check.changed import NoGitError, of_change
from scripts.check.findings import RULES, Finding
from scripts.check.report import report, rules_table
from scripts.check.run import source_findings


class CannotRunError(Exception):
    """The check has nothing to judge, or was asked for something that is not there."""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.rules or options.explain:
            print(rules_table() if options.rules else _explain(options.explain))  # noqa: T201
            return 0
        findings = _findings(options)
    except (CannotRunError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    if text := report(findings, options.format):
        print(text)  # noqa: T201
    return 1 if findings else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.check", description="Checks the book and the built site.")
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument("--site", type=Path, help="a built site to check too")
    parser.add_argument("--format", choices=("text", "json", "github", "gitlab"), default="text")
    parser.add_argument("--select", action="append", default=[], metavar="RULE", help="only these rules")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULE", help="not these rules")
    parser.add_argument(
        "--changed", action="store_true", help="only of files changed since the last commit, and their pairs"
    )
    parser.add_argument("--rules", action="store_true", help="print the table of rules and stop")
    parser.add_argument("--explain", metavar="RULE", help="say why a rule is there, and stop")
    return parser


def _findings(options: argparse.Namespace) -> list[Finding]:
    root: Path = options.root.resolve()
    if not (root / "docs").is_dir():
        raise CannotRunError(f"{root}: no docs/ here; give the repository with --root")
    names = _names(options.select) or {*RULES, *SITE_RULES}
    names -= _names(options.ignore)
    try:
        book = read_book(root)
        for locale in book.locales.values():
            for lack in locale.lacks:
                print(f"{locale.in_english} has no {lack}", file=sys.stderr)  # noqa: T201
        found = source_findings(book, names & RULES.keys())
        if options.changed:
            found = of_change(found, root, book.languages)
    except NoGitError as error:
        raise CannotRunError(str(error)) from error
    except DataError as error:
        return [Finding(error.path, error.line, "data", error.message, MEND)]
    if options.site is not None:
        if not options.site.is_dir():
            raise CannotRunError(f"{options.site}: no built site here; run 'make build'")
        found += site_findings(read_site(options.site, site_url(), book), names & SITE_RULES.keys())
    return found


def _names(given: list[str]) -> set[str]:
    names = {name for each in given for name in each.split(",")}
    if unknown := sorted(names - RULES.keys() - SITE_RULES.keys()):
        raise CannotRunError(f"no rule {unknown[0]!r}; see --rules")
    return names


def _explain(name: str) -> str:
    (known,) = _names([name])
    rule = RULES.get(known) or SITE_RULES[known]
    return f"{rule.name}: {rule.title}\n\n{rule.explanation}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
