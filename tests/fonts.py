"""Two machines' fonts, made by the tests: a narrow family and one as wide as any. No test sees the machine's own."""

from __future__ import annotations

from pathlib import Path

import font_source_serif_pro
from fontTools.ttLib import TTFont

STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
STRETCH = {"narrow": 1.0, "wide": 1.3}
"""Of the widths of Source Serif. DejaVu Serif, which a bare Debian shows for every face, has 1.15; its bold 1.27."""
CONFIGURED = "fonts.conf"
CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{fonts}/cache</cachedir></fontconfig>
"""


def font_set(name: str, folder: Path) -> dict[str, str]:
    """Makes a set below a folder; what a browser's environment must hold to see no other."""
    fonts = folder / name
    fonts.mkdir(parents=True)
    for style in STYLES:
        source = Path(font_source_serif_pro.font_directory) / f"SourceSerifPro-{style}.ttf"
        (fonts / source.name).write_bytes(source.read_bytes())
        if STRETCH[name] != 1:
            _stretch(fonts / source.name, STRETCH[name])
    (fonts / CONFIGURED).write_text(CONFIGURATION.format(fonts=fonts), encoding="utf-8")
    return font_environment(name, folder)


def font_environment(name: str, folder: Path) -> dict[str, str]:
    """One family only, for every face that a style sheet names."""
    return {"FONTCONFIG_FILE": str(folder / name / CONFIGURED)}


def _stretch(file: Path, factor: float) -> None:
    """Every letter wider, at the same height."""
    font = TTFont(file)
    glyphs, metrics = font["glyf"], font["hmtx"]
    for name in font.getGlyphOrder():
        advance, bearing = metrics[name]
        metrics[name] = round(advance * factor), round(bearing * factor)
        glyph = glyphs[name]
        if glyph.isComposite():
            for part in glyph.components:
                part.x = round(part.x * factor)
        elif glyph.numberOfContours > 0:
            glyph.coordinates.scale((factor, 1))
            glyph.coordinates.toInt()
    for table in ("GPOS", "kern", "fpgm", "prep", "cvt "):
        if table in font:
            del font[table]
    font.save(file)
