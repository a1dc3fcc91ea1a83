"""The site kept on a device: only when asked, whole or not at all, with the network cut, and gone without a trace."""

from __future__ import annotations

import functools
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.book import Book
from scripts.book.addresses import DEFAULT_URL, file_at
from scripts.book.writing import marked_name
from scripts.site.files.app import app_files
from tests.site.changing_host import POLICY, Files, Host, files_of
from tests.site.sent import sent_as

pytestmark = pytest.mark.xdist_group("app")
"""On one worker: the versions of the site are made once."""

TAKE_ALONG = "/meenemen/"
CHAPTER = "/bakens/3-direct-eropaf/"
SLOW = 30_000
"""Milliseconds, for a busy machine to keep the whole site."""
MOST = 1_500_000
"""Bytes that are sent to keep it all, with Brotli."""


@pytest.fixture(scope="session")
def first(site: Path) -> Files:
    return files_of(site)


@pytest.fixture(scope="session")
def second(first: Files, book: Book) -> Files:
    """The next version: another sentence in a chapter, another script, and so another mark of it in every page."""
    before = sent_as(first, "assets/scripts/book.js")
    script = first[before] + b"document.documentElement.dataset.second = '';\n"
    after = marked_name("assets/scripts/book.js", script)
    old, new = before.encode(), after.encode()
    files = {name: content.replace(old, new) if name.endswith(".html") else content for name, content in first.items()}
    del files[before]
    files[after] = script
    chapter = file_at(CHAPTER)
    files[chapter] = files[chapter].replace(b"</h1>", b" (second)</h1>", 1)
    return with_app(files, book)


@pytest.fixture(scope="session")
def third(second: Files, book: Book) -> Files:
    """A version in which one sentence differs: the texts are fetched one by one."""
    chapter = file_at(CHAPTER)
    return with_app({**second, chapter: second[chapter].replace(b"(second)", b"(third)")}, book)


def with_app(files: Files, book: Book) -> Files:
    makers = {name: functools.partial(files.__getitem__, name) for name in files}
    return {**files, **{name: make() for name, make in app_files(book, "/", POLICY, makers).items()}}


@pytest.fixture
def host(first: Files) -> Iterator[Host]:
    made = Host(first)
    yield made
    made.off()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="nl-NL")
    yield context
    context.close()


@pytest.fixture(scope="module")
def cut_off(browser: Browser, first: Files) -> Iterator[tuple[BrowserContext, str]]:
    """A browser that kept the site and has no network now, and where the site was."""
    host, context = Host(first), browser.new_context(locale="nl-NL")
    keep(context, host).close()
    cut(context, host)
    yield context, host.base
    context.close()


def keep(context: BrowserContext, host: Host) -> Page:
    page = context.new_page()
    page.goto(host.base + TAKE_ALONG)
    page.get_by_role("button", name="Bewaar om offline te lezen").click()
    expect(page.locator(".keep-offline [role=status]")).to_contain_text("Bewaard op dit apparaat", timeout=SLOW)
    return page


def cut(context: BrowserContext, host: Host) -> None:
    """A browser's switch alone does not stop what a service worker asks for."""
    host.off()
    context.set_offline(True)


def caches_of(page: Page) -> list[str]:
    names: list[str] = page.evaluate("caches.keys()")
    return names


def registrations(page: Page) -> int:
    count: int = page.evaluate("navigator.serviceWorker.getRegistrations().then(({ length }) => length)")
    return count


def look_for_update(page: Page) -> str:
    """As browsers do at a visit; how it ended for the new version."""
    state: str = page.evaluate("""async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
      const worker = registration.installing ?? registration.waiting;
      if (!worker) return "none";
      const changed = () => new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
      while (worker.state === "installing") await changed();
      return worker.state;
    }""")
    return state


def next_visit(context: BrowserContext, host: Host) -> Page:
    """To a chapter, after all tabs were closed: a browser takes a moment to see that and take the next version."""
    for _ in range(50):
        for page in context.pages:
            page.close()
        page = context.new_page()
        page.goto(host.base + CHAPTER)
        if not page.evaluate("navigator.serviceWorker.getRegistration().then((found) => Boolean(found?.waiting))"):
            break
    return page


def is_of_second(page: Page) -> tuple[bool, bool]:
    """Whether the text, and whether the script that ran, are of the second version."""
    expect(page.locator("html")).to_have_class(re.compile(r"\bran\b"))
    return "(second)" in page.locator("h1").inner_text(), page.locator("html").get_attribute("data-second") is not None


