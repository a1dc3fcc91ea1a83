"""What a test leaves in a page that it was lent is not there for the next."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from scripts.hosting import hosting
from tests.lent import Lent

LEFT = """async () => [
  Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys(), document.cookie,
  innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, typeof window.mine,
]"""


def test_nothing_is_left_of_the_test_before(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Plain</title>", encoding="utf-8")
    with hosting(tmp_path) as hosted:
        lent = Lent(browser)
        page = lent.page(viewport={"width": 800, "height": 600})
        page.add_init_script("window.mine = true")
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 500, "height": 600})
        page.goto(hosted.base)
        page.evaluate(
            "async () => { localStorage.a = sessionStorage.b = document.cookie = 'c=d'; await caches.open('e'); }"
        )
        assert page.evaluate(LEFT) == [["a"], ["b"], ["e"], "c=d", 500, True, "boolean"]
        lent.wipe()
        page = lent.page(viewport={"width": 800, "height": 600})
        page.goto(hosted.base)
        assert page.evaluate(LEFT) == [[], [], [], "", 800, False, "undefined"]
        assert hosted.asked.count("/") == 2, "fetched anew"
        lent.close()
