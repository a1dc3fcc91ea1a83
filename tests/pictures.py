"""Pictures of the main kinds of page, to compare with how they looked; `python -m tests.pictures` takes them anew."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from scripts.browser import MISSING, find_browser, launch_arguments
from scripts.build import ROOT, build
from scripts.hosting import hosting
from tests.fonts import font_set
from tests.site.waiting import until

FOLDER = Path(__file__).parent / "pictures"
ARGUMENTS = ["--font-render-hinting=none", "--disable-lcd-text", "--force-device-scale-factor=1"]
"""Letters are drawn the same, whatever the machine would make of them."""
HALF = 2
SEEN = 40
"""Of 255: what differs less is the rounding of an edge."""
MOST = 0.01
"""The part of a picture that may differ: a browser of another month draws some edges otherwise."""


@dataclass(frozen=True)
class View:
    name: str
    address: str
    width: int
    scheme: str = "light"
    press: str = ""
    """A selector: what is pressed before the picture is taken."""
    then: str = ""
    """What is in sight when that is done."""
    forced: bool = False

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.png"


VIEWS = (
    View("cover-360", "/", 360),
    View("cover-1440-en", "/en/", 1440),
    View("cover-forced", "/", 768, forced=True),
    View("beacons-360", "/bakens/", 360, "dark"),
    View("beacon-360", "/en/beacons/3-going-straight-to-people/", 360),
    View("beacon-1440", "/bakens/3-direct-eropaf/", 1440, "dark"),
    View("passage-1440", "/bakens/3-direct-eropaf/#b3-x4", 1440),
    View("passage-360", "/bakens/3-direct-eropaf/#b3-x4", 360, "dark"),
    View("search-768", "/zoeken/?q=huisbezoek", 768),
    View("act-1920", "/wetten/jeugdwet/", 1920),
    View("figure-360", "/wetten/jeugdwet/#j-x7", 360),
    View("figure-1440", "/wetten/#t-x1", 1440),
    View("map-768", "/en/beacons/#map", 768),
    View("sides-1440", "/nl-en/laws/youth-act/", 1440),
    View("glossary-768", "/begrippen/", 768),
    View("index-360", "/register/", 360),
    View("reading-1440", "/inleiding/", 1440, press=".reading-button", then="dialog[open]"),
    View("worksheet-768", "/team/werkblad/", 768),
)


def take(browser: Browser, base: str, view: View) -> Image.Image:
    """One picture at half its size in grey, with the site's own letters."""
    colours: Any = {"forced_colors": "active"} if view.forced else {"color_scheme": view.scheme}
    height = 740 if view.width < 500 else 900
    context = browser.new_context(viewport={"width": view.width, "height": height}, reduced_motion="reduce", **colours)
    page = context.new_page()
    page.goto(f"{base}/over/")
    until(page, "Object.keys(sessionStorage).some((name) => name.endsWith(':faces'))")
    page.goto(base + view.address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    if view.press:
        page.locator(view.press).first.click()
        page.locator(view.then).first.wait_for()
    page.locator("body").evaluate("e => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("L")
    context.close()
    return image.reduce(HALF)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The part of the picture that a reader would see to differ; all of it, if it has another size."""
    if one.size != other.size:
        return 1.0
    seen = ImageChops.difference(one, other).point(lambda value: 255 if value > SEEN else 0)
    return seen.histogram()[255] / (one.width * one.height)


def main() -> int:
    path = find_browser()
    if path is None:
        print(MISSING, file=sys.stderr)  # noqa: T201
        return 1
    site = ROOT / ".cache" / "screened"
    if code := build(site):
        return code
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, hosting(site) as hosted, tempfile.TemporaryDirectory() as fonts:
        environment: dict[str, str | float | bool] = {**os.environ, **font_set("narrow", Path(fonts))}
        arguments = [*launch_arguments(), *ARGUMENTS]
        browser = playwright.chromium.launch(executable_path=path, args=arguments, env=environment)
        for view in VIEWS:
            take(browser, hosted.base, view).quantize(16).save(view.file, optimize=True)
        browser.close()
    print(f"{len(VIEWS)} pictures in {FOLDER.relative_to(ROOT)}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
