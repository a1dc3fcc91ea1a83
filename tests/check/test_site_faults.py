"""Each rule of the built site: a fault that it must name in its document, and a trap that must stay silent."""

from __future__ import annotations

import fnmatch
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.book import Book
from scripts.check.built import MODULES, SITE_RULES, Site, read_site, site_findings
from scripts.search import index
from scripts.search.index import search_files
from scripts.site.pages.frame import Publication
from scripts.site.publish import publish, write

pytestmark = pytest.mark.xdist_group("site-faults")
"""On one worker: the site is read once."""

URL = "https://transformeren.example/"
BEACON, HOME, EN = "bakens/3-direct-eropaf/index.html", "index.html", "en/foreword/index.html"
INDEX, INDEX_EN = "search/nl.*.json", "search/en.*.json"


@pytest.fixture(scope="module")
def built(site: Path, book: Book) -> Site:
    return read_site(site, URL, book)


def changed(built: Site, file: str, old: str, new: str) -> Site:
    if "*" in file:
        (file,) = fnmatch.filter(built.files, file)
    text = built.files[file].decode()
    assert old in text, old
    return replace(built, files={**built.files, file: text.replace(old, new, 1).encode()})


FAULTS = [
    ("site-link", BEACON, 'href="../2-eigen-kracht/"', 'href="../2-eigenkracht/"'),
    ("site-link", BEACON, "styles/book.", "styles/Book."),
    ("site-link", "assets/scripts/book.*.js", 'import("./share.', 'import("./shared.'),
    ("site-link", "assets/styles/cover.*.css", "{", "{background:url(../images/gone.svg);"),
    ("site-link", "404.html", "/bakens/2-eigen-kracht/", "/bakens/2-eigen-krachten/"),
    ("site-anchor", BEACON, 'href="#in-practice"', 'href="#in-practise"'),
    ("site-anchor", HOME, 'href="./#contents"', 'href="./#inhoud"'),
    ("site-base", BEACON, 'href="../2-eigen-kracht/"', 'href="/bakens/2-eigen-kracht/"'),
    ("site-html", BEACON, '<div class="text">', '<div class="text"><p><div>'),
    ("site-html", BEACON, 'id="b3-2"', 'id="b3-1"'),
    ("site-heading", BEACON, "<h1>Direct eropaf</h1>", "<p>Direct eropaf</p>"),
    ("site-heading", BEACON, "<h1>Direct eropaf</h1>", "<h1>Direct</h1><h1>eropaf</h1>"),
    ("site-heading", BEACON, '<h2 id="in-practice"', '<h4 id="in-practice"'),
    ("site-title", BEACON, "<title>Baken 3: Direct eropaf", "<title>Baken 2: Gebaseerd op de eigen kracht van de burger"),
    ("site-title", BEACON, '<meta name="description" content="', '<meta name="beschrijving" content="'),
    ("site-language", BEACON, '<html lang="nl">', '<html lang="en">'),
    ("site-language", BEACON, '<html lang="nl">', "<html>"),
    ("site-language", BEACON, 'aria-label="Hoofdmenu"', 'aria-label="Search"'),
    ("site-hreflang", BEACON, 'hreflang="x-default"', 'hreflang="fr"'),
    ("site-hreflang", EN, 'hreflang="nl" href="https://transformeren.example/voorwoord/"', 'hreflang="nl" href="/voorwoord/"'),
    ("site-hreflang", EN, 'rel="canonical" href="https://transformeren.example/en/', 'rel="canonical" href="https://transformeren.example/'),
    ("site-hreflang", BEACON, '<a class="switch" href="../../en/beacons/3-going-straight-to-people/"', '<a class="switch" href="../../en/"'),
    ("site-sitemap", "sitemap.xml", "<loc>https://transformeren.example/voorwoord/</loc>", "<loc>https://transformeren.example/weg/</loc>"),
    ("site-sitemap", "sitemap.xml", "<urlset", "<urlset <"),
    ("site-outside", BEACON, '<link rel="stylesheet" href="', '<link rel="stylesheet" href="https://fonts.example/'),
    ("site-outside", "assets/styles/book.*.css", ":root{", "@import 'https://fonts.example/x.css';\n:root{"),
    ("site-outside", "assets/scripts/book.*.js", "const button", "document.cookie = 'a=b';\nconst button"),
    ("site-policy", BEACON, "default-src &#39;none&#39;", "default-src &#39;unsafe-inline&#39;"),
    ("site-policy", BEACON, "<script>", "<script>1;"),
    ("site-policy", BEACON, '<div class="text">', '<div class="text" style="color:red">'),
    ("site-policy", BEACON, '<div class="text">', '<div class="text" onclick="x()">'),
    ("site-search", INDEX, '"b3-2"', '"b3-9"'),
    ("site-search", INDEX, '"pages":', '"paginas":'),
    ("site-search", INDEX_EN, "/en/foreword/", "/voorwoord/"),
    ("site-search", INDEX, '"texts":["', '"texts":["<b>vet</b> '),
    ("site-search", BEACON, "search/nl.", "search/nl.0"),
    ("site-notes", BEACON, 'role="doc-backlink"', 'role="link"'),
    ("site-notes", BEACON, 'href="#fn:', 'href="#fm:'),
    ("site-card", BEACON, '<meta property="og:image" ', '<meta property="image" '),
    ("site-card", BEACON, "cards/nl/beacons/3-going", "cards/nl/beacons/3-gone"),
    ("site-card", BEACON, "cards/nl/beacons/3-going-straight-to-people", "cards/en/beacons/3-going-straight-to-people"),
    ("site-card", BEACON, 'content="https://transformeren.example/assets/cards/', 'content="/assets/cards/'),
    ("site-card", BEACON, "assets/cards/nl/beacons/3-going-straight-to-people.png", "assets/images/icon.svg"),
    ("site-card", "b3/index.html", "cards/nl/beacons/3-going", "cards/nl/beacons/3-gone"),
    ("site-linked-data", BEACON, '<script type="application/ld+json">{', '<script type="application/ld+json">'),
    ("site-linked-data", BEACON, '"@type":"Chapter","@id":"https://transformeren.example/bakens/3', '"@type":"Chapter","@id":"https://transformeren.example/bakens/2'),
    ("site-linked-data", BEACON, '"@id":"https://transformeren.example/bakens/"', '"@id":"https://transformeren.example/baken/"'),
    ("site-linked-data", BEACON, '"@id":"https://transformeren.example/bakens/"', '"@id":"/bakens/"'),
    ("site-linked-data", BEACON, '<script type="application/ld+json">', '<script type="text/plain">'),
    ("site-linked-data", "404.html", "</body>", '<script type="application/ld+json">{}</script></body>'),
    ("site-linked-data", "begrippen/index.html", "begrippen/#aanbesteding", "begrippen/#aanbestedingen"),
    ("site-headers", "_headers", "script-src 'self'", "script-src *"),
    ("site-headers", ".htaccess", "frame-ancestors 'none'", "frame-ancestors *"),
    ("site-headers", BEACON, "img-src &#39;self&#39;", "img-src *"),
    ("site-permalink", BEACON, 'id="b3-2"', 'id="b3-9"'),
    ("site-permalink", "b3/index.html", "<html", '<html><meta http-equiv="refresh" content="0; url=../b9/"><html'),
    ("site-machine", BEACON, "</main>", "<p>/home/iemand/boek</p></main>"),
    ("site-machine", EN, "https://transformeren.example/en/foreword/", "http://127.0.0.1:8000/en/foreword/"),
    ("site-machine", "sitemap.xml", "</urlset>", "<!-- 2026-11-24T10:00 --></urlset>"),
]  # fmt: skip

