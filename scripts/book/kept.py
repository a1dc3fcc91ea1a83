"""What was made before, kept below `.cache` under a hash of all that goes into it.

An entry begins with the hash of its name and of what follows: one that is half written, changed, or put there under
another name is made anew. So a warm build and a cold one give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from scripts.book.writing import write_whole

T = TypeVar("T")
FOLDER = ".cache/kept"
MOST = 3_000
"""Entries of one kind: some thirty times what one state of this book needs."""
HEAD = 65
"""The hash in hexadecimal, and the end of its line."""


def kept(root: Path, kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """What `make` makes of its ingredients, the code and its packages among them: from what is kept, or made now.

    Where nothing can be kept it is made each time.
    """
    file = kept_at(root, kind, ingredients)
    content = read_kept(file)
    if content is None:
        content = make()
        keep(file, content)
    return content


def kept_all(
    root: Path, kind: str, wanted: Mapping[T, Iterable[str | bytes]], make: Callable[[list[T]], Iterable[bytes]]
) -> dict[T, bytes]:
    """As `kept`, of many: by each what is made of its ingredients. `make` is asked once, for all that is not kept."""
    files = {each: kept_at(root, kind, ingredients) for each, ingredients in wanted.items()}
    found = {each: content for each, file in files.items() if (content := read_kept(file)) is not None}
    missing = [each for each in files if each not in found]
    for each, content in zip(missing, make(missing), strict=True):
        keep(files[each], content)
        found[each] = content
    return found


def kept_at(root: Path, kind: str, ingredients: Iterable[str | bytes]) -> Path:
    """The file in which that is kept."""
    return root / FOLDER / kind / hash_of(ingredients)


def read_kept(file: Path) -> bytes | None:
    """What was kept in a file; None if there is none, or it is not whole."""
    try:
        entry = file.read_bytes()
    except OSError:
        return None
    content = entry[HEAD:]
    return content if entry[:HEAD] == _head(file, content) else None


def keep(file: Path, content: bytes) -> None:
    """Where that can't be done, it is made again the next time."""
    with suppress(OSError):
        write_whole(file, _head(file, content) + content)


def prune(root: Path) -> None:
    """Forgets the oldest entries of each kind where there are many: what is still wanted is made again."""
    for folder in (root / FOLDER).glob("*/"):
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        for file in files[:-MOST]:
            with suppress(OSError):
                file.unlink()


def _head(file: Path, content: bytes) -> bytes:
    return f"{hash_of((file.name, content))}\n".encode()


def hash_of(parts: Iterable[str | bytes]) -> str:
    """Of parts that can't run into each other."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


@cache
def code_of(*places: Path) -> str:
    """The hash of modules, each a file or a whole folder, as they were when this was first asked."""
    files = [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*.py")))]
    return hash_of([part for file in files for part in (file.name, file.read_bytes())])


@cache
def versions_of(*packages: str) -> str:
    """Of what makes it, beside our own code."""
    return " ".join(f"{name}-{version(name)}" for name in packages)
