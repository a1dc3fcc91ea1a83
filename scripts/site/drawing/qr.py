"""QR codes of addresses, as drawings: to be printed small, folded, smudged, and still read."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from scripts.book.kept import code_of, kept, versions_of

RECOVERY = "q"
"""A quarter may be lost (ISO/IEC 18004): enough for a card on a wall, and still coarse enough for a telephone."""
QUIET = 4
"""Modules of white around it, as the standard asks."""


@lru_cache(maxsize=64)
def qr_svg(root: Path, address: str, label: str = "") -> str:
    """An SVG of black on white that fills the room it is given; `label` is its name for a screen reader in HTML."""
    ingredients = (versions_of("segno"), code_of(Path(__file__)), address, label)
    return kept(root, "codes", ingredients, lambda: _drawn(address, label).encode()).decode()


def _drawn(address: str, label: str) -> str:
    import segno

    drawing = io.BytesIO()
    segno.make(address, error=RECOVERY, micro=False, boost_error=False).save(
        drawing, kind="svg", border=QUIET, light="#fff", omitsize=True, xmldecl=False, svgns=not label, nl=False,
        svgclass=None, lineclass=None, title=label or None,
    )  # fmt: skip
    svg = drawing.getvalue().decode()
    return svg.replace("<svg", '<svg class="qr" role="img"', 1) if label else svg
