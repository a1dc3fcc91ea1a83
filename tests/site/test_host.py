"""What hosts are told: the policy of the pages and its companions, in each host's own form, also below a path."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page

from scripts.build import ROOT, for_nginx
from scripts.hosting import Host
from scripts.site.files.host import MARKED, headers, host_files, nginx
from scripts.site.files.policy import inline_script, policy

LONGEST_LINE = 2000
"""Of what Cloudflare Pages reads."""


def told(text: str) -> dict[str, dict[str, str]]:
    """A `_headers` file, as its hosts read it: a path at the margin, its headers indented."""
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        assert len(line) <= LONGEST_LINE
        if line.startswith("/"):
            rules[line] = {}
        elif not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            assert line.startswith("  ")
            assert name not in rules[list(rules)[-1]]
            rules[list(rules)[-1]][name] = value
    return rules


def test_the_host_sends_the_policy_of_the_pages_and_what_a_page_can_not_say(site: Path) -> None:
    sent = told((site / "_headers").read_text(encoding="utf-8"))["/*"]
    meta = lxml_html.parse(str(site / "index.html")).xpath("//meta[@http-equiv]/@content")
    assert sent["Content-Security-Policy"] == f"{meta[0]}; frame-ancestors 'none'"
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Referrer-Policy"] == "same-origin"
    assert sent["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in sent["Permissions-Policy"]


def test_every_host_is_told_the_same(site: Path) -> None:
    expected = headers(policy(inline_script(ROOT)))
    assert told((site / "_headers").read_text(encoding="utf-8"))["/*"] == expected
    apache = (site / ".htaccess").read_text(encoding="utf-8")
    assert dict(re.findall(r'Header always set (\S+) "(.*)"', apache)) == expected
    assert dict(re.findall(r'add_header (\S+) "(.*)" always;', for_nginx(site))) == expected


def test_below_a_path_paths_count_from_the_root_of_the_host() -> None:
    files = host_files("default-src 'none'", "/boek/", {})
    assert {path.rpartition("/")[0] for path in told(files["_headers"])} == {"/boek"}
    assert "ErrorDocument 404 /boek/404.html" in files[".htaccess"].splitlines()
    assert "error_page 404 /boek/404.html;" in nginx("default-src 'none'", "/boek/", {}).splitlines()


def test_only_a_file_with_the_mark_of_its_contents_is_kept_for_ever(site: Path) -> None:
    page = lxml_html.parse(str(site / "index.html"))
    names = page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //*/@data-index | //*/@data-reading")
    assert len(names) > 5
    assert all(re.search(MARKED, name) for name in names)
    files = [file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()]
    marked = {name for name in files if re.search(MARKED, name)}
    others = {name.rpartition(".")[2] for name in set(files) - marked}
    assert {name.split("/")[0] for name in marked} == {"assets", "search"}
    assert not others & {"css", "js", "woff2"} - {"js"}
    assert [name for name in set(files) - marked if name.endswith(".js")] == ["sw.js"]
    assert "immutable" not in (site / "_headers").read_text(encoding="utf-8")


def test_what_is_new_in_the_app_is_asked_for_each_time() -> None:
    files = host_files("default-src 'none'", "/boek/", {})
    rules = told(files["_headers"])
    for name in ("sw.js", "manifest.webmanifest", "precache.json", "precache-texts.txt"):
        assert rules[f"/boek/{name}"]["Cache-Control"] == "no-cache"
        for text in (files[".htaccess"], nginx("default-src 'none'", "/boek/", {})):
            (pattern,) = re.findall(r"(\^/boek/\(.*?\)\$)", text)
            assert re.search(pattern, f"/boek/{name}")
            assert not re.search(pattern, f"/boek/other/{name}")
    assert rules["/boek/manifest.webmanifest"]["Content-Type"] == "application/manifest+json"


@pytest.fixture
def strict_url(site: Path) -> Iterator[str]:
    """The site on a host that does as it was told."""
    sent = told((site / "_headers").read_text(encoding="utf-8"))["/*"]

    class Strict(Host):
        def end_headers(self) -> None:
            for name, value in sent.items():
                self.send_header(name, value)
            super().end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_with_these_headers_the_site_still_works(page: Page, strict_url: str) -> None:
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(f"{strict_url}/bakens/3-direct-eropaf/")
    page.goto(f"{strict_url}/zoeken/?q=huisbezoek")
    page.locator("[data-search-state=done]").wait_for()
    assert page.locator("ol.search-results > li").count() > 0
    assert trouble == []
