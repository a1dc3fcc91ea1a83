"""Writes what no Markdown file makes, when the last language is built."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from scripts.site.assets import asset_files
from scripts.site.cards import card_files
from scripts.site.documents import documents, sitemap_frames
from scripts.site.exports import exports
from scripts.site.frame import Publication
from scripts.site.host import host_files
from scripts.site.icons import icon_files


@event_priority(-110)  # after static-i18n (-100), which builds the other languages in its own
def on_post_build(config: MkDocsConfig) -> None:
    if getattr(config.plugins["i18n"], "building", False):
        return
    publication: Publication = config.extra["publication"]
    site = Path(config.site_dir)
    templates = config.theme.get_env()
    templates.autoescape = True
    for document in documents(publication):
        html = templates.get_template(document.template).render(frame=document.frame, config=config)
        _write(site / document.file, html)
    # MkDocs packs the sitemap with the time of the build in it; hosts pack what they send themselves.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    for name, text in exports(publication.book).items():
        _write(site / name, text)
    for name, content in icon_files(publication.book.root).items():
        _write(site / name, content)
    # While the book is served for editing: files as they were written, no policy, and nobody who shares a page.
    if publication.policy:
        for name, text in asset_files(publication.book.root).items():
            if text:
                _write(site / name, text)
            else:
                (site / name).unlink()
        for name, text in host_files(publication.policy, publication.base_path).items():
            _write(site / name, text)
        for name, content in card_files(sitemap_frames(publication), templates).items():
            _write(site / name, content)


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
