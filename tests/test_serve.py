"""The book while it is edited: what is asked for is made from the sources as they stand."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

import pytest

from scripts.book import read_book
from scripts.serve import main
from scripts.translations import begin
from tests.copies import copy_another

pytestmark = pytest.mark.xdist_group("serve")
"""On one worker: one server is started."""

PATIENCE = 30
"""Seconds; what does not come by then does not come."""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>\n')
OF_APP = ("manifest.", "sw.js", "precache")
"""Who edits the book would be shown what a browser kept."""
SCRIPT = re.compile(rb'<script src="/\.changes\.js"[^>]*></script>')


@dataclass(frozen=True)
class Running:
    root: Path
    url: str
    process: subprocess.Popen[str]

    def get(self, address: str) -> bytes:
        with urllib.request.urlopen(self.url + address) as answer:
            return bytes(answer.read())

    def wait_for(self, address: str, text: str) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                if text in self.get(address).decode():
                    return
            except (urllib.error.URLError, ConnectionError):
                pass  # a new process takes over
            time.sleep(0.05)
        pytest.fail(f"{text!r} does not come at {address}")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = copy_another(tmp_path_factory.mktemp("served") / "book")
    begin(read_book(root))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "scripts.serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL, text=True)
    served = Running(root, f"http://127.0.0.1:{port}", process)
    try:
        served.wait_for("/un-terrain-vide/", "Un terrain vide")
        yield served
    finally:
        process.terminate()
        process.wait()


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_shows_what_a_build_makes_but_for_the_policy_and_the_app(running: Running) -> None:
    command = [sys.executable, "-m", "scripts.build", "--without-mkdocs"]
    subprocess.run(command, cwd=running.root, check=True, env={"SITE_URL": running.url}, capture_output=True)
    site = running.root / "site"
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and not name.startswith((".", "_", *OF_APP)):
            address = "/" + (name.removesuffix("index.html") if name.endswith("index.html") else name)
            built = MANIFEST.sub(b"", POLICY.sub(b"", file.read_bytes()))
            assert SCRIPT.sub(b"", running.get(address)) == built, name


def test_each_kind_of_change_is_seen(running: Running) -> None:
    page = "/un-terrain-vide/"
    replace(running.root / "docs/fr/garden.md", "Le compost a tout changé.", "Le compost a tout sauvé.")
    running.wait_for(page, "a tout sauvé.")
    replace(running.root / "docs/_data/languages/fr/interface.yml", "Un livre d’essai", "Un livre vivant")
    running.wait_for(page, "Un livre vivant")
    replace(running.root / "overrides/partials/footer.html", "<footer", '<footer data-new="1"')
    running.wait_for(page, 'data-new="1"')
    before = re.findall(rb"book\.(\w+)\.css", running.get(page))
    (running.root / "docs/assets/styles/book.css").open("a", encoding="utf-8").write("\nhr { color: red; }\n")
    ends = time.monotonic() + PATIENCE
    while re.findall(rb"book\.(\w+)\.css", running.get(page)) == before:
        assert time.monotonic() < ends
    replace(running.root / "scripts/site/pages/frame.py", 'site = self.labels["site_title"]', 'site = "Un autre nom"')
    running.wait_for(page, "Un autre nom")


def test_while_the_sources_are_broken_the_last_good_pages_stay_and_say_so(running: Running) -> None:
    file = running.root / "docs/_data/contents.yml"
    text = file.read_text(encoding="utf-8")
    answer: HTTPResponse
    with urllib.request.urlopen(f"{running.url}/.changes", timeout=PATIENCE) as answer:
        file.write_text("pages: 3\n", encoding="utf-8")
        for line in answer:
            if line.startswith(b'data: "'):
                break
    file.write_text(text, encoding="utf-8")
    trouble = json.loads(line.removeprefix(b"data: "))
    assert trouble.startswith("docs/_data/contents.yml:1: pages: Expected `array`, got `int`")
    assert "Un terrain vide" in running.get("/un-terrain-vide/").decode()


def test_a_page_that_is_not_there_and_one_without_its_slash(running: Running) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        running.get("/rien/")
    assert "Cette page n’est pas ici" in missing.value.read().decode()
    with urllib.request.urlopen(f"{running.url}/un-terrain-vide") as answer:
        assert answer.geturl() == f"{running.url}/un-terrain-vide/"


def test_a_page_that_cannot_be_made_says_why_and_comes_back(running: Running) -> None:
    """The browser that asked for it is told when it is mended."""
    file = running.root / "overrides/partials/footer.html"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("<footer", "{{ nothing.there.at_all }}<footer", 1), encoding="utf-8")
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            running.get("/un-terrain-vide/")
        except urllib.error.HTTPError as error:
            told = error.read()
            break
        time.sleep(0.05)
    assert b"overrides/partials/footer.html:" in told
    assert SCRIPT.search(told), "it waits for the change"
    file.write_text(text, encoding="utf-8")
    running.wait_for("/un-terrain-vide/", "Un terrain vide")


@pytest.mark.parametrize("port", ["abc", "0", "99999"])
def test_what_is_no_port_is_told_with_one_that_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["serve", "--port", port])
    with pytest.raises(SystemExit):
        main()
    assert f"{port!r} is no port: take a number below 65536, as PORT=8001" in capsys.readouterr().err
