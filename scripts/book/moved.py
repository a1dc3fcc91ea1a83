"""What was published and has another place now (docs/_data/moved.yml), and where an old address leads."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.book.data import read_records

MOVED = "docs/_data/moved.yml"


@dataclass(frozen=True)
class Moved:
    """Old address → new one, each from the root of the site, with or without a fragment."""

    to: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Whole documents and files."""
        return {old: new for old, new in self.to.items() if "#" not in old}

    def ids_on(self, address: str) -> Mapping[str, str]:
        """Old ids of the document at an address → where each leads: an id, or an address with one."""
        on = {old.partition("#")[2]: new for old, new in self.to.items() if old.startswith(f"{address}#")}
        return {old: new.removeprefix(address + "#") for old, new in on.items()}

    def arrives(self, address: str, live: Set[str]) -> str | None:
        """Where an address that was published leads among those that are there; None if nowhere."""
        for _ in range(len(self.to) + 1):
            if address in live:
                return address
            page, _, fragment = address.partition("#")
            if address in self.to:
                address = self.to[address]
            elif page in self.to:
                address = f"{self.to[page].partition('#')[0]}#{fragment}"
            else:
                return None
        return None


def read_moved(root: Path) -> Moved:
    """What moved below `root`; raises DataError. A book without the file never moved anything."""
    if not (root / MOVED).exists():
        return Moved()
    kind: Any = dict[str, str] | None
    return Moved(read_records(root, MOVED, kind) or {})