def test_all_that_is_kept_is_sent_in_a_megabyte_and_a_half(first: Files) -> None:
    listed = json.loads(first["precache.json"])
    names = {name for name, *_ in listed["texts"] + listed["others"]}
    for name, digest, size in listed["texts"] + listed["others"]:
        assert (b64encode(sha256(first[name]).digest()).decode(), len(first[name])) == (digest, size), name
    assert listed["sent"] <= MOST
    assert {name for name in first if name.endswith((".html", ".pdf"))} <= names
    assert {name for name in first if name.startswith("search/")} <= names
    assert not [name for name in names if name.startswith(("files/", "assets/cards/"))]


def test_the_manifest_says_what_an_app_needs_and_every_page_names_it(first: Files) -> None:
    manifest = json.loads(first["manifest.webmanifest"])
    assert (manifest["lang"], manifest["start_url"], manifest["scope"]) == ("nl", "./", "./")
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in manifest["icons"]:
        width = int.from_bytes(first[icon["src"]][16:20])
        assert icon["sizes"] == f"{width}x{width}"
    assert b'<link rel="manifest" href="../../manifest.webmanifest">' in first[file_at(CHAPTER)]


def test_nothing_is_kept_or_asked_for_before_the_tap(reader: BrowserContext, host: Host) -> None:
    page = reader.new_page()
    for address in ("/", CHAPTER, TAKE_ALONG):
        page.goto(host.base + address)
    button = page.get_by_role("button", name=re.compile(r"Bewaar om offline te lezen \(1,\d MB\)"))
    expect(button).to_be_enabled()
    assert button.bounding_box()["height"] >= 44  # type: ignore[index]
    assert (registrations(page), caches_of(page)) == (0, [])
    assert not {"/sw.js", "/precache-texts.txt"} & set(host.asked)


def test_with_the_network_cut_all_is_there(cut_off: tuple[BrowserContext, str], first: Files) -> None:
    page, base = cut_off[0].new_page(), cut_off[1]
    trouble: list[str] = []
    page.on("requestfailed", lambda request: trouble.append(f"{request.failure} {request.url}"))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    for address in ("/", CHAPTER, "/en/beacons/", "/nl-en/glossary/", "/team/werkblad/", "/bakens/delen/"):
        response = page.goto(base + address)
        assert response is not None
        assert (response.status, response.body()) == (200, first[file_at(address)])
    page.goto(base + "/b3/")
    page.wait_for_url(f"**{CHAPTER}")
    page.goto(base + "/zoeken/?q=huisbezoek")
    page.locator("[data-search-state=done]").wait_for()
    page.locator("ol.search-results a").first.click()
    expect(page.locator(".passage:target mark").first).to_be_visible()
    page.goto(base + CHAPTER)
    page.locator(".passage-number").first.click()
    expect(page.locator(".share-box")).to_contain_text("Mail")
    page.goto(base + TAKE_ALONG)
    expect(page.locator(".keep-offline")).to_contain_text(re.compile(r"uitgepakt 5,\d MB\. Tekst van \d"))
    page.goto(base + "/bakens")
    expect(page).to_have_url(base + "/bakens/")
    assert [told for told in trouble if "ERR_ABORTED" not in told] == []  # that is a page that was left


def test_papers_are_there_whole_and_in_part(cut_off: tuple[BrowserContext, str], first: Files) -> None:
    page, base = cut_off[0].new_page(), cut_off[1]
    page.goto(base + CHAPTER)
    paper = "team/kaarten/baken-3.pdf"
    asked = """async ([url, range]) => {
      const response = await fetch(url, range ? { headers: { Range: range } } : {});
      const content = [...new Uint8Array(await response.arrayBuffer())];
      return [response.status, response.headers.get("Content-Range"), content];
    }"""
    content, size = first[paper], len(first[paper])
    for given, status, said, part in (
        ("", 200, None, content),
        ("bytes=5-9", 206, f"bytes 5-9/{size}", content[5:10]),
        ("bytes=100-", 206, f"bytes 100-{size - 1}/{size}", content[100:]),
        ("bytes=-4", 206, f"bytes {size - 4}-{size - 1}/{size}", content[-4:]),
        (f"bytes={size}-", 416, f"bytes */{size}", b""),
    ):
        told = page.evaluate(asked, [f"{base}/{paper}", given])
        assert told == [status, said, list(part)], given


