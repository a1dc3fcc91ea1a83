"""Which browser tests and measurements use: one that is there, else Playwright's own, else the system's package.

`python -m scripts.browser` sees to it that there is one, and says loudly if there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = (
    "NO BROWSER: the browser tests and measurements can't run. Install Chromium (Debian: apt-get install chromium), "
    "or name one with CHROMIUM=/path/to/chromium."
)


def find_browser() -> str | None:
    """The path of a Chromium; None if there is none."""
    return next(_browsers(), (None, ""))[0]


def _browsers() -> Iterator[tuple[str, str]]:
    """Each that is there, the one to use first: its path, and where it came from."""
    if named := os.environ.get("CHROMIUM"):
        if Path(named).exists():
            yield named, "named by CHROMIUM"
        return
    for name in NAMES:
        if path := shutil.which(name):
            yield path, "on this machine"
    if own := _playwrights_own():
        yield own, "Playwright's own"


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def launch_arguments() -> list[str]:
    """Quiet, and without Chromium's own sandbox where root can't have it."""
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    return [*arguments, "--no-sandbox"] if os.getuid() == 0 else arguments


def _install() -> str:
    """Where a browser came from; empty if none could be had."""
    say("No browser yet. Playwright's own is asked for …")
    if _run([sys.executable, "-m", "playwright", "install", "chromium"]):
        return "fetched now by Playwright"
    if os.getuid() == 0 and shutil.which("apt-get"):
        say("It could not be had. The system's package is installed, which takes about a minute …")
        _run(["apt-get", "update", "-qq"])
        if _run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"]):
            return "installed now from the system's packages"
    return ""


def _run(command: list[str]) -> bool:
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def _version(path: str) -> str:
    try:
        run = subprocess.run([path, "--version"], check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return "it does not tell its version"
    return run.stdout.strip() or "it does not tell its version"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def main() -> int:
    found = next(_browsers(), None)
    if found is None and not os.environ.get("CHROMIUM"):
        origin = _install()
        found = next(((path, origin or there) for path, there in _browsers()), None)
    if found is None:
        say(MISSING)
        return 1 if os.environ.get("CI") else 0
    say(f"Browser of the tests: {found[0]} ({_version(found[0])}), {found[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
