"""The interface's words, with places to fill in: `Passage {id}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACE = re.compile(r"\{(\w*)\}")


def fill(label: str, **values: object) -> str:
    """The label with its places filled in; a place that nothing is given for stays as it is written."""
    return PLACE.sub(lambda match: str(values.get(match[1], match[0])), label)


def retelling(labels: Mapping[str, str]) -> str:
    """The name of this retelling, which is not the book's."""
    return f"{labels['site_title']}, {labels['site_tagline']}"