TRAPS = [
    ("site-link", BEACON, "</main>", '<a href="mailto:iemand">post</a><a href="https://elders.example/">elders</a></main>'),
    ("site-anchor", BEACON, "</main>", '<a href="../../inleiding/#i8">tanker</a></main>'),
    ("site-html", BEACON, "</main>", "<p lang=en>x</p></main>"),
    ("site-heading", BEACON, "</main>", "<h2>Na een h3 weer een h2</h2></main>"),
    ("site-title", "b1/index.html", "<title>", "<title>Direct eropaf "),
    ("site-language", BEACON, "</header>", '<span lang="en">Search</span></header>'),
    ("site-outside", BEACON, "</main>", '<a href="https://elders.example/">elders</a></main>'),
    ("site-policy", BEACON, "</head>", '<script type="application/ld+json">{}</script></head>'),
    ("site-machine", BEACON, "</main>", "<p>Hij werkt thuis, op 1 januari 2015.</p></main>"),
    ("site-sitemap", "sitemap.xml", "</urlset>", "<!-- niets --></urlset>"),
    ("site-card", "404.html", "</head>", '<meta property="og:title" content="x"></head>'),
    ("site-linked-data", BEACON, "</main>", '<script type="application/json">niet voor machines</script></main>'),
    ("site-permalink", BEACON, "</main>", '<p id="b3-9">Nieuw.</p></main>'),
    ("site-machine", "feed.nl.xml", "</feed>", "<!-- 2026-11-24 --></feed>"),
    ("site-headers", "_headers", "nosniff", "nosniff\n  X-Frame-Options: DENY"),
]  # fmt: skip


