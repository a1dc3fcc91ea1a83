"""Changes in data files that somebody could make by mistake: a key lost, a text where a list belongs, nothing."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Way = tuple[str | int, ...]
"""The keys and places that lead to a value of YAML."""

VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 9, 3.5, 99999, float("inf"), "", " ", "woord", "1", "../x.md", "<b>", "{id}", "[", "é", [], {},
     ["woord"], [[]], {"nl": "a", "en": "b"}, {"woord": "woord"}]
)  # fmt: skip


def ways(value: Any, here: Way = ()) -> Iterator[Way]:
    """To every value inside a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*here, key)
        yield from ways(part, (*here, key))


@st.composite
def spoilt(draw: st.DrawFn, value: Any) -> Any:
    """The value with one thing lost, doubled, or put in the place of another."""
    found = copy.deepcopy(value)
    way = draw(st.sampled_from(list(ways(value))))
    holder: Any = found
    for key in way[:-1]:
        holder = holder[key]
    last: Any = way[-1]
    match draw(st.sampled_from(["lose", "replace", "replace", "replace", "double"])):
        case "lose":
            del holder[last]
        case "replace":
            holder[last] = draw(VALUES)
        case _ if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        case _:
            holder["more"] = copy.deepcopy(holder[last])
    return found
