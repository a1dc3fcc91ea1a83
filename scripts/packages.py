"""The packages that a build uses, as requirements.txt locks them: written by uv, with hashes and who asks for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = "requirements.txt"
PACKAGE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
ASKED_BY = re.compile(r"^ +#(?: via)? +(?!via\b)(\S.*)$", re.MULTILINE)
BY_THE_PROJECT = re.compile(r" \(pyproject\.toml(?P<group>:\w+)?\)$")


class LockedError(Exception):
    """A list of packages that can't be read. Says what is wrong, and the remedy."""


@dataclass(frozen=True)
class Locked:
    name: str
    version: str
    marker: str
    """For which machines (PEP 508); empty for all."""
    hashes: tuple[str, ...]
    """SHA-256 of each file that may be installed."""
    asked_by: frozenset[str]
    """Names of packages."""
    asked_for: bool
    """By the project itself, to build with."""

    @property
    def purl(self) -> str:
        """Its package URL (ECMA-427)."""
        return f"pkg:pypi/{self.name}@{self.version}"


def locked(root: Path) -> tuple[Locked, ...]:
    """Every package of the list, in its order; one that differs from one Python to another comes more than once."""
    return tuple(_packages((root / FILE).read_text(encoding="utf-8")))


def built_with(root: Path) -> tuple[Locked, ...]:
    """What a build asks for, and what that asks for; without what only tests and checks need. Raises LockedError."""
    packages = locked(root)
    if not any(package.asked_for for package in packages):
        raise LockedError(f"{FILE}: no package in it is asked for by pyproject.toml; write it anew: make lock")
    return tuple(package for package in packages if package.name in _needed(packages))


def _packages(text: str) -> Iterator[Locked]:
    starts = list(PACKAGE.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends, strict=True):
        body = text[match.end() : end]
        by = ASKED_BY.findall(body)
        project = [found["group"] for each in by if (found := BY_THE_PROJECT.search(each))]
        yield Locked(
            match["name"],
            match["version"],
            match["marker"] or "",
            tuple(sorted(HASH.findall(body))),
            frozenset(each for each in by if not BY_THE_PROJECT.search(each)),
            None in project,
        )


def _needed(packages: Iterable[Locked]) -> set[str]:
    """Those asked for, and by these, and so on."""
    needed: set[str] = set()
    found = {package.name for package in packages if package.asked_for}
    while found - needed:
        needed |= found
        found = {package.name for package in packages if package.asked_by & needed}
    return needed
