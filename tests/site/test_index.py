"""The index as it stands on the screen: a comma or a semicolon clings to what it follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.fonts import STRETCH

PAGES = ("/register/", "/en/index-of-terms/", "/nl-en/index-of-terms/")
LOOSE = """() => {
  const found = [];
  const room = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.1;
  for (const entry of document.querySelectorAll('.index li, .sides-row .side')) {
    const walker = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
    let before;
    for (let node; (node = walker.nextNode());) {
      for (let at = 0; at < node.data.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (",;".includes(node.data[at]) && before) {
          const wrapped = box.top >= before.bottom || box.bottom <= before.top;
          if (wrapped || box.left - before.right > room) {
            const how = wrapped ? 'on a line of its own' : 'apart';
            found.push(`${entry.textContent.trim().slice(0, 40)}: ${node.data[at]} ${how}`);
          }
        }
        if (node.data[at].trim()) before = box;
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("fonts", STRETCH)
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_comma_begins_a_line_or_stands_apart(
    browsers: Callable[[str], Browser], base_url: str, width: int, fonts: str
) -> None:
    context = browsers(fonts).new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    found = {}
    for address in PAGES:
        page.goto(base_url + address)
        assert page.locator(".index li, .sides-row .side").count()
        found[address] = page.evaluate(LOOSE)[:4]
    context.close()
    assert {address: loose for address, loose in found.items() if loose} == {}
