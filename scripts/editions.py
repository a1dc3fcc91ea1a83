"""`python -m scripts.editions pdf`: what can be taken along, by itself: `pdf`, `epub`, `offline`, `data`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from scripts.book.addresses import CORPUS, edition_addresses, file_at, site_url
from scripts.book.writing import write_whole
from scripts.build import ROOT
from scripts.prepare import StoppedError, prepare
from scripts.site.publish import OutputError

KINDS: Mapping[str, tuple[str, ...]] = {
    "pdf": ("pdf",), "epub": ("epub",), "offline": ("zip",), "data": CORPUS,
}  # fmt: skip
"""What is asked for, and how its files end."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.editions", description="Makes the whole book as files.")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--to", type=Path, default=Path("dist"), help="the folder to write to (default: dist)")
    options = parser.parse_args(arguments)
    try:
        made = make(options.kind, ROOT / options.to)
    except (StoppedError, OutputError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    if not made:
        print("The book has no name as a file: give it one, as 'file_name' in docs/_data/book.yml", file=sys.stderr)  # noqa: T201
        return 2
    return 0


def make(kind: str, folder: Path) -> list[Path]:
    """The files of a kind, written one by one, each told as it is there; raises StoppedError and OutputError."""
    publication, outputs = prepare(ROOT, site_url())
    wanted = [file_at(each) for each in edition_addresses(publication.book) if each.rsplit(".", 1)[-1] in KINDS[kind]]
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number, name in enumerate(wanted, start=1):
        started = time.perf_counter()
        file = folder / ("offline.zip" if kind == "offline" else Path(name).name)
        content = outputs[name].content
        write_whole(file, content)
        made.append(file)
        told = f"{number}/{len(wanted)} {file.name}: {len(content):,} bytes, {time.perf_counter() - started:.1f} s"
        print(told, file=sys.stderr, flush=True)  # noqa: T201
    return made


if __name__ == "__main__":
    sys.exit(main())
