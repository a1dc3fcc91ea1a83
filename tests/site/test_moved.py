"""A link lasts: a page, a passage and a paper are renamed, and whoever has the old address still arrives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page, expect

from scripts.book import read_book
from scripts.book.moved import Moved
from scripts.build import ROOT
from scripts.check.built import read_site, site_findings
from scripts.check.run import source_findings
from scripts.hosting import hosting
from scripts.site.files.hosts.redirects import apache_redirects, caddy_redirects, netlify_redirects, nginx_redirects
from scripts.site.pages.frame import Publication
from scripts.site.publish import publish
from tests.copies import copy_project
from tests.lent import Opened

pytestmark = pytest.mark.xdist_group("moved")
"""On one worker: the copy is built once."""
URL = "https://transformeren.example/"
OLD, NEW = "/bakens/3-direct-eropaf/", "/bakens/3-eropaf/"
OLD_EN, NEW_EN = "/en/beacons/3-going-straight-to-people/", "/en/beacons/3-straight-to-people/"
SIDES = "/nl-en/beacons/3-going-straight-to-people/"
OLD_CARD, NEW_CARD = "/team/kaarten/baken-3.pdf", "/team/kaarten/baken-2.pdf"
STANDING = (
    (ROOT / "docs" / "_data" / "moved.yml")
    .read_text(encoding="utf-8")
    .replace(f"{OLD}#", f"{NEW}#")
    .replace(f"{OLD_EN}#", f"{NEW_EN}#")
)
"""What moved before, as somebody who renames the page must write it."""
MOVED = f"""{STANDING}\
{OLD}: {NEW}
{OLD_EN}: {NEW_EN}
{NEW}#b3-3: {NEW}#b3-9
{NEW_EN}#b3-3: {NEW_EN}#b3-9
{NEW}#b3-x99: /inleiding/#i5
{SIDES}#b3-3: {SIDES}#b3-9
{SIDES}#b3-x99: /inleiding/#i5
"""
"""A page and one of its passages are renamed in both languages; what was once on it is in the introduction."""


@pytest.fixture(scope="session")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a copy of the project in which a page and a passage have other names, and its site in `site`."""
    root = copy_project(tmp_path_factory.mktemp("renamed") / "copy")
    for language, old, new in (("nl", OLD, NEW), ("en", OLD_EN, NEW_EN)):
        file = root / "docs" / language / "beacons" / "3-going-straight-to-people.md"
        text = file.read_text(encoding="utf-8")
        text = text.replace(f"slug: {old.split('/')[-2]}", f"slug: {new.split('/')[-2]}").replace("#b3-3 }", "#b3-9 }")
        file.write_text(text, encoding="utf-8")
    for name in ("synonyms.yml", "asked.yml"):
        leads = root / "docs" / "_data" / name
        leads.write_text(re.sub(r"\bb3-3\b", "b3-9", leads.read_text(encoding="utf-8")), encoding="utf-8")
    return root


def fill(root: Path, text: str) -> None:
    (root / "docs" / "_data" / "moved.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def moved_site(renamed: Path) -> Path:
    fill(renamed, MOVED)
    command = [sys.executable, "-m", "scripts.build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=renamed, env=environment, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return renamed / "site"


@pytest.fixture(scope="session")
def moved_url(moved_site: Path) -> Iterator[str]:
    with hosting(moved_site) as hosted:
        yield hosted.base


def test_a_renamed_page_and_passage_are_found_until_it_is_said_where_they_went(renamed: Path) -> None:
    fill(renamed, STANDING)
    lost = [finding for finding in source_findings(read_book(renamed)) if finding.rule == "permalink-lost"]
    assert f"{OLD} was published and is gone, with all its ids" in {finding.message for finding in lost}
    assert all("moved.yml" in finding.remedy for finding in lost)
    fill(renamed, MOVED)
    assert [
        finding for finding in source_findings(read_book(renamed)) if finding.rule in {"permalink-lost", "moved"}
    ] == []


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (OLD, NEW, ""),
        (f"{OLD}#b3-2", f"{NEW}#b3-2", "b3-2"),
        (f"{OLD}#b3-3", f"{NEW}#b3-3", "b3-9"),
        (f"{OLD_EN}#b3-3", f"{NEW_EN}#b3-3", "b3-9"),
        (f"{NEW}#b3-x99", "/inleiding/#i5", "i5"),
        (f"{OLD}#b3-x99", "/inleiding/#i5", "i5"),
        (f"{SIDES}#b3-x99", "/inleiding/#i5", "i5"),
    ],
)
def test_an_old_link_arrives_with_its_fragment(page: Page, moved_url: str, old: str, new: str, shown: str) -> None:
    page.goto(moved_url + old)
    expect(page).to_have_url(moved_url + new)
    if shown:
        expect(page.locator(f"#{shown}")).to_be_in_viewport()
        plain = page.locator(".passage").first.evaluate("e => getComputedStyle(e).boxShadow")
        assert page.locator(f"#{shown}").evaluate("e => getComputedStyle(e).boxShadow") != plain


