"""Our own style sheets and scripts: their addresses, with a mark of their contents, and their text as it is sent."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import lightningcss
import rjsmin

from scripts.site.bundle import bundle, imported

FOLDER = Path("docs/assets")
MADE_OF = {".css", ".js"}


def asset_address(root: Path, name: str) -> str:
    """`/assets/styles/book.css?1a2b3c4d`; raises FileNotFoundError for a name that is not there."""
    file = root / FOLDER / name
    if not file.exists():
        raise FileNotFoundError(file)
    return f"/assets/{name}?{_digest(file, _newest(root / FOLDER / Path(name).parts[0]))}"


def asset_files(root: Path) -> dict[str, str]:
    """Every style sheet and script as it is sent, by its path in the site; empty for what is sent inside another."""
    folder = root / FOLDER
    inside = imported(folder / "scripts")
    return {
        f"assets/{file.relative_to(folder).as_posix()}": "" if file.name in inside else sent(file)
        for file in sorted(folder.rglob("*"))
        if file.suffix in MADE_OF
    }


def sent(file: Path) -> str:
    """Without comments and white space, with what it imports inside.

    Raises ValueError for a style sheet that is not CSS.
    """
    if file.suffix == ".css":
        return f"{lightningcss.bundle_css(str(file))}\n"
    return f"{rjsmin.jsmin(bundle(file))}\n"


def _newest(folder: Path) -> int:
    """The time of the last change in a folder, of what a file there may import too, in nanoseconds."""
    return max(file.stat().st_mtime_ns for file in folder.rglob("*"))


@lru_cache(maxsize=64)
def _digest(file: Path, newest: int) -> str:  # noqa: ARG001 - after a change it is another entry
    content = sent(file).encode() if file.suffix in MADE_OF else file.read_bytes()
    return hashlib.sha256(content).hexdigest()[:8]
