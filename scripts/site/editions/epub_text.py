"""The book's text as an e-book holds it: the parts of a page in one language or two, as blocks of XHTML.

The parts are those that the site sets side by side: `Page.parts`, read once, with links counted from the page's
address there. What is HTML becomes XML here, by lxml; links are led to their places when the document is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

from scripts.book import Language, Page
from scripts.book.model import Part, PartKind, kind_of
from scripts.site.drawing.figures import with_figures
from scripts.site.drawing.lettering import REGULAR, wrap
from scripts.site.pages.frame import Frame

EPUB = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
TYPE, LANG = f"{{{EPUB}}}type", f"{{{XML}}}lang"
EDITION = "editions/epub/"
"""The folder of its templates in overrides."""
REFERENCES = {"term": ("glossref", "doc-glossref"), "citation": ("biblioref", "doc-biblioref")}
"""What a link of a class is: its epub:type and its role."""
WIDE = 1.25
"""How much wider a reader's own letters may be than those that lines are measured in."""
SECOND = 2
"""The level of heading at which a run of additions begins anew, as on the site."""


@dataclass(frozen=True)
class Side:
    """A block in one language."""

    language: Language
    html: Markup


@dataclass(frozen=True)
class Block:
    """A heading, a passage, a note or a loose block, in the languages of the edition."""

    kind: PartKind
    id: str
    level: int
    """Of a heading, else 0."""
    added: bool
    """Whether it is an addition by the site, or a heading that leads to one."""
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Run:
    """Blocks that are all of the book, or all added by the site under one label."""

    added: bool
    blocks: tuple[Block, ...]


@dataclass
class Pen:
    """How far down a drawing has come, in its own units; and how text breaks in it."""

    name: str
    """Of the figure, for ids: `figure.timeline.nl`."""
    width: int = 320
    y: float = 0.0

    def down(self, step: float) -> float:
        """The new place, further down by a step."""
        self.y = round(self.y + step, 1)
        return self.y

    def lines(self, text: str, width: float, size: int = 13) -> Sequence[str]:
        """The text in lines that stand in a width in whatever letters."""
        return wrap(text, REGULAR, size, width / WIDE)


@dataclass
class Telling:
    """The parts of one page in one language as XML, with the ids that its notes have in the document."""

    frame: Frame
    suffix: str
    """Of ids that both languages have: `.nl` where both are in one document, else empty."""
    marks: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Label of a note → id and sign of each mark that calls for it."""

    @property
    def page(self) -> Page:
        assert self.frame.page is not None  # noqa: S101 - of a page
        return self.frame.page

    def parts(self) -> Iterator[tuple[Part, Side]]:
        for part in self.page.parts:
            yield part, Side(self.page.language, self._xml(part))

    def _xml(self, part: Part) -> Markup:
        tree = lxml_html.fragment_fromstring(part.html, create_parent="div")
        for element in tree.iter(etree.Element):
            self._dress(element)
        if part.kind == "note":
            self._lead_back(tree, part.id.removeprefix("fn:"))
        text = (tree.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in tree)
        return with_drawings(text, self.frame, self.suffix)

    def _dress(self, element: etree._Element) -> None:
        names = element.get("class", "").split()
        if "note-link" in names:
            self._mark(element)
        if "note-mark" in names:
            element.set("class", "note-mark")
        for name in set(names) & REFERENCES.keys():
            element.attrib.pop("class", None)
            element.set(TYPE, REFERENCES[name][0])
            element.set("role", REFERENCES[name][1])

    def _mark(self, link: etree._Element) -> None:
        label = link.get("href", "").removeprefix("#fn:")
        places = self.marks.setdefault(label, [])
        link.set(TYPE, "noteref")
        link.set("role", "doc-noteref")
        link.set("href", f"#{self.note_id(label)}")
        link.set("id", f"fnref{len(places) + 1 if places else ''}.{label}{self.suffix}")
        places.append((link.get("id", ""), link.text or ""))

    def note_id(self, label: str) -> str:
        """XML allows no colon in an id, as the site has it."""
        return f"fn.{label}{self.suffix}"

    def _lead_back(self, note: etree._Element, label: str) -> None:
        last = note[-1] if len(note) else note
        for place, sign in self.marks.get(label, ()):
            way = etree.SubElement(last, "a", {"class": "note-back", "role": "doc-backlink", "href": f"#{place}"})
            way.set("aria-label", self.frame.fill("note_back", sign=sign))
            way.text = "↩\ufe0e"


def with_drawings(text: str, frame: Frame, suffix: str) -> Markup:
    """XML of the book with its figures drawn."""

    def more(name: str) -> dict[str, object]:
        return {"whole": f"{EDITION}figure.html", "pen": Pen(f"figure.{name}{suffix}")}

    return with_figures(text, frame.book, frame.language, frame.to, EDITION, more)


def blocks(frames: Sequence[Frame]) -> tuple[Block, ...]:
    """The blocks of a page, given a frame for each language that the edition has, in the order of the first.

    What only one of the languages has is left out of a bilingual edition, as on the page side by side.
    """
    suffixes = [f".{frame.language}" if len(frames) > 1 else "" for frame in frames]
    tellings = [Telling(frame, suffix) for frame, suffix in zip(frames, suffixes, strict=True)]
    first, *others = [dict(_keyed(telling)) for telling in tellings]
    levels = {heading.id: heading.level for heading in tellings[0].page.headings}
    found = [
        (part, (side, *(other[key][1] for other in others)))
        for key, (part, side) in first.items()
        if all(key in other for other in others)
    ]
    kinds = [_is_added(part) for part, _ in found]
    return tuple(
        Block(part.kind, part.id, levels.get(part.id, 0), _leads_to(found, kinds, index), sides)
        for index, (part, sides) in enumerate(found)
    )


def _keyed(telling: Telling) -> Iterator[tuple[tuple[PartKind, str], tuple[Part, Side]]]:
    """Each part by its kind and id; one without an id by its place among these."""
    without = 0
    for part, side in telling.parts():
        without += not part.id
        yield (part.kind, part.id or str(without)), (part, side)


def _is_added(part: Part) -> bool:
    return part.kind == "passage" and kind_of(part.id) == "addition"


def _leads_to(found: Sequence[tuple[Part, object]], kinds: Sequence[bool], index: int) -> bool:
    """Of a heading, whether the first passage below it is an addition."""
    at = index
    while at < len(found) - 1 and found[at][0].kind == "heading":
        at += 1
    return kinds[at]


def runs(found: Sequence[Block], *, marked: bool) -> tuple[Run, ...]:
    """Blocks in runs; additions apart, if they are `marked`, and anew at each heading of the second level."""
    result: list[list[Block]] = []
    for block in found:
        added = marked and block.added
        fresh = not result or (marked and result[-1][-1].added) != added
        if fresh or (added and block.level == SECOND):
            result.append([])
        result[-1].append(block)
    return tuple(Run(marked and run[0].added, tuple(run)) for run in result)
