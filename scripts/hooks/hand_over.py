"""Hands every file of the list to MkDocs: pages as their finished text, the rest when the last language is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts.book.addresses import edition_addresses, file_at
from scripts.hooks import OUTPUTS, PUBLICATION
from scripts.site.pages.frame import Publication
from scripts.site.publish import Output, OutputError, write
from scripts.target import STAYS

TEMPLATE = "handed-over.html"
"""Shows the text that a page is given, and nothing else."""
LATER = "written in on_post_build"
"""For a page whose turn has not come; MkDocs would skip one that is empty, and say so."""


@event_priority(-110)  # after static-i18n (-100), which first moves each page below its language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Each page at its own address; what is no page is not MkDocs' to copy."""
    publication: Publication = config.extra[PUBLICATION]
    addresses = {page.source: page.address for page in publication.book.pages.values()}
    for file in list(files):
        for each in (file, *getattr(file, "alternates", {}).values()):
            if f"docs/{each.src_uri}" in addresses:
                _move(each, addresses[f"docs/{each.src_uri}"], config.site_dir)
        if f"docs/{file.src_uri}" not in addresses:
            files.remove(file)
    return files


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Nothing left for MkDocs to parse: the book has read the page already."""
    page.meta["template"] = TEMPLATE
    return ""


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    output: Output = config.extra[OUTPUTS][page.file.dest_uri]
    if output.turn:
        return LATER
    with _stopping():
        return output.content.decode()


@event_priority(-110)  # after static-i18n (-100), which builds the other languages in its own
def on_post_build(config: MkDocsConfig) -> None:
    if getattr(config.plugins["i18n"], "building", False):
        return
    outputs: Mapping[str, Output] = config.extra[OUTPUTS]
    publication: Publication = config.extra[PUBLICATION]
    made = {file_at(page.address) for page in publication.book.pages.values()}
    made -= {name for name, output in outputs.items() if output.turn}
    if publication.served:  # nobody waits for what takes long at every edit
        made |= {file_at(address) for address in edition_addresses(publication.book)}
    with _stopping():
        write((output for name, output in outputs.items() if name not in made), Path(config.site_dir))


@contextmanager
def _stopping() -> Iterator[None]:
    """Ends the build over what can't be sent."""
    try:
        yield
    except OutputError as error:
        raise Abort(f"{error}\n{STAYS}") from error


def _move(file: File, address: str, site_dir: str) -> None:
    """Sets the address, and the three cached properties that MkDocs keeps of one destination."""
    file.url = address.removeprefix("/") or "./"
    file.dest_uri = file_at(address)
    file.abs_dest_path = str(Path(site_dir) / file.dest_uri)
