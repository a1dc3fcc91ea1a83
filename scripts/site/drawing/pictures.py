"""From a drawing to a small PNG, kept by what it was made of, so that a build draws only what is new."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.book.kept import code_of, kept, kept_all, versions_of
from scripts.book.processors import spread
from scripts.site.drawing.lettering import FONTS

COLOURS = 64
"""Enough for three flat colours and what lies between them at the edges of letters."""
PACKING = 6
"""9 takes seven times as long, for an eighth of the bytes."""
MANY = 8
"""Pictures; for fewer it takes longer to begin with other processors."""
KIND = "pictures"
"""Of what is kept."""
MAKERS = ("resvg-py", "pillow", "font-source-serif-pro", "font-source-sans-pro")


def draw_all(root: Path, drawings: Mapping[str, str]) -> dict[str, bytes]:
    """The PNG of each SVG, by the same name: what is kept, and what is not, drawn by all processors if it is much."""
    pictures = kept_all(root, KIND, {svg: _ingredients(svg) for svg in drawings.values()}, _made_all)
    return {name: pictures[svg] for name, svg in drawings.items()}


def _made_all(svgs: Sequence[str]) -> list[bytes]:
    if len(svgs) <= MANY:
        return [_made(svg) for svg in svgs]
    return spread(_made, svgs, chunk=4)


def draw(root: Path, svg: str, *, width: int = 0, ground: str = "") -> bytes:
    """The PNG of one SVG, from what is kept or drawn now.

    `width` in pixels, else the drawing's own; `ground` is the colour of what the drawing leaves open.
    """
    return kept(root, KIND, _ingredients(svg, width, ground), lambda: _made(svg, width, ground))


def _ingredients(svg: str, width: int = 0, ground: str = "") -> tuple[str, ...]:
    return versions_of(*MAKERS), code_of(Path(__file__)), str(width), ground, svg


def _made(svg: str, width: int = 0, ground: str = "") -> bytes:
    return _packed(_drawn(svg, width, ground))


def _drawn(svg: str, width: int, ground: str) -> bytes:
    import resvg_py

    fonts = [str(font) for font in FONTS] if "<text" in svg else []
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=fonts, width=width or None, background=ground or None
        )
    )


def _packed(png: bytes) -> bytes:
    """The same picture in a palette, half the bytes; a picture with open edges stays as it is."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGBA")
    if image.getchannel("A").getextrema() != (255, 255):
        return png
    few = image.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    few.save(packed, "PNG", compress_level=PACKING)
    return packed.getvalue()
