"""What a change causes, by git: for a hook that must be quick and speak of this change only."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts.book import read_book
from scripts.book.data import DataError
from scripts.check.findings import Finding
from scripts.check.run import source_findings


class NoGitError(Exception):
    """There is no git, or the folder is not under it."""


def changed_files(root: Path) -> set[str]:
    """Paths from the root, changed, added or not yet known to git."""
    known = _git(root, "diff", "-z", "--name-only", "--relative", "HEAD")
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return {path.decode("utf-8", "replace") for path in (known + new).split(b"\0") if path}


def of_change(findings: Sequence[Finding], root: Path, languages: Sequence[str]) -> list[Finding]:
    """The findings in changed files and their counterparts, and those elsewhere that the last commit does not have."""
    files = changed_files(root)
    twins = {
        path.replace(f"docs/{here}/", f"docs/{there}/") for path in files for here in languages for there in languages
    }
    if all(finding.path in twins for finding in findings):
        return list(findings)
    before = {_kind(finding) for finding in _last_findings(root)}
    return [finding for finding in findings if finding.path in twins or _kind(finding) not in before]


def _kind(finding: Finding) -> tuple[str, str, str]:
    """Without its line, which a change elsewhere in the file moves."""
    return finding.path, finding.rule, finding.message


def _last_findings(root: Path) -> list[Finding]:
    """Of the last commit, as it was: nothing where it could not be read."""
    with tempfile.TemporaryDirectory(prefix="last-commit-") as folder:
        last = Path(folder)
        with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "HEAD", "."))) as archive:
            archive.extractall(last, filter="data")
        if (root / ".cache").is_dir():
            (last / ".cache").symlink_to(root / ".cache")
        try:
            return source_findings(read_book(last))
        except DataError:
            return []


def _git(root: Path, *command: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(root), *command], capture_output=True, check=True).stdout  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoGitError(f"{root}: git can't tell what changed") from error