def test_the_built_site_gives_nothing(built: Site) -> None:
    assert [str(finding) for finding in site_findings(built)] == []


@pytest.mark.parametrize(("rule", "file", "old", "new"), FAULTS, ids=lambda value: value[:30])
def test_a_fault_of_the_site_is_named(built: Site, rule: str, file: str, old: str, new: str) -> None:
    findings = site_findings(changed(built, file, old, new), [rule])
    assert findings
    assert all(finding.path.startswith("site/") for finding in findings)


@pytest.mark.parametrize(("rule", "file", "old", "new"), TRAPS, ids=lambda value: value[:30])
def test_what_is_no_fault_of_the_site_stays_silent(built: Site, rule: str, file: str, old: str, new: str) -> None:
    assert site_findings(changed(built, file, old, new), [rule]) == []


def test_a_page_that_nobody_links_to_is_named(built: Site) -> None:
    lonely = {**built.files, "los/index.html": built.files[BEACON]}
    (finding,) = site_findings(replace(built, files=lonely), ["site-unreachable"])
    assert finding.path == "site/los/index.html"


def test_a_page_that_is_gone_is_named(built: Site) -> None:
    without = {name: content for name, content in built.files.items() if name != BEACON}
    found = site_findings(replace(built, files=without))
    assert {"site-hreflang", "site-link", "site-sitemap"} <= {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("url", "lines"),
    [
        ("https://boek.vng.nl/", [4]),
        ("https://transformeren.example/", []),
        ("http://localhost:8000/", []),
        ("http://127.0.0.1:8000/", []),
    ],
)
def test_a_placeholder_address_is_refused_on_a_real_host_only(built: Site, url: str, lines: list[int]) -> None:
    found = site_findings(replace(built, url=url), ["site-contact"])
    assert [(finding.path, finding.line) for finding in found] == [("docs/_data/publisher.yml", line) for line in lines]


def test_every_rule_of_the_site_has_a_fault_that_it_must_name() -> None:
    assert {rule for rule, *_ in FAULTS} | {"site-unreachable", "site-contact"} == set(SITE_RULES)
    assert {rule.check.__module__ for rule in SITE_RULES.values()} == {module.__name__ for module in MODULES}


def test_the_index_of_a_large_book_is_read_from_its_parts(
    tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LARGE", 0)
    search = {language: search_files(book, language) for language in book.languages}
    outputs = publish(Publication(book, URL, "", "", search))
    write((output for name, output in outputs.items() if name.startswith("search/") or "zoeken" in name), tmp_path)
    write([outputs["en/search/index.html"]], tmp_path)
    assert [
        each for each in site_findings(read_site(tmp_path, URL, book), {"site-search"}) if "form" in each.message
    ] == []
    part = next(file for file in (tmp_path / "search").glob("nl.*.json") if file.read_text(encoding="utf-8")[0] == "[")
    part.write_text(part.read_text(encoding="utf-8").replace("de ", "<b>de</b> ", 1), encoding="utf-8")
    told = [each.message for each in site_findings(read_site(tmp_path, URL, book), {"site-search"})]
    assert "holds markup in a text" in told
