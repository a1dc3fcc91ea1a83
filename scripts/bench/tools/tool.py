"""What the bench knows of a tool that makes a site of the book: how it is set up, run, served and asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.book import Language


class NotToBeHadError(Exception):
    """A tool that can't be set up on this machine. Says why."""


@dataclass(frozen=True)
class Command:
    words: tuple[str | Path, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """How the tool's own search is asked: a script, on a page of the site, that gives addresses for a query."""

    script: str
    """`async query => [address, …]`, best first."""
    page: Callable[[Language], str]
    """The address of the page that it is asked on."""


@dataclass(frozen=True)
class Tool:
    """A site that can be built: its sources are written."""

    id: str
    folder: Path
    builds: tuple[Command, ...]
    """What makes the whole site, one after the other."""
    made: tuple[str, ...]
    """What a build leaves, relative to the folder: taken away before a clean one."""
    site: Path
    address: Callable[[Language, str], str]
    """Of a page, by its language and its path in docs."""
    source: Callable[[Language, str], Path]
    """The file that somebody edits."""
    serve: Callable[[int], Command] | None = None
    """Shows edits in the browser, at a port; None if the tool has nothing of the kind."""
    served_at: Callable[[Language, str], str] | None = None
    """The address under that server, where it is another."""
    asking: Asking | None = None
    """None if it has no search of its own."""


@dataclass(frozen=True)
class About:
    """A tool by its names, also of one that is not to be had."""

    id: str
    name: str
    packages: tuple[str, ...]
    """Whose versions are told."""
    remark: str = ""
    """How it is set up, where that bears on the numbers."""


def below(folder: str, languages: tuple[Language, ...]) -> Callable[[Language, str], str]:
    """`/folder/laws/youth-act/`, with the other languages below their names and the first at the root."""

    def address(language: Language, path: str) -> str:
        start = "/" if language == languages[0] else f"/{language}/"
        return start + folder + pretty(path)

    return address


def pretty(path: str) -> str:
    """`laws/youth-act/` for `laws/youth-act.md`, nothing for `index.md`."""
    name = path.removesuffix(".md")
    return "" if name == "index" else name.removesuffix("/index") + "/"
