"""Reads the book at the start of a build, and stops the build while its sources are broken."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

# MkDocs loads hooks by their path. This one comes first and makes `scripts` known to all.
sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts.book.addresses import site_url
from scripts.hooks import OUTPUTS, PUBLICATION
from scripts.prepare import StoppedError, prepare
from scripts.site.pages.frame import Publication
from scripts.target import RefusedError, mark, site_folder

_served = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001
    global _served
    _served = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Comes once per language, on one and the same config: the first time reads."""
    if PUBLICATION not in config.extra:
        _read(config)
    publication: Publication = config.extra[PUBLICATION]
    _name_languages(config, publication)
    paths = {path for _, path in publication.book.pages}
    config.nav = [entry.path for entry in publication.book.contents.entries if entry.path in paths]
    config.theme.static_templates.clear()
    return config


def _name_languages(config: MkDocsConfig, publication: Publication) -> None:
    """static-i18n has languages of its own: it gets those of the book, before it first asks for them."""
    locales = publication.book.locales.values()
    for language, locale in zip(config.plugins["i18n"].config.languages, locales, strict=True):
        language.locale, language.name = locale.language, locale.name


def on_pre_build(config: MkDocsConfig) -> None:
    """Before MkDocs clears the folder, and it leaves hidden files there."""
    mark(Path(config.site_dir))


def _read(config: MkDocsConfig) -> None:
    root = Path(config.config_file_path).parent
    url = config.site_url.rstrip("/") + "/" if config.site_url else site_url()
    try:
        if not _served:  # serving is to a folder of MkDocs' own
            site_folder(Path(config.site_dir), root)
        config.extra[PUBLICATION], config.extra[OUTPUTS] = prepare(root, url, served=_served, at_once=not _served)
    except RefusedError as error:
        raise Abort(f"{error}. Nothing was built.") from error
    except StoppedError as error:
        raise Abort(str(error)) from error
