"""Two builds of one state are the same bytes: in another folder, as another user, on another day, warm and cold."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.book.locks import HEADER
from scripts.build import ROOT
from tests.shipments import MADE

pytestmark = pytest.mark.xdist_group("shipments")
SHOWN = 12
"""Bytes of each side that a message shows."""
MORE = "diffoscope (Debian, PyPI) shows what of it differs"


def contents(root: Path) -> dict[str, bytes]:
    """What was made, by its path; and each file of an archive as one of its own."""
    files = [file for part in MADE for file in (root / part).rglob("*") if file.is_file()]
    found = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
    archives = [file for file in files if file.suffix in {".zip", ".epub"}]
    for file in archives:
        with zipfile.ZipFile(file) as packed:
            name = file.relative_to(root).as_posix()
            found |= {f"{name}!{entry}": packed.read(entry) for entry in packed.namelist()}
    return found


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """A line for each file that only one has, or that differs: from which byte on, and what stands there.

    The site comes before the archives that it goes into.
    """
    lines = [f"{name}: only in {where}" for where, name in _alone(one, other)]
    for name in sorted(one.keys() & other.keys(), key=lambda name: (name.startswith("dist/"), "!" not in name, name)):
        first, second = one[name], other[name]
        if first != second:
            pairs = zip(first, second, strict=False)
            shorter = min(len(first), len(second))
            at = next((index for index, (a, b) in enumerate(pairs) if a != b), shorter)
            lines.append(f"{name}: from byte {at} on {first[at : at + SHOWN]!r}, {second[at : at + SHOWN]!r}; {MORE}")
    return lines


def _alone(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[tuple[str, str]]:
    return [("the first", name) for name in sorted(one.keys() - other.keys())] + [
        ("the second", name) for name in sorted(other.keys() - one.keys())
    ]


def test_what_differs_is_named_with_its_first_bytes() -> None:
    assert differences({"a": b"same", "b": b"x1y", "c": b""}, {"a": b"same", "b": b"x2y", "d": b""}) == [
        "c: only in the first",
        "d: only in the second",
        f"b: from byte 1 on b'1y', b'2y'; {MORE}",
    ]


def test_two_builds_of_one_state_are_the_same_bytes(shipments: tuple[Path, Path]) -> None:
    """One of them with what earlier builds kept: so a warm build is a cold one too."""
    one, other = map(contents, shipments)
    kinds = {name.rpartition(".")[2] for name in one}
    assert kinds >= {"html", "css", "js", "pdf", "epub", "zip", "br", "gz", "woff2", "png", "tmx", "json", "conf"}
    assert {"dist/site.zip!SHA256SUMS", "dist/sbom.cdx.json", "dist/SHA256SUMS"} <= one.keys()
    found = differences(one, other)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", HEADER)
def test_locks_that_have_nothing_new_to_say_stay_as_they_are(shipments: tuple[Path, Path], name: str) -> None:
    one, other = ((root / name).read_bytes() for root in shipments)
    assert one == other == (ROOT / name).read_bytes()
