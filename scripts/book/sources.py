"""The Markdown files of both languages: bytes to front matter and body, with the lines of what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from scripts.book.data import DataError, parse_yaml, read_text

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)(?:^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FENCE = re.compile(r"^(```+|~~~+).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
FILLER = "\ue000"
"""Stands for each sign of code in a line: neither a letter nor white space."""
INLINE_CODE = re.compile(r"(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")


@dataclass(frozen=True)
class SourceFile:
    path: str
    """From the root of the repository: `docs/nl/foreword.md`."""
    raw: str
    """The text of the file as it stands."""
    meta: Mapping[str, Any]
    body: str
    """What stands below the front matter, with comments blanked out."""
    first_line: int
    """The line of the file on which the body begins."""


def read_source(root: Path, path: str) -> SourceFile:
    """One Markdown file; raises DataError with the line that is wrong."""
    raw = read_text(root / path, path)
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    match = FRONT_MATTER.match(text)
    if match is None:
        raise DataError(
            path, 1, "no front matter: begin with a line '---', then title, slug and description, then '---'"
        )
    meta = parse_yaml(match[1], path, first_line=2)
    if not isinstance(meta, dict):
        raise DataError(path, 2, "the front matter must be keys with values, as 'title: Voorwoord'")
    body = _blank(COMMENT, text[match.end() :])
    return SourceFile(path, raw, meta, body, match[0].count("\n") + 1)


class Lines:
    """Finds the line on which something stands, going forward from the last thing found."""

    def __init__(self, source: SourceFile) -> None:
        self.text = without_code(source.body)
        self.first_line = source.first_line
        self.position = 0

    def rewind(self) -> None:
        self.position = 0

    def of(self, pattern: str) -> int:
        """The line of the next match of a pattern, else of its first match, else of the place last found."""
        expression = _compiled(pattern)
        match = expression.search(self.text, self.position) or expression.search(self.text)
        if match is None:
            return self._line(self.position)
        self.position = match.end()
        return self._line(match.start())

    def _line(self, position: int) -> int:
        return self.first_line + self.text.count("\n", 0, position)


@lru_cache(maxsize=16_384)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Both languages of a page look for the same ids."""
    return re.compile(pattern, re.MULTILINE)


def without_code(text: str) -> str:
    """The text with code blanked out, line for line, so that what only looks like markup is not found."""
    return _blank(INLINE_CODE, _blank(FENCE, text), FILLER)


def _blank(pattern: re.Pattern[str], text: str, filler: str = " ") -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", filler, match[0]), text)
