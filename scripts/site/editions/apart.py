"""Has one PDF set by Typst, in a process of its own: what Typst keeps of it would stay until the build ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.site.making import PaperError

CODE = Path(__file__).parents[3]
TEMPLATE = "overrides/editions/book.typ"
PROCESS = Path(__file__).with_name("typesetting.py")
END = b"\n"
"""Of the pages, in front of the PDF."""
REFUSED = 3
"""How the process ends when Typst refuses the text."""
KILLED = (-9, 137)
"""How it ends when a system, or a container, has no memory left for it."""
WITHOUT = "without 'file_name' in docs/_data/book.yml the site is built without PDF and EPUB"


def set_apart(root: Path, data: str, name: str, standards: Sequence[str]) -> bytes:
    """The pages as JSON, the end of a line, and the PDF; the same bytes for the same data. Raises PaperError.

    `name` is told where something is wrong.
    """
    asked = json.dumps({"root": str(root), "data": data, "standards": list(standards)})
    path = os.pathsep.join(filter(None, (str(CODE), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "scripts.site.editions.typesetting"],
        env={**os.environ, "PYTHONPATH": path},
        input=asked.encode(),
        check=False,
        capture_output=True,
    )
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise PaperError(f"{TEMPLATE}, {name}: {told if done.returncode == REFUSED else _ended(done.returncode, told)}")
    return done.stdout


def _ended(code: int, told: str) -> str:
    if code in KILLED:
        return f"the machine ended its process, most likely as memory ran out; {WITHOUT}"
    last = told.splitlines()[-1:] or ["it said nothing"]
    return f"its process ended with {code}: {last[0]}"
