"""What a machine lacks is told in a line with its remedy, by the bare Python that is there, and nothing is set up."""

from __future__ import annotations

import os
import platform
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scripts import browser, engines
from scripts.build import ROOT
from scripts.doctor import looks, remedies
from scripts.doctor.__main__ import line, main
from scripts.doctor.looks import GOOD, LACK, STOP, Look, Machine

LOCK = "requests==2.1 \\\n    --hash=sha256:0\npywin32==3 ; sys_platform == 'win32' \\\n    --hash=sha256:0\n"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A copy of the project in which nothing is set up yet."""
    (tmp_path / "requirements.txt").write_text(LOCK, encoding="utf-8")
    return Machine(tmp_path, tmp_path / ".venv", given=False, port=8000, system="debian", encoding="utf-8")


def test_it_says_that_building_will_work_and_sets_nothing_up(
    machine: Machine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert main(["--root", str(machine.root)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("✓ Python 3.")
    assert any(each.startswith("– no environment yet") and "'make check'" in each for each in told)
    assert "will work" in told[-1]
    assert all(re.match(r"[✓–] .+: .+", each) for each in told[:-1])
    assert all(" — " in each for each in told if each.startswith("–")), "what lacks has a remedy"
    assert [path.name for path in machine.root.iterdir()] == ["requirements.txt"]


def test_an_ascii_terminal_gets_words() -> None:
    run = subprocess.run(
        [sys.executable, "-S", "-m", "scripts.doctor", "--venv", "none"],
        cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=False, capture_output=True,
    )  # fmt: skip
    told = run.stdout.decode("ascii")
    assert run.returncode == 1
    assert re.search(r"^STOPS no environment in .*none: .* -- name another", told, re.MULTILINE)
    assert re.search(r"^lacks a terminal in ascii: ", told, re.MULTILINE)
    assert "\\u" not in told


def test_it_needs_no_package_and_an_old_python_will_do() -> None:
    """-S leaves the packages out; the oldest Python that is here reads the modules."""
    olds = [name for name in ("python3.8", "python3.9", "python3.10") if _runs(name)]
    command = [olds[0] if olds else sys.executable, "-S", "-m", "scripts.doctor"]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    assert run.returncode in {0, 1}, run.stderr
    assert run.stderr == ""
    if olds:
        assert "too old: 3.11 or newer" in run.stdout.splitlines()[0]


def test_a_python_without_ssl_can_not_fetch_packages(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no ssl" not in {look.what for look in looks._python(machine)}
    monkeypatch.setitem(sys.modules, "ssl", None)
    (look,) = [look for look in looks._python(machine) if look.what == "no ssl"]
    assert look.state == STOP
    assert "make PYTHON=" in look.remedy


def _runs(name: str) -> bool:
    return (
        bool(shutil.which(name))
        and subprocess.run([name, "--version"], check=False, capture_output=True).returncode == 0
    )


def test_it_looks_for_what_the_tests_use() -> None:
    """It can't ask them: they need packages."""
    assert looks.BROWSERS == browser.NAMES
    assert looks.FETCHED.keys() == engines.PACKAGES.keys()
    assert {name: names for name, (names, _) in looks.ENGINES.items() if name != "npm"} == {
        name: tuple(each for each in names if not each.startswith("default-")) for name, names in engines.SYSTEM.items()
    }


def test_a_taken_port_has_another_beside_it(machine: Machine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        look = looks._port(replace(machine, port=port))
    assert (look.state, look.what) == (LACK, f"port {port} is taken")
    assert re.fullmatch(r"'make serve PORT=\d+'", look.remedy)


def test_packages_are_those_that_are_locked(machine: Machine) -> None:
    wanted = machine.root / "requirements.txt"
    assert looks._packages({"Requests": "2.1"}, wanted, machine).state == GOOD, "what is for Windows need not be here"
    for installed in ({"requests": "2.0"}, {}, {"requests": "2.1", "PyWin32": "2"}):
        look = looks._packages(installed, wanted, machine)
        assert look.state == STOP
        assert "touch requirements.txt" in look.remedy


def test_an_environment_whose_python_is_gone_is_told(machine: Machine) -> None:
    machine.python.parent.mkdir(parents=True)
    machine.python.write_text("#!/nowhere/python\n", encoding="utf-8")
    machine.python.chmod(0o755)
    (look,) = looks._environment(machine)
    assert (look.state, look.remedy.split(",")[0]) == (STOP, "'make clean'")


@pytest.mark.parametrize(("moment", "state"), [("2014-01-01", LACK), ("2099-01-01", LACK), ("", GOOD)])
def test_a_clock_that_is_far_off(machine: Machine, moment: str, state: str) -> None:
    """By the newest change that the book records; without one, nothing is known."""
    line = f"b1 000000000000 000000000000 {moment}T00:00:00Z\n" if moment else ""
    (machine.root / "translations.lock").write_text(line, encoding="utf-8")
    assert looks._clock(machine).state == state


def test_a_folder_in_which_python_makes_no_environment(machine: Machine) -> None:
    assert looks._path(replace(machine, root=Path("/home/jan/a:b"))).state == STOP
    assert looks._path(replace(machine, root=Path("/home/jan/mijn boek é"))).state == GOOD


def test_a_full_disk(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 10**9}))
    assert looks._disk(machine).state == STOP, "the packages are not there yet"
    machine.python.parent.mkdir(parents=True)
    machine.python.touch()
    assert looks._disk(machine).state == GOOD


def test_what_is_optional_never_stops(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(looks, "_place", lambda _: None)
    monkeypatch.setenv("CHROMIUM", "")
    found = [looks._make(machine), looks._git(machine), looks._browser(machine), *looks._engines(machine)]
    assert {look.state for look in found} == {LACK}
    assert all(look.remedy for look in found)


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("ID=debian", "debian"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', "ubuntu"),
        ('ID="rhel"', "fedora"),
        ("ID=x", ""),
    ],
)
def test_each_system_has_its_own_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str, expected: str
) -> None:
    (tmp_path / "os-release").write_text(release + "\n", encoding="utf-8")
    monkeypatch.setattr(remedies, "RELEASE", tmp_path / "os-release")
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    assert remedies.system() == expected
    for system in ("debian", "ubuntu", "fedora", "macos", "windows", ""):
        for thing in ("python3", "venv", "make", "git", "chromium", *looks.ENGINES):
            assert remedies.how_to_get(thing, system)


def test_a_line_without_a_remedy_ends_with_what_it_is_for() -> None:
    assert line(Look(GOOD, "git", "keeps what was before"), plain=False) == "✓ git: keeps what was before"
    assert line(Look(STOP, "x", "y", "z …"), plain=True) == "STOPS x: y -- z ..."
