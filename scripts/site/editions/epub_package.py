"""The package of an e-book: its documents as XHTML with their links led home, and all of it in one archive.

The bytes are the same for the same book on every machine: no clock, no chance, and nothing packed tighter, since how
tight differs from one zlib to another. A host may send it packed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from scripts.book.references import parts_of
from scripts.site.editions.archive import archived
from scripts.site.editions.epub_text import EPUB, LANG

XHTML, SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"
FOLDER = "EPUB"
"""Of the archive, in which the book is."""
PACKAGE = "package.opf"
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    f'<rootfiles><rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)


class EpubError(Exception):
    """An e-book that can't be made. Says which document, and why."""


@dataclass(frozen=True)
class Item:
    """One file of the e-book."""

    file: str
    """Below its folder, without folders of its own but for pictures: `introduction.xhtml`."""
    media_type: str
    content: bytes
    properties: str = ""
    """What the package must say of it: `nav`, `svg`, `cover-image`."""
    is_read: bool = False
    """Whether it stands in the reading order."""

    @property
    def id(self) -> str:
        return self.file.replace("/", "-")


@dataclass(frozen=True)
class Places:
    """Where links lead: inside the e-book to its files, else to the site."""

    files: Mapping[str, str]
    """Address of a page → the file that tells it."""
    pictures: Mapping[str, str]
    """Address of a picture → its file."""
    absolute: Callable[[str], str]

    def lead(self, reference: str, here: str) -> str:
        """A reference that is written at an address of the site, as the e-book must have it."""
        parts = parts_of(reference)
        if parts.scheme or parts.netloc or not parts.path or parts.path.endswith(".xhtml"):
            return reference
        target = parts_of(urljoin(here, reference))
        end = f"#{target.fragment}" if target.fragment else ""
        if target.path in self.files:
            return self.files[target.path] + end
        return self.absolute(target.path) + (f"?{target.query}" if target.query else "") + end


def document(file: str, xml: str, here: str, places: Places, properties: str = "") -> Item:
    """A document of the reading order, from well-formed XML whose links count from the address `here`.

    Raises EpubError for XML that is not.
    """
    try:
        root = etree.fromstring(xml.encode())
    except etree.XMLSyntaxError as error:
        raise EpubError(f"{file} in the e-book is no XML: {error}") from error
    for element in root.iter(etree.Element):
        if "href" in element.attrib and element.tag == f"{{{XHTML}}}a":
            element.set("href", places.lead(element.get("href", ""), here))
        if element.tag == f"{{{XHTML}}}img":
            source = urljoin(here, element.get("src", ""))
            element.set("src", places.pictures.get(source, element.get("src", "")))
        if "lang" in element.attrib:
            element.set(LANG, element.get("lang", ""))
    etree.cleanup_namespaces(root, top_nsmap={None: XHTML, "epub": EPUB})
    found = [properties, "svg" if root.find(f".//{{{SVG}}}svg") is not None else ""]
    content = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return Item(file, "application/xhtml+xml", content + b"\n", " ".join(filter(None, found)), is_read=True)


def packed(items: Iterable[Item], package: str) -> bytes:
    """The e-book: its kind first, as readers look for it, and not packed."""
    files = {f"{FOLDER}/{item.file}": item.content for item in items}
    files |= {"META-INF/container.xml": CONTAINER.encode(), f"{FOLDER}/{PACKAGE}": package.encode()}
    return archived(files, first={"mimetype": b"application/epub+zip"})
