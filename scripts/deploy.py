"""`python -m scripts.deploy dist/site.zip /srv/book`: a new version takes the old one's place in one step.

    /srv/book/releases/0007-1a2b3c4d/   each version that was put there, the last ones kept to go back to
    /srv/book/current                   a link to one of them: what the web server serves

A version is unpacked and checked aside. What did not change is the same file as before, so that a server gives the same
ETag for it; of the versions before it the files that hold a mark of their contents are there too, so that a page which
somebody has open finds its own scripts and letters. Then the link is renamed over the old one.

Nothing but Python's own library is needed: this file can be taken to a server by itself.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

MARKED = re.compile(r".+\.[0-9a-f]{8}\.[a-z0-9]+(?:\.(?:br|gz))?")
"""The name of a file that holds a mark of its contents, also packed: another version has it or has it not."""
RELEASE = re.compile(r"(\d{4,})-[0-9a-f]{8}")
"""A count, and the mark of the archive."""
CURRENT, RELEASES, LOCK, ASIDE = "current", "releases", ".lock", ".new-"
OWN, TAKEN_BACK = ".own", ".taken-back"
"""Beside a release, with its name: the list of what came with it, and not from the versions before; and that somebody
went back from it, so that nobody goes back to it."""
SUMS = "SHA256SUMS"
"""Beside the archive or in it: a line a file, as `sha256sum -c` reads it."""
FIRST = "index.html"
KEEP, DAYS = 5, 30
WHAT = "A new version of the site takes the old one's place, in one step; or, with --back, the other way round."
DAY = 24 * 60 * 60


class DeployError(Exception):
    """What can't be put in place. Says why, and the way on."""


@dataclass(frozen=True)
class Place:
    """A folder with versions of a site."""

    folder: Path

    @cached_property
    def releases(self) -> Path:
        return self.folder / RELEASES

    @property
    def current(self) -> Path | None:
        """The release that is served."""
        link = self.folder / CURRENT
        return self.releases / link.readlink().name if link.is_symlink() else None

    def all(self) -> list[Path]:
        """The releases that are there, the oldest first."""
        found = [path for path in self.releases.glob("*") if RELEASE.fullmatch(path.name) and path.is_dir()]
        return sorted(found, key=lambda path: int(path.name.partition("-")[0]))


def main(arguments: list[str] | None = None) -> int:
    """Ends 0 when the version is served, 2 when all is as it was."""
    parser = argparse.ArgumentParser(prog="python -m scripts.deploy", description=WHAT)
    parser.add_argument("archive", type=Path, nargs="?", help="dist/site.zip, as `make dist` makes it")
    parser.add_argument("folder", type=Path, help="where versions lie; the web server serves FOLDER/current")
    parser.add_argument("--back", action="store_true", help="serve the version before this one again; needs no archive")
    parser.add_argument("--keep", type=int, default=KEEP, help=f"how many versions stay at least (default: {KEEP})")
    parser.add_argument("--days", type=int, default=DAYS, help=f"how many days each stays at least (default: {DAYS})")
    options = parser.parse_args(arguments)
    if (options.archive is None) != options.back:
        parser.error("give an archive and a folder, or --back and a folder")
    try:
        release = (
            back(options.folder)
            if options.back
            else deploy(options.archive, options.folder, keep=options.keep, days=options.days)
        )
    except (DeployError, OSError, zipfile.BadZipFile) as error:
        print(f"{error}\nWhat was served is served still.", file=sys.stderr)  # noqa: T201
        return 2
    print(f"{options.folder / CURRENT} → {release.name}")  # noqa: T201
    return 0


def deploy(archive: Path, folder: Path, *, keep: int = KEEP, days: int = DAYS) -> Path:
    """Puts a version in place and gives its folder. Raises DeployError, OSError, BadZipFile: then all is as it was."""
    with _alone(folder) as place:
        content = _read(archive)
        before = place.all()
        mark = hashlib.sha256(content).hexdigest()[:8]
        if place.current and place.current.is_dir() and place.current.name.endswith(f"-{mark}"):
            return place.current
        count = int(before[-1].name.partition("-")[0]) + 1 if before else 1
        release = place.releases / f"{count:04}-{mark}"
        with tempfile.TemporaryDirectory(prefix=ASIDE, dir=place.releases) as aside:
            made = Path(aside) / "site"
            _unpack(archive, made, place.current)
            own = [path.relative_to(made).as_posix() for path in sorted(made.rglob("*")) if path.is_file()]
            _check_sums(archive, made)
            for other in reversed(before):
                _take_along(other, made)
            _beside(release, OWN).write_text("".join(f"{name}\n" for name in own), encoding="utf-8")
            made.rename(release)
        _switch(place, release)
        _remove_old(place, keep, days)
        return release


