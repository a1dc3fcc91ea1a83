"""The machine that something is measured on, as far as it bears on the numbers; nothing that says whose it is."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from scripts.book.measurements import Machine


def this_machine() -> Machine:
    return Machine(
        os.cpu_count() or 1,
        os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        f"{_system()}, Python {platform.python_version()}",
        _processor(),
    )


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
