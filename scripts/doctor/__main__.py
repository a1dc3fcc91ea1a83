"""`make doctor`: a line for each thing that is looked at; ends 0 when building and checking will work, else 1."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scripts.doctor.looks import GOOD, LACK, STOP, Look, Machine, looks, shows_signs
from scripts.doctor.remedies import system

ROOT = Path(__file__).resolve().parents[2]
SIGNS = {GOOD: "✓", LACK: "–", STOP: "✗"}
PLAIN = {GOOD: "ok", LACK: "lacks", STOP: "STOPS"}


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    encoding = sys.stdout.encoding or "ascii"
    venv = Path(options.venv or ".venv")
    machine = Machine(options.root, options.root / venv, bool(options.venv), options.port, system(), encoding)
    found = []
    for look in looks(machine):
        found.append(look.state)
        print(line(look, plain=not shows_signs(encoding)), flush=True)  # noqa: T201
    stops = found.count(STOP)
    if stops:
        told = f"{stops} to mend first, then 'make doctor' again."
    else:
        told = "Building and checking will work. 'make serve' shows the book, 'make help' lists the commands."
    print(told)  # noqa: T201
    return 1 if stops else 0


def line(look: Look, plain: bool) -> str:
    """`✓ make: runs the commands`, or `✗ no make: runs the commands — sudo apt install make`."""
    text = "{}: {}{}".format(look.what, look.why, " — " + look.remedy if look.remedy else "")
    if not plain:
        return f"{SIGNS[look.state]} {text}"
    return "{:<6}{}".format(PLAIN[look.state], text.replace(" — ", " -- ").replace("…", "..."))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.doctor", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository (default: this one)")
    parser.add_argument("--venv", default="", help="the environment that is used (default: .venv, set up by make)")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000", help="of make serve")
    return parser


if __name__ == "__main__":
    sys.exit(main())
