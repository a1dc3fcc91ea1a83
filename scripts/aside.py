"""Builds aside and then changes places, so that at no moment there is half a site; clears what a killed build left."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

HERE, EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE (linux/fcntl.h, linux/fs.h)."""
PREFIX = ".building-"
OWNER = "for"
"""In each folder aside: the name of the target. Its builder holds a lock on it, and with the builder the lock ends."""
LAST = "last"
"""In each folder aside: what stood at the target, while places are changed."""


@dataclass(frozen=True)
class Aside:
    target: Path
    folder: Path
    lock: int
    """The descriptor that holds the lock; a child that inherits it keeps the folder from being cleared."""

    @property
    def made(self) -> Path:
        return self.folder / "site"

    def put_in_place(self) -> None:
        """In one step where the system knows how; else there is a moment without a site."""
        with _alone(self.target.parent):
            if not self.target.exists():
                self.made.rename(self.target)
            elif not exchanged(self.made, self.target):
                self.target.rename(self.folder / LAST)
                self.made.rename(self.target)


def exchanged(one: Path, other: Path) -> bool:
    """Each has the other's place, at once: renameat2 of Linux, which not every file system knows. False where not."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    here = (HERE, os.fsencode(one.absolute()), HERE, os.fsencode(other.absolute()))
    return rename is not None and rename(*here, EXCHANGE) == 0


@contextmanager
def aside(target: Path) -> Iterator[Aside]:
    """A folder beside `target`, on the same file system, gone at the end with all that it holds."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target.parent):
        _clear(target.parent)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=target.parent))
        owner = (folder / OWNER).open("w", encoding="utf-8")
        owner.write(target.name)
        owner.flush()
        _take(owner)
    try:
        with owner:
            yield Aside(target, folder, owner.fileno())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with _alone(target.parent):
            _clear(target.parent)


def _clear(parent: Path) -> None:
    """Removes what killed builds left; a last good site that was on its way goes back first."""
    for folder in sorted(parent.glob(f"{PREFIX}*")):
        if not folder.is_dir() or folder.is_symlink() or _is_held(folder / OWNER):
            continue
        last, target = folder / LAST, _target(folder)
        if target and last.is_dir() and not target.exists():
            last.rename(target)
        shutil.rmtree(folder, ignore_errors=True)


def _target(folder: Path) -> Path | None:
    try:
        name = (folder / OWNER).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return folder.parent / name if name and Path(name).name == name else None


def _is_held(file: Path) -> bool:
    try:
        with file.open("r+", encoding="utf-8") as owner:
            return not _take(owner)
    except FileNotFoundError:
        return False
    except OSError:
        return True


if sys.platform == "win32":  # an open file can't be removed there: what is in use stays by itself

    def _take(_file: IO[str]) -> bool:
        return True

    @contextmanager
    def _alone(_folder: Path) -> Iterator[None]:
        yield

else:

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    @contextmanager
    def _alone(folder: Path) -> Iterator[None]:
        """No other build changes this folder meanwhile."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