def test_what_is_not_kept_says_so_in_its_language(cut_off: tuple[BrowserContext, str], first: Files) -> None:
    assert b"<p hidden data-offline>" in first["en/404.html"]
    page, base = cut_off[0].new_page(), cut_off[1]
    page.goto(base + "/en/nowhere/")
    expect(page.get_by_text("You have no connection, and this page is not kept on this device.")).to_be_visible()
    page.goto(base + "/nergens/")
    expect(page.get_by_text("Je hebt geen verbinding")).to_be_visible()


def test_a_page_stays_of_its_version_until_all_tabs_are_closed(
    reader: BrowserContext, host: Host, second: Files
) -> None:
    taking, reading = keep(reader, host), reader.new_page()
    reading.goto(host.base + CHAPTER)
    assert is_of_second(reading) == (False, False)
    host.files = second
    assert look_for_update(reading) == "installed"
    for page, address in ((taking, CHAPTER), (reading, "/inleiding/"), (reader.new_page(), "/en/")):
        page.goto(host.base + address)
        assert is_of_second(page) == (False, False)
    taking.goto(host.base + TAKE_ALONG)
    expect(taking.locator(".keep-offline")).to_contain_text("Er staat een nieuwere tekst klaar")
    cut(reader, host)
    page = next_visit(reader, host)
    assert is_of_second(page) == (True, True)
    assert len(caches_of(page)) == 1


def test_a_version_that_is_taken_back_is_never_seen(
    reader: BrowserContext, host: Host, first: Files, second: Files
) -> None:
    page = keep(reader, host)
    for files in (second, first):
        host.files = files
        assert look_for_update(page) == "installed"
    page = next_visit(reader, host)
    cut(reader, host)
    page.goto(host.base + CHAPTER)
    assert is_of_second(page) == (False, False)
    assert len(caches_of(page)) == 1


def test_an_update_asks_only_for_what_differs(reader: BrowserContext, host: Host, second: Files, third: Files) -> None:
    host.files = second
    page = keep(reader, host)
    host.files = third
    host.asked.clear()
    assert look_for_update(page) == "installed"
    assert sorted(host.asked) == sorted([CHAPTER, "/precache.json", "/sw.js"])


@pytest.mark.parametrize("name", ["precache-texts.txt", file_at(CHAPTER)])
def test_an_update_that_breaks_off_leaves_the_version_that_is_there(
    reader: BrowserContext, host: Host, first: Files, second: Files, third: Files, name: str
) -> None:
    host.files, new = (first, second) if name.endswith(".txt") else (second, third)
    page = keep(reader, host)
    before = caches_of(page)
    host.files = new
    for sent in (None, b"of yet another version"):
        host.spoilt = {name: sent}
        assert look_for_update(page) == "redundant"
        assert caches_of(page) == before
    cut(reader, host)
    page.goto(host.base + CHAPTER)
    assert is_of_second(page) == (new is third, new is third)


def test_a_first_time_that_breaks_off_says_so_and_can_be_tried_again(reader: BrowserContext, host: Host) -> None:
    host.spoilt = {"team/zelfscan/zelfscan.pdf": None}
    page = reader.new_page()
    page.goto(host.base + TAKE_ALONG)
    button = page.get_by_role("button", name="Bewaar om offline te lezen")
    button.click()
    status = page.locator(".keep-offline [role=status]")
    expect(status).to_contain_text("Het bewaren is afgebroken, en er is niets bewaard.", timeout=SLOW)
    assert (registrations(page), caches_of(page)) == (0, [])
    host.spoilt = {}
    button.click()
    expect(status).to_contain_text("Bewaard op dit apparaat", timeout=SLOW)


def test_a_full_device_is_told_and_holds_nothing_by_half(reader: BrowserContext, host: Host) -> None:
    page = reader.new_page()
    page.goto(host.base + TAKE_ALONG)
    session = reader.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.base, "quotaSize": 1_000_000})
    page.get_by_role("button", name="Bewaar om offline te lezen").click()
    status = page.locator(".keep-offline [role=status]")
    expect(status).to_have_text("Op dit apparaat is niet genoeg ruimte. Er is niets bewaard.", timeout=SLOW)
    assert (registrations(page), caches_of(page)) == (0, [])
    page.goto(host.base + CHAPTER)
    assert is_of_second(page) == (False, False)


