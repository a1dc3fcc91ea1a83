"""Waiting for what a page shows, never for a time. In the page itself: the policy forbids Playwright's own way."""

from __future__ import annotations

from playwright.sync_api import Page

UNTIL = """async (frames) => {
  for (let frame = 0; frame < frames; frame += 1) {
    if (%s) return true;
    await new Promise(requestAnimationFrame);
  }
  return false;
}"""
PATIENCE = 600
"""Frames: ten seconds where a screen shows sixty a second."""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


def until(page: Page, condition: str) -> None:
    """Waits until an expression of the page's is true."""
    assert page.evaluate(UNTIL % condition, PATIENCE), f"never came: {condition}"


def settled(page: Page) -> None:
    """Waits until the page has drawn what it was told to: two frames, and what observers ask for in them."""
    page.evaluate(SETTLED)
