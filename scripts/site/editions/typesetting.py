"""Sets one PDF by Typst, in a process of its own: what Typst keeps of it would stay until the build ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import typst

from scripts.site.drawing.lettering import SANS, SERIF
from scripts.site.files.papers import PaperError

CODE = Path(__file__).parents[3]
TEMPLATE = "overrides/editions/book.typ"
END = b"\n"
"""Of the pages, in front of the PDF."""
REFUSED = 3
"""How the process ends when Typst refuses the text."""


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
        why = told if done.returncode == REFUSED else f"ended with {done.returncode}: {told.splitlines()[-1:]}"
        raise PaperError(f"{TEMPLATE}, {name}: {why}")
    return done.stdout


def main() -> int:
    asked = json.load(sys.stdin.buffer)
    try:
        made = _set(Path(asked["root"]), asked["data"], asked["standards"])
    except typst.TypstError as error:
        sys.stderr.buffer.write((error.diagnostic or str(error)).strip().encode())
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


def _set(root: Path, data: str, standards: Any) -> bytes:
    compiler = typst.Compiler(
        str(root / TEMPLATE), root=str(root), font_paths=[str(SERIF), str(SANS)],
        ignore_system_fonts=True, sys_inputs={"data": data},
    )  # fmt: skip
    pdf: Any = compiler.compile(format="pdf", pdf_standards=standards)
    found = json.loads(compiler.query("<passage>", field="value"))
    return json.dumps({each["id"]: each["page"] for each in found}).encode() + END + _packed(pdf)


def _packed(pdf: bytes) -> bytes:
    """The same PDF in less than half the bytes: Typst writes each of its thousands of tags as it is."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


if __name__ == "__main__":
    sys.exit(main())