def test_two_tabs_see_the_same_and_removal_leaves_nothing(reader: BrowserContext, host: Host) -> None:
    other = reader.new_page()
    other.goto(host.base + TAKE_ALONG)
    other.evaluate("caches.open('/elsewhere/:offline:1')")
    page = keep(reader, host)
    other.reload()
    expect(other.locator(".keep-offline")).to_contain_text("Bewaard op dit apparaat")
    page.get_by_role("button", name="Verwijder van dit apparaat").click()
    expect(page.locator(".keep-offline")).to_contain_text("Het boek is van dit apparaat verwijderd.")
    assert (registrations(page), caches_of(page)) == (0, ["/elsewhere/:offline:1"])
    other.goto(host.base + CHAPTER)
    assert is_of_second(other) == (False, False)
    page.get_by_role("button", name="Bewaar om offline te lezen").click()
    expect(page.locator(".keep-offline")).to_contain_text("Bewaard op dit apparaat", timeout=SLOW)
    cut(reader, host)
    other.goto(host.base + "/en/")
    expect(other.locator("h1")).to_be_visible()


def test_a_cache_that_is_gone_or_lacks_a_file_is_done_without(reader: BrowserContext, host: Host) -> None:
    page = keep(reader, host)
    page.evaluate(
        "async (url) => { for (const name of await caches.keys()) await (await caches.open(name)).delete(url); }",
        host.base + CHAPTER,
    )
    page.goto(host.base + CHAPTER)
    assert is_of_second(page) == (False, False)
    page.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    page.goto(host.base + CHAPTER)
    assert is_of_second(page) == (False, False)
    assert caches_of(page) == []
    page.goto(host.base + TAKE_ALONG)
    page.get_by_role("button", name="Bewaar om offline te lezen").click()
    expect(page.locator(".keep-offline")).to_contain_text("Bewaard op dit apparaat", timeout=SLOW)


def test_what_was_damaged_on_the_device_is_not_taken_into_the_next_version(
    reader: BrowserContext, host: Host, second: Files
) -> None:
    page = keep(reader, host)
    paper = f"{host.base}/team/zelfscan/zelfscan.pdf"
    damage = "async (url) => (await caches.open((await caches.keys())[0])).put(url, new Response('damaged'))"
    page.evaluate(damage, paper)
    host.files = second
    assert look_for_update(page) == "installed"
    page = next_visit(reader, host)
    assert is_of_second(page) == (True, True)
    cut(reader, host)
    length = page.evaluate("(url) => fetch(url).then(async (found) => (await found.blob()).size)", paper)
    assert length == len(second["team/zelfscan/zelfscan.pdf"])


def test_a_name_with_the_mark_of_another_version_is_never_answered_from_this_one(
    reader: BrowserContext, host: Host
) -> None:
    page = keep(reader, host)
    own, other = sent_as(host.files, "assets/scripts/book.js"), "assets/scripts/book.00000000.js"
    host.spoilt = {own: b"// of the host", other: b"// of the host"}
    get = "(url) => fetch(url).then((response) => response.text())"
    assert page.evaluate(get, f"{host.base}/{other}") == "// of the host"
    assert page.evaluate(get, f"{host.base}/{own}") != "// of the host"


def test_below_a_path_the_site_keeps_to_its_own(reader: BrowserContext, first: Files) -> None:
    below = Host(first, "/boek/")
    try:
        page = keep(reader, below)
        assert [name.rpartition(":")[0] for name in caches_of(page)] == ["/boek/:offline"]
        cut(reader, below)
        page.goto(below.base + CHAPTER)
        assert is_of_second(page) == (False, False)
    finally:
        below.off()


@pytest.mark.parametrize("without", ["serviceWorker", "script"])
def test_without_service_workers_nothing_changes(browser: Browser, host: Host, without: str) -> None:
    context = browser.new_context(java_script_enabled=without != "script")
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(host.base + TAKE_ALONG)
    expect(page.get_by_role("heading", name="Op papier")).to_be_visible()
    expect(page.locator(".keep-offline")).to_be_hidden()
    assert (trouble, [path for path in host.asked if "precache" in path or "sw.js" in path]) == ([], [])
    context.close()


def test_the_app_is_that_of_the_address(book: Book) -> None:
    page = b"<title>1</title>"
    makers = {"index.html": lambda: page}
    files = app_files(book, "/boek/", POLICY, makers)
    assert json.loads(files["manifest.webmanifest"]())["id"] == "/boek/"
    version = json.loads(files["precache.json"]())["version"]
    assert f'"{version}"'.encode() in files["sw.js"]()
    other = app_files(book, "/boek/", POLICY, {"index.html": lambda: page + b"2"})
    assert json.loads(other["precache.json"]())["version"] != version
    assert DEFAULT_URL.encode() not in files["sw.js"]()
