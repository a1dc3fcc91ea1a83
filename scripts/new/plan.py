"""The plan with a page or a point more; every other line, comments too, stays as it is written."""

from __future__ import annotations

import re

import yaml

from scripts.book.contents import CONTENTS
from scripts.new.drafts import RefusedError
from scripts.translate.scalars import entry, tree

DASH = re.compile(r"\s*-\s+")


def with_page(text: str, after: str, lines: list[str]) -> str:
    """`lines` are the keys of the new page: `path: laws/care-act.md`. Raises RefusedError."""
    page = _page(text, after)
    start = text.rfind("\n", 0, page.start_mark.index) + 1
    before = text[start : page.start_mark.index]
    if not DASH.fullmatch(before):
        raise RefusedError(
            f"{CONTENTS}:{page.start_mark.line + 1}: the pages stand in braces — "
            "write each on lines of its own, '- path: …', and do it once more"
        )
    end = text.find("\n", _end(page))
    end = len(text) if end < 0 else end
    written = "\n".join(before + lines[0] if line is lines[0] else " " * len(before) + line for line in lines)
    return f"{text[:end]}\n{written}{text[end:]}"


def with_point(text: str, path: str, after: str, point: str) -> str:
    """A point more on a page, behind the point `after`. Raises RefusedError."""
    page = _page(text, path)
    points = next((value for key, value in page.value if key.value == "points"), None)
    for each in points.value if isinstance(points, yaml.SequenceNode) and points.flow_style else ():
        if each.value == after:
            end = each.end_mark.index
            return f"{text[:end]}, {point}{text[end:]}"
    where = f"{CONTENTS}:{page.start_mark.line + 1}"
    raise RefusedError(f"{where}: {path} has no list 'points: [{after}]' — write {point} into the plan by hand")


def _page(text: str, path: str) -> yaml.Node:
    root = tree(text)
    pages = next((value for key, value in root.value if key.value == "pages"), None) if root else None
    found = entry(pages, "path", path)
    if found is None:
        raise RefusedError(f"{CONTENTS}: the plan has no page {path}")
    return found


def _end(node: yaml.Node) -> int:
    """Where the last text of a node ends: the node itself goes on over comments that stand below it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)
