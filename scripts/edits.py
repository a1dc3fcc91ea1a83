"""Changes to docs/ by a command: tried in a copy first, then put in place, all of them or none."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from scripts.book.kept import FOLDER
from scripts.book.writing import write_whole


class NotWrittenError(OSError):
    """A file could not be written, and every other is as it was. Says which and why."""


def copy_aside(root: Path, aside: Path) -> Path:
    """What a book is read from, with what is kept from other readings: most pages are as they were."""
    shutil.copytree(root / "docs", aside / "docs", symlinks=True)
    for folder in (aside / "docs", *(aside / "docs").rglob("*")):
        if folder.is_dir() and not folder.is_symlink():
            folder.chmod(0o755)  # what can't be written to is found out there, not in the copy
    if (root / "overrides").exists():
        shutil.copytree(root / "overrides", aside / "overrides")
    (aside / FOLDER).parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # where no link can be made, every page is read anew
        (aside / FOLDER).symlink_to((root / FOLDER).resolve())
    return aside


def put_in_place(root: Path, files: Mapping[str, bytes]) -> None:
    """All files or, if one can't be written, none: those that were written become again what they were.

    `files` are by their path from the root; one that was not there is gone again. Raises NotWrittenError.
    """
    before: dict[str, bytes | None] = {}
    path = ""
    try:
        for path, content in files.items():
            file = root / path
            before[path] = file.read_bytes() if file.exists() else None
            write_whole(file, content)
    except OSError as error:
        for written, old in before.items():
            _back(root / written, old)
        raise NotWrittenError(f"{path} can't be written: {error.strerror} — every file is as it was") from error


def _back(file: Path, content: bytes | None) -> None:
    """A folder that was made for the file goes with it."""
    if content is None:
        file.unlink(missing_ok=True)
        with suppress(OSError):
            file.parent.rmdir()
    elif file.read_bytes() != content:
        write_whole(file, content)
