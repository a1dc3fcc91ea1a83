"""From the sources to what is published: reads the book, refuses while something stops a build, and makes the list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.book import Language, read_book
from scripts.book.data import DataError
from scripts.book.kept import prune
from scripts.book.references import parts_of
from scripts.check.run import stop_findings
from scripts.search.index import search_files
from scripts.site.assets.sending import AssetError
from scripts.site.files.policy import inline_script, policy
from scripts.site.making import PaperError
from scripts.site.pages.frame import Publication
from scripts.site.publish import Output, TwiceError, publish
from scripts.target import STAYS


class StoppedError(Exception):
    """The sources can't be published. Says every reason, with file, line and remedy."""


def refused_address(url: str) -> str:
    """Why there can't be a site at an absolute address; empty if there can."""
    where = parts_of(url)
    if where.scheme in {"http", "https"} and where.netloc and not (where.query or where.fragment or " " in url):
        return ""
    return f"SITE_URL is {url!r}: write the whole address, as https://www.example.org/book/. {STAYS}"


def prepare(
    root: Path, url: str, *, served: bool = False, at_once: bool = False
) -> tuple[Publication, Mapping[str, Output]]:
    """The publication of the book below `root` for an absolute address, and every file of it; raises StoppedError.

    Served for editing it has no policy, since the server adds a script of its own. At once: all will be made, so what
    takes longest is begun.
    """
    if refused := refused_address(url):
        raise StoppedError(refused)
    if at_once:
        prune(root)
    try:
        book = read_book(root)
    except DataError as error:
        raise StoppedError(f"{error}\n{STAYS}") from error
    if findings := stop_findings(book):
        lines = "\n".join(str(finding) for finding in findings)
        raise StoppedError(f"{lines}\n{len(findings)} to mend. {STAYS}")
    try:
        script = inline_script(root)
        search: dict[Language, dict[str, str]] = {language: search_files(book, language) for language in book.languages}
        publication = Publication(book, url, "" if served else policy(script), script, search, served)
        return publication, publish(publication, at_once=at_once)
    except (AssetError, PaperError, TwiceError) as error:
        raise StoppedError(f"{error}\n{STAYS}") from error
    except FileNotFoundError as error:
        gone = Path(error.filename).relative_to(root).as_posix()
        raise StoppedError(f"{gone}:1: is not there, and the site needs it: 'git restore {gone}'. {STAYS}") from error
