"""Writes what no Markdown file makes, when the last language is built."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from scripts.book import LANGUAGES
from scripts.site.assets import asset_files
from scripts.site.cards import card_files
from scripts.site.documents import documents, sitemap_frames
from scripts.site.exports import exports
from scripts.site.feeds import feed_files
from scripts.site.frame import Frame, Publication
from scripts.site.host import host_files
from scripts.site.icons import icon_files
from scripts.site.papers import paper_files


@event_priority(-110)  # after static-i18n (-100), which builds the other languages in its own
def on_post_build(config: MkDocsConfig) -> None:
    if getattr(config.plugins["i18n"], "building", False):
        return
    publication: Publication = config.extra["publication"]
    site = Path(config.site_dir)
    templates = config.theme.get_env()
    templates.autoescape = True
    for document in documents(publication):
        html = templates.get_template(document.template).render(frame=document.frame, config=config, **document.more)
        _write(site / document.file, html)
        _write_all(site, document.files)
    # MkDocs packs the sitemap with the time of the build in it; hosts pack what they send themselves.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    book = publication.book
    absolute = publication.absolute
    for files in (exports(book, absolute), feed_files(book, absolute), *publication.search_files.values()):
        _write_all(site, files)
    for language in LANGUAGES:
        _write_all(site, paper_files(Frame(publication, language, "/"), templates))
    copy_moved(site, book.moved.pages)
    _write_all(site, icon_files(book.root))
    # While the book is served for editing: files as they were written, no policy, and nobody who shares a page.
    if publication.policy:
        _write_all(site, host_files(publication.policy, publication.base_path, book.moved.pages))
        _write_all(site, card_files(sitemap_frames(publication), templates))
        _send(site, asset_files(book.root))


def _send(site: Path, assets: Mapping[str, str]) -> None:
    """Puts what is sent in the place of what was written; a module that is sent inside another goes."""
    _write_all(site, {name: text for name, text in assets.items() if text})
    for name, text in assets.items():
        if not text:
            (site / name).unlink()


def copy_moved(site: Path, moved: Mapping[str, str]) -> None:
    """A file that moved is also where it was: nothing in a PDF can lead on."""
    for old, new in moved.items():
        if not old.endswith("/"):
            _write(site / old.removeprefix("/"), (site / new.removeprefix("/")).read_bytes())


def _write_all(site: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        _write(site / name, content)


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
