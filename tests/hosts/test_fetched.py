"""What is fetched for the tests does not begin to serve by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import engines


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Debian asks whether a server may start; the rights and the programs to install one are there."""
    file = tmp_path / "policy-rc.d"
    monkeypatch.setattr(engines, "NO_SERVICES", file)
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    return file


def test_a_server_that_is_installed_is_not_started(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[int] = []

    def install(_: list[str]) -> bool:
        answers.append(subprocess.run([asked], check=False).returncode)
        return True

    monkeypatch.setattr(engines, "_runs", install)
    assert engines.fetch(engines.NGINX)
    assert answers == [101]
    assert not asked.exists()


def test_what_somebody_else_decided_about_servers_stays(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked.write_text("of somebody", encoding="utf-8")
    monkeypatch.setattr(engines, "_runs", lambda _: True)
    assert engines.fetch(engines.NGINX)
    assert asked.read_text(encoding="utf-8") == "of somebody"
