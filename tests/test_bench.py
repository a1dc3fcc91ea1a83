"""The bench: what it measures with is right about things that are known, and what it fetches is locked."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from scripts.bench.larger import write_larger
from scripts.bench.looking import right_pages
from scripts.bench.meter import CutOffError, FailedError, measured
from scripts.bench.plain import plain_pages
from scripts.bench.scale import PAPER, table
from scripts.bench.tools.everyone import MAKERS
from scripts.bench.tools.sets import LOCKS
from scripts.bench.tools.tool import below, pretty
from scripts.bench.trial import NOTHING, Has, compare
from scripts.bench.writing import NotTheSameError, added
from scripts.book import Book, read_book
from scripts.book.addresses import file_at
from scripts.book.measurements import Beside, Machine, Measured, Peer
from scripts.build import ROOT
from scripts.search.queries import Query

MEGABYTE = 1 << 20
HOLDING = """
import subprocess, sys, time
hold = "x = b'1' * (120 << 20); print(1, flush=True); input()"
pipe = subprocess.PIPE
held = [subprocess.Popen([sys.executable, "-c", hold], stdin=pipe, stdout=pipe) for _ in range(NUMBER)]
for each in held:
    each.stdout.readline()
time.sleep(0.6)
for each in held:
    each.communicate(b"1")
"""
"""Starts so many programs that each hold 120 megabytes, and waits a moment once all do."""


def python(code: str, limit: float = 30) -> tuple[float, int]:
    cost = measured((sys.executable, "-c", code), ROOT, limit)
    return cost.seconds, cost.memory


@pytest.mark.skipif(not Path("/proc").exists(), reason="the system does not tell what a process holds")
def test_memory_is_that_of_a_program_and_of_all_that_it_starts() -> None:
    _, alone = python(HOLDING.replace("NUMBER", "1"))
    _, together = python(HOLDING.replace("NUMBER", "2"))
    assert 120 * MEGABYTE < alone < 180 * MEGABYTE
    assert 240 * MEGABYTE < together < 340 * MEGABYTE


def test_a_program_that_fails_is_told_with_what_it_said_and_one_that_hangs_is_ended() -> None:
    with pytest.raises(FailedError, match="no such thing"):
        python("raise SystemExit('no such thing')")
    with pytest.raises(CutOffError):
        python("import time; time.sleep(60)", limit=0.3)


@pytest.mark.parametrize("folder", sorted(LOCKS.iterdir()), ids=lambda folder: folder.name)
def test_what_comes_from_npm_has_a_hash_and_names_no_registry(folder: Path) -> None:
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert len(packages) > len(wanted["dependencies"])
    assert [name for name, each in packages.items() if not each.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, each in packages.items() if "resolved" in each] == []
    every = {**wanted["dependencies"], **wanted.get("optionalDependencies", {})}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in every} == every


def test_others_get_every_page_without_what_only_this_site_reads(book: Book) -> None:
    pages = list(plain_pages(book))
    assert len(pages) == len(book.pages)
    assert [page.path for page in pages if "[@" in page.body or "{ #" in page.body or "](#" in page.body] == []


def test_a_larger_book_has_the_chapters_so_many_times(book: Book, tmp_path: Path) -> None:
    write_larger(ROOT, tmp_path / "larger", 2)
    chapters = sum(entry.is_chapter for entry in book.contents.entries)
    larger = read_book(tmp_path / "larger")
    assert len(larger.contents.entries) == len(book.contents.entries) + chapters
    assert larger.troubles == ()


def test_addresses_are_those_that_tools_make() -> None:
    address = below("", ("fr", "de"))
    assert [address("fr", "index.md"), address("de", "index.md")] == ["/", "/de/"]
    assert [pretty("laws/index.md"), pretty("laws/act.md")] == ["laws/", "laws/act/"]
    assert len({about.id for about in MAKERS}) == len(MAKERS)


def test_a_query_is_answered_by_the_page_of_its_passage_or_by_the_page_that_it_names(book: Book) -> None:
    page = next(page for page in book.in_language("en") if len(page.passages) > 1)
    other = book.contents.entries[-1].path
    query = Query("x", "en", (page.passages[1].id, other.removesuffix(".md")))
    assert right_pages(query, book) == {page.path, other}


def test_what_a_site_lost_is_counted_page_by_page(book: Book, site: Path, tmp_path: Path) -> None:
    page = next(page for page in book.in_language("en") if len(page.passages) > 1)
    rows = {source: (one, other) for source, one, other in compare(book, site, site)}
    here, there = rows[page.source]
    assert here.passages == len(page.passages)
    assert here.languages == len(book.languages) + 1
    assert there == here, "an English page that is not renamed stands at the same place in a site like ours"
    gone = {source: other for source, _, other in compare(book, site, tmp_path)}
    assert set(gone.values()) == {NOTHING}
    bare = tmp_path / file_at(page.address)
    bare.parent.mkdir(parents=True)
    bare.write_text(f"<main><p id='{page.passages[0].id}'>Text [@key]</p></main>", encoding="utf-8")
    ((_, found),) = ((one, other) for source, one, other in compare(book, site, tmp_path) if source == page.source)
    assert found == Has(1, 1, 1, 0, 0, 0, 0, 0, 0)


def test_the_table_of_the_page_on_scale_is_that_of_the_measurements(book: Book) -> None:
    text = (ROOT / PAPER).read_text(encoding="utf-8")
    scale = book.measurements.scale
    assert (table(scale) if scale else "Not measured yet") in text


def beside(day: str, *rows: tuple[int, float], version: str = "1.6.1") -> Beside:
    tools = (Peer("ours", "this site", {"mkdocs": version}),)
    measured = tuple(Measured("ours", "build", times=times, value=value) for times, value in rows)
    return Beside(day, Machine(2, 1, "Linux"), f"bench {day}", "ours", "ours", (), (), 0, tools, measured)


def test_larger_sizes_are_added_to_what_was_measured_and_keep_their_own_day() -> None:
    first = beside("2026-11-27", (1, 19), (10, 101))
    second = added(first, beside("2026-12-01", (50, 500), (100, 990)))
    third = added(second, beside("2026-12-09", (50, 450)))
    assert {each.times: each.value for each in third.measured} == {1: 19, 10: 101, 50: 450, 100: 990}
    assert (third.day, third.sizes) == ("2026-11-27", (1, 10, 50, 100))
    assert [(each.day, each.sizes) for each in third.others] == [("2026-12-01", (100,)), ("2026-12-09", (50,))]


def test_what_cannot_stand_beside_it_is_not_added() -> None:
    first = beside("2026-11-27", (1, 19))
    with pytest.raises(NotTheSameError, match="other versions: measure all sizes anew"):
        added(first, beside("2026-12-01", (50, 500), version="2.0"))
    with pytest.raises(NotTheSameError, match="without it"):
        added(first, beside("2026-12-01", (1, 20)))
    with pytest.raises(NotTheSameError, match="nothing to add to"):
        added(None, first)
