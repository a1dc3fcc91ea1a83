"""`python -m scripts.bench.trial`: what is lost, page by page, if Zensical builds the book today.

Tries the project as it is, then without what Zensical does not take: our hooks, plugins and templates.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from lxml import html as lxml_html

from scripts.bench.larger import write_larger
from scripts.bench.meter import CutOffError, FailedError, measured
from scripts.bench.running import empty
from scripts.bench.tools.sets import CACHE, program
from scripts.bench.tools.tool import NotToBeHadError, pretty
from scripts.bench.writing import aligned
from scripts.book import Book, Page, read_book
from scripts.book.addresses import file_at
from scripts.build import ROOT, build

CONFIG = "trial.yml"
TAKEN = ("attr_list", "tables", "footnotes", "toc", "md_in_html", "def_list")
"""What it has of the Markdown that the book is written in."""
TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)
NOTES = "//li[contains(@id, 'fn')] | //*[contains(@class, 'note')][@popover]"
TEXT = "(//article[contains(@class, 'md-content')] | //main[not(.//article[contains(@class, 'md-content')])])"
"""Without the frame around it."""
METADATA = (
    "//link[@rel='canonical']", "//meta[@name='description']", "//meta[starts-with(@property, 'og:')]",
    "//script[@type='application/ld+json']",
)  # fmt: skip


@dataclass(frozen=True)
class Has:
    """What a page has, as numbers."""

    address: int
    ids: int
    passages: int
    notes: int
    sources: int
    figures: int
    links: int
    languages: int
    metadata: int

    def __add__(self, other: Has) -> Has:
        return Has(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


NOTHING = Has(*(0 for _ in fields(Has)))


def main() -> int:
    folder = empty(ROOT / CACHE / "trial")
    try:
        zensical = program(ROOT, "zensical")
    except NotToBeHadError as error:
        print(error, file=sys.stderr)
        return 1
    if build(folder / "ours"):
        return 1
    write_larger(ROOT, folder / "copy", 1)
    print(f"The project as it is: {_tried(zensical, folder / 'copy', 'mkdocs.yml')}")
    without_our_own(folder / "copy")
    said = _tried(zensical, folder / "copy", CONFIG)
    print(f"Without our hooks, plugins and templates: {said}\n")
    book = read_book(ROOT)
    rows = list(compare(book, folder / "ours", folder / "copy" / "site"))
    print(table(rows))
    kept, lost = _addresses(folder / "ours", folder / "copy" / "site")
    print(f"\nOf {kept + lost} documents at an address of their own, {kept} are there and {lost} are not.")
    return 0


def without_our_own(project: Path) -> None:
    """Leaves what any project for Material has."""
    config: dict[str, Any] = {
        "site_name": project.name,
        "site_url": "https://trial.example/",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": list(TAKEN),
    }
    (project / CONFIG).write_text(yaml.safe_dump(config), encoding="utf-8")
    for file in (project / "docs").rglob("*.md"):
        file.write_text(TEMPLATE.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")


def _tried(zensical: Path, project: Path, config: str) -> str:
    try:
        cost = measured((zensical, "build", "-f", config), project, 300)
    except FailedError as error:
        return f"it stops: {str(error).splitlines()[-1]}"
    except CutOffError:
        return "it takes longer than five minutes"
    return f"it builds, in {cost.seconds:.1f} s"


def compare(book: Book, ours: Path, theirs: Path) -> Iterator[tuple[str, Has, Has]]:
    """Each page: what it has here, and what of that is there; a page that is not there has nothing."""
    for page in book.pages.values():
        here = _parsed(ours / file_at(page.address))
        there = _parsed(theirs / file_at(f"/{page.language}/{pretty(page.path)}"))
        one = look(here, page, ours, page.address)
        other = look(there, page, theirs, f"/{page.language}/{pretty(page.path)}") if there is not None else NOTHING
        yield page.source, one, kept(one, other, _ids(here), _ids(there))


def kept(one: Has, other: Has, here: set[str], there: set[str]) -> Has:
    """As much of the other as there is of the one: more of something makes up for nothing."""
    few = [min(two) for two in zip(astuple(one), astuple(other), strict=True)]
    names = [field.name for field in fields(Has)]
    few[names.index("ids")] = len(here & there)
    return Has(*few)


def look(document: Any, page: Page, site: Path, address: str) -> Has:
    if document is None:
        return NOTHING
    ids = _ids(document)
    text = document.xpath(f"string({TEXT})")
    return Has(
        address=int(address == page.address),
        ids=len(ids),
        passages=sum(passage.id in ids for passage in page.passages),
        notes=len(document.xpath(NOTES)),
        sources=sum(len(note.citations) for note in page.notes) if "[@" not in text else 0,
        figures=len(document.xpath(f"{TEXT}//figure")),
        links=sum(_arrives(href, site, address) for href in document.xpath(f"{TEXT}//a/@href")),
        languages=len(document.xpath("//link[@rel='alternate'][@hreflang]")),
        metadata=sum(len(document.xpath(path)) for path in METADATA),
    )


def _ids(document: Any) -> set[str]:
    """Of the text, not of the frame around it."""
    return set(document.xpath(f"{TEXT}//@id")) if document is not None else set()


def _arrives(href: str, site: Path, address: str) -> bool:
    """Whether a link within the site leads to something; one that leads outside does not count."""
    where = urlsplit(urljoin(f"https://site.example{address}", href))
    if where.hostname != "site.example" or href.startswith("#"):
        return False
    return (site / file_at(unquote(where.path))).is_file()


def _parsed(file: Path) -> Any:
    return lxml_html.parse(str(file)).getroot() if file.is_file() else None


def _addresses(ours: Path, theirs: Path) -> tuple[int, int]:
    """Documents that are at their place there too, and those that are not."""
    there = [(theirs / file.relative_to(ours)).is_file() for file in ours.rglob("*.html")]
    return sum(there), len(there) - sum(there)


def table(rows: list[tuple[str, Has, Has]]) -> str:
    """A line a page: what is kept of what there is."""
    names = [field.name for field in fields(Has)]
    whole = sum((one for _, one, _ in rows), NOTHING), sum((other for _, _, other in rows), NOTHING)
    lines = [[source, *_of(one, other)] for source, one, other in (*rows, ("together", *whole))]
    return aligned([["kept of what there is", *names], *lines])


def _of(one: Has, other: Has) -> Iterator[str]:
    for ours, theirs in zip(astuple(one), astuple(other), strict=True):
        yield f"{theirs}/{ours}" if ours else "-"


if __name__ == "__main__":
    sys.exit(main())
