"""What a tagged PDF says: its structure, and the text of each part in the order in which it is read out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw as pdfium

Texts = dict[int, tuple[str, str]]
"""Of a page: the text of each piece of marked content, by its id, and its language if it says one itself."""


@dataclass
class Element:
    """One element of the structure."""

    tag: str
    """`P`, `H1`, `Link`, without the slash; `Text` for a text that says its language itself."""
    page: int
    """On which it begins, from 1; 0 where it has no text."""
    lang: str
    """Its own language, or that of what it stands in."""
    alt: str
    kids: list[Element | str] = field(default_factory=list)
    """Elements, and texts between them."""

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """All of its text, but for elements with one of these tags."""
        return "".join(
            kid if isinstance(kid, str) else kid.text(without)
            for kid in self.kids
            if isinstance(kid, str) or kid.tag not in without
        )

    def all(self, *tags: str) -> Iterator[Element]:
        """Itself and what is in it, if it has one of the tags; any, if none is named."""
        if not tags or self.tag in tags:
            yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all(*tags)


def read_tags(file: Path) -> Element:
    """The structure of a PDF from its root."""
    with pikepdf.open(file) as pdf:
        texts = _texts(file)
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        root: Any = pdf.Root
        return _Reader(texts, pages).element(root.StructTreeRoot, str(root.get("/Lang", "")), None)


@dataclass
class _Reader:
    texts: list[Texts]
    pages: dict[tuple[int, int], int]

    def element(self, node: Any, lang: str, page: int | None) -> Element:
        lang = str(node.get("/Lang", lang))
        page = self.pages[node.Pg.objgen] if "/Pg" in node else page
        element = Element(str(node.get("/S", "/Root")).removeprefix("/"), 0, lang, str(node.get("/Alt", "")))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._add(element, kid, page)
        return element

    def _add(self, element: Element, kid: Any, page: int | None) -> None:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                child = self.element(kid, element.lang, page)
                element.kids.append(child)
                element.page = element.page or child.page
                return
            if kid.get("/Type") != "/MCR":
                return
            page = self.pages[kid.Pg.objgen] if "/Pg" in kid else page
            kid = kid.MCID
        if page is not None:
            text, lang = self.texts[page].get(int(kid), ("", ""))
            element.kids.append(Element("Text", page + 1, lang, "", [text]) if lang else text)
            element.page = element.page or page + 1


def _texts(file: Path) -> list[Texts]:
    """By page."""
    document = pypdfium2.PdfDocument(file)
    return [_of_page(page) for page in document]


def _of_page(page: Any) -> Texts:
    found: Texts = {}
    words = page.get_textpage()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            place = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            found[place] = (found.get(place, ("", ""))[0] + _written(thing, words), _lang(thing))
    return found


def _lang(thing: Any) -> str:
    """The language that a piece of text says itself."""
    for index in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, index)
        size, buffer = ctypes.c_ulong(), ctypes.create_string_buffer(64)
        wide = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", wide, 64, size):
            return buffer.raw[: max(0, size.value - 2)].decode("utf-16-le")
    return ""


def _written(thing: Any, words: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, words, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(thing, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le")
