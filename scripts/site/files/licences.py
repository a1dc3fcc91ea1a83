"""The licences of what the site holds: of its own code and texts, and of its letters, which ask to be with them."""

from __future__ import annotations

from pathlib import Path

from scripts.site.drawing.lettering import SANS, SERIF

FOLDER = "licences"
OWN = "LICENSE"
"""In the project."""
OF_FONTS = {"source-serif": SERIF / "LICENSE.txt", "source-sans": SANS / "LICENSE.txt"}
"""In their packages."""


def licence_files(root: Path) -> dict[str, bytes]:
    """Each text as it was given, by its path in the site; without the project's own where it has none."""
    files = {name: file for name, file in {"this-site": root / OWN, **OF_FONTS}.items() if file.is_file()}
    return {f"{FOLDER}/{name}.txt": file.read_bytes() for name, file in files.items()}
