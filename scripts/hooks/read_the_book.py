"""Reads the book at the start of a build, and stops the build while its sources are broken."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

# MkDocs loads hooks by their path. This one comes first and makes `scripts` known to all.
sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts.book import LANGUAGES, Language, read_book
from scripts.book.data import DataError
from scripts.check.run import stop_findings
from scripts.search.index import search_files
from scripts.site.frame import Publication
from scripts.site.policy import inline_script, policy
from scripts.target import RefusedError, mark, site_folder

PUBLICATION = "publication"

_served = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001
    global _served
    _served = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Comes once per language, on one and the same config: the first time reads."""
    if PUBLICATION not in config.extra:
        config.extra[PUBLICATION] = _publication(config)
    publication: Publication = config.extra[PUBLICATION]
    paths = {path for _, path in publication.book.pages}
    config.nav = [entry.path for entry in publication.book.contents.entries if entry.path in paths]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Before MkDocs clears the folder, and it leaves hidden files there."""
    mark(Path(config.site_dir))


def _publication(config: MkDocsConfig) -> Publication:
    root = Path(config.config_file_path).parent
    try:
        if not _served:  # serving is to a folder of MkDocs' own
            site_folder(Path(config.site_dir), root)
    except RefusedError as error:
        raise Abort(f"{error}. Nothing was built.") from error
    try:
        book = read_book(root)
    except DataError as error:
        raise Abort(f"{error}\nThe build stops here; site/ stays as it was.") from error
    if findings := stop_findings(book):
        lines = "\n".join(str(finding) for finding in findings)
        raise Abort(f"{lines}\n{len(findings)} to mend. The build stops here; site/ stays as it was.")
    script = inline_script(root)
    site_url = (config.site_url or "http://127.0.0.1:8000/").rstrip("/") + "/"
    search: dict[Language, dict[str, str]] = {language: search_files(book, language) for language in LANGUAGES}
    return Publication(book, site_url, "" if _served else policy(script), script, search)
