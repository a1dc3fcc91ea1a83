"""The process that sets one PDF (`scripts.site.editions.apart`); alone in loading what that takes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typst

from scripts.site.drawing.lettering import SANS, SERIF
from scripts.site.drawing.packing import packed
from scripts.site.editions.apart import END, REFUSED, TEMPLATE


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
    return json.dumps({each["id"]: each["page"] for each in found}).encode() + END + packed(pdf)


if __name__ == "__main__":
    sys.exit(main())
