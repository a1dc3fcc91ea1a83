"""What a build may write over, and what a killed build leaves: nothing that is somebody's work is ever lost."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from scripts.aside import LAST, OWNER, aside
from scripts.build import ROOT
from scripts.shipping.archive import pack
from scripts.site.files.hosts import MADE
from scripts.target import MARKER, RefusedError, archive_file, mark, site_folder, text_file


@pytest.fixture
def repository(tmp_path: Path, git: str) -> Path:
    root = tmp_path / "repository"
    (root / "docs" / "nl").mkdir(parents=True)
    (root / "docs" / "nl" / "index.md").write_text("# Boek\n", encoding="utf-8")
    (root / "README.md").write_text("# Lees mij\n", encoding="utf-8")
    for command in ("init -q", "add -A", "-c user.name=x -c user.email=x@x.nl commit -qm x"):
        subprocess.run([git, "-C", str(root), *command.split()], check=True)
    (root / "notes").mkdir()
    (root / "notes" / "mine.txt").write_text("not in git", encoding="utf-8")
    return root


REFUSED = {
    ".": "holds the repository itself",
    "..": "holds the repository itself",
    "docs/..": "holds the repository itself",
    "docs": "git keeps",
    "docs/nl": "git keeps",
    ".git": "holds what no build made",
    "notes": "holds what no build made (mine.txt)",
    "notes/mine.txt": "is a file",
    "README.md": "git keeps",
}


@pytest.mark.parametrize("target", REFUSED)
def test_a_build_to_what_is_no_site_is_refused_with_a_way_on(repository: Path, target: str) -> None:
    with pytest.raises(RefusedError) as refused:
        site_folder(repository / target, repository)
    assert REFUSED[target] in str(refused.value)
    assert "choose another folder" in str(refused.value)


def test_a_link_to_the_repository_is_refused_as_the_repository_is(repository: Path) -> None:
    (repository / "site").symlink_to(repository)
    with pytest.raises(RefusedError, match="holds the repository itself"):
        site_folder(repository / "site", repository)


def test_a_folder_that_git_keeps_is_refused_also_when_it_is_gone_or_marked(repository: Path) -> None:
    mark(repository / "docs")
    with pytest.raises(RefusedError, match="git keeps"):
        site_folder(repository / "docs", repository)
    for file in (repository / "docs" / "nl" / "index.md", repository / "docs" / MARKER):
        file.unlink()
    (repository / "docs" / "nl").rmdir()
    (repository / "docs").rmdir()
    with pytest.raises(RefusedError, match="git keeps"):
        site_folder(repository / "docs", repository)


def test_nothing_an_empty_folder_and_an_earlier_site_may_be_built_to(repository: Path) -> None:
    site = repository / "site"
    assert site_folder(site, repository) == site
    site.mkdir()
    assert site_folder(site, repository) == site
    (site / "index.html").write_text("x", encoding="utf-8")
    mark(site)
    assert site_folder(site, repository) == site


def test_without_git_the_marker_alone_decides(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RefusedError, match="holds what no build made"):
        site_folder(repository / "docs", repository)
    assert site_folder(repository / "site", repository) == repository / "site"


def test_an_archive_is_written_over_only_if_a_build_made_it(repository: Path) -> None:
    site = repository / "site"
    mark(site)
    (site / "index.html").write_text("x", encoding="utf-8")
    archive = repository / "dist" / "site.zip"
    pack(ROOT, site, archive)
    pack(ROOT, site, archive)
    assert zipfile.ZipFile(archive).namelist() == ["SHA256SUMS", "index.html"], "the marker stays here"
    with zipfile.ZipFile(repository / "other.zip", "w") as packed:
        packed.writestr("letters.txt", "mine")
    (repository / "data.bin").write_bytes(b"mine")
    for name in ("other.zip", "data.bin", "README.md", "docs", "site/site.zip"):
        before = (repository / name).read_bytes() if (repository / name).is_file() else b""
        with pytest.raises(RefusedError, match="choose another name"):
            pack(ROOT, site, repository / name)
        assert before == ((repository / name).read_bytes() if (repository / name).is_file() else b"")
    with pytest.raises(RefusedError, match="choose another name"):
        archive_file(repository / "site" / "new.zip", site)


def test_what_lies_beside_the_archive_is_written_over_only_if_a_build_made_it(repository: Path) -> None:
    file = repository / "nginx.conf"
    assert text_file(file, MADE) == file
    file.write_text(f"{MADE}\n", encoding="utf-8")
    assert text_file(file, MADE) == file
    file.write_text("server {}\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="no build made it"):
        text_file(file, MADE)


def put(target: Path, text: str) -> None:
    with aside(target) as beside:
        beside.made.mkdir()
        (beside.made / "index.html").write_text(text, encoding="utf-8")
        beside.put_in_place()


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".building-*"))


def test_a_site_that_is_a_link_stays_one(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (repository / "site").symlink_to(tmp_path / "www")
    put(site_folder(repository / "site", repository), "new")
    assert (repository / "site").is_symlink()
    assert (tmp_path / "www" / "index.html").read_text(encoding="utf-8") == "new"


def test_what_a_killed_build_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    for name, inside in ((".building-abc", "site"), (".building-old", LAST), (".building-empty", "")):
        (tmp_path / name / inside).mkdir(parents=True)
    put(tmp_path / "site", "new")
    assert leftovers(tmp_path) == []
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "new"


def test_a_site_that_was_on_its_way_when_its_build_was_killed_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".building-abc" / LAST).mkdir(parents=True)
    (tmp_path / ".building-abc" / LAST / "index.html").write_text("the last good site", encoding="utf-8")
    (tmp_path / ".building-abc" / OWNER).write_text("site", encoding="utf-8")
    with pytest.raises(RuntimeError, match="the build fails"), aside(tmp_path / "site"):
        raise RuntimeError("the build fails")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert leftovers(tmp_path) == []


def test_a_build_leaves_another_that_is_at_work_alone(tmp_path: Path) -> None:
    with aside(tmp_path / "site") as one:
        one.made.mkdir()
        put(tmp_path / "site", "two")
        assert one.made.is_dir()
        (one.made / "index.html").write_text("one", encoding="utf-8")
        one.put_in_place()
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "one"
    assert leftovers(tmp_path) == []
