"""What a reader's browser gets from nginx, Apache and Caddy, each told what the build writes for it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from scripts.build import ROOT
from scripts.engines import APACHE, BROTLI_STATIC, CADDY, NGINX, find
from scripts.site.files.hosts import headers
from scripts.site.files.hosts.rules import TYPES, YEAR
from scripts.site.files.policy import inline_script, policy
from tests.hosts.conftest import Answer, Hosted

TOLD = {name.lower(): value for name, value in headers(policy(inline_script(ROOT))).items()}
PAGE = "bakens/3-direct-eropaf/"
PDF = "files/transformeren-gewoon-doen.nl.a5.pdf"
TYPICAL = {
    "": TYPES["html"],
    "passages.json": "application/json",
    "feed.nl.xml": "application/xml",
    "delen/citation.bib": "application/x-bibtex; charset=utf-8",
    "delen/citation.ris": "application/x-research-info-systems; charset=utf-8",
    f"{PAGE}index.html.md": "text/markdown; charset=utf-8",
    "llms.txt": "text/plain; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json",
    "favicon.ico": "image/x-icon",
    PDF: "application/pdf",
    "files/transformeren-gewoon-doen.nl.epub": "application/epub+zip",
    "files/transformeren-gewoon-doen.nl-en.tmx": "application/x-tmx+xml",
    "files/transformeren-gewoon-doen.nl-en.tbx": "application/x-tbx+xml",
    "files/transformeren-gewoon-doen.nl-en.csv": "text/csv; charset=utf-8",
    "files/transformeren-gewoon-doen.nl-en.jsonl": "application/jsonl",
    "files/transformeren-gewoon-doen.offline.zip": "application/zip",
}


pytestmark = pytest.mark.xdist_group("hosts")


def only(where: Callable[[str, str], bool]) -> pytest.MarkDecorator:
    """For some of the servers and places; conftest.py leaves out the others."""
    return pytest.mark.only_at(where=where)


def marked(hosted: Hosted) -> str:
    return next(hosted.site.glob("assets/fonts/*.woff2")).relative_to(hosted.site).as_posix()


def without(answer: Answer) -> dict[str, str]:
    """What of the headers is not as it was told."""
    return {name: answer.headers.get(name, "") for name, value in TOLD.items() if answer.headers.get(name) != value}


def test_every_answer_has_the_policy_and_what_goes_with_it(hosted: Hosted) -> None:
    etag = hosted.ask(PAGE).headers["etag"]
    answers = {
        "a page": hosted.ask(PAGE),
        "packed": hosted.ask(PAGE, Accept_Encoding="gzip"),
        "a part": hosted.ask(PDF, Range="bytes=0-9"),
        "as before": hosted.ask(PAGE, If_None_Match=etag),
        "its head": hosted.ask(PAGE, "HEAD"),
        "to a folder": hosted.ask("bakens"),
        "moved": hosted.ask("oud/"),
        "not there": hosted.ask("nergens/"),
        "kept": hosted.ask(marked(hosted)),
    }
    assert [answer.status for answer in answers.values()] == [200, 200, 206, 304, 200, 301, 301, 404, 200]
    assert {what: without(answer) for what, answer in answers.items() if without(answer)} == {}


def test_a_marked_file_is_kept_and_all_else_is_asked_for(hosted: Hosted) -> None:
    told = {path: hosted.ask(path).headers["cache-control"] for path in ("", PAGE, "sw.js", PDF, "nergens/", "oud/")}
    assert set(told.values()) == {"no-cache"}
    assert hosted.ask(marked(hosted)).headers["cache-control"] == YEAR
    missing = hosted.ask("assets/scripts/book.12345678.js")
    assert (missing.status, missing.headers["cache-control"]) == (404, "no-cache")


@pytest.mark.parametrize("coding", ["identity", "br", "gzip"])
def test_what_did_not_change_is_not_sent_again(hosted: Hosted, coding: str) -> None:
    first = hosted.ask(PAGE, Accept_Encoding=coding)
    again = hosted.ask(PAGE, Accept_Encoding=coding, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("br, gzip", "br"), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("identity", ""), ("br;q=0", "")],
)
@pytest.mark.parametrize("path", [PAGE, "", "sw.js", "delen/citation.bib"])
def test_packed_files_are_sent_as_they_lie(hosted: Hosted, path: str, accepted: str, coding: str) -> None:
    if coding == "br" and hosted.server.name == NGINX and not find(BROTLI_STATIC):
        pytest.skip(f"NOT HERE: {BROTLI_STATIC}")
    answer = hosted.ask(path, Accept_Encoding=accepted)
    file = hosted.site / (path + "index.html" if path.endswith("/") or not path else path)
    beside = {"br": ".br", "gzip": ".gz", "": ""}[coding]
    assert answer.headers.get("content-encoding", "") == coding
    assert answer.body == file.with_name(file.name + beside).read_bytes()
    assert answer.headers["content-type"] == TYPES[file.suffix.removeprefix(".")]
    assert "Accept-Encoding" in answer.headers["vary"]


def test_every_form_has_its_media_type(hosted: Hosted) -> None:
    assert {path: hosted.ask(path, "HEAD").headers["content-type"] for path in TYPICAL} == TYPICAL
    assert hosted.ask(marked(hosted)).headers["content-type"] == "font/woff2"


def test_what_is_not_there_says_so_in_its_language(hosted: Hosted) -> None:
    for path, file in (("nergens/", "404.html"), ("en/nowhere", "en/404.html"), ("en/x/y.pdf", "en/404.html")):
        answer = hosted.ask(path)
        assert (answer.status, answer.headers["content-type"]) == (404, TYPES["html"])
        assert answer.body == (hosted.site / file).read_bytes()


def test_a_folder_without_its_slash_leads_there_with_the_query(hosted: Hosted) -> None:
    """Also behind another server: at the same host and port, or at none."""
    for path in ("bakens", "en/beacons", "zoeken"):
        answer = hosted.ask(f"{path}?q=wijk%20team")
        to = urlsplit(answer.headers["location"])
        assert answer.status == 301
        assert to.netloc in {"", f"127.0.0.1:{hosted.server.port}"}
        assert (to.path, to.query) == (f"{hosted.base}{path}/", "q=wijk%20team")
    if hosted.base != "/":
        answer = hosted.ask_host(f"{hosted.base.rstrip('/')}?q=1")
        assert (answer.status, urlsplit(answer.headers["location"])[2:4]) == (301, (hosted.base, "q=1"))


def test_what_moved_leads_on_also_where_a_packed_page_lies(hosted: Hosted) -> None:
    for path, to in (("oud/", "bakens/"), ("oud/?q=1", "bakens/?q=1"), ("oud.pdf", "files/new.pdf")):
        answer = hosted.ask(path, Accept_Encoding="br, gzip")
        assert answer.status == 301
        assert answer.headers["location"].endswith(hosted.base + to)
    assert hosted.ask("elders/").headers["location"].endswith(f"{hosted.base}bakens/#b3-2")


def test_a_pdf_comes_in_parts(hosted: Hosted) -> None:
    whole = (hosted.site / PDF).read_bytes()
    answer = hosted.ask(PDF, Range="bytes=100-199", Accept_Encoding="br, gzip")
    assert (answer.status, answer.body) == (206, whole[100:200])
    assert answer.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert "content-encoding" not in answer.headers
    assert hosted.ask(PDF, Range=f"bytes={len(whole)}-").status == 416


def test_a_part_of_a_page_is_of_what_it_says_it_is(hosted: Hosted) -> None:
    """The whole packed page, or a part of the packed or the plain one: never plain bytes that are called packed."""
    answer = hosted.ask(PAGE, Range="bytes=10-29", Accept_Encoding="br")
    ending = ".br" if answer.headers.get("content-encoding") else ""
    content = (hosted.site / f"{PAGE}index.html{ending}").read_bytes()
    assert answer.body == (content[10:30] if answer.status == 206 else content)


def test_what_lies_there_for_hosts_is_not_offered(hosted: Hosted) -> None:
    for path in (".htaccess", "_headers", "_redirects", ".nojekyll", ".git/config"):
        assert hosted.ask(path).status in {403, 404}, path
    for path in ("index.html.br", f"{PAGE}index.html.gz"):
        assert hosted.ask(path).status == 404, path


def test_no_folder_is_listed(hosted: Hosted) -> None:
    for path in ("assets/", "assets/fonts/", "files/"):
        answer = hosted.ask(path)
        assert answer.status == 404
        assert b"woff2" not in answer.body


def test_a_head_is_that_of_the_whole(hosted: Hosted) -> None:
    head, whole = hosted.ask(PAGE, "HEAD"), hosted.ask(PAGE)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nobody_writes_here(hosted: Hosted, method: str) -> None:
    assert hosted.ask(PAGE, method).status == 405


@only(lambda name, _: name != APACHE)
def test_no_answer_says_which_server_of_which_version_nor_what_was_asked(hosted: Hosted) -> None:
    """Of Apache only who runs it can say so: ServerTokens Prod, TraceEnable off."""
    assert hosted.ask(PAGE, "TRACE").status == 405
    assert not re.search(r"\d", hosted.ask(PAGE).headers.get("server", ""))


def test_it_answers_over_the_modern_internet_protocol(hosted: Hosted) -> None:
    assert hosted.ask(PAGE, host="::1").body == hosted.ask(PAGE).body


def test_a_way_out_of_the_folder_leads_nowhere(hosted: Hosted) -> None:
    for path in ("/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc/passwd"):
        with closing(socket.create_connection(("127.0.0.1", hosted.server.port), timeout=10)) as raw:
            raw.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            answer = raw.makefile("rb").read()
        assert b"root:" not in answer


@only(lambda _, base: base == "/")
def test_over_tls_it_speaks_http_2_and_says_the_same(hosted: Hosted) -> None:
    curl = shutil.which("curl")
    if not curl:
        pytest.skip("NOT HERE: curl")
    address = f"https://localhost:{hosted.server.tls}{hosted.base}{PAGE}"
    form = "%{http_version} %{content_type} %header{content-security-policy}"
    command = [curl, "-sk", "--http2", "-H", "Accept-Encoding: br", "-o", "-", "-w", f"\n{form}", address]
    said = subprocess.run(command, check=True, capture_output=True).stdout
    body, _, told = said.rpartition(b"\n")
    assert told.decode() == f"2 {TYPES['html']} {TOLD['content-security-policy']}"
    packed = hosted.server.name != NGINX or find(BROTLI_STATIC)
    page = (hosted.site / f"{PAGE}index.html").read_bytes()
    assert (brotli.decompress(body) if packed else body) == page


@only(lambda _, base: base != "/")
def test_below_a_path_the_rest_of_the_host_stays_as_it_was(hosted: Hosted) -> None:
    other: Path = hosted.site.parent / "other.html"
    other.write_text("Of somebody else.", encoding="utf-8")
    other.chmod(0o644)
    answer = hosted.ask_host("/other.html")
    assert "content-security-policy" not in answer.headers
    if hosted.server.name != CADDY:  # it serves nothing that nobody said
        assert answer.body == b"Of somebody else."
