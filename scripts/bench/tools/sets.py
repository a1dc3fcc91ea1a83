"""Sets up the tools below `.cache`: Python's from requirements-bench.txt, npm's from a lock each; all with hashes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from scripts.bench.tools.tool import NotToBeHadError

CACHE = ".cache/bench"
LOCKS = Path(__file__).with_name("npm")
FOUND = ("package.json", "package-lock.json")
WAIT = 900
"""Seconds that a set-up may take."""


def environment(root: Path) -> Path:
    """The Python of the environment that requirements-bench.txt describes; made anew when that changed."""
    folder, lock = root / ".cache" / "peers", root / "requirements-bench.txt"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def make() -> None:
        venv.create(folder, clear=True, with_pip=True)
        _run(python, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock)

    _made_from(lock.read_bytes(), folder, make)
    return python


def program(root: Path, name: str) -> Path:
    """A program of that environment. Raises NotToBeHadError."""
    file = environment(root).with_name(name)
    if not file.exists():
        raise NotToBeHadError(f"{name} is not in requirements-bench.txt")
    return file


def npm_folder(root: Path, name: str) -> Path:
    """The folder whose node_modules has what a lock names. Raises NotToBeHadError."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotToBeHadError("npm is not on this machine: it comes with Node, as the package npm")
    folder = root / CACHE / "npm" / name

    def make() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for each in FOUND:
            shutil.copyfile(LOCKS / name / each, folder / each)
        _run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder)

    _made_from(b"".join((LOCKS / name / each).read_bytes() for each in FOUND), folder, make)
    return folder


def within(packages: Path, folder: Path) -> Path:
    """An empty folder instead of that one, where Node finds the packages: it looks in the folders above."""
    inside = packages / "-".join(folder.parts[-2:])
    shutil.rmtree(inside, ignore_errors=True)
    return inside


def _made_from(source: bytes, folder: Path, make: Callable[[], None]) -> None:
    mark, digest = folder / "made-from", hashlib.sha256(source).hexdigest()
    if not mark.exists() or mark.read_text(encoding="utf-8") != digest:
        make()
        mark.write_text(digest, encoding="utf-8")


def _run(*command: str | Path, folder: Path | None = None) -> None:
    try:
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=WAIT)
    except subprocess.TimeoutExpired as error:
        raise NotToBeHadError(f"the set-up took longer than {WAIT} seconds") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotToBeHadError(f"the set-up failed: {said[-1] if said else done.returncode}")
