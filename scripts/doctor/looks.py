"""What is looked at, one function each. A look tells, and changes nothing."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from calendar import timegm
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.doctor.remedies import how_to_get, how_to_set_the_clock, in_wsl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

OLDEST, TRIED = (3, 11), (3, 14)
"""The Python that everything but this needs, and the newest that it was tried with."""
GOOD, LACK, STOP = "good", "lack", "stop"
NEEDED = 1_500_000_000
"""Bytes: the packages are 1 GB, then what is kept from build to build."""
AMPLE = 200_000_000
"""Bytes, once the packages are there."""
DAY = 86_400
YEARS = 5
"""So much later than the newest change, a clock is more likely wrong than the book untouched."""
MOMENT = re.compile(r" (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$", re.MULTILINE)
PINNED = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)([^\n]*)", re.MULTILINE)
"""A package of requirements.txt: name, version, and for which systems."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""As scripts/browser.py looks for them."""
ENGINES = {
    "firefox": (("firefox-esr", "firefox"), "the tests in Firefox"),
    "w3m": (("w3m",), "the tests in a text browser"),
    "java": (("java",), "EPUBCheck, which judges the e-books"),
    "nginx": (("nginx",), "the tests on a real nginx"),
    "brotli for nginx": (
        ("libnginx-mod-http-brotli-static", "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
        "the tests of what nginx hands over compressed",
    ),
    "apache2": (("apache2",), "the tests on a real Apache"),
    "caddy": (("caddy",), "the tests on a real Caddy"),
    "wrk": (("wrk",), "the test of a site that is replaced under load"),
    "faketime": (("faketime",), "the test of two builds on two days"),
    "npm": (("npm",), "fetching the old Chromium and the reader view"),
}
"""Programs of the system: the names or places that they have, as in scripts/engines.py, and what they are for."""
FETCHED = {"chromium-112": "the tests in a Chromium of 2023", "readability.js": "the tests in a reader view"}
"""Below .cache/engines, as scripts/engines.py puts them there."""
ASK = """
import importlib.metadata as m, json
print(json.dumps({d.metadata["Name"]: d.version for d in m.distributions()}))
"""
ASK_BROWSER = "from scripts.browser import find_browser; print(find_browser() or '')"


@dataclass(frozen=True)
class Look:
    """What one look found."""

    state: str
    """GOOD, LACK (something is lost, building and checking work) or STOP."""
    what: str
    why: str
    """What it is for, or what is lost."""
    remedy: str = ""


@dataclass(frozen=True)
class Machine:
    """What is looked at."""

    root: Path
    venv: Path
    given: bool
    """Whether the environment was named by VENV: then nobody sets it up."""
    port: int
    system: str
    encoding: str
    """Of the terminal."""

    @property
    def python(self) -> Path:
        """Of the environment."""
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def is_set_up(self) -> bool:
        """Whether its Python can be found; Path.exists falls over a folder that somebody may not look into."""
        return os.path.exists(str(self.python))  # noqa: PTH110


def looks(machine: Machine) -> Iterator[Look]:
    """All of them, what stops first things first."""
    yield from _python(machine)
    yield from (_make(machine), _git(machine), _disk(machine), _rights(machine), _path(machine))
    yield from _environment(machine)
    yield _browser(machine)
    yield from _engines(machine)
    yield from (_port(machine), _terminal(machine), _clock(machine))


def _python(machine: Machine) -> Iterator[Look]:
    here = "Python {}.{}.{}".format(*sys.version_info[:3])
    if machine.given and machine.is_set_up:
        yield Look(GOOD, here, f"looks at this machine; the rest is done by {machine.python}")
        return
    if sys.version_info < OLDEST:
        named = map("python3.{}".format, range(14, 10, -1))
        newer = [each for each in named if shutil.which(each) and _run([each, "-c", "print(1)"], machine.root)]
        remedy = f"{newer[0]} is here: 'make PYTHON={newer[0]} …'" if newer else _newer_python(machine)
        yield Look(STOP, here, "too old: 3.11 or newer runs everything", remedy)
        return
    if sys.version_info[:2] > TRIED:
        yield Look(LACK, here, "newer than any that was tried", "should a package be missing for it, take 3.14")
    else:
        yield Look(GOOD, here, "runs everything")
    if not _has_ssl():
        why = "fetches packages, which this Python can't: it was made without it"
        yield Look(STOP, "no ssl", why, "take the system's own: 'make PYTHON=/usr/bin/python3 …'")
    there = all(importlib.util.find_spec(each) for each in ("venv", "ensurepip"))
    remedy = "" if there else how_to_get("venv", machine.system)
    lacks = machine.is_set_up or there
    why = "makes the environment that the packages go into"
    yield Look(GOOD if lacks else STOP, "venv and ensurepip" if there else "no venv or ensurepip", why, remedy)


def _has_ssl() -> bool:
    """A Python that was made where its headers, or its library, were not there lacks it."""
    try:
        importlib.import_module("ssl")
    except ImportError:
        return False
    return True


def _newer_python(machine: Machine) -> str:
    if machine.system in {"debian", "ubuntu"}:
        return "a newer release of the system has it, or https://www.python.org/downloads/"
    return how_to_get("python3", machine.system)


def _make(machine: Machine) -> Look:
    why = "runs the commands; README says them by hand too"
    found = shutil.which("make")
    if not found:
        return Look(LACK, "no make", why, how_to_get("make", machine.system))
    told = _run([found, "--version"], machine.root).splitlines()
    if not told or "GNU" not in told[0]:
        return Look(LACK, "a make that is not GNU's", why, "try gmake, or " + how_to_get("make", machine.system))
    return Look(GOOD, told[0], why)


def _git(machine: Machine) -> Look:
    if not shutil.which("git"):
        lost = "without it: no history, no check of a change only, and a broken lock can't be got back"
        return Look(LACK, "no git", lost, how_to_get("git", machine.system))
    if not (machine.root / ".git").exists():
        return Look(
            LACK, "git, but no history here", "this copy is no clone: a broken lock can't be got back", "clone it"
        )
    return Look(GOOD, "git", "keeps what was before")


def _disk(machine: Machine) -> Look:
    free = shutil.disk_usage(str(machine.root)).free
    needed = AMPLE if machine.is_set_up else NEEDED
    what = f"{free / 1e9:.1f} GB free on the disk"
    why = f"{needed / 1e9:.1f} GB is needed for packages and builds"
    return Look(GOOD if free >= needed else STOP, what, why, "" if free >= needed else "make room")


def _rights(machine: Machine) -> Look:
    why = "builds and the environment go there"
    refused = [told for told in map(_why_not_written, (machine.root, Path(tempfile.gettempdir()))) if told]
    if refused:
        return Look(STOP, refused[0], why, "work in a folder of your own")
    return Look(GOOD, "this folder can be written to", why)


def _why_not_written(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=str(folder)):
            return ""
    except OSError as error:
        return f"{folder} can't be written to ({error.strerror})"


def _path(machine: Machine) -> Look:
    path = str(machine.root)
    if os.pathsep in path or "\n" in path:
        what = "the path of this folder has a {!r}".format(os.pathsep if os.pathsep in path else "\n")
        return Look(STOP, what, "Python makes no environment there", "move the folder")
    if in_wsl() and path.startswith("/mnt/"):
        return Look(LACK, "the folder is on Windows' own disk", "everything is slow there", "move it below ~ in Linux")
    if machine.system == "windows":
        return Look(LACK, "Windows itself", "nobody tried it here", how_to_get("wsl", machine.system))
    return Look(GOOD, "the path of this folder", "spaces and accents in it do no harm")


def _environment(machine: Machine) -> Iterator[Look]:
    why = "holds the packages"
    shown = machine.venv
    if not machine.is_set_up:
        if machine.given:
            yield Look(STOP, f"no environment in {shown}", why, "name another with VENV=, or leave that out")
        else:
            yield Look(
                LACK, "no environment yet", why, "the first command of make sets it up, with a network: 'make check'"
            )
        return
    told = _run([str(machine.python), "-c", ASK], machine.root)
    if not told:
        remedy = "name another with VENV=" if machine.given else "'make clean', then 'make check' sets it up anew"
        yield Look(STOP, f"the Python of {shown} no longer runs", why, remedy)
        return
    ready, wanted = machine.venv / ".ready", machine.root / "requirements.txt"
    if not wanted.exists():
        yield Look(STOP, "no requirements.txt", "says which packages", "this copy is not whole: get another")
        return
    if not machine.given and (not ready.exists() or ready.stat().st_mtime < wanted.stat().st_mtime):
        remedy = "the next command of make does the rest: 'make check'"
        yield Look(LACK, f"the set-up in {shown} is not done, or older than requirements.txt", why, remedy)
        return
    yield _packages(json.loads(told), wanted, machine)


def _packages(installed: Mapping[str, str], wanted: Path, machine: Machine) -> Look:
    """A version for other systems or Pythons may be missing, but what is there must be one that is locked."""
    have = {_name(name): version for name, version in installed.items()}
    locked: dict[str, set[str]] = {}
    everywhere: set[str] = set()
    for name, version, rest in PINNED.findall(wanted.read_text(encoding="utf-8")):
        locked.setdefault(_name(name), set()).add(version)
        if ";" not in rest:
            everywhere.add(_name(name))
    other = [name for name in locked if (name in have or name in everywhere) and have.get(name) not in locked[name]]
    why = "are those of requirements.txt"
    if not other:
        return Look(GOOD, f"the packages in {machine.venv}", why)
    some = ", ".join("{} {}".format(name, have.get(name, "missing")) for name in sorted(other)[:3])
    remedy = "install requirements.txt there" if machine.given else "'touch requirements.txt', then 'make check'"
    return Look(STOP, f"{len(other)} packages are not those of requirements.txt ({some})", "locked", remedy)


def _name(name: str) -> str:
    """As package indexes compare names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _browser(machine: Machine) -> Look:
    why = "the tests look at pages with it; building and checking don't"
    named = os.environ.get("CHROMIUM")
    found = _which([named] if named else BROWSERS)
    if not found and not named and machine.is_set_up:
        found = _run([str(machine.python), "-c", ASK_BROWSER], machine.root).strip()
    if found:
        return Look(GOOD, f"browser: {found}", why)
    if named:
        return Look(LACK, f"no browser {named} (CHROMIUM)", why, "name one that is there")
    return Look(LACK, "no browser", why, how_to_get("chromium", machine.system))


def _engines(machine: Machine) -> Iterator[Look]:
    for name, (programs, why) in ENGINES.items():
        there = _which(programs)
        remedy = "" if there else how_to_get(name, machine.system)
        yield Look(GOOD if there else LACK, name if there else "no " + name, why, remedy)
    for name, why in FETCHED.items():
        fetched = (machine.root / ".cache/engines" / name).exists()
        remedy = "" if fetched else "'make browser', with npm"
        yield Look(GOOD if fetched else LACK, name if fetched else "no " + name, why, remedy)


def _port(machine: Machine) -> Look:
    why = "'make serve' shows the book there"
    if _is_free(machine.port):
        return Look(GOOD, f"port {machine.port} is free", why)
    other = next((port for port in range(machine.port + 1, min(machine.port + 100, 65536)) if _is_free(port)), None)
    remedy = f"'make serve PORT={other}'" if other else "name a free one with PORT="
    return Look(LACK, f"port {machine.port} is taken", why, remedy)


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        if os.name != "nt":  # as the server itself: what closed a moment ago is no hindrance
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def shows_signs(encoding: str) -> bool:
    """Whether a terminal can show more than ASCII."""
    try:
        "✓–✗é’".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _terminal(machine: Machine) -> Look:
    why = "shows the book's own signs"
    if shows_signs(machine.encoding):
        return Look(GOOD, f"a terminal in {machine.encoding}", why)
    lost = "a sign that it lacks is shown by its number; nothing else is lost"
    return Look(LACK, f"a terminal in {machine.encoding}", lost, "export LC_ALL=C.UTF-8")


def _clock(machine: Machine) -> Look:
    """No network is asked: the newest change that the book records was in the past."""
    why = "changes are recorded by it, and certificates judged"
    newest = _newest(machine.root / "translations.lock")
    behind = newest is not None and time.time() < newest - DAY
    ahead = newest is not None and time.time() > newest + YEARS * 365 * DAY
    if not behind and not ahead:
        return Look(GOOD, "the clock", why)
    days = abs(time.time() - (newest or 0)) / DAY
    what = "the clock is {:.0f} days {} the book's newest change".format(days, "before" if behind else "after")
    return Look(LACK, what, why, how_to_set_the_clock(machine.system))


def _newest(lock: Path) -> float | None:
    try:
        moments = MOMENT.findall(lock.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return float(timegm(time.strptime(max(moments), "%Y-%m-%dT%H:%M:%SZ"))) if moments else None


def _which(names: Iterable[str]) -> str:
    return next((path for path in map(_place, names) if path), "")


def _place(name: str) -> str | None:
    """A module is no program, so of a path only whether it is there; some programs lie where only root looks."""
    if name.startswith("/"):
        return name if Path(name).exists() else None
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def _run(command: list[str], folder: Path) -> str:
    """What a program prints; empty if it fails."""
    try:
        run = subprocess.run(command, cwd=str(folder), check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return run.stdout.decode("utf-8", "replace")
