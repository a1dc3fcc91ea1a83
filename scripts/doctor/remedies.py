"""Which system this is, and by which words it gets what is missing."""

from __future__ import annotations

import platform
from pathlib import Path

RELEASE = Path("/etc/os-release")
INSTALL = {
    "debian": (
        "sudo apt install {}",
        {
            "venv": "python3-venv",
            "java": "default-jre-headless",
            "firefox": "firefox-esr",
            "brotli for nginx": "libnginx-mod-http-brotli-static",
        },
    ),
    "ubuntu": (
        "sudo apt install {}",
        {
            "venv": "python3-venv",
            "java": "default-jre-headless",
            "brotli for nginx": "libnginx-mod-http-brotli-static",
        },
    ),
    "fedora": (
        "sudo dnf install {}",
        {"venv": "python3", "java": "java-latest-openjdk-headless", "apache2": "httpd", "faketime": "libfaketime"},
    ),
    "macos": (
        "brew install {}",
        {
            "python3": "python",
            "venv": "python",
            "java": "openjdk",
            "npm": "node",
            "apache2": "httpd",
            "faketime": "libfaketime",
        },
    ),
}
"""System → the command that installs, and its packages that have another name than what is looked for."""
APART = {
    ("macos", "make"): "xcode-select --install",
    ("macos", "git"): "xcode-select --install",
    ("macos", "firefox"): "brew install --cask firefox, and /Applications/Firefox.app/Contents/MacOS on the PATH",
    ("fedora", "brotli for nginx"): "the test is skipped without it",
    ("macos", "brotli for nginx"): "the test is skipped without it",
    ("debian", "chromium"): "sudo apt install chromium, or 'make browser'",
}
CLOCK = {"macos": "System Settings, General, Date & Time", "windows": "Settings, Time & language"}


def system() -> str:
    """`debian`, `ubuntu`, `fedora`, `macos`, `windows` (not in WSL), or empty for another."""
    name = platform.system()
    if name in {"Darwin", "Windows"}:
        return "macos" if name == "Darwin" else "windows"
    try:
        lines = RELEASE.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    told = dict(line.split("=", 1) for line in lines if "=" in line)
    like = [told.get("ID", "").strip('"'), *told.get("ID_LIKE", "").strip('"').split()]
    known = {"ubuntu": "ubuntu", "debian": "debian", "fedora": "fedora", "rhel": "fedora", "centos": "fedora"}
    return next((known[each] for each in like if each in known), "")


def in_wsl() -> bool:
    """Whether this is Linux inside Windows."""
    return platform.system() == "Linux" and "microsoft" in platform.release().lower()


def how_to_get(thing: str, where: str) -> str:
    """The command that brings a thing to a system, as it is typed."""
    if where == "windows":
        return "install WSL ('wsl --install' in PowerShell) and work in its Ubuntu"
    if (where, thing) in APART:
        return APART[where, thing]
    if thing == "chromium":
        return "'make browser' fetches one"
    if where not in INSTALL:
        return "install {} with your system's packages".format({"venv": "Python's venv module"}.get(thing, thing))
    command, names = INSTALL[where]
    return command.format(names.get(thing, thing))


def how_to_set_the_clock(where: str) -> str:
    return CLOCK.get(where, "sudo timedatectl set-ntp true")
