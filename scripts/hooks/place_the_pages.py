"""Gives each page the address that its front matter asks for, and leaves out what the theme brings along."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from scripts.site.frame import Publication


@event_priority(-110)  # after static-i18n (-100), which first moves each page below its language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    publication: Publication = config.extra["publication"]
    addresses = {page.source: page.address for page in publication.book.pages.values()}
    docs = Path(config.docs_dir)
    for file in list(files):
        source = f"docs/{file.src_uri}"
        if source in addresses:
            _move(file, addresses[source], config.site_dir)
            for alternate in getattr(file, "alternates", {}).values():
                if f"docs/{alternate.src_uri}" in addresses:
                    _move(alternate, addresses[f"docs/{alternate.src_uri}"], config.site_dir)
        elif not _is_ours(file, docs):
            files.remove(file)
        else:
            _put(file, file.src_uri, config.site_dir)
    return files


def _is_ours(file: File, docs: Path) -> bool:
    return file.abs_src_path is not None and docs in Path(file.abs_src_path).parents


def _move(file: File, address: str, site_dir: str) -> None:
    file.url = address.removeprefix("/") or "./"
    _put(file, f"{address.removeprefix('/')}index.html", site_dir)


def _put(file: File, uri: str, site_dir: str) -> None:
    """Sets the three cached properties that MkDocs keeps of one destination."""
    file.dest_uri = uri
    file.abs_dest_path = str(Path(site_dir) / uri)
