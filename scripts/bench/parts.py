"""`python -m scripts.bench.parts`: the seconds that each part of a build takes, as JSON; run in the project it builds.

Everything is made in one process, one after the other, without MkDocs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from scripts.book import read_book
from scripts.book.addresses import site_url
from scripts.book.measurements import Part
from scripts.build import ROOT
from scripts.check.run import stop_findings
from scripts.search.index import search_files
from scripts.site.files.policy import inline_script, policy
from scripts.site.pages.frame import Publication
from scripts.site.publish import Output, publish

EDITIONS = "the whole book"
"""What the list calls the origin of PDF, EPUB and the like."""


class Clock:
    def __init__(self) -> None:
        self.seconds: dict[Part, float] = {}

    @contextmanager
    def part(self, name: Part) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - started


def main() -> int:
    clock = Clock()
    with clock.part("read"):
        book = read_book(ROOT)
    with clock.part("check"):
        if findings := stop_findings(book):
            print(findings[0], file=sys.stderr)
            return 1
    with clock.part("search"):
        search = {language: search_files(book, language) for language in book.languages}
    with clock.part("others"):
        script = inline_script(ROOT)
        outputs = publish(Publication(book, site_url(), policy(script), script, search, False))
    make(outputs, clock)
    print(json.dumps({"seconds": {name: round(each, 3) for name, each in clock.seconds.items()}}))
    return 0


def make(outputs: Mapping[str, Output], clock: Clock) -> None:
    """Whole books before pages, of which one tells their sizes."""
    order: tuple[Part, ...] = ("cards", "editions", "pages", "others")
    for part in order:
        for output in outputs.values():
            if kind_of(output) == part:
                with clock.part(part):
                    _ = output.content


def kind_of(output: Output) -> Part:
    if output.origin == EDITIONS:
        return "editions"
    if output.file.endswith(".html"):
        return "pages"
    return "cards" if output.file.endswith(".png") else "others"


if __name__ == "__main__":
    sys.exit(main())
