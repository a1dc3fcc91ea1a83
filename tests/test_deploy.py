"""A version takes the place of another: whole or not at all, with what open pages still ask for, and there and back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scripts import deploy as module
from scripts.deploy import DAY, DeployError, back, deploy, main
from scripts.site.editions.archive import archived
from scripts.site.files.hosts.rules import MARKED as KEPT
from scripts.target import COMMENT

Files = Mapping[str, str]
MARKED = {number: f"assets/scripts/book.{str(number) * 8}.js" for number in (1, 2, 3)}


def version(number: int) -> dict[str, str]:
    same = {"404.html": "not here", "assets/fonts/serif.abcdef01.woff2": "letters"}
    return {"index.html": f"page {number}", MARKED[number]: f"script {number}", **same}


def packed(folder: Path, files: Files, name: str = "site.zip") -> Path:
    archive = folder / name
    archive.write_bytes(archived({name: text.encode() for name, text in files.items()}, comment=COMMENT))
    return archive


def put(tmp_path: Path, number: int, **options: int) -> Path:
    return deploy(packed(tmp_path, version(number)), tmp_path / "srv", **options)


def served(tmp_path: Path) -> dict[str, str]:
    current = tmp_path / "srv" / "current"
    return {path.relative_to(current).as_posix(): path.read_text() for path in current.rglob("*") if path.is_file()}


def test_the_first_version_is_served_as_it_was_packed(tmp_path: Path) -> None:
    put(tmp_path, 1)
    assert served(tmp_path) == version(1)


def test_a_page_of_the_version_before_finds_its_own_script(tmp_path: Path) -> None:
    put(tmp_path, 1)
    put(tmp_path, 2)
    assert served(tmp_path) == {**version(2), MARKED[1]: "script 1"}


def test_what_did_not_change_keeps_its_time_and_what_changed_gets_another(tmp_path: Path) -> None:
    """Servers make an ETag of time and size, and all times in the archive are the same."""
    releases = put(tmp_path, 1), put(tmp_path, 2)
    times = [[int((release / name).stat().st_mtime) for name in ("404.html", "index.html")] for release in releases]
    assert times[0][0] == times[1][0]
    assert times[0][1] < times[1][1]
    assert time.time() - times[0][1] < DAY


def test_the_same_version_again_changes_nothing(tmp_path: Path) -> None:
    assert put(tmp_path, 1) == put(tmp_path, 1)
    assert len(list((tmp_path / "srv" / "releases").iterdir())) == 2


def test_back_serves_the_version_before_with_the_scripts_of_the_newer(tmp_path: Path) -> None:
    put(tmp_path, 1)
    put(tmp_path, 2)
    back(tmp_path / "srv")
    assert served(tmp_path) == {**version(1), MARKED[2]: "script 2"}


def test_nobody_goes_back_to_what_somebody_went_back_from(tmp_path: Path) -> None:
    for number in (1, 2):
        put(tmp_path, number)
    back(tmp_path / "srv")
    put(tmp_path, 3)
    back(tmp_path / "srv")
    assert served(tmp_path)["index.html"] == "page 1"
    with pytest.raises(DeployError, match="no version before"):
        back(tmp_path / "srv")


def test_the_last_versions_and_the_young_ones_stay(tmp_path: Path) -> None:
    first = put(tmp_path, 1)
    put(tmp_path, 2, keep=1, days=30)
    assert first.is_dir()
    os.utime(first, (0, 0))
    put(tmp_path, 3, keep=1, days=30)
    assert not first.exists()
    assert MARKED[1] in served(tmp_path)
    put(tmp_path, 2, keep=1, days=30)
    assert MARKED[1] not in served(tmp_path)
    assert MARKED[3] in served(tmp_path)


def damaged(tmp_path: Path) -> Path:
    archive = packed(tmp_path, version(2))
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"page 2", b"page 9"))
    return archive


def cut_off(folder: Path) -> Path:
    archive = packed(folder, version(2))
    archive.write_bytes(archive.read_bytes()[:-200])
    return archive


def listed(folder: Path, archive: Path) -> Path:
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  offline.zip\n{'1' * 64}  {archive.name}\n", encoding="utf-8")
    return archive


BROKEN: Mapping[str, Callable[[Path], Path]] = {
    "cut off": cut_off,
    "damaged": damaged,
    "not there": lambda folder: folder / "none.zip",
    "no site": lambda folder: packed(folder, {"readme.txt": "no page"}),
    "elsewhere": lambda folder: packed(folder, {**version(2), "../../out.html": "out"}),
    "another": lambda folder: listed(folder, packed(folder, version(2))),
    "sums": lambda folder: packed(folder, {**version(2), "SHA256SUMS": f"{'0' * 64}  index.html\n"}),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_not_whole_leaves_what_was(tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, 1)
    before = sorted((tmp_path / "srv").rglob("*"))
    assert main([str(BROKEN[how](tmp_path)), str(tmp_path / "srv")]) == 2
    said = capsys.readouterr().err
    assert "What was served is served still." in said
    assert "Traceback" not in said
    assert served(tmp_path) == version(1)
    assert sorted((tmp_path / "srv").rglob("*")) == before
    assert not (tmp_path / "out.html").exists()


def test_a_deploy_that_fails_or_was_killed_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, 1)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(module, "_take_along", full)
        with pytest.raises(OSError, match="no space"):
            put(tmp_path, 2)
    (tmp_path / "srv" / "releases" / ".new-killed" / "site").mkdir(parents=True)
    put(tmp_path, 3)
    assert [path.name for path in (tmp_path / "srv" / "releases").glob(".new-*")] == []
    assert served(tmp_path)["index.html"] == "page 3"


def test_what_is_taken_along_is_what_hosts_keep(site: Path) -> None:
    """The command knows no other module, so that it can stand on a server by itself."""
    names = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    kept = {name for name in names if re.search(KEPT, f"/{name}")}
    assert {name for name in names if module.MARKED.fullmatch(name.rpartition("/")[2])} == kept
    assert all(module.MARKED.fullmatch(f"{name}.br".rpartition("/")[2]) for name in kept)


def test_a_folder_of_somebody_is_not_replaced_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "srv" / "current").mkdir(parents=True)
    with pytest.raises(DeployError, match="is no link"):
        put(tmp_path, 1)


def test_everybody_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        release = put(tmp_path, 1)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in release.rglob("*") if path.is_file()} == {0o644}
    folders = {path.stat().st_mode & 0o777 for path in (release, *release.rglob("*")) if path.is_dir()}
    assert folders == {0o755}


def test_on_a_server_the_file_stands_by_itself(tmp_path: Path) -> None:
    alone = tmp_path / "deploy.py"
    alone.write_text(Path(module.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(alone), str(packed(tmp_path, version(1))), str(tmp_path / "srv")]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert "current → 0001-" in run.stdout
    assert served(tmp_path) == version(1)
