"""Who does what: a box for each layer, one below the other, the chief one filled."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Layers


@dataclass(frozen=True)
class LayerBox:
    name: str
    does: list[str]
    chief: bool


@dataclass(frozen=True)
class LayersLayout:
    boxes: list[LayerBox]


def lay_out_layers(data: Layers, book: Book, language: Language) -> LayersLayout:  # noqa: ARG001
    return LayersLayout(
        [LayerBox(each.name[language], [does[language] for does in each.does], each.chief) for each in data.layers]
    )
