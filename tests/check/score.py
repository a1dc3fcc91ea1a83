"""`make bench-checks`: plants the corpus and counts what is found, missed and cried wolf over, here and elsewhere.

Others find a fault if they warn of what they do not warn of in the clean book; Zensical is asked if it is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.check.corpus import Planted, copy_mini, corpus, found, plant

CONFIG = """\
site_name: Stock
site_url: https://stock.example/
theme: {name: material, font: false}
markdown_extensions: [attr_list, tables, footnotes, toc, md_in_html, pymdownx.blocks.caption, pymdownx.superfences]
exclude_docs: /_data/
validation: {omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
"""
I18N = """\
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        - {locale: nl, name: Nederlands, default: true, build: true}
        - {locale: en, name: English, build: true}
"""
TOLD = re.compile(r"(?i)\b(?:warning|error|issue|could not|not found|unresolved|broken|traceback)\b")

Tool = Callable[[Path], frozenset[str]]


def _said(command: list[str], root: Path) -> frozenset[str]:
    """The lines of a build that warn of something, without the folder's own name."""
    run = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    text = re.sub(r"\x1b\[[0-9;]*m", "", run.stdout + run.stderr).replace(str(root), "")
    return frozenset(line for line in text.splitlines() if TOLD.search(line)) | {f"exit {run.returncode}"}


def stock(root: Path) -> frozenset[str]:
    (root / "mkdocs.yml").write_text(CONFIG + I18N, encoding="utf-8")
    return _said([sys.executable, "-m", "mkdocs", "build", "--strict"], root)


def zensical(root: Path) -> frozenset[str]:
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return _said([str(Path(sys.executable).parent / "zensical"), "build", "--strict"], root)


def ours(root: Path) -> frozenset[str]:
    return frozenset(found(root))


def score(tool: Tool) -> dict[str, int]:
    """Over the corpus: faults found and missed, and traps taken for faults."""
    with tempfile.TemporaryDirectory() as name:
        clean = tool(copy_mini(Path(name) / "mini"))
    with ThreadPoolExecutor(max_workers=1 if tool is ours else 2) as pool:
        told = list(pool.map(lambda planted: _tells(tool, planted, clean), corpus()))
    pairs = list(zip(corpus(), told, strict=True))
    return {
        "found": sum(tells for planted, tells in pairs if not planted.is_trap),
        "missed": sum(not tells for planted, tells in pairs if not planted.is_trap),
        "false alarms": sum(tells for planted, tells in pairs if planted.is_trap),
    }


def _tells(tool: Tool, planted: Planted, clean: frozenset[str]) -> bool:
    with tempfile.TemporaryDirectory() as name:
        root = copy_mini(Path(name) / "mini")
        plant(root, planted.rule, planted.change)
        return bool(tool(root) - clean)


def main() -> int:
    tools: dict[str, Tool] = {"this checker": ours, "stock build, strict": stock}
    if (Path(sys.executable).parent / "zensical").exists():
        tools["Zensical, strict"] = zensical
    planted = corpus()
    faults = sum(not each.is_trap for each in planted)
    print(f"| {faults} faults, {len(planted) - faults} traps | found | missed | false alarms |\n|---|--:|--:|--:|")  # noqa: T201
    for name, tool in tools.items():
        result = score(tool)
        print(f"| {name} | {' | '.join(str(result[key]) for key in ('found', 'missed', 'false alarms'))} |", flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