def test_an_old_id_side_by_side_is_at_its_new_row(page: Page, moved_url: str) -> None:
    page.goto(f"{moved_url}{SIDES}#b3-3")
    expect(page.locator("#b3-9")).to_be_in_viewport()


def test_a_short_link_follows(opened: Opened, moved_url: str) -> None:
    page = opened(locale="nl-NL")
    page.goto(f"{moved_url}/b3/#b3-3")
    expect(page).to_have_url(f"{moved_url}{NEW}#b3-3")
    expect(page.locator("#b3-9")).to_be_in_viewport()


def test_without_script_an_old_address_leads_on_by_itself(opened: Opened, moved_url: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(moved_url + OLD)
    expect(page).to_have_url(moved_url + NEW)
    page.goto(f"{moved_url}{NEW}#b3-3")
    expect(page.locator("#b3-9")).to_be_in_viewport()
    page.goto(f"{moved_url}{NEW}#b3-x99")
    page.get_by_role("link", name="Wat hier als b3-x99 stond").click()
    expect(page).to_have_url(f"{moved_url}/inleiding/#i5")


def test_an_old_page_names_the_new_one_for_search_engines(moved_site: Path) -> None:
    tree = lxml_html.parse(str(moved_site / OLD.strip("/") / "index.html"))
    assert tree.xpath("//link[@rel='canonical']/@href") == [URL + NEW.removeprefix("/")]
    assert tree.xpath("//noscript/meta[@http-equiv='refresh']/@content") == ["0; url=../3-eropaf/"]
    assert OLD not in (moved_site / "sitemap.xml").read_text(encoding="utf-8")


def test_the_built_site_has_every_address_that_was_ever_published(renamed: Path, moved_site: Path) -> None:
    site = read_site(moved_site, URL, read_book(renamed))
    assert [str(finding) for finding in site_findings(site)] == []


def test_hosts_are_told_in_their_own_forms(moved_site: Path) -> None:
    assert f"{OLD} {NEW} 301" in (moved_site / "_redirects").read_text(encoding="utf-8").splitlines()
    apache = (moved_site / ".htaccess").read_text(encoding="utf-8")
    ((pattern, there),) = re.findall(r'^ *RewriteRule "(\S+eropaf/\$)" "(\S+)" \[R=301', apache, re.MULTILINE)
    assert re.match(pattern, OLD.removeprefix("/"))
    assert there == NEW


def test_below_a_path_hosts_are_told_from_their_root() -> None:
    moved = {"/oud/": "/nieuw/"}
    assert netlify_redirects(moved, "/boek/") == "/boek/oud/ /boek/nieuw/ 301\n"
    assert apache_redirects(moved, "/boek/") == 'RewriteRule "^oud/$" "/boek/nieuw/" [R=301,NE,L]\n'
    assert nginx_redirects(moved, "/boek/") == 'location = /boek/oud/ { return 301 "/boek/nieuw/$is_args$args"; }\n'
    assert caddy_redirects(moved, "/boek/", "{asked}") == 'redir /boek/oud/ "/boek/nieuw/{asked}" 301\n'


LIVE = {"/nieuw/", "/nieuw/#p2", "/kaart.pdf"}


@pytest.mark.parametrize(
    ("moved", "address", "arrives"),
    [
        ({}, "/nieuw/#p2", "/nieuw/#p2"),
        ({}, "/oud/", None),
        ({"/oud/": "/nieuw/"}, "/oud/", "/nieuw/"),
        ({"/oud/": "/nieuw/"}, "/oud/#p2", "/nieuw/#p2"),
        ({"/oud/": "/nieuw/"}, "/oud/#p1", None),
        ({"/oud/": "/nieuw/", "/nieuw/#p1": "/nieuw/#p2"}, "/oud/#p1", "/nieuw/#p2"),
        ({"/ouder/": "/oud/", "/oud/": "/nieuw/"}, "/ouder/#p2", "/nieuw/#p2"),
        ({"/oud/": "/nieuw/#p2"}, "/oud/", "/nieuw/#p2"),
        ({"/oud.pdf": "/kaart.pdf"}, "/oud.pdf", "/kaart.pdf"),
        ({"/een/": "/twee/", "/twee/": "/een/"}, "/een/", None),
    ],
)
def test_where_an_old_address_leads(moved: dict[str, str], address: str, arrives: str | None) -> None:
    assert Moved(moved).arrives(address, LIVE) == arrives


def test_a_paper_that_moved_is_also_where_it_was(publication: Publication) -> None:
    moved = replace(publication.book, moved=Moved({OLD_CARD: NEW_CARD, "/oud/": "/wetten/"}))
    outputs = publish(replace(publication, book=moved))
    assert outputs[OLD_CARD.removeprefix("/")].content == outputs[NEW_CARD.removeprefix("/")].content
    assert "oud/index.html" in outputs
    assert "oud" not in outputs
