"""Writes what no Markdown file makes, when the last language is built."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from scripts.site.documents import documents
from scripts.site.exports import exports
from scripts.site.frame import Publication


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


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
