"""What a chapter weighs on a first visit, that nothing moves while it loads, and that dark is dark from the start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from scripts.bench.weights import Visit, first_visit, layout_shift
from scripts.book import Book
from scripts.book.addresses import file_at
from scripts.hosting import Hosted, hosting
from tests.copies import LANGUAGES

pytestmark = pytest.mark.xdist_group("weight")
"""On one worker: the chapters are visited once."""
MOST = 14_000
"""Bytes of a chapter up to its first paint, with Brotli 11: about what a server may send before an answer."""
MOST_BY_ITSELF = 16_500
"""With the scripts that it loads by itself, the style sheet for paper and the icon, and without letters."""
MOST_SCRIPT = 4_000
HEAVY = 14
"""Chapters: half of them."""
MOST_LETTERS = 70_000
NARROW, WIDE = (360, 780), (1440, 900)
SIZES_BETWEEN = [(320, 640), (412, 823), (768, 1024)]
"""Where a menu may just fit, or just not."""
KINDS_OF_PAGE = [
    "/",
    "/bakens/4-formeel-en-informeel/",
    "/en/beacons/4-formal-and-informal/",
    "/nl-en/beacons/4-formal-and-informal/",
    "/zoeken/",
    "/zoeken/?q=wijkteam",
    "/404.html",
]
NO_SHIFT = 0.001
"""Less than this is no shift that anybody sees."""
TRIES = 3

Place = tuple[str, tuple[int, int]]
"""An address, at a size of the window."""


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[Hosted]:
    with hosting(site) as served:
        yield served


@pytest.fixture(scope="module")
def visits(browser: Browser, hosted: Hosted, book: Book, site: Path) -> dict[str, Visit]:
    """The chapters with the longest pages in both languages, visited for the first time: no other weighs more."""
    chapters = [entry.path for entry in book.contents.entries if entry.is_chapter]
    pages = [book.pages[language, path] for path in chapters for language in LANGUAGES]
    longest = sorted(pages, key=lambda page: -(site / file_at(page.address)).stat().st_size)[:HEAVY]
    return {page.address: first_visit(browser, hosted, page.address, WIDE) for page in longest}


def test_no_chapter_weighs_more_than_fits_a_first_answer(visits: dict[str, Visit]) -> None:
    weights = {address: visit.weight_to_first_paint for address, visit in visits.items()}
    assert {address: weight for address, weight in weights.items() if weight > MOST} == {}


def test_no_chapter_weighs_much_more_once_its_scripts_are_there(visits: dict[str, Visit]) -> None:
    weights = {address: visit.weight() - visit.weight("fonts") for address, visit in visits.items()}
    assert {address: weight for address, weight in weights.items() if weight > MOST_BY_ITSELF} == {}


def test_all_letters_together_weigh_little(visits: dict[str, Visit]) -> None:
    weights = {address: visit.weight("fonts") for address, visit in visits.items()}
    assert min(weights.values()) > 30_000
    assert {address: weight for address, weight in weights.items() if weight > MOST_LETTERS} == {}


def test_no_chapter_needs_much_script(visits: dict[str, Visit]) -> None:
    weights = {address: visit.weight("JavaScript") for address, visit in visits.items()}
    assert {address: weight for address, weight in weights.items() if weight > MOST_SCRIPT} == {}


def test_every_request_of_a_chapter_is_answered_by_the_site_itself(visits: dict[str, Visit]) -> None:
    trouble = {address: visit.failed + visit.elsewhere for address, visit in visits.items()}
    assert {address: lines for address, lines in trouble.items() if lines} == {}


def test_nothing_moves_while_a_chapter_loads(browser: Browser, hosted: Hosted, visits: dict[str, Visit]) -> None:
    narrow = [(address, NARROW) for address in visits]
    wide = [(address, WIDE) for address, visit in visits.items() if visit.layout_shift >= NO_SHIFT]
    assert moving(browser, hosted, narrow + wide) == {}


def test_nothing_moves_on_any_kind_of_page_at_widths_between(browser: Browser, hosted: Hosted) -> None:
    assert moving(browser, hosted, [(address, size) for address in KINDS_OF_PAGE for size in SIZES_BETWEEN]) == {}


def moving(browser: Browser, hosted: Hosted, places: list[Place]) -> dict[Place, float]:
    """Where something moves each time: a busy machine may once paint a page that it has parsed by half."""
    shifts = {}
    for address, size in places:
        for _ in range(TRIES):
            shift = layout_shift(browser, hosted, address, size)
            if shift < NO_SHIFT:
                break
        else:
            shifts[address, size] = shift
    return shifts


def test_the_stored_choice_holds_before_any_module_has_run(browser: Browser, hosted: Hosted) -> None:
    light, dark = (background(browser, hosted, device=device) for device in ("light", "dark"))
    assert light != dark
    assert background(browser, hosted, device="light", stored="dark") == dark
    assert background(browser, hosted, device="dark", stored="light") == light


def background(browser: Browser, hosted: Hosted, device: str, stored: str = "") -> str:
    """The colour behind a chapter whose script files never come."""
    items = [{"name": "/:theme", "value": stored}] if stored else []
    state: Any = {"cookies": [], "origins": [{"origin": hosted.base, "localStorage": items}]}
    context = browser.new_context(color_scheme=device, storage_state=state)  # type: ignore[arg-type]
    page = context.new_page()
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(hosted.base + "/inleiding/")
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    return colour


LATE = """\
<!doctype html><title>Late</title><link rel="prefetch" href="later.html"><script src="missing.js"></script>
<p>Moves.</p><script src="late.js"></script><img src="https://elsewhere.invalid/a.png" alt="">
"""
MOVE = """
const move = () => document.body.insertAdjacentHTML('afterbegin', '<div style=height:300px></div>');
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(move, 100)));
"""
"""After a first picture, however busy the machine: nothing moves that was not painted yet."""


def test_the_measure_sees_what_is_fetched_ahead_what_fails_and_what_moves(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(LATE, encoding="utf-8")
    (tmp_path / "later.html").write_text("later " * 1000, encoding="utf-8")
    (tmp_path / "late.js").write_text(MOVE, encoding="utf-8")
    with hosting(tmp_path) as hosted:
        visit = first_visit(browser, hosted, "/")
    paths = {response.url.removeprefix(hosted.base) for response in visit.responses}
    assert {"/", "/later.html", "/missing.js", "/late.js"} <= paths
    assert visit.elsewhere == ("https://elsewhere.invalid/a.png",)
    assert any("missing.js" in line for line in visit.failed)
    assert any("elsewhere.invalid" in line for line in visit.failed)
    assert visit.layout_shift > 0.01
    assert 0 < visit.weight("JavaScript") < visit.weight()
