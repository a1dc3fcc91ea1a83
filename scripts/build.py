"""`python -m scripts.build`: the site, built aside and put in place only when it is whole.

An engine is a process of its own, which reads the book: here it is read only where there is none.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from scripts.aside import Aside, aside
from scripts.target import STAYS, RefusedError, archive_file, mark, site_folder

ROOT = Path(__file__).parents[1]
NONE = "none"
ENGINES = ("mkdocs", "properdocs", NONE)
FULL = re.compile(r"^(?:OSError|PermissionError): (\[Errno \d+\] .*)", re.MULTILINE)
"""How Python ends over what can't be written."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description="Builds the site.")
    parser.add_argument("--to", type=Path, default=Path("site"), help="the folder to build to (default: site)")
    parser.add_argument("--zip", type=Path, help="also pack the site into this archive")
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs", help="what builds it: the bytes are the same")
    parser.add_argument("--without-mkdocs", dest="engine", action="store_const", const=NONE, help=f"--engine {NONE}")
    options = parser.parse_args(arguments)
    site, archive = ROOT / options.to, ROOT / options.zip if options.zip else None
    try:
        if archive:  # before the build: a refusal comes at once
            _refuse_archive(archive, site)
        code = build(site, options.engine)
        if code == 0 and archive:
            _pack(site, archive)
    except RefusedError as error:
        print(f"{error}. Nothing was built.", file=sys.stderr)  # noqa: T201
        return 2
    except OSError as error:  # a full disk, a folder that can't be written
        print(f"{error}\n{STAYS}", file=sys.stderr)  # noqa: T201
        return 2
    return code


def _refuse_archive(archive: Path, site: Path) -> None:
    from scripts.beside import refuse_beside

    archive_file(archive, site_folder(site, ROOT))
    refuse_beside(archive)


def _pack(site: Path, archive: Path) -> None:
    from scripts.beside import write_beside
    from scripts.shipping.archive import pack

    print(f"{_shown(archive)}: {pack(ROOT, site, archive):,} bytes", flush=True)  # noqa: T201
    write_beside(archive, site)


def build(target: Path, engine: str = "mkdocs") -> int:
    """Builds to `target`, which stays as it is if that fails. Gives an exit code; raises RefusedError.

    The engine is a module that builds what MkDocs builds, or `none`: our own code alone.
    """
    shown, started = _shown(target), time.perf_counter()
    with aside(site_folder(target, ROOT)) as beside:
        print(f"{shown}: building …", file=sys.stderr, flush=True)  # noqa: T201
        code = _write(beside.made) if engine == NONE else _run(engine, beside)
        if code == 0:
            files = sum(file.is_file() for file in beside.made.rglob("*"))
            beside.put_in_place()
            print(f"{shown}: {files} files in {time.perf_counter() - started:.1f} s", file=sys.stderr, flush=True)  # noqa: T201
    return code


def _run(engine: str, beside: Aside) -> int:
    if refused := _refused_address():
        print(refused, file=sys.stderr)  # noqa: T201
        return 1
    # Not --quiet: that would hide the warnings from --strict too, and a dead link would pass.
    command = [sys.executable, "-m", engine, "build", "--strict", "--site-dir", str(beside.made)]
    kept = () if sys.platform == "win32" else (beside.lock,)
    run = subprocess.run(
        command,
        cwd=ROOT,
        env=_environment(),
        check=False,
        capture_output=True,
        pass_fds=kept,
        encoding="utf-8",
        errors="replace",
    )
    if run.returncode and (full := FULL.findall(run.stderr)):  # no traceback for a full disk
        print(f"{full[-1]}\n{STAYS}", file=sys.stderr)  # noqa: T201
    elif run.returncode:
        print(run.stdout, run.stderr, sep="", end="", file=sys.stderr)  # noqa: T201
    return run.returncode


def _refused_address() -> str:
    """Why there can't be a site at the address that is asked for; the engine would say it in its own words."""
    if "SITE_URL" not in os.environ:
        return ""
    from scripts.book.addresses import site_url
    from scripts.prepare import refused_address

    return refused_address(site_url())


def _write(folder: Path) -> int:
    """The way out of MkDocs, kept open: the list of what is published, written as it is."""
    from scripts.book.addresses import site_url
    from scripts.prepare import StoppedError, prepare
    from scripts.site.publish import OutputError, write

    try:
        _, outputs = prepare(ROOT, site_url(), at_once=True)
    except StoppedError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    mark(folder)
    try:
        write(outputs.values(), folder)
    except OutputError as error:
        print(f"{error}\n{STAYS}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def _environment() -> dict[str, str]:
    url = {"SITE_URL": os.environ["SITE_URL"].strip()} if "SITE_URL" in os.environ else {}
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8", **url}


if __name__ == "__main__":
    sys.exit(main())
