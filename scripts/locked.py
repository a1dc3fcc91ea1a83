"""`python -m scripts.locked`: do the lists of locked packages fit pyproject.toml, and is each line locked by a hash?

Without a network, in a moment. `--against FOLDER` compares with lists made anew there (`make check-lock-anew`).
Ends 0; 1 with findings; 2 if there is nothing to judge.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from scripts.check.findings import Finding
from scripts.check.report import report

PROJECT = "pyproject.toml"
LISTS = {"requirements.txt": ("", "dev"), "requirements-bench.txt": ("bench",), "requirements-lock.txt": ("lock",)}
"""A list → the groups of pyproject.toml that it is made from; "" is the project's own dependencies."""
ANEW = "run 'make lock' and commit what it writes"
PIN = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?")
HASH = re.compile(r" {4}--hash=(?P<hash>sha256:[0-9a-f]{64})(?: \\)?")
ASKED = re.compile(r" {4}# {1,3}(?:via ?)?(?P<by>[\w.-]*)(?: \((?P<where>[\w.:-]+)\))?")
"""`# via mkdocs`, or below `# via` a line each; a dependency of the project has the place behind its name."""


class NothingToJudgeError(Exception):
    """A file is missing or can't be read. Says which."""


@dataclass(frozen=True)
class Pin:
    """One locked package, as `uv pip compile --generate-hashes` writes it."""

    name: str
    """In its canonical form."""
    version: str
    marker: str
    """For which Pythons and systems; empty for all."""
    line: int
    hashes: frozenset[str]
    asked_by: frozenset[str]
    """Packages that ask for it."""
    asked_here: bool
    """Whether the list says that the project itself asks for it."""


def read_list(path: str, text: str) -> tuple[list[Pin], list[Finding]]:
    """The pins of a list, and the lines that are no part of one: addresses, options, packages without a version."""
    pins: list[Pin] = []
    odd: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        if match := PIN.fullmatch(line):
            name = canonicalize_name(match["name"])
            pins.append(Pin(name, match["version"], match["marker"] or "", number, frozenset(), frozenset(), False))
        elif pins and (match := HASH.fullmatch(line)):
            pins[-1] = replace(pins[-1], hashes=pins[-1].hashes | {match["hash"]})
        elif pins and (match := ASKED.fullmatch(line)):
            pins[-1] = _asked(pins[-1], match)
        elif line:
            odd.append(Finding(path, number, "lock-line", f"{line.strip()!r} is no locked package", ANEW))
    return pins, odd


def _asked(pin: Pin, match: re.Match[str]) -> Pin:
    if (match["where"] or "").startswith(PROJECT):
        return replace(pin, asked_here=True)
    return replace(pin, asked_by=pin.asked_by | {canonicalize_name(match["by"])}) if match["by"] else pin


def asked_for(project: Mapping[str, Any], groups: Sequence[str]) -> list[Requirement]:
    """What pyproject.toml asks for in these groups, and in those that they include (PEP 735)."""
    found: list[Requirement] = []
    known = project.get("dependency-groups", {})
    for group in groups:
        entries = known.get(group, []) if group else project.get("project", {}).get("dependencies", [])
        for entry in entries:
            if isinstance(entry, str):
                found.append(Requirement(entry))
            else:
                found += asked_for(project, [entry["include-group"]])
    return found


def findings(root: Path) -> list[Finding]:
    """Sorted. Raises NothingToJudgeError."""
    text = _read(root, PROJECT)
    try:
        project = tomllib.loads(text)
        asked = {path: asked_for(project, groups) for path, groups in LISTS.items()}
    except (tomllib.TOMLDecodeError, InvalidRequirement) as error:
        raise NothingToJudgeError(f"{PROJECT}: {error}; mend it") from error
    found: list[Finding] = []
    lists: dict[str, list[Pin]] = {}
    for path, requirements in asked.items():
        lists[path], odd = read_list(path, _read(root, path))
        found += odd
        found += _without_hash(path, lists[path])
        found += _twice(path, lists[path])
        found += _not_as_asked(path, lists[path], requirements, text)
        found += _not_asked_for(path, lists[path], requirements)
    return sorted([*found, *_otherwise(lists)])


def _read(root: Path, path: str) -> str:
    try:
        return (root / path).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise NothingToJudgeError(
            f"{root / path}: can't be read ({error}); get it back from git, or 'make lock'"
        ) from error


