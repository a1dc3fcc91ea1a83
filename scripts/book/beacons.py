"""What a team assesses itself by: one sentence for each beacon (docs/_data/beacons.yml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import field

from scripts.book.contents import Beacon as Number
from scripts.book.data import DataError, Record, Words, line_of, read_records

BEACONS = "docs/_data/beacons.yml"


class Beacon(Record, frozen=True):
    number: Number = field(name="beacon")
    statement: Words
    """By language: what can be seen in a team."""


def read_beacons(root: Path, languages: Sequence[str]) -> Mapping[int, Beacon]:
    """By number; raises DataError. A book without the file has none."""
    if not (root / BEACONS).exists():
        return {}
    beacons: dict[int, Beacon] = {}
    for beacon in read_records(root, BEACONS, tuple[Beacon, ...], languages):
        if beacon.number in beacons:
            line = line_of(root, BEACONS, f"- beacon: {beacon.number}\n")
            raise DataError(BEACONS, line, f"the beacon {beacon.number} stands here twice")
        beacons[beacon.number] = beacon
    return beacons
