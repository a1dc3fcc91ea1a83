"""Who does what: a box for each layer, one below the other, the chief one filled."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.book import Book, Language
from scripts.book.figures import Layer, Layers
from scripts.site.drawing.figures.wording import lines

WIDTH, GAP, PAD, LINE, SIZE = 320, 10, 12, 16, 12


@dataclass(frozen=True)
class LayerBox:
    y: float
    height: float
    name: str
    rows: list[tuple[float, str]]
    """Of each line of text: the foot of its letters, from the top of the drawing."""
    data: Layer


@dataclass(frozen=True)
class LayersLayout:
    height: float
    boxes: list[LayerBox]
    width: int = WIDTH
    pad: int = PAD


def lay_out_layers(data: Layers, book: Book, language: Language) -> LayersLayout:  # noqa: ARG001
    boxes: list[LayerBox] = []
    y = 1.0
    for layer in data.layers:
        texts = [line for does in layer.does for line in lines(does[language], WIDTH - 2 * PAD, SIZE)]
        rows = [(y + PAD + 10 + LINE * (index + 1) + 2, text) for index, text in enumerate(texts)]
        height = 2 * PAD + LINE * len(texts) + 12
        boxes.append(LayerBox(y, height, layer.name[language], rows, layer))
        y += height + GAP
    return LayersLayout(y - GAP + 1, boxes)
