"""`python3 -m scripts.release_notes v1.2.0`: what CHANGELOG.md says of a version, for a release. Needs no package.

Ends 0; 2 if the list of changes says nothing of it.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

CHANGELOG = "CHANGELOG.md"
HEADING = re.compile(r"^## +\[?v?(?P<version>[^\]\s]+)\]?.*\n?", re.MULTILINE)
"""`## [1.2.0] - 2026-11-27`, as of keepachangelog.com; the brackets may go."""


def part(text: str, version: str) -> str:
    """What stands below a version's heading; empty if nothing does."""
    headings = list(HEADING.finditer(text))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        if heading["version"] == version:
            return text[heading.end() : following.start() if following else len(text)].strip()
    return ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.release_notes", description=__doc__)
    parser.add_argument("version", help="the version, or its tag")
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    options = parser.parse_args(arguments)
    version = options.version.removeprefix("v")
    try:
        notes = part((options.root / CHANGELOG).read_text(encoding="utf-8"), version)
    except (OSError, UnicodeError) as error:
        print(f"{CHANGELOG} can't be read: {error}", file=sys.stderr)  # noqa: T201
        return 2
    if not notes:
        told = f"{CHANGELOG} says nothing of {version}: write it below a heading '## [{version}] - date', then tag anew"
        print(told, file=sys.stderr)  # noqa: T201
        return 2
    print(notes)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
