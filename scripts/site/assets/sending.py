"""Our own style sheets and scripts: their addresses, with a mark of their contents, and their text as it is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache, partial
from pathlib import Path

import lightningcss
import rjsmin

from scripts.book import Book
from scripts.book.figures import KINDS
from scripts.book.writing import mark_of
from scripts.site.assets.bundle import BundleError, bundle, imported

FOLDER = Path("docs/assets")
OF_BEACONS = frozenset({"assets/styles/beacons.css", "assets/styles/team.css", "assets/scripts/self-scan.js"})
AT = re.compile(r" at (\S+\.css):(\d+):\d+$")
MADE_OF = {".css", ".js"}
LATER = re.compile(r"""(\bimport\(|\bnew URL\()"(\.\.?/[\w./-]+\.(?:js|css))"(?=\)|, ?import\.meta\.url\))""")
"""What a script asks for when it runs: another script, a worker, a style sheet."""
NOT_SENT = ("_data/", "assets/screens/")
"""Below docs: what the book is made from, and pictures for the README."""


class AssetError(Exception):
    """A style sheet or script that can't be sent. Says which, and why."""


def asset_address(root: Path, name: str) -> str:
    """`/assets/styles/book.css?1a2b3c4d`; raises AssetError for a name that is not there."""
    file = root / FOLDER / name
    if not file.exists():
        raise AssetError(f"docs/assets/{name}: is not there, and pages ask for it: 'git restore docs/assets/{name}'")
    return f"/assets/{name}?{_digest(file, _newest(root / FOLDER / Path(name).parts[0]))}"


def not_needed(book: Book) -> frozenset[str]:
    """Assets that serve only what a book lacks: kinds of figures, beacons and what teams do with them."""
    kinds = {figure.kind for figure in book.figures.values()}
    unseen = {f"assets/styles/figures/{kind}.css" for kind in KINDS if kind not in kinds}
    return frozenset(unseen if book.contents.beacons else unseen | OF_BEACONS)


def static_files(root: Path, *, without: Container[str] = ()) -> dict[str, Callable[[], str | bytes]]:
    """How each file below docs that is no text of the book is sent, by its path in the site.

    Style sheets and scripts go without comments and white space, and a module that is sent inside another not by
    itself. Nor what is in `without`.
    """
    docs = root / "docs"
    inside = imported(root / FOLDER / "scripts")
    return {
        name: file.read_bytes if file.suffix not in MADE_OF else partial(sent, file)
        for file in sorted(docs.rglob("*"))
        if file.is_file()
        and not (name := file.relative_to(docs).as_posix()).startswith(NOT_SENT)
        and file.suffix != ".md"
        and (name.startswith("assets/") or "/" not in name)  # what was left among the pages is none of the site
        and not any(part.startswith(".") for part in Path(name).parts)
        and name not in without
        and not (file.parent == root / FOLDER / "scripts" and file.name in inside)
    }


def sent(file: Path) -> str:
    """Without comments and white space, with what it imports inside. Raises AssetError for what can't be read."""
    try:
        if file.suffix == ".css":
            return f"{lightningcss.bundle_css(str(file))}\n"
        return f"{_with_marks(rjsmin.jsmin(bundle(file)), file)}\n"
    except BundleError as error:
        raise AssetError(f"docs/assets/{file.parent.name}/{error} (for {file.name})") from error
    except (ValueError, OSError, RecursionError) as error:
        raise AssetError(_in_place(str(error), file)) from error


def _in_place(told: str, file: Path) -> str:
    """With the path of the file; its line first, where lightningcss says it at the end, with a path of this machine."""
    at = AT.search(told)
    where = f"{Path(at[1]).name}:{int(at[2]) + 1}" if at else file.name  # it counts lines from 0
    return f"docs/assets/{file.parent.name}/{where}: {told[: at.start()] if at else told}"


def _with_marks(script: str, file: Path) -> str:
    """What is loaded later has a mark of its contents too: no new page runs an old copy that a browser kept."""

    def marked(found: re.Match[str]) -> str:
        other = (file.parent / found[2]).resolve(strict=True)
        return f'{found[1]}"{found[2]}?{_digest(other, _newest(other.parents[1]))}"'

    return LATER.sub(marked, script)


def _newest(folder: Path) -> int:
    """The time of the last change in a folder, of what a file there may import too, in nanoseconds."""
    return max(file.stat().st_mtime_ns for file in folder.rglob("*"))


@lru_cache(maxsize=64)
def _digest(file: Path, newest: int) -> str:  # noqa: ARG001 - after a change it is another entry
    content = sent(file).encode() if file.suffix in MADE_OF else file.read_bytes()
    return mark_of(content)
