"""Hands each page's text and frame to MkDocs and its templates."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from scripts.book import LANGUAGES
from scripts.site.documents import not_found_frame, page_frame, sitemap_frames
from scripts.site.frame import Publication


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """MkDocs leaves text as it is; ours is escaped unless it says that it is HTML."""
    env.autoescape = True
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Nothing left for MkDocs to parse: the book has read the page already."""
    return ""


def on_page_context(
    context: dict[str, Any],
    page: MkDocsPage,
    config: MkDocsConfig,
    nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    publication: Publication = config.extra["publication"]
    sources = {page.source: page for page in publication.book.pages.values()}
    context["frame"] = page_frame(publication, sources[f"docs/{page.file.src_uri}"])
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """For the theme's templates that are no page: the 404 page and the sitemap."""
    publication: Publication = config.extra["publication"]
    if template_name == "404.html":
        context["frame"] = not_found_frame(publication, LANGUAGES, "/404.html")
    elif template_name == "sitemap.xml":
        context["frames"] = sitemap_frames(publication)
    return context
