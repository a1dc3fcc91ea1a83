"""The card of each page and language: what stands for it where somebody shares its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from scripts.book import Language
from scripts.book.addresses import file_at
from scripts.site.drawing.lettering import ITALIC, LEADING, TITLE, Lettered, fit
from scripts.site.drawing.pictures import draw_all
from scripts.site.pages.frame import Frame

TEMPLATE = "card.svg"
LEFT, RIGHT = 110, 1096
BESIDE_A_SIGN, COLUMN, GUTTER = 676, 461, 64
MIDDLE, HIGHER, HEIGHT = 310, 280, 300
"""Of the room for the title, below a line that says where in the book we are or without it."""
SIZES = (100, 92, 84, 76, 70, 64, 58, 52, 46)


@dataclass(frozen=True)
class Line:
    text: str
    y: int
    """Of the foot of its letters."""


@dataclass(frozen=True)
class Title:
    language: Language
    italic: bool
    x: int
    size: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Card:
    """What the template draws."""

    language: Language
    place: str
    remark: str
    """That the page is an addition."""
    titles: tuple[Title, ...]
    """Two, next to each other, for a document in both languages."""
    middle: int
    beacon: int | None
    foot: str
    foot_note: str


def card_files(frames: Sequence[Frame], templates: Environment) -> dict[str, bytes]:
    """The picture of every frame, by its path in the site."""
    template = templates.get_template(TEMPLATE)
    drawings = {file_at(frame.card): template.render(card=card(frame)) for frame in frames}
    return draw_all(frames[0].book.root, drawings) if drawings else {}


def card(frame: Frame) -> Card:
    if frame.is_at("index.md"):
        return _cover(frame)
    return _side_by_side(frame) if frame.is_side else _page(frame)


def _page(frame: Frame) -> Card:
    page = frame.page
    beacon = frame.beacon_of(page) if page else None
    place = frame.place or (frame.above.title if frame.above else "")
    middle = MIDDLE if place else HIGHER
    setting = fit(frame.title, TITLE, SIZES, BESIDE_A_SIGN if beacon else RIGHT - LEFT, HEIGHT)
    return Card(
        language=frame.language,
        place=place,
        remark=frame.labels["addition"] if page and page.kind == "addition" else "",
        titles=(_title(frame.language, LEFT, middle, setting),),
        middle=middle,
        beacon=beacon,
        foot=frame.labels["site_title"],
        foot_note=frame.labels["site_tagline"],
    )


def _cover(frame: Frame) -> Card:
    setting = fit(frame.labels["site_title"], ITALIC, SIZES, RIGHT - LEFT, HEIGHT)
    return Card(
        language=frame.language,
        place=frame.by,
        remark="",
        titles=(_title(frame.title_language, LEFT, MIDDLE, setting, italic=True),),
        middle=MIDDLE,
        beacon=None,
        foot=" · ".join(each.labels["site_tagline"] for each in frame.in_languages or [frame]),
        foot_note=_both(frame),
    )


def _side_by_side(frame: Frame) -> Card:
    frames = frame.in_languages
    size = min(fit(each.title, TITLE, SIZES, COLUMN, HEIGHT).size for each in frames)
    return Card(
        language=frame.language,
        place=" · ".join(filter(None, [frame.place, _both(frame)])),
        remark="",
        titles=tuple(
            _title(each.language, x, MIDDLE, fit(each.title, TITLE, [size], COLUMN, HEIGHT))
            for each, x in zip(frames, (LEFT, LEFT + COLUMN + GUTTER), strict=True)
        ),
        middle=MIDDLE,
        beacon=None,
        foot=frame.labels["site_title"],
        foot_note=frame.labels["site_tagline"],
    )


def _both(frame: Frame) -> str:
    return " · ".join(locale.name for locale in frame.book.locales.values())


def _title(language: Language, x: int, middle: int, setting: Lettered, *, italic: bool = False) -> Title:
    """Its lines around the middle of their room."""
    step = setting.size * LEADING
    first = middle - step * len(setting.lines) / 2 + setting.size * 0.86
    lines = tuple(Line(text, round(first + step * index)) for index, text in enumerate(setting.lines))
    return Title(language, italic, x, setting.size, lines)
