"""From pressing a passage's number until its link is on the clipboard, as on a telephone: four times as slow."""

from __future__ import annotations

import statistics
from pathlib import Path

from playwright.sync_api import Browser

from scripts.hosting import hosting

CHAPTER = "/bakens/3-direct-eropaf/"
SLOWER = 4
"""Times: what Lighthouse takes for a telephone."""
PRESSES = 20
WATCH = """
const write = navigator.clipboard.writeText.bind(navigator.clipboard);
addEventListener("click", (event) => { window.pressed = event.timeStamp; window.took = null; }, true);
navigator.clipboard.writeText = (text) => {
  const copied = write(text);
  copied.then(() => { window.took = performance.now() - window.pressed; });
  return copied;
};
"""


def print_copying(browser: Browser, site: Path) -> None:
    """Each press on a page that was just opened, so that nothing is loaded yet."""
    times = [_press(browser, site) for _ in range(PRESSES)]
    print(
        f"\nfrom pressing a number to its link on the clipboard, {PRESSES} first presses, a processor {SLOWER} times "
        f"slower: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms"
    )


def _press(browser: Browser, site: Path) -> float:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    with hosting(site) as hosted:
        page.goto(hosted.base + CHAPTER)
        page.locator("#b3-2 > .passage-number").click()
        page.wait_for_function("window.took !== null && window.took !== undefined")
        took: float = page.evaluate("window.took")
    context.close()
    return took
