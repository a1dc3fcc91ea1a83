"""`make architecture`: ARCHITECTURE.md, its rooms, arrows and contracts drawn from what the modules import."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import grimp

from scripts.book.writing import write_whole

ROOT = Path(__file__).parents[1]
PAGE = "ARCHITECTURE.md"
PACKAGE = "scripts"
ENTERED = ("scripts.book", "scripts.check", "scripts.site")
"""Rooms whose own rooms are told as well, each by its sentence."""
PART = re.compile(r"(<!-- drawn: (\w+) -->\n).*?(<!-- drawn: end -->)", re.DOTALL)


@dataclass(frozen=True)
class Room:
    """A package or module directly below `scripts`."""

    name: str
    """In full: `scripts.book`."""
    sentence: str
    knows: frozenset[str]
    """Rooms that it imports, in full."""
    packages: tuple[str, ...]
    """What it imports from outside, without Python's own."""

    @property
    def short(self) -> str:
        return shown(self.name)


def shown(name: str) -> str:
    """`book` for `scripts.book`; what is no module of ours stays as it is."""
    return name.removeprefix(f"{PACKAGE}.")


def rooms(root: Path, excepted: Iterable[tuple[str, str]] = ()) -> list[Room]:
    """Each after those that it knows. Imports that a contract excepts, from module to module, do not count."""
    graph = grimp.build_graph(PACKAGE, include_external_packages=True, cache_dir=None)
    names = sorted(graph.find_children(PACKAGE))
    known: dict[str, set[str]] = {name: set() for name in names}
    outside: dict[str, set[str]] = {name: set() for name in names}
    for module in sorted(graph.modules):
        room = ".".join(module.split(".")[:2])
        if room not in known:
            continue
        for imported in graph.find_modules_directly_imported_by(module) - {to for by, to in excepted if by == module}:
            other = ".".join(imported.split(".")[:2])
            if other in known and other != room:
                known[room].add(other)
            elif not imported.startswith(PACKAGE) and imported not in sys.stdlib_module_names:
                outside[room].add(imported)
    order = TopologicalSorter({name: sorted(known[name]) for name in names})
    found = {
        name: Room(name, sentence(root, name), frozenset(known[name]), tuple(sorted(outside[name]))) for name in names
    }
    return [found[name] for name in _in_order(order)]


def _in_order(order: TopologicalSorter[str]) -> Iterator[str]:
    """Those that can come at the same time by their names, so that the order is the same on every machine."""
    order.prepare()
    while ready := sorted(order.get_ready()):
        yield from ready
        order.done(*ready)


def sentence(root: Path, module: str) -> str:
    """The first of its docstring, without its point."""
    file = root / Path(*module.split("."))
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    first = " ".join(told.partition("\n\n")[0].split())
    return re.split(r"\.(?= [A-Z`]|$)", first)[0]


def drawing(found: list[Room]) -> str:
    """As Mermaid: an arrow from what is known to who knows it, unless a longer way says so already."""
    by_name = {room.name: room for room in found}
    reach: dict[str, frozenset[str]] = {}
    for room in found:
        reach[room.name] = room.knows.union(*(reach[name] for name in room.knows))
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'    {_node(room)}["{room.short}"]' for room in found]
    for room in found:
        beyond = frozenset[str]().union(*(reach[name] for name in room.knows))
        lines += [f"    {_node(by_name[name])} --> {_node(room)}" for name in sorted(room.knows - beyond)]
    return "\n".join([*lines, "```"])


def _node(room: Room) -> str:
    """No word of Mermaid's own."""
    return f"r_{room.short}"


def table(found: list[Room], root: Path) -> str:
    """A row for each room, below it rows for the rooms within."""
    lines = ["| room | what it is | knows | packages |", "|---|---|---|---|"]
    for room in found:
        knows = ", ".join(map(shown, sorted(room.knows)))
        lines.append(f"| **{room.short}** | {_cell(room.sentence)} | {knows} | {', '.join(room.packages)} |")
        if room.name in ENTERED:
            folders = sorted(path.parent for path in (root / Path(*room.name.split("."))).rglob("__init__.py"))
            inner = [".".join(folder.relative_to(root).parts) for folder in folders]
            lines += [f"| {shown(name)} | {_cell(sentence(root, name))} | | |" for name in inner if name != room.name]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def contracts(told: list[Mapping[str, Any]]) -> str:
    """Each by its name, and what it says."""
    return "\n".join(f"- **{each['name']}.** {_said(each)}" for each in told)


def _said(contract: Mapping[str, Any]) -> str:
    if contract["type"] == "layers":
        layers = [" and ".join(map(_code, layer.split(" | "))) for layer in contract["layers"]]
        return f"Each knows only what comes after it: {'; '.join(layers)}."
    if contract["type"] == "forbidden":
        sources, others = (", ".join(map(_code, contract[key])) for key in ("source_modules", "forbidden_modules"))
        return f"{sources}: nothing of {others}, not by a detour either."
    rest = ", ".join(map(_code, contract.get("ancestors", [])))
    excepted = ", ".join(f"`{each}`" for each in contract.get("ignore_imports", []))
    return f"In {rest}{f'; excepted: {excepted}' if excepted else ''}."


def _code(name: str) -> str:
    return f"`{shown(name)}`"


def page(root: Path, old: str) -> str:
    """The page with its drawn parts made anew; what stands between them is a person's."""
    told = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    excepted = [tuple(map(str.strip, each.split("->"))) for some in told for each in some.get("ignore_imports", [])]
    found = rooms(root, [(by, to) for by, to in excepted])
    parts = {"rooms": drawing(found), "table": table(found, root), "rules": contracts(told)}
    return PART.sub(lambda match: f"{match[1]}\n{parts[match[2]]}\n\n{match[3]}", old)


def main() -> int:
    old = (ROOT / PAGE).read_text(encoding="utf-8")
    new = page(ROOT, old)
    if new != old:
        write_whole(ROOT / PAGE, new.encode())
    print(f"{PAGE}: {'drawn anew' if new != old else 'nothing to change'}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
