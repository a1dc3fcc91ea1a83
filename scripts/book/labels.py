"""The interface's words, with places to fill in: `Passage {id}`."""

from __future__ import annotations

import re

PLACE = re.compile(r"\{(\w*)\}")


def fill(label: str, **values: object) -> str:
    """The label with its places filled in; a place that nothing is given for stays as it is written."""
    return PLACE.sub(lambda match: str(values.get(match[1], match[0])), label)
