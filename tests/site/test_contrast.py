"""Running text and its links stand out seven to one (WCAG 1.4.6, level AAA) from whatever they lie on."""

from __future__ import annotations

import re
from typing import Any

import pytest

from scripts.build import ROOT
from tests.lent import Opened
from tests.site.waiting import settled

ENOUGH, FOR_A_HINT = 7, 4.5
PAGES = (
    "/", "/inleiding/#i5", "/wetten/jeugdwet/#j-x1", "/en/beacons/3-outreach/", "/bakens/", "/en/background/",
    "/register/#baken", "/begrippen/#baken", "/bronnen/#cbs-2020", "/team/werkblad/", "/nl-en/laws/youth-act/#j2",
    "/zoeken/?q=wijkteam", "/inleiding/delen/", "/team/kaarten/baken-5/",
)  # fmt: skip
CONTRAST = """
const light = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const parts = (colour) => {
  const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
  if (!colour.startsWith("rgb")) throw new Error(`cannot read ${colour}`);
  return [r, g, b, a];
};
const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
const groundOf = (element) => {
  const under = element.parentElement ? groundOf(element.parentElement) : [255, 255, 255];
  return over(parts(getComputedStyle(element).backgroundColor), under);
};
const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
const contrast = (ink, ground) => {
  const [high, low] = [ink, ground].map(luminance).sort((one, two) => two - one);
  return Math.floor((high + 0.05) / (low + 0.05) * 100) / 100;
};
const contrastOf = (element, part) =>
  contrast(over(parts(getComputedStyle(element, part).color), groundOf(element)), groundOf(element));
"""
SHOWN = (
    f"""(enough) => {{ {CONTRAST}"""
    + """
  const elements = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest('svg, .unseen, .skip, script')) continue;
    elements.add(element);
  }
  const text = [...elements].filter((element) => element.closest('.text, .sides, .beacon-card'));
  return {
    read: text.length,
    links: text.filter((element) => element.closest('a')).length,
    poor: [...elements].map((element) => [element.outerHTML.slice(0, 90), contrastOf(element)])
      .filter(([, ratio]) => ratio < enough),
  };
}"""
)
"""All text that is shown, also around the running text; drawings have the same colours."""
OF_COLOURS = (
    f"""([inks, grounds]) => {{ {CONTRAST}"""
    + """
  const probe = document.body.appendChild(document.createElement('p'));
  const found = {};
  for (const ink of inks) for (const ground of grounds) {
    probe.style.cssText = `color: var(--${ink}); background: var(--${ground})`;
    found[`${ink} on ${ground}`] = contrastOf(probe);
  }
  return found;
}"""
)
HINT = f"() => {{ {CONTRAST} return contrastOf(document.querySelector('[placeholder]'), '::placeholder'); }}"
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_links_stand_out_from_what_they_lie_on(opened: Opened, base_url: str, scheme: Any) -> None:
    page = opened(color_scheme=scheme, viewport={"width": 1000, "height": 800}, bypass_csp=True)
    found = {}
    for address in PAGES:
        page.goto(base_url + address)
        settled(page)
        shown = page.evaluate(SHOWN, ENOUGH)
        assert shown["read"] > 3, address
        assert shown["links"], address
        if "#" in address:
            assert page.locator(":target").count() == 1, address
        found[address] = shown["poor"][:4]
    assert {address: poor for address, poor in found.items() if poor} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_of_text_may_lie_on_every_ground(opened: Opened, base_url: str, scheme: Any) -> None:
    page = opened(color_scheme=scheme, bypass_csp=True)
    page.goto(base_url + "/inleiding/")
    ratios = page.evaluate(OF_COLOURS, [["ink", "quiet", "petrol", "ochre"], ["paper", "sheet", "ours", "glow"]])
    assert len(ratios) == 16
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < ENOUGH} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_hint_in_an_empty_box_can_be_read(opened: Opened, base_url: str, scheme: Any) -> None:
    page = opened(color_scheme=scheme, bypass_csp=True)
    page.goto(base_url + "/inleiding/")
    ratio = page.evaluate(HINT)
    assert ratio >= FOR_A_HINT


def test_engines_without_light_and_dark_get_the_same_light_colours() -> None:
    style = (ROOT / "docs" / "assets" / "styles" / "book.css").read_text(encoding="utf-8")
    both = dict(re.findall(r"--(\w+): light-dark\((#\w+), #\w+\);", style))
    (fallback,) = re.findall(r"@supports not \(color: light-dark.*?\n}\n", style, re.DOTALL)
    assert dict(re.findall(r"--(\w+): (#\w+);", fallback)) == both
