"""Two shipments of one state of the project, made at the same time by machines that have little in common."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.book.kept import FOLDER
from scripts.build import ROOT
from scripts.engines import FAKETIME, find
from tests.copies import PARTS

ALSO = ("requirements.txt", "pyproject.toml")
MADE = ("site", "dist")
COMMANDS = (
    ("scripts.build", "--zip", "dist/site.zip"),
    ("scripts.shipping",),
    ("scripts.translations", "--accept", "all"),
    ("scripts.translations", "--publish"),
)
"""What `make dist` does, and what writes the locks. The archive for a disk is one of the site's files."""
OTHER_DAY = "@2031-02-28 23:59:40"


@dataclass(frozen=True)
class Machine:
    """What a build must not depend on."""

    folder: str
    environment: dict[str, str]
    umask: int
    backwards: bool = False
    """Whether its files were written in the other order, and have the time at which they were."""
    warm: bool = False
    """Whether what other builds kept is there."""
    clock: str = ""
    """As faketime wants it; empty for the machine's own."""


ONE = Machine(
    "één boek",
    {
        "HOME": "/nonexistent", "USER": "alice", "LOGNAME": "alice", "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
        "LANG": "C", "PYTHONHASHSEED": "0",
    },
    0o077,
    warm=True,
)  # fmt: skip
OTHER = Machine(
    "other",
    {
        "HOME": "/", "USER": "bob", "LOGNAME": "robert", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8",
        "LANG": "nl_NL.UTF-8", "PYTHONHASHSEED": "random",
    },
    0o022,
    backwards=True,
    clock=OTHER_DAY,
)  # fmt: skip


def ship(folder: Path) -> tuple[Path, Path]:
    """The project on both machines, with all that was made there; skipped where there is no other clock."""
    if find(FAKETIME) is None:
        pytest.skip(f"NOT HERE: {FAKETIME}; `make browser` fetches it where it can be had")
    roots = [_copy(folder / machine.folder, machine) for machine in (ONE, OTHER)]
    both = [_start(root, machine) for root, machine in zip(roots, (ONE, OTHER), strict=True)]
    told = [process.communicate()[0] for process in both]
    for process, said in zip(both, told, strict=True):
        assert process.returncode == 0, said
    return roots[0], roots[1]


def _copy(root: Path, machine: Machine) -> Path:
    names = [
        path.relative_to(ROOT)
        for part in (*PARTS, *ALSO)
        for path in [ROOT / part, *sorted((ROOT / part).rglob("*"))]
        if path.is_file() and "__pycache__" not in path.parts
    ]
    for name in reversed(names) if machine.backwards else names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copyfile if machine.backwards else shutil.copy2)(ROOT / name, root / name)
    if machine.warm:
        (ROOT / FOLDER).mkdir(parents=True, exist_ok=True)
        (root / FOLDER).parent.mkdir(parents=True)
        (root / FOLDER).symlink_to(ROOT / FOLDER, target_is_directory=True)
    return root


def _start(root: Path, machine: Machine) -> subprocess.Popen[str]:
    python = [sys.executable, "-B", "-m"]
    lines = " && ".join(" ".join(f'"{word}"' for word in (*python, *command)) for command in COMMANDS)
    clock = [str(find(FAKETIME)), "-f", machine.clock] if machine.clock else []
    return subprocess.Popen(
        [*clock, "sh", "-c", lines],
        cwd=root,
        env={"PATH": os.environ["PATH"], **machine.environment},
        umask=machine.umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
