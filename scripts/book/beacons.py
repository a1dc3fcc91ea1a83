"""Each beacon in one breath (docs/_data/beacons.yml): what its card says, and the sentence a team scores itself by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.book.data import DataError, line_of, read_yaml

BEACONS = "docs/_data/beacons.yml"
KEYS = {"beacon", "essence", "statement"}


@dataclass(frozen=True)
class Beacon:
    number: int
    essence: Mapping[str, str]
    """By language: one or two sentences."""
    statement: Mapping[str, str]
    """By language: what a team says of itself, to be scored."""


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
    texts = {key: {language: str(item[key][language]) for language in ("nl", "en")} for key in ("essence", "statement")}
    return Beacon(int(item["beacon"]), **texts)
