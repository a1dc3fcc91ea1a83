"""The files below docs/ as the file system has them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from scripts.book.model import Asset, DataFile

LARGEST_READ = 2_000_000
"""Bytes; a larger file is listed, but not read."""


def read_data_files(root: Path) -> tuple[DataFile, ...]:
    """The data files, in the order of their names; bytes that are not UTF-8 are replaced."""
    folder = root / "docs" / "_data"
    return tuple(
        DataFile(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8", errors="replace"))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix in {".yml", ".yaml", ".csl", ".txt", ".json"}
    )


def read_templates(root: Path) -> tuple[DataFile, ...]:
    """The templates, for what they refer to."""
    files = sorted(file for file in (root / "overrides").rglob("*") if file.suffix in {".html", ".js", ".svg", ".xml"})
    return tuple(
        DataFile(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8", errors="replace"))
        for file in files
    )


def read_assets(root: Path) -> tuple[Asset, ...]:
    """Every file and link below docs/, in the order of their paths; links are not followed."""
    return tuple(sorted(_walk(root, root / "docs"), key=lambda asset: asset.path))


def _walk(root: Path, folder: Path) -> Iterator[Asset]:
    for entry in os.scandir(folder):
        path = Path(entry.path).relative_to(root).as_posix()
        if entry.is_symlink():
            yield Asset(path, 0, True, False, b"")
        elif entry.is_dir():
            yield from _walk(root, Path(entry.path))
        elif entry.is_file():
            stat = entry.stat()
            content = Path(entry.path).read_bytes() if stat.st_size <= LARGEST_READ else b""
            yield Asset(path, stat.st_size, False, bool(stat.st_mode & 0o111), content)
