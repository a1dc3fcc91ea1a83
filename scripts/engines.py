"""What readers may have instead of a new Chromium: an old one, Firefox, a text browser, a reader mode; and what
judges an e-book: Java, in which EPUBCheck is written; the web servers of hosts, with what loads them; another clock,
to build by on another day.

`python -m scripts.engines` fetches what is not there yet, each checked against its hash or from the system's packages,
and says loudly what could not be had. The tests that need it are then skipped by name.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from scripts.book.writing import write_whole
from scripts.build import ROOT

FOLDER = ROOT / ".cache" / "engines"
OLD_CHROMIUM, READABILITY, FIREFOX, W3M, JAVA = "chromium-112", "readability.js", "firefox", "w3m", "java"
NGINX, APACHE, CADDY, WRK = "nginx", "apache2", "caddy", "wrk"
BROTLI_STATIC = "brotli for nginx"
FAKETIME = "faketime"


@dataclass(frozen=True)
class Package:
    """What is taken out of a package of the npm registry."""

    spec: str
    integrity: str
    """Subresource Integrity of the archive, as npm gives it."""
    member: str
    unpack: Callable[[bytes], bytes] = bytes


def _brotli(data: bytes) -> bytes:
    import brotli

    content: bytes = brotli.decompress(data)
    return content


PACKAGES = {
    OLD_CHROMIUM: Package(
        "@sparticuz/chromium@112.0.2",
        "sha512-tpoY0o4vhrFE4/mXmJF3fcPLKIeKIQxbokfLgZB62rYW7KOIljbQTqCTBARzRXGN/k2+kLvhys1LVv6PWGwWNw==",
        "package/bin/chromium.br",
        _brotli,
    ),
    READABILITY: Package(
        "@mozilla/readability@0.6.0",
        "sha512-juG5VWh4qAivzTAeMzvY9xs9HY5rAcr2E4I7tiSSCokRFi7XIZCAu92ZkSTsIj1OPceCifL3cpfteP3pDT9/QQ==",
        "package/Readability.js",
    ),
}
"""The Chromium is of April 2023, from before popovers and light-dark(); Readability is Firefox's reader view."""
SYSTEM = {
    FIREFOX: ("firefox-esr", "firefox"),
    W3M: ("w3m",),
    JAVA: ("default-jre-headless", "java"),
    NGINX: ("nginx",),
    BROTLI_STATIC: ("libnginx-mod-http-brotli-static", "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
    APACHE: ("apache2",),
    CADDY: ("caddy",),
    WRK: ("wrk",),
    FAKETIME: ("faketime",),
}
"""Programs of the system, by the names or places that they may have; the first is Debian's package."""
NO_SERVICES = Path("/usr/sbin/policy-rc.d")
"""Asked by Debian before it starts a server that it has just installed; 101 means no. The tests start their own."""


def find(name: str) -> Path | None:
    """Where it is; None if it is not there."""
    if name in PACKAGES:
        file = FOLDER / name
        return file if file.exists() else None
    found = next(filter(None, map(_found, SYSTEM[name])), None)
    return Path(found) if found else None


def _found(program: str) -> str | None:
    """A module is no program, so of a path only whether it is there; some programs lie where only root looks."""
    if Path(program).is_absolute():
        return program if Path(program).exists() else None
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")


def fetch(name: str) -> bool:
    """Gets it if it can be had here. Raises SystemExit for an archive that is not what it was."""
    if name in PACKAGES:
        return _from_npm(PACKAGES[name], FOLDER / name)
    if os.getuid() or not shutil.which("apt-get"):
        return False
    with _no_services():
        return _runs(["apt-get", "install", "-qq", "-y", "--no-install-recommends", SYSTEM[name][0]])


@contextmanager
def _no_services() -> Iterator[None]:
    """What is installed meanwhile starts nothing."""
    if NO_SERVICES.exists():  # somebody else decides that here
        yield
        return
    NO_SERVICES.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    NO_SERVICES.chmod(0o755)
    try:
        yield
    finally:
        NO_SERVICES.unlink()


def _from_npm(package: Package, to: Path) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        if not shutil.which("npm") or not _runs(["npm", "pack", package.spec, "--pack-destination", folder]):
            return False
        (archive,) = Path(folder).iterdir()
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != package.integrity:
            _stop(f"{package.spec} is not what it was: sha512-{digest}")
        with tarfile.open(archive) as opened:
            member = opened.extractfile(package.member)
            content = package.unpack(member.read() if member else b"")
    to.parent.mkdir(parents=True, exist_ok=True)
    write_whole(to, content)
    to.chmod(0o755)
    return True


def _stop(why: str) -> NoReturn:
    raise SystemExit(why)


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def main() -> int:
    missing = [name for name in (*PACKAGES, *SYSTEM) if not find(name)]
    if missing:
        print(f"Other engines are fetched, which takes up to a minute: {', '.join(missing)} …", file=sys.stderr)  # noqa: T201
    lost = [name for name in missing if not fetch(name)]
    for name in lost:
        print(f"NOT HERE: {name}. The tests that need it are skipped.", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