def _without_hash(path: str, pins: Sequence[Pin]) -> Iterator[Finding]:
    for pin in pins:
        if not pin.hashes:
            yield Finding(
                path, pin.line, "lock-hash", f"{pin.name} has no hash: anything could come in its place", ANEW
            )


def _twice(path: str, pins: Sequence[Pin]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for pin in pins:
        if (pin.name, pin.marker) in seen:
            yield Finding(path, pin.line, "lock-twice", f"{pin.name} stands twice for the same Pythons", ANEW)
        seen.add((pin.name, pin.marker))


def _not_as_asked(path: str, pins: Sequence[Pin], asked: Sequence[Requirement], text: str) -> Iterator[Finding]:
    for requirement in asked:
        name = canonicalize_name(requirement.name)
        mine = [pin for pin in pins if pin.name == name]
        if not mine:
            message = f"{requirement.name} is asked for, and {path} lacks it"
            yield Finding(PROJECT, _line(text, requirement.name), "lock-missing", message, ANEW)
        for pin in mine:
            if not _admits(requirement, pin.version):
                message = f"{name} {pin.version} is not what {PROJECT} asks for: {requirement.specifier}"
                yield Finding(path, pin.line, "lock-version", message, ANEW)


def _line(text: str, name: str) -> int:
    """Where pyproject.toml asks for a package; 1 if it can't be told."""
    found = re.search(rf'^\s*"{re.escape(name)}(?![\w.-])', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + found[0].count("\n") + 1 if found else 1


def _admits(requirement: Requirement, version: str) -> bool:
    try:
        return requirement.specifier.contains(Version(version), prereleases=True)
    except InvalidVersion:
        return False


def _not_asked_for(path: str, pins: Sequence[Pin], asked: Sequence[Requirement]) -> Iterator[Finding]:
    """What neither pyproject.toml asks for nor, by the comments, a package that somebody asks for."""
    wanted = {canonicalize_name(requirement.name) for requirement in asked}
    reached = {pin.name for pin in pins if pin.asked_here and pin.name in wanted}
    while more := {pin.name for pin in pins if pin.asked_by & reached} - reached:
        reached |= more
    for pin in pins:
        if pin.name not in reached:
            yield Finding(path, pin.line, "lock-unused", f"nothing asks for {pin.name} {pin.version}", ANEW)


def _otherwise(lists: Mapping[str, Collection[Pin]]) -> Iterator[Finding]:
    """One version of a package is the same files everywhere."""
    first: dict[tuple[str, str], tuple[str, Pin]] = {}
    for path, pins in lists.items():
        for pin in pins:
            other, known = first.setdefault((pin.name, pin.version), (path, pin))
            if not (known.hashes <= pin.hashes or pin.hashes <= known.hashes):  # files may have been added later
                message = f"{pin.name} {pin.version} has other hashes than in {other}"
                yield Finding(path, pin.line, "lock-hash", message, ANEW)


def compared(root: Path, anew: Path) -> list[Finding]:
    """What differs from the lists of the same names in `anew`, where the same versions were wished for; sorted.

    Raises NothingToJudgeError.
    """
    lists = {path: [read_list(path, _read(folder, path))[0] for folder in (root, anew)] for path in LISTS}
    return sorted(finding for path, (pins, made) in lists.items() for finding in _differences(path, pins, made))


def _differences(path: str, pins: Sequence[Pin], made: Sequence[Pin]) -> Iterator[Finding]:
    right = {(pin.name, pin.version, pin.marker): pin for pin in made}
    for pin in pins:
        same = right.pop((pin.name, pin.version, pin.marker), None)
        if same is None:
            yield Finding(path, pin.line, "lock-stale", f"{pin.name} {pin.version} would not be locked today", ANEW)
        elif strange := sorted(pin.hashes - same.hashes):
            message = f"{pin.name} {pin.version} has a hash that the registry does not know: {strange[0]}"
            yield Finding(path, pin.line, "lock-hash", message, "find out why before you do anything else")
    for pin in right.values():
        yield Finding(path, 1, "lock-missing", f"{pin.name} {pin.version} is lacking", ANEW)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.locked", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="compare with the lists in this folder")
    parser.add_argument("--format", choices=("text", "json", "github", "gitlab"), default="text")
    options = parser.parse_args(arguments)
    root: Path = options.root.resolve()
    try:
        found = compared(root, options.against.resolve()) if options.against else findings(root)
    except NothingToJudgeError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    if text := report(found, options.format):
        print(text)  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
