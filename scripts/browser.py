"""Which browser tests and measurements use: one that is there, else Playwright's own, else the system's package.

`python -m scripts.browser` sees to it that there is one, and says loudly if there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = (
    "NO BROWSER: the browser tests and measurements can't run. Install Chromium (Debian: apt-get install chromium), "
    "or name one with CHROMIUM=/path/to/chromium."
)


def find_browser() -> str | None:
    """The path of a Chromium; None if there is none."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def launch_arguments() -> list[str]:
    """Quiet, and without Chromium's own sandbox where root can't have it."""
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    return [*arguments, "--no-sandbox"] if os.getuid() == 0 else arguments


def _install() -> None:
    if _run([sys.executable, "-m", "playwright", "install", "chromium"]):
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        _run(["apt-get", "update", "-qq"])
        _run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"])


def _run(command: list[str]) -> bool:
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def main() -> int:
    if find_browser() is None:
        print("No browser yet; fetching one for the tests …", file=sys.stderr)  # noqa: T201
        _install()
    if find_browser() is None:
        print(MISSING, file=sys.stderr)  # noqa: T201
        return 1 if os.environ.get("CI") else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
