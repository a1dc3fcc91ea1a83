"""Sets a title in lines: how wide letters are, where a line ends, how large it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_sans_pro
import font_source_serif_pro

if TYPE_CHECKING:
    from PIL import ImageFont

SERIF, SANS = Path(font_source_serif_pro.font_directory), Path(font_source_sans_pro.font_directory)
TITLE, ITALIC = SERIF / "SourceSerifPro-Semibold.ttf", SERIF / "SourceSerifPro-It.ttf"
REGULAR = SANS / "SourceSansPro-Regular.ttf"
"""Of what is measured only."""
FONTS = (TITLE, ITALIC, SANS / "SourceSansPro-Semibold.ttf")
"""All that a drawing may use."""
LEADING = 1.14
"""From line to line, in sizes of the letters."""
SHORT = 0.4
"""Of the longest line: a line that is shorter looks forgotten."""


@dataclass(frozen=True)
class Lettered:
    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.size * LEADING * len(self.lines)


def fit(text: str, font: Path, sizes: Sequence[int], width: float, height: float) -> Lettered:
    """The text in the first of the sizes, largest first, in which it stands in the room; in the last, if in none."""
    for size in sizes:
        setting = Lettered(size, wrap(text, font, size, width))
        widths = [text_width(line, font, size) for line in setting.lines]
        if max(widths) <= width and setting.height <= height and min(widths) >= max(widths) * SHORT:
            return setting
    return Lettered(sizes[-1], wrap(text, font, sizes[-1], width))


def wrap(text: str, font: Path, size: int, width: float) -> tuple[str, ...]:
    """The text in as few lines as the width allows, and these as even as they can be."""
    lines = _greedy(text, font, size, width)
    for narrower in range(int(width), 0, -10):
        even = _greedy(text, font, size, narrower)
        if len(even) > len(lines) or max(text_width(line, font, size) for line in even) > narrower:
            break
        lines = even
    return tuple(lines)


def _greedy(text: str, font: Path, size: int, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4096)
def text_width(text: str, font: Path, size: int) -> float:
    return _font(font).getlength(text) * size / 100


@lru_cache(maxsize=8)
def _font(font: Path) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(font, 100, layout_engine=ImageFont.Layout.BASIC)
