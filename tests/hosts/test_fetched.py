"""What is fetched for the tests does not begin to serve by itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts import engines


def test_a_server_that_is_installed_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tmp_path / "policy-rc.d"
    answers: list[int] = []
    monkeypatch.setattr(engines, "NO_SERVICES", asked)
    monkeypatch.setattr(engines, "_runs", lambda _: not answers.append(subprocess.run([asked], check=False).returncode))
    monkeypatch.setattr(engines.os, "getuid", lambda: 0)
    monkeypatch.setattr(engines.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert engines.fetch(engines.NGINX)
    assert answers == [101]
    assert not asked.exists()


def test_what_somebody_else_decided_about_servers_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tmp_path / "policy-rc.d"
    asked.write_text("of somebody", encoding="utf-8")
    monkeypatch.setattr(engines, "NO_SERVICES", asked)
    monkeypatch.setattr(engines, "_runs", lambda _: True)
    monkeypatch.setattr(engines.os, "getuid", lambda: 0)
    monkeypatch.setattr(engines.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert engines.fetch(engines.NGINX)
    assert asked.read_text(encoding="utf-8") == "of somebody"
