"""E-books (EPUB 3.3): the book in each language, and in both, passage by passage.

What they say of themselves follows EPUB Accessibility 1.1, and claims no more than was tested.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from scripts.book import Book, Language, Page
from scripts.book.addresses import edition_address, file_at, side_address, sides
from scripts.book.bibliography import authors
from scripts.book.carried import LISTS, PICTURES, carried_pages, picture_address
from scripts.book.kept import code_of, kept, versions_of
from scripts.book.labels import retelling
from scripts.site.drawing.lettering import ITALIC, LEADING, fit
from scripts.site.drawing.pictures import draw
from scripts.site.editions.epub_package import SVG, Item, Places, document, packed
from scripts.site.editions.epub_text import EDITION, blocks, runs
from scripts.site.files.exports import LICENCE
from scripts.site.pages.citations import apa, book_items
from scripts.site.pages.frame import Frame, Publication
from scripts.site.pages.linked_data import LICENCE as LICENCE_ADDRESS
from scripts.site.pages.views import GlossaryList, SourceList
from scripts.site.templates import FOLDER as TEMPLATES
from scripts.site.templates import templates

MAKERS = ("Jinja2", "lxml", "Markdown", "pillow", "resvg-py")
COVER_SIZES = (150, 138, 126, 114, 104, 94, 84, 74)
COVER_WIDTH, COVER_HEIGHT = 760, 620
"""Of the room for the title on the cover."""
STYLE = "book.css"
NO_BREAK = "\u00a0"


def epub_files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """How each e-book is made, by its path in the site: `files/le-jardin.fr.epub`, and one with both languages."""
    languages = publication.book.languages
    editions = [Edition(publication, some) for some in (*((each,) for each in languages), languages)]
    return {edition.file: partial(make_epub, edition) for edition in editions}


@dataclass(frozen=True)
class Edition:
    """One e-book: of one language, or of both."""

    publication: Publication
    languages: tuple[Language, ...]

    @property
    def book(self) -> Book:
        return self.publication.book

    @property
    def file(self) -> str:
        """Its path in the site."""
        return file_at(edition_address(self.book, sides(self.languages), "epub"))

    @property
    def is_bilingual(self) -> bool:
        return len(self.languages) > 1

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The chapters in reading order and the lists behind them, in the first of its languages."""
        every = carried_pages(self.book, self.languages[0])
        return tuple(page for page in every if all(self.book.page(each, page.path) for each in self.languages))

    @property
    def chapters(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.path not in LISTS)

    def frames(self, path: str) -> list[Frame]:
        """Of a page in each language: at its address side by side, which the parts of a page count links from."""
        address = side_address(self.book.languages, path)
        return [Frame(self.publication, each, address, self.book.page(each, path)) for each in self.languages]

    @cached_property
    def places(self) -> Places:
        pages = [(page.path, document_name(page.path)) for page in self.pages] + [("index.md", "title.xhtml")]
        files = {
            found.address: name
            for path, name in pages
            for each in self.languages
            if (found := self.book.page(each, path))
        }
        return Places(files, self.pictures, self.publication.absolute)

    @property
    def pictures(self) -> dict[str, str]:
        """The pictures that its pages show: the address of each on the site → its file in the e-book."""
        every = (self.book.page(each, page.path) for page in self.pages for each in self.languages)
        sources = (image.source for page in every if page for image in page.images)
        addresses = sorted({picture_address(source) for source in sources})
        return {address: f"pictures/{address.removeprefix('/assets/').replace('/', '-')}" for address in addresses}

    @property
    def title(self) -> str:
        names = " · ".join(self.book.locales[each].name for each in self.languages)
        whole = retelling(self.book.labels[self.languages[0]])
        return f"{whole} ({names})" if self.is_bilingual else whole

    @property
    def identifier(self) -> str:
        """The same for as long as it stands at its address."""
        return uuid.uuid5(uuid.NAMESPACE_URL, self.publication.absolute(f"/{self.file}")).urn

    @property
    def modified(self) -> str:
        """When a text of the book became what it is, the last; else the first day of the edition's year."""
        year = self.book.labels[self.languages[0]]["edition_year"]
        return max(self.book.changed.values(), default=f"{year}-01-01T00:00:00Z")

    def has(self, path: str) -> bool:
        return any(page.path == path for page in self.pages)

    def sign(self, number: int) -> Markup:
        """The sign of a beacon, drawn in the text; a sign and no more, so hidden from who listens."""
        svg = (self.book.root / TEMPLATES / "signs" / f"{number}.svg").read_text(encoding="utf-8")
        return Markup(svg.replace("<svg ", f'<svg xmlns="{SVG}" ', 1))  # noqa: S704 - our own file

    @property
    def is_translated(self) -> bool:
        """Whether it is in another language than the book that is retold."""
        source = self.book.bibliography.the_book
        return bool(source and any(each != source.language for each in self.languages))

    @property
    def antecedents(self) -> list[str]:
        """Who wrote the book that is retold."""
        source = self.book.bibliography.the_book
        return [f"{one.given} {one.family}".strip() for one in authors(source.csl)] if source else []


