"""What a first visit to a page costs a reader: every response of one cold view, as a good host would send it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal
from urllib.parse import urlsplit

import brotli
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, Request

from scripts.hosting import Hosted

Kind = Literal["HTML", "CSS", "JavaScript", "fonts", "images", "other"]
KINDS: tuple[Kind, ...] = ("HTML", "CSS", "JavaScript", "fonts", "images", "other")
BY_TYPE: dict[str, Kind] = {
    "text/html": "HTML",
    "text/css": "CSS",
    "text/javascript": "JavaScript",
    "application/javascript": "JavaScript",
}
FONTS = (".woff2", ".woff", ".ttf", ".otf")
TAGS = re.compile(r"""<link rel="stylesheet"(?![^>]*media="print")[^>]*>|<script(?! type="module")[^>]*>""")
NAMED = re.compile(r"""(?:href|src)="([^"]+)\"""")
FACES = "/assets/fonts/"
"""Also the style sheet that names them."""
WATCH_SHIFTS = """
window.layoutShift = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.layoutShift += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""
LAYOUT_SHIFT = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.layoutShift), 50)))"
"""Asked a frame and a moment later, since the browser reports shifts after it has painted."""


@dataclass(frozen=True)
class Response:
    url: str
    status: int
    kind: Kind
    weight: int
    """Bytes of the body with Brotli 11, or as it is where that is less."""
    blocks: bool = False
    """Whether nothing is painted before it is there: the page itself, and its style sheets for screens."""


@dataclass(frozen=True)
class Visit:
    """One cold view of one page."""

    responses: tuple[Response, ...]
    elsewhere: tuple[str, ...]
    """Addresses of other hosts that were asked for something."""
    broken_off: tuple[str, ...]
    """Requests that got no answer."""
    layout_shift: float

    @property
    def failed(self) -> tuple[str, ...]:
        """What the page asked for and did not get."""
        refused = (f"{response.status} {response.url}" for response in self.responses if response.status > 399)
        return (*refused, *self.broken_off)

    @property
    def requests(self) -> int:
        answered = {response.url for response in self.responses}
        return len(self.responses) + sum(url not in answered for url in self.elsewhere)

    def weight(self, *kinds: Kind) -> int:
        """Bytes of these kinds; without any, of all."""
        return sum(response.weight for response in self.responses if response.kind in (kinds or KINDS))

    @property
    def weight_to_first_paint(self) -> int:
        """Bytes of all that the first paint waits for."""
        return sum(response.weight for response in self.responses if response.blocks)


@lru_cache(maxsize=256)
def weight(body: bytes) -> int:
    """Bytes of a body as a good host sends it; the same style sheet comes with every page."""
    return min(len(body), len(brotli.compress(body, quality=11)))


def first_visit(browser: Browser, hosted: Hosted, address: str, size: tuple[int, int] = (1440, 900)) -> Visit:
    """Visits a page in a browser that has nothing yet, and waits until it asks for nothing more.

    What this host was asked for comes from the host itself, because a browser does not report all that it fetches
    ahead. The bodies are fetched once more, for their length; static files are the same each time.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_init_script(WATCH_SHIFTS)
    elsewhere: list[str] = []
    broken_off: list[str] = []
    context.on("request", lambda request: elsewhere.append(request.url) if _is_other(request.url, hosted) else None)
    context.on("requestfailed", lambda request: broken_off.append(f"{request.failure} {request.url}"))
    hosted.asked.clear()
    shift = _look(context.new_page(), hosted.base + address)
    urls = [hosted.base + path for path in hosted.asked] + [url for url in elsewhere if not _ended(url, broken_off)]
    visit = Visit(tuple(_weigh(context, urls)), tuple(elsewhere), tuple(broken_off), shift)
    context.close()
    return visit


def two_visits(browser: Browser, hosted: Hosted, first: str, second: str) -> tuple[Visit, Visit]:
    """A first visit, and another page of the site right after it in the same browser, with what it kept.

    The site is hosted `keeping`. What the browser had and asked for anew weighs nothing.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visits = []
    for address in (first, second):
        hosted.asked.clear()
        hosted.unchanged.clear()
        elsewhere: list[str] = []
        page = context.new_page()
        page.on("request", partial(_note_other, elsewhere, hosted))
        page.goto(hosted.base + address, wait_until="networkidle")
        sent = [hosted.base + path for path in hosted.asked if path not in hosted.unchanged]
        asked = tuple(elsewhere)
        visits.append(Visit(tuple(_weigh(context, sent)) if sent else (), asked, (), 0.0))
        page.close()
    context.close()
    return visits[0], visits[1]


def _note_other(elsewhere: list[str], hosted: Hosted, request: Request) -> None:
    if _is_other(request.url, hosted):
        elsewhere.append(request.url)


def layout_shift(browser: Browser, hosted: Hosted, address: str, size: tuple[int, int]) -> float:
    """How much moves until a page has loaded; for where the weights are known already."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_init_script(WATCH_SHIFTS)
    shift = _look(context.new_page(), hosted.base + address, until="load")
    context.close()
    return shift


def _look(page: Page, url: str, until: Literal["load", "networkidle"] = "networkidle") -> float:
    page.goto(url, wait_until=until)
    shift: float = page.evaluate(LAYOUT_SHIFT)
    page.close()
    return shift


def _is_other(url: str, hosted: Hosted) -> bool:
    return urlsplit(url).scheme in ("http", "https") and not url.startswith(f"{hosted.base}/")


def _ended(url: str, broken_off: list[str]) -> bool:
    return any(line.endswith(f" {url}") for line in broken_off)


def _weigh(context: BrowserContext, urls: list[str]) -> Iterator[Response]:
    names: set[str] = set()
    for url in urls:
        response = context.request.get(url, max_redirects=0)
        body = response.body()
        blocks = url == urls[0] or url.rpartition("/")[2] in names
        yield Response(url, response.status, _kind(response), weight(body), blocks)
        if url == urls[0]:
            names = {name.rpartition("/")[2] for tag in TAGS.findall(body.decode()) for name in NAMED.findall(tag)}


def _kind(response: APIResponse) -> Kind:
    content = response.headers.get("content-type", "").partition(";")[0]
    path = urlsplit(response.url).path
    if content.startswith("font/") or path.endswith(FONTS) or path.startswith(FACES):
        return "fonts"
    return "images" if content.startswith("image/") else BY_TYPE.get(content, "other")
