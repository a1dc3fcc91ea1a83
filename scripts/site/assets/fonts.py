"""Source Serif and Source Sans, as on the share cards and papers, cut to the letters that the pages use."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from scripts.book import Book
from scripts.book.kept import code_of, kept_all, versions_of
from scripts.book.processors import spread
from scripts.book.writing import marked_name
from scripts.site.drawing.lettering import SANS, SERIF

FOLDER = "assets/fonts"
SHEET = f"{FOLDER}/faces.css"
"""Without its mark."""
KIND = "fonts"
"""Of what is kept."""
MAKERS = ("fonttools", "brotli", "font-source-serif-pro", "font-source-sans-pro")
PRINTABLE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))))
"""Latin-1."""
NO_BREAK = "\N{NO-BREAK SPACE}"
PUNCTUATION = frozenset("–—‘’‚“”„…‹›•−€ŒœŸ←↑→↓")
UNUSED = ("BASE", "GDEF", "gasp")
"""Tables for scripts, accents and screens that these fonts are not used for."""

WORN = """\
:root.lettered,:root:not(.js){--serif:Source Serif,var(--near-serif);--sans:Source Sans,var(--near-sans)}
@media print{:root{--serif:Source Serif,var(--near-serif);--sans:Source Sans,var(--near-sans)}}
"""
"""By whom: who has them already (overrides/theme.js, scripts/letters.js), who has no script, and on paper."""


@dataclass(frozen=True)
class Face:
    file: Path
    """In the package."""
    family: str
    weight: int
    style: str = "normal"
    features: tuple[str, ...] = ("kern", "liga")
    """Of OpenType: what the style sheets ask for; lining figures are what these fonts have by themselves."""

    @property
    def name(self) -> str:
        italic = "-italic" * (self.style == "italic")
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{italic}"


TEXT = ("kern", "liga", "onum", "pnum")
FACES = (
    Face(SERIF / "SourceSerifPro-Regular.ttf", "Source Serif", 400, features=TEXT),
    Face(SERIF / "SourceSerifPro-It.ttf", "Source Serif", 400, "italic", features=TEXT),
    Face(SERIF / "SourceSerifPro-Semibold.ttf", "Source Serif", 600),
    Face(SANS / "SourceSansPro-Regular.ttf", "Source Sans", 400),
    Face(SANS / "SourceSansPro-Semibold.ttf", "Source Sans", 600),
)


def font_files(book: Book, *, marked: bool = True) -> dict[str, bytes]:
    """The style sheet that names the letters, with a mark in its own name or without, and then their WOFF2: by their
    path in the site."""
    characters = characters_of(book)
    wanted = {face: _ingredients(face, characters) for face in FACES}
    made = kept_all(book.root, KIND, wanted, lambda faces: spread(subset, faces, repeat(characters)) if faces else ())
    fonts = {face: made[face] for face in FACES}
    names = {face: marked_name(f"{face.name}.woff2", font) for face, font in fonts.items()}
    sheet = ("".join(_rule(face, name) for face, name in names.items()) + WORN).encode()
    return {
        marked_name(SHEET, sheet) if marked else SHEET: sheet,
        **{f"{FOLDER}/{names[face]}": font for face, font in fonts.items()},
    }


def characters_of(book: Book) -> str:
    """What the pages use, Latin-1 and the punctuation of European languages, each once, in order."""
    used: frozenset[str] = frozenset().union(*(page.raw for page in book.pages.values()))
    return "".join(
        sorted(
            character
            for character in used | PRINTABLE | PUNCTUATION
            if character.isprintable() or character == NO_BREAK
        )
    )


def _ingredients(face: Face, characters: str) -> tuple[str, ...]:
    return versions_of(*MAKERS), code_of(Path(__file__)), face.name, characters


def subset(face: Face, characters: Iterable[str]) -> bytes:
    """WOFF2 with no more than these characters and the features of the face, without hints and names."""
    from fontTools.subset import Options, Subsetter  # as long to load as all that is kept
    from fontTools.ttLib import TTFont

    options = Options(layout_features=list(face.features), hinting=False, name_IDs=[], notdef_outline=True)
    font = TTFont(face.file, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    for table in UNUSED:
        if table in font:
            del font[table]
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _rule(face: Face, name: str) -> str:
    source = f"src:url({name})format('woff2')"
    style = f"font-style:{face.style};" * (face.style != "normal")
    return f"@font-face{{font-family:{face.family};font-weight:{face.weight};{style}font-display:swap;{source}}}\n"


def sheet_address(files: Iterable[str]) -> str:
    """The address of the style sheet among the fonts."""
    return "/" + next(name for name in files if name.endswith(".css"))
