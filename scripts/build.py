"""`python -m scripts.build`: the site, built aside and put in place only when it is whole."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from scripts.book.moved import read_moved
from scripts.site.host import nginx
from scripts.site.policy import inline_script, policy

ROOT = Path(__file__).parents[1]
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that the same site gives the same archive."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description="Builds the site.")
    parser.add_argument("--to", type=Path, default=Path("site"), help="the folder to build to (default: site)")
    parser.add_argument("--zip", type=Path, help="also pack the site into this archive")
    options = parser.parse_args(arguments)
    code = build(ROOT / options.to)
    if code == 0 and options.zip:
        pack(ROOT / options.to, ROOT / options.zip)
        (ROOT / options.zip).with_name("nginx.conf").write_text(for_nginx(ROOT / options.to), encoding="utf-8")
    return code


def build(target: Path) -> int:
    """Builds to `target`, which stays as it is if the build fails. Gives the exit code of MkDocs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=target.parent) as folder:
        made = Path(folder) / "site"
        # Not --quiet: that would hide the warnings from --strict too, and a dead link would pass.
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(made)]
        run = subprocess.run(command, cwd=ROOT, env=_environment(), check=False, capture_output=True, text=True)
        if run.returncode == 0:
            _replace(made, target, Path(folder) / "last")
        else:
            print(run.stdout, run.stderr, sep="", end="", file=sys.stderr)  # noqa: T201
    return run.returncode


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def _replace(made: Path, target: Path, aside: Path) -> None:
    """Two renames: at no moment is there half a site."""
    if target.exists():
        target.rename(aside)
    made.rename(target)


def pack(site: Path, archive: Path) -> None:
    """The site as one archive, the same bytes for the same site."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(site).as_posix(), FIRST_DAY)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
    print(f"{archive}: {archive.stat().st_size:,} bytes")  # noqa: T201


def for_nginx(site: Path) -> str:
    """What nginx must be told, for the path that the site says it stands at; other hosts read it from the site."""
    first = re.search(r"<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    base_path = urlsplit(first[1]).path if first else "/"
    return nginx(policy(inline_script(ROOT)), base_path, read_moved(ROOT).pages)


if __name__ == "__main__":
    sys.exit(main())
