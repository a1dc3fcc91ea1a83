"""Our own style sheets, scripts and pictures as they are sent: their text, and names with a mark of their contents.

So a page and what it asks for are of one version: what a browser or a host kept of another has another name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lightningcss
import rjsmin

from scripts.book import Book
from scripts.book.figures import KINDS
from scripts.book.writing import marked_name
from scripts.site.assets.bundle import BundleError, bundle, imported

FOLDER = Path("docs/assets")
OF_BEACONS = frozenset({"assets/styles/beacons.css", "assets/styles/team.css", "assets/scripts/self-scan.js"})
AT = re.compile(r" at (\S+\.css):(\d+):\d+$")
LATER = re.compile(r"""(?:\bimport\(|\bnew URL\()"(?P<name>\.\.?/[\w./-]*[\w-]\.\w+)"(?=\)|, ?import\.meta\.url\))""")
"""What a script asks for when it runs: another script, a worker, a style sheet."""
FETCHED = re.compile(r"""\burl\((?P<quote>["']?)(?P<name>[\w./-]+\.\w+)(?=(?P=quote)\)|#)""")
"""What a style sheet asks for: a picture."""
SHEETS = re.compile(r"""@import\s+(?:url\()?["']?([\w./-]+\.css)""")
NOT_SENT = ("_data/", "assets/screens/")
"""Below docs: what the book is made from, and pictures for the README."""


class AssetError(Exception):
    """A style sheet or script that can't be sent. Says which, and why."""


@dataclass(frozen=True)
class Sent:
    """A file below docs as it is sent."""

    place: str
    """Its path in the site: `assets/styles/book.1a2b3c4d.css`."""
    source: str
    content: bytes


class Assets:
    """What stands in docs/assets, each made once.

    Without marks the names are those of the sources: for a copy of the site on a disk, whose files no browser keeps.
    """

    def __init__(self, root: Path, *, marked: bool = True) -> None:
        self.folder = root / FOLDER
        self._marked = marked
        self._made: dict[Path, bytes] = {}
        self._being_made: list[Path] = []

    def has(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def address(self, name: str) -> str:
        """`/assets/styles/book.1a2b3c4d.css` of `styles/book.css`; raises AssetError for a name that is not there."""
        file = self.folder / name
        if not self.has(name):
            raise AssetError(f"{FOLDER / name}: is not there, and pages ask for it: 'git restore {FOLDER / name}'")
        return f"/{self._place(file)}"

    def sent(self, *, without: Container[str] = ()) -> Iterator[Sent]:
        """Each file that pages, scripts and style sheets can ask for; raises AssetError for one that can't be sent.

        Not what is only sent inside another, nor what is in `without` (`assets/styles/team.css`).
        """
        inside = self._inside
        for file in sorted(self.folder.rglob("*")):
            name = f"assets/{file.relative_to(self.folder).as_posix()}"
            hidden = any(part.startswith(".") for part in Path(name).parts)
            if file.is_file() and not (hidden or name.startswith(NOT_SENT) or name in without or file in inside):
                yield Sent(self._place(file), f"docs/{name}", self._content(file))

    @cached_property
    def _inside(self) -> set[Path]:
        """Modules and style sheets that others hold."""
        scripts, styles = self.folder / "scripts", self.folder / "styles"
        sheets = {
            _beside(file, name)
            for file in styles.rglob("*.css")
            for name in SHEETS.findall(file.read_text(encoding="utf-8"))
        }
        return sheets | {scripts / name for name in imported(scripts)}

    def _place(self, file: Path) -> str:
        name = f"assets/{file.relative_to(self.folder).as_posix()}"
        if file in self._inside:
            raise AssetError(f"docs/{name}: is sent inside what imports it; nothing else can ask for it")
        return marked_name(name, self._content(file)) if self._marked else name

    def _content(self, file: Path) -> bytes:
        if file not in self._made:
            if file in self._being_made:
                names = " → ".join(each.name for each in (*self._being_made, file))
                told = f"loads itself later ({names}): no name can hold a mark of its own; load it from one side"
                raise AssetError(f"docs/assets/{file.parent.name}/{file.name}: {told}")
            self._being_made.append(file)
            try:
                self._made[file] = self._make(file)
            finally:
                self._being_made.pop()
        return self._made[file]

    def _make(self, file: Path) -> bytes:
        """Without comments and white space, with what it imports inside, and what it asks for by its name as sent."""
        try:
            if file.suffix == ".css":
                return f"{self._led(FETCHED, lightningcss.bundle_css(str(file)), file)}\n".encode()
            if file.suffix == ".js":
                return f"{self._led(LATER, rjsmin.jsmin(bundle(file)), file)}\n".encode()
            return file.read_bytes()
        except BundleError as error:
            raise AssetError(f"docs/assets/{file.parent.name}/{error} (for {file.name})") from error
        except (ValueError, OSError, RecursionError) as error:
            raise AssetError(_in_place(str(error), file)) from error

    def _led(self, asks: re.Pattern[str], text: str, file: Path) -> str:
        """With the names of other files as these are sent."""

        def led(found: re.Match[str]) -> str:
            other = _beside(file, found["name"])
            return found[0].replace(other.name, self._place(other).rpartition("/")[2], 1)

        return asks.sub(led, text)


def not_needed(book: Book) -> frozenset[str]:
    """Assets that serve only what a book lacks: tables, kinds of figures, beacons and what teams do with them."""
    kinds = {figure.kind for figure in book.figures.values()}
    unseen = {f"assets/styles/figures/{kind}.css" for kind in KINDS if kind not in kinds}
    if not any(page.tables for page in book.pages.values()):
        unseen.add("assets/styles/tables.css")
    return frozenset(unseen if book.contents.beacons else unseen | OF_BEACONS)


def loose_files(root: Path) -> dict[str, Path]:
    """What stands beside the folders of docs, for hosts and verifiers: it goes as it is, under its own name."""
    return {
        file.name: file
        for file in sorted((root / "docs").iterdir())
        if file.is_file() and file.suffix != ".md" and not file.name.startswith(".")
    }


def _beside(file: Path, name: str) -> Path:
    """What a file names relative to itself."""
    return Path(os.path.normpath(file.parent / name))


def _in_place(told: str, file: Path) -> str:
    """With the path of the file; its line first, where lightningcss says it at the end, with a path of this machine."""
    at = AT.search(told)
    where = f"{Path(at[1]).name}:{int(at[2]) + 1}" if at else file.name  # it counts lines from 0
    return f"docs/assets/{file.parent.name}/{where}: {told[: at.start()] if at else told}"
