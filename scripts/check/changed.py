"""Which files changed since the last commit, by git: for a hook that must be quick and speak of this change only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.check.findings import Finding


class NoGitError(Exception):
    """There is no git, or the folder is not under it."""


def changed_files(root: Path) -> set[str]:
    """Paths from the root, changed, added or not yet known to git."""
    commands = (["diff", "--name-only", "--relative", "HEAD"], ["ls-files", "--others", "--exclude-standard"])
    found: set[str] = set()
    for command in commands:
        try:
            run = subprocess.run(  # noqa: S603
                ["git", "-C", str(root), *command],  # noqa: S607
                capture_output=True,
                text=True,
                check=True,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise NoGitError(f"{root}: git can't tell what changed") from error
        found |= set(run.stdout.splitlines())
    return found


def of_change(findings: Iterable[Finding], files: set[str], languages: Sequence[str]) -> list[Finding]:
    """The findings in these files, and in their counterparts in the other language."""
    twins = {
        path.replace(f"docs/{here}/", f"docs/{there}/") for path in files for here in languages for there in languages
    }
    return [finding for finding in findings if finding.path in twins]