def back(folder: Path) -> Path:
    """Serves the version before the one that is served. What the newer pages ask for goes along."""
    with _alone(folder) as place:
        served = place.current
        good = [release for release in place.all() if not _beside(release, TAKEN_BACK).exists()]
        older = good[: good.index(served)] if served in good else []
        if not older:
            raise DeployError(f"{folder} has no version before the one that is served")
        for other in place.all():
            _take_along(other, older[-1])
        _beside(good[len(older)], TAKEN_BACK).touch()
        _switch(place, older[-1])
        return older[-1]


@contextmanager
def _alone(folder: Path) -> Iterator[Place]:
    """No other command works in this folder meanwhile; what a killed one left goes."""
    if sys.platform == "win32":
        raise DeployError("links that are renamed over another need Linux or another Unix")
    import fcntl

    place = Place(folder)
    if (folder / CURRENT).exists() and not (folder / CURRENT).is_symlink():
        raise DeployError(f"{folder / CURRENT} is no link: move it away, then it is made again with its first version")
    place.releases.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DeployError(f"another command is at work in {folder}: wait until it has ended") from error
        for left in place.releases.glob(f"{ASIDE}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield place


def _read(archive: Path) -> bytes:
    try:
        return archive.read_bytes()
    except FileNotFoundError as error:
        raise DeployError(f"{archive} is not there: `make dist` makes it") from error


def _unpack(archive: Path, made: Path, current: Path | None) -> None:
    """Every file anew, or linked to that of the served version if it is the same."""
    made.mkdir()
    made.chmod(0o755)
    with zipfile.ZipFile(archive) as packed:
        members = [member for member in packed.infolist() if not member.is_dir()]
        if FIRST not in {member.filename for member in members}:
            raise DeployError(f"{archive} holds no site: there is no {FIRST} in it")
        for member in members:
            file = made / _safe(member.filename, archive)
            _folder(file.parent, made)
            content = packed.read(member)  # raises BadZipFile if it is not what was packed
            if not (current and _linked(current / member.filename, file, content)):
                file.write_bytes(content)
                file.chmod(0o644)
                _newer(file, current / member.filename if current else None)


def _safe(name: str, archive: Path) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise DeployError(f"{archive} would write outside its folder: {name}")
    return path


def _folder(folder: Path, made: Path) -> None:
    """For anybody to read, whatever the umask of who deploys."""
    if folder == made or folder.is_dir():
        return
    _folder(folder.parent, made)
    folder.mkdir()
    folder.chmod(0o755)


def _linked(old: Path, file: Path, content: bytes) -> bool:
    if not old.is_file() or old.stat().st_size != len(content) or old.read_bytes() != content:
        return False
    os.link(old, file)
    return True


def _newer(file: Path, old: Path | None) -> None:
    """Servers make an ETag of time and size, and count in seconds: within one, two versions would look the same."""
    if old and old.is_file() and int(old.stat().st_mtime) >= int(file.stat().st_mtime):
        later = int(old.stat().st_mtime) + 1
        os.utime(file, (later, later))


def _check_sums(archive: Path, made: Path) -> None:
    """The archive is what the list beside it says, each file in it what the list inside says."""
    digest = _sums(archive.with_name(SUMS)).get(archive.name)
    wanted = {archive: digest} if digest else {}
    wanted |= {made / name: digest for name, digest in _sums(made / SUMS).items()}
    for file, digest in wanted.items():
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise DeployError(f"{file.name} is not what {SUMS} says: fetch {archive.name} once more")


def _sums(file: Path) -> Mapping[str, str]:
    """Name → SHA-256, in hexadecimal digits."""
    if not file.is_file():
        return {}
    lines = (line.partition("  ") for line in file.read_text(encoding="utf-8").splitlines())
    return {name.removeprefix("./"): digest for digest, _, name in lines if name}


def _beside(release: Path, what: str) -> Path:
    return release.with_name(release.name + what)


def _take_along(other: Path, release: Path) -> None:
    """What came with another version and holds a mark of its contents, where the release does not have it."""
    listed = _beside(other, OWN)
    for name in listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else ():
        file = release / name
        if MARKED.fullmatch(PurePosixPath(name).name) and (other / name).is_file() and not file.exists():
            _folder(file.parent, release)
            os.link(other / name, file)


def _switch(place: Place, release: Path) -> None:
    """One step: whoever asks finds the old version or the new one."""
    link = place.folder / f".{CURRENT}-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES) / release.name)
    link.replace(place.folder / CURRENT)


def _remove_old(place: Place, keep: int, days: int) -> None:
    """The last ones stay, and those that are young: a folder's own time is when it was unpacked."""
    young = time.time() - days * DAY
    for release in place.all()[: -max(keep, 1)]:
        if release != place.current and release.stat().st_mtime < young:
            shutil.rmtree(release, ignore_errors=True)  # the new version is served already
            for what in (OWN, TAKEN_BACK):
                with suppress(OSError):
                    _beside(release, what).unlink()


if __name__ == "__main__":
    sys.exit(main())
