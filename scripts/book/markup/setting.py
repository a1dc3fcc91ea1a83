"""What the rendering of one page needs to know of the rest of the book."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from scripts.book.bibliography import Bibliography
from scripts.book.glossary import Glossary
from scripts.book.languages import Language


@dataclass(frozen=True)
class Setting:
    language: Language
    languages: tuple[Language, Language]
    """Both of the book, in their order."""
    path: str
    address: str
    addresses: Mapping[str, str]
    """Path of a page → its address in this language."""
    glossary: Glossary
    bibliography: Bibliography
    labels: Mapping[str, str]
    """The interface's words in this language."""
    foreign: Mapping[str, tuple[str, ...]]
    """Language → its words that stand unmarked in this language's text."""
    counterpart: str | None
    """The address of the same page in the other language; None if there is none."""
    marks_additions: bool
    """False where the whole page is this site's own, so that a label on each part would be noise."""

    @property
    def other(self) -> Language:
        """The counterpart of its language."""
        first, second = self.languages
        return second if self.language == first else first

    def resolve(self, target: str) -> str | None:
        """The path of the page that a relative `.md` target leads to; None if there is none."""
        path = posixpath.normpath(posixpath.join(str(PurePosixPath(self.path).parent), target))
        return path if path in self.addresses else None

    def href(self, path: str, fragment: str = "", query: str = "") -> str:
        """The address of a page relative to this one."""
        asked = f"?{query}" if query else ""
        return relative(self.address, self.addresses[path]) + asked + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=16_384)
def relative(here: str, there: str) -> str:
    """The relative reference from one address of the site to another: `../../bakens/` from `/wetten/jeugdwet/`."""
    if here == there:
        return "./"
    base = here if here.endswith("/") else posixpath.dirname(here)
    path = posixpath.relpath(there, base)
    return f"{path}/" if there.endswith("/") else path
