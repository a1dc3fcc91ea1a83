"""`python -m scripts.shipping`: what is inside the archive in dist, and the hashes of all that lies there."""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from scripts.beside import NAMES as BESIDE
from scripts.book import read_book
from scripts.book.data import DataError
from scripts.book.writing import write_whole
from scripts.packages import LockedError, built_with
from scripts.shipping.inventory import NAME as INVENTORY
from scripts.shipping.inventory import Shipment, inventory
from scripts.shipping.sums import NAME as SUMS
from scripts.shipping.sums import sums
from scripts.target import RefusedError, text_file

ROOT = Path(__file__).parents[2]
ARCHIVE = "site.zip"
SHIPPED = (ARCHIVE, "offline.zip", *BESIDE)
"""What `make dist` makes."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.shipping", description="Says what is in dist.")
    parser.add_argument("--in", dest="folder", type=Path, default=Path("dist"), help="the folder (default: dist)")
    folder: Path = ROOT / parser.parse_args(arguments).folder
    try:
        for name, content in shipped(ROOT, folder).items():
            write_whole(folder / name, content)
            print(f"{name}: {len(content):,} bytes", flush=True)  # noqa: T201
    except (DataError, LockedError, RefusedError, OSError, zipfile.BadZipFile) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


def shipped(root: Path, folder: Path) -> Mapping[str, bytes]:
    """What is written beside the archive, by name. Raises DataError, LockedError, RefusedError and OSError."""
    file = folder / ARCHIVE
    if not file.is_file():
        raise RefusedError(f"{file} is not there: 'make dist' makes it first")
    text_file(folder / INVENTORY, "{\n")
    text_file(folder / SUMS, "")
    with zipfile.ZipFile(file) as packed:
        site = {name: packed.read(name) for name in packed.namelist()}
    said = inventory(Shipment(read_book(root), built_with(root), site, file.read_bytes())).encode()
    beside = {name: (folder / name).read_bytes() for name in SHIPPED if (folder / name).is_file()}
    return {INVENTORY: said, SUMS: sums(beside | {INVENTORY: said}).encode()}


if __name__ == "__main__":
    sys.exit(main())
