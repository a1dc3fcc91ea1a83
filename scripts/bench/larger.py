"""This site in a book of many times the size, to see what a chapter then costs a reader.

Each copy of the chapters gets files, folders, slugs and passages of its own; links between chapters stay within the
copy. Its words stand in another order, since a text that is there twenty times compresses to one. The pages that
gather (sources, index of terms, search) grow with it, as they would.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import yaml

from scripts.bench import LANGUAGES

COPIED = ("docs", "overrides", "scripts", "mkdocs.yml")
PASSAGE = re.compile(r"(?<=#)([a-z]{1,2})(\d*)(-x?\d+)?(?=[\s)}])")
LINK = re.compile(r"(?<=\]\()(?!https?:)[^)\s]+")
SLUG = re.compile(r"^slug: (.+)$", re.MULTILINE)
RUN_OF_WORDS = re.compile(r"(?<=[a-z] )[a-z]+(?: [a-z]+)+(?= [a-z])")
"""Words between two others, without capitals, marks or markup."""
BOOK_NOTE = re.compile(r"\[\^(\d+)\]")
CONTENTS = Path("docs/_data/contents.yml")


def write_larger(root: Path, target: Path, times: int) -> None:
    """Writes the sources of this site below `target`, with every chapter `times` times."""
    for name in COPIED:
        _copy(root / name, target / name)
    contents = yaml.safe_load((root / CONTENTS).read_text(encoding="utf-8"))
    chapters = [page for page in contents["pages"] if page.get("points")]
    for copy in range(1, times):
        contents["pages"] += [_planned(page, copy) for page in chapters]
        for language in LANGUAGES:
            _write_copies(
                target / "docs" / language, {page["path"]: _path(page["path"], copy) for page in chapters}, copy
            )
    (target / CONTENTS).write_text(yaml.safe_dump(contents, allow_unicode=True), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def _planned(page: dict[str, Any], copy: int) -> dict[str, Any]:
    """The plan's line for a copy; the book's numbering stays with the original."""
    points = [PASSAGE.sub(lambda match: _passage(match, copy), f"#{point} ")[1:-1] for point in page["points"]]
    return {"path": _path(page["path"], copy), "points": points, "ours": page.get("ours", False)}


def _write_copies(docs: Path, paths: Mapping[str, str], copy: int) -> None:
    for path, copied in paths.items():
        text = (docs / path).read_text(encoding="utf-8")
        text = RUN_OF_WORDS.sub(partial(_shuffled, Random(f"{path} {copy}")), text)  # noqa: S311 - no secret
        text = PASSAGE.sub(lambda match: _passage(match, copy), text)
        text = LINK.sub(lambda match, at=path: _link(match[0], at, paths), text)  # type: ignore[misc]
        text = BOOK_NOTE.sub(r"[^book-\1]", text)
        if "/" not in path or path.endswith("/index.md"):
            text = SLUG.sub(rf"slug: \1-{copy}", text, count=1)
        file = docs / copied
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _shuffled(random: Random, match: re.Match[str]) -> str:
    words = match[0].split()
    return " ".join(random.sample(words, len(words)))


def _link(target: str, at: str, paths: Mapping[str, str]) -> str:
    """The target of a link on the page at `at`: another chapter's copy, or what it was."""
    path, mark, fragment = target.partition("#")
    chapter = posixpath.normpath(posixpath.join(posixpath.dirname(at), path))
    if path and chapter in paths:
        path = posixpath.relpath(paths[chapter], posixpath.dirname(paths[at]) or ".")
    return path + mark + fragment


def _passage(match: re.Match[str], copy: int) -> str:
    letters, number, count = match.groups()
    return f"{letters}{copy}{int(number or 0):02}{count or ''}"


def _path(path: str, copy: int) -> str:
    """`foreword.md` → `foreword-7.md`, `laws/youth-act.md` → `laws-7/youth-act.md`."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}-{copy}{slash}{name}" if slash else f"{path.removesuffix('.md')}-{copy}.md"
