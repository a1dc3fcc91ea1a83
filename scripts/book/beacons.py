"""What a team assesses itself by: one sentence for each beacon (docs/_data/beacons.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.book.data import DataError, line_of, read_yaml

BEACONS = "docs/_data/beacons.yml"
KEYS = {"beacon", "statement"}


@dataclass(frozen=True)
class Beacon:
    number: int
    statement: Mapping[str, str]
    """By language: what can be seen in a team."""


def read_beacons(root: Path) -> Mapping[int, Beacon]:
    """By number; raises DataError. A book without the file has none."""
    if not (root / BEACONS).exists():
        return {}
    data = read_yaml(root, BEACONS)
    if not isinstance(data, list):
        raise DataError(BEACONS, 1, "must be a list of beacons")
    beacons: dict[int, Beacon] = {}
    for item in data:
        number = item.get("beacon") if isinstance(item, dict) else None
        line = line_of(root, BEACONS, f"- beacon: {number}\n")
        try:
            beacon = _beacon(item)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(BEACONS, line, f"the beacon {number} has another form than expected: {error}") from error
        if beacon.number in beacons:
            raise DataError(BEACONS, line, f"the beacon {number} stands here twice")
        beacons[beacon.number] = beacon
    return beacons


def _beacon(item: Mapping[str, Any]) -> Beacon:
    if set(item) != KEYS:
        raise ValueError(f"the keys are {', '.join(sorted(KEYS))}")
    return Beacon(int(item["beacon"]), {language: str(item["statement"][language]) for language in ("nl", "en")})
