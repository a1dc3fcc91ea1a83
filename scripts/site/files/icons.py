"""The icons that devices and browsers ask for, whether a page names them or not, from the one drawing."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from scripts.site.drawing.pictures import draw

DRAWING = "docs/assets/images/icon.svg"
GROUND = "#12464f"
"""Behind the rounded corners where a device rounds them itself."""
TAB, TOUCH = 32, 180
"""Pixels, for a tab and for the first screen of a telephone."""


def icon_files(root: Path) -> dict[str, Callable[[], bytes]]:
    """How each icon is drawn, by its path in the site."""
    svg = (root / DRAWING).read_text(encoding="utf-8")
    return {
        "favicon.ico": lambda: _contained(draw(root, svg, width=TAB)),
        "apple-touch-icon.png": lambda: draw(root, svg, width=TOUCH, ground=GROUND),
    }


def _contained(png: bytes) -> bytes:
    """The container of `favicon.ico` around one PNG: a head, one entry (size, planes, bits, length, place), the PNG."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.Struct("<BBBBHHII")
    return head + entry.pack(TAB, TAB, 0, 0, 1, 32, len(png), len(head) + entry.size) + png