def document_name(path: str) -> str:
    """The file of a page in the e-book: `laws-youth-act.xhtml`."""
    return f"{path.removesuffix('.md').replace('/', '-')}.xhtml"


def make_epub(edition: Edition) -> bytes:
    """One e-book; the same bytes for the same book and address."""
    return kept(edition.book.root, "editions", _ingredients(edition), lambda: _made(edition))


def _ingredients(edition: Edition) -> Iterator[str | bytes]:
    book, root = edition.book, edition.book.root
    yield from (versions_of(*MAKERS), code_of(Path(__file__).parents[2] / "book", Path(__file__).parents[1]))
    yield from (edition.file, edition.publication.site_url, edition.modified)
    for file in sorted((root / TEMPLATES).rglob("*")):
        if file.suffix in {".xml", ".svg", ".css", ".html"}:
            yield from (file.name, file.read_bytes())
    for data in book.data_files:
        yield from (data.path, data.text)
    for page in book.pages.values():
        yield from (page.source, page.raw)
    for asset in book.assets:
        yield from (asset.path, asset.content)


def _made(edition: Edition) -> bytes:
    environment = templates(edition.book.root)
    items = tuple(_items(edition, environment))
    package = environment.get_template(f"{EDITION}package.xml").render(
        edition=edition, items=items, book=edition.book, all_labels=_labels(edition), licence=LICENCE_ADDRESS,
        rights=[_rights(edition.book.labels[each]) for each in edition.languages],
        sources=[apa(item) for item in book_items(edition.book)],
    )  # fmt: skip
    return packed(items, package)


def _rights(labels: Mapping[str, str]) -> str:
    return f"{labels['footer']} {labels['edition_licence']} {LICENCE.replace('-', NO_BREAK)}."


def _labels(edition: Edition) -> list[tuple[Language, Mapping[str, str]]]:
    return [(each, edition.book.labels[each]) for each in edition.languages]


def _items(edition: Edition, environment: Environment) -> Iterator[Item]:
    cover = environment.get_template(f"{EDITION}cover.svg").render(**_cover(edition))
    yield Item("cover.png", "image/png", draw(edition.book.root, cover), "cover-image")
    yield Item(STYLE, "text/css", (edition.book.root / TEMPLATES / EDITION / STYLE).read_bytes())
    yield _document(edition, environment, "cover", "index.md")
    yield _document(edition, environment, "title", "index.md", rights=[_rights(each) for _, each in _labels(edition)])
    yield _document(edition, environment, "nav", "index.md", tree=_tree(edition), properties="nav")
    for page in edition.pages:
        yield _chapter(edition, environment, page)
    yield from _pictures(edition)


def _document(
    edition: Edition, environment: Environment, template: str, path: str, name: str = "", properties: str = "",
    **more: Any,
) -> Item:  # fmt: skip
    frames = edition.frames(path)
    xml = environment.get_template(f"{EDITION}{template}.xml").render(
        edition=edition, frames=frames, frame=frames[0], t=frames[0].labels, book=edition.book, **more
    )
    return document(name or f"{template}.xhtml", xml, frames[0].address, edition.places, properties)


def _chapter(edition: Edition, environment: Environment, page: Page) -> Item:
    frames = edition.frames(page.path)
    found = blocks(frames)
    more: dict[str, Any] = {
        "page": page,
        "runs": runs([block for block in found if block.kind != "note"], marked=page.kind == "book"),
        "notes": [block for block in found if block.kind == "note"],
    }
    kind = page.path.removesuffix(".md") if page.path in LISTS else "chapter"
    if kind == "glossary":
        more["lists"] = GlossaryList(frames[0])
    elif kind == "sources":
        more["lists"] = SourceList(frames[0])
    return _document(edition, environment, kind, page.path, document_name(page.path), **more)


def _tree(edition: Edition) -> list[tuple[Page, list[Page]]]:
    """The contents: pages at the top, each with the pages of its section."""
    there = {page.path for page in edition.pages}
    tree = edition.frames("index.md")[0].tree
    return [(page, [each for each in below if each.path in there]) for page, below in tree if page.path in there]


def _cover(edition: Edition) -> dict[str, Any]:
    frames = edition.frames("index.md")
    labels = frames[0].labels
    setting = fit(labels["site_title"], ITALIC, COVER_SIZES, COVER_WIDTH, COVER_HEIGHT)
    return {
        "edition": edition,
        "frame": frames[0],
        "setting": setting,
        "step": setting.size * LEADING,
        "taglines": [(frame.language, frame.labels["site_tagline"]) for frame in frames],
        "names": [edition.book.locales[each].name for each in edition.languages],
    }


def _pictures(edition: Edition) -> Iterator[Item]:
    for address, file in edition.pictures.items():
        content = (edition.book.root / f"docs{address}").read_bytes()
        yield Item(file, PICTURES[Path(file).suffix.lower()], content)
