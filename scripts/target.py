"""What a build may write over: nothing, or what a build made. Whatever else lies there is somebody's work."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

STAYS = "The build stops here; site/ stays as it was."
MARKER = ".made-by-the-build"
"""The file by which a folder is known as a built site; not in the archive."""
MARKED = "Made by the build. The next build replaces this whole folder.\n"
COMMENT = b"Made by the build; the next build replaces this archive."
"""Of the archive, which is known by it."""


class RefusedError(Exception):
    """A build was asked to write where it would destroy something. Says what, and the way on."""


def mark(site: Path) -> None:
    """Makes a folder known as a built site."""
    site.mkdir(parents=True, exist_ok=True)
    (site / MARKER).write_text(MARKED, encoding="utf-8")


def site_folder(target: Path, root: Path) -> Path:
    """The folder to build to, links followed, so that a link stays one. Raises RefusedError."""
    folder = _followed(target)
    elsewhere = "choose another folder, as 'site'"
    if _followed(root).is_relative_to(folder):
        raise RefusedError(f"{target} holds the repository itself, which a build would remove: {elsewhere}")
    _refuse_tracked(target, folder, elsewhere)
    if not folder.exists():
        return folder
    if not folder.is_dir():
        raise RefusedError(f"{target} is a file: {elsewhere}")
    others = _some(path.name for path in folder.iterdir())
    if others and not (folder / MARKER).is_file():
        raise RefusedError(
            f"{target} holds what no build made ({others}), and a build would remove it: {elsewhere}, "
            f"or empty {target} yourself if nothing in it is needed"
        )
    return folder


def archive_file(target: Path, site: Path) -> Path:
    """The archive to pack a site into, links followed. Raises RefusedError."""
    file = _followed(target)
    elsewhere = "choose another name, as 'dist/site.zip'"
    _refuse_tracked(target, file, elsewhere)
    if file.is_dir():
        raise RefusedError(f"{target} is a folder: {elsewhere}")
    if file.is_relative_to(site):
        raise RefusedError(f"{target} lies in the site that goes into it: {elsewhere}")
    if file.exists() and not _is_archive_of_ours(file):
        raise RefusedError(f"{target} is there and no build made it: {elsewhere}, or remove it yourself")
    return file


def text_file(target: Path, first_line: str) -> Path:
    """A file that a build writes beside the archive, and knows again by its first line. Raises RefusedError."""
    elsewhere = "choose another folder for the archive"
    _refuse_tracked(target, _followed(target), elsewhere)
    if target.is_dir() or (target.exists() and not target.read_bytes().startswith(first_line.encode())):
        raise RefusedError(f"{target} is there and no build made it: {elsewhere}, or move it away")
    return target


def _followed(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        raise RefusedError(f"{path} can't be followed: {error}") from error


def _is_archive_of_ours(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as packed:
            return packed.comment == COMMENT
    except (OSError, zipfile.BadZipFile):
        return False


def _refuse_tracked(target: Path, path: Path, elsewhere: str) -> None:
    """Without git nothing is tracked; then the marker alone decides."""
    beside = next(folder for folder in path.parents if folder.is_dir())
    command = ["git", "-C", str(beside), "ls-files", "-z", "--", str(path)]
    try:
        run = subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return
    if tracked := _some(name.decode(errors="replace") for name in run.stdout.split(b"\0") if name):
        raise RefusedError(f"git keeps {target} ({tracked}), and a build would write over it: {elsewhere}")


def _some(names: Iterable[str]) -> str:
    """The first three of some names, as one text."""
    few = list(islice(sorted(names), 4))
    return ", ".join(few[:3]) + (", …" if len(few) > 3 else "")
