"""From a drawing to a small PNG, kept by what it was made of, so that a build draws only what is new."""

from __future__ import annotations

import io
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import resvg_py
from PIL import Image

from scripts.book.kept import code_of, kept, kept_at, read_kept, versions_of
from scripts.site.drawing.lettering import FONTS

COLOURS = 64
"""Enough for three flat colours and what lies between them at the edges of letters."""
PACKING = 6
"""9 takes seven times as long, for an eighth of the bytes."""
MANY = 8
"""Pictures; for fewer it takes longer to begin with other processors."""
MAKERS = ("resvg-py", "pillow", "font-source-serif-pro", "font-source-sans-pro")


def draw_all(root: Path, drawings: Mapping[str, str]) -> dict[str, bytes]:
    """The PNG of each SVG, by the same name; many that are not kept are drawn by all processors."""
    missing = sorted(
        {svg for svg in drawings.values() if read_kept(kept_at(root, "pictures", _ingredients(svg))) is None}
    )
    made: dict[str, bytes] = {}
    if len(missing) > MANY:
        with ProcessPoolExecutor() as pool:
            made = dict(zip(missing, pool.map(_made, missing, chunksize=4), strict=True))
    return {name: draw(root, svg, made=made.get(svg)) for name, svg in drawings.items()}


def draw(root: Path, svg: str, *, width: int = 0, ground: str = "", made: bytes | None = None) -> bytes:
    """The PNG of one SVG, from what is kept or drawn now.

    `width` in pixels, else the drawing's own; `ground` is the colour of what the drawing leaves open. `made` is the
    picture if somebody drew it already.
    """
    return kept(root, "pictures", _ingredients(svg, width, ground), lambda: made or _made(svg, width, ground))


def _ingredients(svg: str, width: int = 0, ground: str = "") -> tuple[str, ...]:
    return versions_of(*MAKERS), code_of(Path(__file__)), str(width), ground, svg


def _made(svg: str, width: int = 0, ground: str = "") -> bytes:
    return _packed(_drawn(svg, width, ground))


def _drawn(svg: str, width: int, ground: str) -> bytes:
    fonts = [str(font) for font in FONTS] if "<text" in svg else []
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=fonts, width=width or None, background=ground or None
        )
    )


def _packed(png: bytes) -> bytes:
    """The same picture in a palette, half the bytes; a picture with open edges stays as it is."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    if image.getchannel("A").getextrema() != (255, 255):
        return png
    few = image.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    few.save(packed, "PNG", compress_level=PACKING)
    return packed.getvalue()
