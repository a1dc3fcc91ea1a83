"""What hosts are told: the policy of the pages and its companions, in each host's own form, also below a path."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fnmatch import fnmatch
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page

from scripts.beside import host_rules
from scripts.book.data import DataError
from scripts.book.publisher import PUBLISHER, Publisher, Security, read_publisher
from scripts.build import ROOT
from scripts.hosting import Host
from scripts.site.files.hosts import Rules, headers, host_files, set_up_files
from scripts.site.files.hosts.redirects import netlify_redirects
from scripts.site.files.hosts.rules import MARKED, TYPES, YEAR
from scripts.site.files.policy import inline_script, policy
from scripts.site.files.security import security_files
from scripts.site.pages.frame import Publication

LONGEST_LINE = 2000
"""Of what Cloudflare Pages reads."""
RULES = Rules("default-src 'none'", "/boek/", {}, ("nl", "en"))


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
    others = set_up_files(host_rules(site))
    apache = (site / ".htaccess").read_text(encoding="utf-8")
    for text in (apache, *others.values()):
        for name, value in expected.items():
            assert re.search(rf'{name} "{re.escape(value)}"', text)


def test_below_a_path_paths_count_from_the_root_of_the_host() -> None:
    files = host_files(RULES)
    assert {path.split("/")[1] for path in told(files["_headers"])} == {"boek"}
    assert "ErrorDocument 404 /boek/404.html" in files[".htaccess"].splitlines()
    assert "ErrorDocument 404 /boek/en/404.html" in files["en/.htaccess"].splitlines()


def test_nothing_in_the_site_has_a_media_type_that_no_host_is_told(site: Path) -> None:
    endings = {file.suffix.removeprefix(".") for file in site.rglob("*") if file.is_file() and file.stem[0] not in "._"}
    assert endings <= set(TYPES)


def test_only_a_file_with_the_mark_of_its_contents_is_kept_for_ever(site: Path) -> None:
    names = [f"/{file.relative_to(site).as_posix()}" for file in site.rglob("*") if file.is_file()]
    page = lxml_html.parse(str(site / "index.html"))
    asked = page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //*/@data-index | //*/@data-reading")
    assert len(asked) > 5
    assert all(re.search(MARKED, name) for name in asked)
    marked = {name for name in names if re.search(MARKED, name)}
    assert {name.split("/")[1] for name in marked} == {"assets", "search"}
    assert [name for name in names if name.endswith((".css", ".js", ".woff2")) and name not in marked] == ["/sw.js"]
    kept = [path for path, of_path in told(_headers(site)).items() if of_path.get("Cache-Control") == YEAR]
    in_kept = {name for name in names if any(fnmatch(name, path) for path in kept)}
    assert in_kept <= marked
    assert {name for name in marked if name.endswith((".css", ".js", ".woff2"))} <= in_kept


def _headers(site: Path) -> str:
    return (site / "_headers").read_text(encoding="utf-8")


def test_what_is_new_in_the_app_is_asked_for_each_time(site: Path) -> None:
    rules = told(_headers(site))
    for name in ("sw.js", "manifest.webmanifest", "precache.json", "precache-texts.txt"):
        assert rules[f"/{name}"]["Cache-Control"] == "no-cache"
    assert rules["/*.webmanifest"]["Content-Type"] == "application/manifest+json"


def test_the_files_keep_within_what_hosts_read(site: Path) -> None:
    """Cloudflare Pages: 100 rules, one `*` a path, lines of 2,000 signs, redirects of 1,000; GitLab Pages: 64 kB."""
    rules = told(_headers(site))
    assert len(rules) <= 100
    assert all(path.count("*") <= 1 for path in rules)
    redirects = netlify_redirects({f"/oud-{count}/": f"/nieuw-{count}/" for count in range(900)}, "/")
    assert len(redirects.encode()) <= 64 * 1024
    assert max(map(len, redirects.splitlines())) <= 1000
    for line in redirects.splitlines():
        old, new, code = line.split(" ")  # GitLab Pages knows no others, and no `!`
        assert (old[0], new[0], code) == ("/", "/", "301")


def test_where_sites_are_built_from_their_files_nobody_builds_this_one_again(site: Path) -> None:
    assert (site / ".nojekyll").read_bytes() == b""


def test_who_has_https_for_good_is_told_how_to_say_so(site: Path) -> None:
    apache = (site / ".htaccess").read_text(encoding="utf-8")
    for text in (_headers(site), apache, *set_up_files(host_rules(site)).values()):
        lines = [line for line in text.splitlines() if "Strict-Transport-Security" in line]
        assert lines
        assert all(line.strip().startswith("#") for line in lines)


def test_who_found_a_hole_is_told_where_to_say_so(publication: Publication) -> None:
    assert security_files(publication) == {}, "nobody gave an address"
    security = Security(contact="mailto:veilig@boek.example", until=date(2027, 11, 1))
    publisher = Publisher({"nl": "wij", "en": "we"}, "post@boek.example", 1, security)
    told = replace(publication, book=replace(publication.book, publisher=publisher), site_url="https://boek.example/")
    assert security_files(told)[".well-known/security.txt"].splitlines() == [
        "Contact: mailto:veilig@boek.example",
        "Expires: 2027-11-01T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://boek.example/.well-known/security.txt",
    ]
    assert security_files(replace(told, site_url="https://boek.example/boek/")) == {}


@pytest.mark.parametrize("written", ["contact: 'mail me'", "contact: 'mailto:a@b.example', until: soon"])
def test_a_security_address_that_can_not_be_used_is_named_with_its_line(mini: Path, written: str) -> None:
    text = f"name: {{nl: wij, en: we}}\nmail: a@b.example\nsecurity: {{{written}}}\n"
    (mini / PUBLISHER).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"^docs/_data/publisher\.yml:3: "):
        read_publisher(mini, ("nl", "en"))


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
