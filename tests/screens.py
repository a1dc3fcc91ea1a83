"""`make screens`: pictures of six pages, narrow and wide, light and dark, to look at; and the README's one."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.browser import MISSING, find_browser, launch_arguments
from scripts.build import ROOT, build
from scripts.hosting import hosting

PAGES = {
    "cover": "/",
    "introduction": "/inleiding/",
    "law": "/en/laws/social-support-act-2015/#before-and-after",
    "beacon": "/bakens/3-direct-eropaf/#b3-4",
    "side-by-side": "/nl-en/beacons/3-going-straight-to-people/",
    "index-of-terms": "/register/",
}
SIZES = {"360": (360, 780), "768": (768, 1024), "1440": (1440, 900)}
README_PICTURE = ROOT / "docs" / "assets" / "screens" / "beacon.png"


def take(browser: Browser, url: str, size: tuple[int, int], scheme: str, file: Path) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    context.close()


def main() -> int:
    path = find_browser()
    if path is None:
        print(MISSING, file=sys.stderr)  # noqa: T201
        return 1
    site, folder = ROOT / ".cache" / "screened", ROOT / ".cache" / "screens"
    if code := build(site):
        return code
    with sync_playwright() as playwright, hosting(site) as hosted:
        base = hosted.base
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        for name, address in PAGES.items():
            for label, size in SIZES.items():
                for scheme in ("light", "dark"):
                    take(browser, base + address, size, scheme, folder / f"{name}-{label}-{scheme}.png")
        take(browser, base + PAGES["beacon"], (1200, 720), "light", README_PICTURE)
        browser.close()
    print(f"{len(list(folder.iterdir()))} pictures in {folder.relative_to(ROOT)}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
