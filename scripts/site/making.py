"""How a file of the site is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Maker = Callable[[], bytes]
Makers = Mapping[str, Maker]
"""By the file's path in the site."""
