"""All that are measured, in the order of the table, and what is told of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping
from importlib.metadata import distributions
from itertools import chain
from pathlib import Path

from scripts.bench.larger import write_larger
from scripts.bench.tools.furo import ABOUT as FURO
from scripts.bench.tools.furo import furo
from scripts.bench.tools.hugo import ABOUT as HUGO
from scripts.bench.tools.hugo import hugo
from scripts.bench.tools.material import ABOUT as MATERIAL
from scripts.bench.tools.material import material
from scripts.bench.tools.mdbook import ABOUT as MDBOOK
from scripts.bench.tools.mdbook import mdbook
from scripts.bench.tools.ours import ABOUT as OURS
from scripts.bench.tools.ours import ALONE, ours, ours_alone
from scripts.bench.tools.sets import CACHE
from scripts.bench.tools.starlight import ABOUT as STARLIGHT
from scripts.bench.tools.starlight import starlight
from scripts.bench.tools.tool import About, NotToBeHadError, Tool
from scripts.bench.tools.vitepress import ABOUT as VITEPRESS
from scripts.bench.tools.vitepress import vitepress
from scripts.bench.tools.zensical import ABOUT as ZENSICAL
from scripts.bench.tools.zensical import zensical
from scripts.book import Book, read_book
from scripts.book.measurements import Peer

Maker = Callable[[Book, Path], Tool]
"""Writes the sources below a folder of their own. Raises NotToBeHadError."""
MAKERS: Mapping[About, Maker] = {
    OURS: ours,
    ALONE: ours_alone,
    MATERIAL: material,
    ZENSICAL: zensical,
    FURO: furo,
    VITEPRESS: vitepress,
    STARLIGHT: starlight,
    HUGO: hugo,
    MDBOOK: mdbook,
}


def write_all(
    root: Path, folder: Path, times: int, chosen: Container[str]
) -> tuple[Book, Mapping[str, Tool | NotToBeHadError]]:
    """The book of so many times the chapters, and every tool with its sources, or why it is not to be had."""
    project = folder / OURS.id
    write_larger(root, project, times)
    book = read_book(project)
    found: dict[str, Tool | NotToBeHadError] = {}
    for about, maker in MAKERS.items():
        if about.id not in chosen:
            continue
        try:
            found[about.id] = maker(book, folder / about.id)
        except NotToBeHadError as error:
            found[about.id] = error
    return book, found


def peer(root: Path, about: About) -> Peer:
    return Peer(
        about.id, about.name, {name: found for name in about.packages if (found := _version(root, name))}, about.remark
    )


def _version(root: Path, package: str) -> str:
    for file in (root / CACHE / "npm").glob(f"*/node_modules/{package}/package.json"):
        return str(json.loads(file.read_text(encoding="utf-8"))["version"])
    peers = [str(folder) for folder in (root / ".cache" / "peers").glob("lib/python*/site-packages")]
    own = (each.version for each in distributions(name=package))
    others = (each.version for each in distributions(name=package, path=peers))
    return next(chain(own, others), "")
