"""The icons that devices and browsers ask for, whether a page names them or not, from the one drawing."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scripts.site.drawing.pictures import draw

DRAWING = "docs/assets/images/icon.svg"
GROUND = "#12464f"
"""Behind the rounded corners where a device rounds them itself."""
TAB, TOUCH = 32, 180
"""Pixels, for a tab and for the first screen of a telephone."""

MARGIN = 5
"""Units of the drawing around it where a device cuts a shape of its own: a circle of four fifths of the width stays."""


@dataclass(frozen=True)
class AppIcon:
    name: str
    width: int
    """Pixels."""
    purpose: str = "any"
    """`maskable`: fills its square, and the device cuts it."""


APP_ICONS = (
    AppIcon("assets/images/icon-192.png", 192),
    AppIcon("assets/images/icon-512.png", 512),
    AppIcon("assets/images/icon-maskable-512.png", 512, "maskable"),
)


def icon_files(root: Path) -> dict[str, Callable[[], bytes]]:
    """How each icon is drawn, by its path in the site."""
    svg = (root / DRAWING).read_text(encoding="utf-8")
    return {
        "favicon.ico": lambda: _contained(draw(root, svg, width=TAB)),
        "apple-touch-icon.png": lambda: draw(root, svg, width=TOUCH, ground=GROUND),
        **{icon.name: partial(_app_icon, root, svg, icon) for icon in APP_ICONS},
    }


def _app_icon(root: Path, svg: str, icon: AppIcon) -> bytes:
    if icon.purpose != "maskable":
        return draw(root, svg, width=icon.width)
    return draw(root, _with_margin(svg), width=icon.width, ground=GROUND)


def _with_margin(svg: str) -> str:
    def wider(found: re.Match[str]) -> str:
        left, top, width, height = (float(side) for side in found[1].split())
        return f'viewBox="{left - MARGIN:g} {top - MARGIN:g} {width + 2 * MARGIN:g} {height + 2 * MARGIN:g}"'

    return re.sub(r'viewBox="([^"]+)"', wider, svg, count=1)


def _contained(png: bytes) -> bytes:
    """The container of `favicon.ico` around one PNG: a head, one entry (size, planes, bits, length, place), the PNG."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.Struct("<BBBBHHII")
    return head + entry.pack(TAB, TAB, 0, 0, 1, 32, len(png), len(head) + entry.size) + png
