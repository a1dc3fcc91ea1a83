"""Draws the figures of the book at build time: data in, a drawing with its data table out, from one template a kind.

Words are text of the page, so they break where the reader's own letters need it. What is drawn is SVG, a track for
each row, in per cent of its width: the page gives it all the room that there is, below the words or beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.book import Book, Language
from scripts.book.figures import BeaconMap, Budgets, Layers, Responsibilities, Timeline
from scripts.site.drawing.figures.beacon_map import lay_out_beacons
from scripts.site.drawing.figures.budgets import lay_out_budgets
from scripts.site.drawing.figures.layers import lay_out_layers
from scripts.site.drawing.figures.responsibilities import lay_out_responsibilities
from scripts.site.drawing.figures.timeline import lay_out_timeline

PLACE = re.compile(
    r'<figure class="figure" data-figure="([^"]+)">\s*<figcaption>(.*?)</figcaption>\s*</figure>', re.DOTALL
)
"""What the markup leaves where a figure must come."""
LAYOUTS: Mapping[type, Callable[..., Any]] = {
    Timeline: lay_out_timeline,
    Budgets: lay_out_budgets,
    Responsibilities: lay_out_responsibilities,
    BeaconMap: lay_out_beacons,
    Layers: lay_out_layers,
}


def with_figures(
    html: str,
    book: Book,
    language: Language,
    to: Callable[..., str],
    edition: str = "",
    more: Callable[[str], Mapping[str, Any]] = lambda name: {},  # noqa: ARG005
) -> Markup:
    """HTML of the book with each figure in its place.

    `to(path, fragment)` gives the reference to a page from the document that the HTML stands in. An edition beside the
    site has templates of its own, below its folder (`editions/epub/`), which are given `more` of each figure.
    """

    def draw(match: re.Match[str]) -> str:
        name, caption = match[1], unescape(match[2])
        return _draw(book, language, name, caption, to, edition, more(name))

    return Markup(PLACE.sub(draw, html))  # noqa: S704 - our own Markdown and templates


def _draw(
    book: Book, language: Language, name: str, caption: str, to: Callable[..., str], edition: str,
    more: Mapping[str, Any],
) -> str:  # fmt: skip
    figure = book.figures[name]
    template = _templates(book.root).get_template(f"{edition}figures/{figure.kind}.html")
    return template.render(
        figure=figure,
        caption=caption,
        language=language,
        t=book.labels[language],
        layout=LAYOUTS[type(figure.drawn)](figure.drawn, book, language),
        to=to,
        cite=lambda key: Markup(book.bibliography.cite(key, "", language)),  # noqa: S704 - made by citeproc
        **more,
    )


@lru_cache(maxsize=4)
def _templates(root: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(root / "overrides"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_short,
    )


def _short(value: object) -> object:
    """A coordinate without the zeros that say nothing."""
    return f"{value:g}" if isinstance(value, float) else value
