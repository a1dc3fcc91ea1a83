"""The one list of what is published: it is the site, each file once."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from scripts.book import read_book
from scripts.build import ROOT
from scripts.prepare import StoppedError, prepare
from scripts.site.making import begun
from scripts.site.pages.frame import Publication
from scripts.site.publish import Output, TwiceError, publish, write
from scripts.target import MARKER
from scripts.translations import begin
from tests.check.corpus import copy_mini
from tests.copies import copy_another

URL = "https://transformeren.example/"


def test_nothing_is_in_the_site_but_what_is_in_the_list(site: Path, publication: Publication) -> None:
    found = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    search = {name for name in found if name.startswith("search/")}
    assert found - search - {MARKER} == publish(publication).keys() - {"n.json", "e.json"}


def test_two_things_in_one_place_are_an_error_that_names_both(publication: Publication) -> None:
    twice = replace(publication, search_files={"nl": {"Passages.json": ""}, "en": {"e.json": ""}})
    with pytest.raises(TwiceError, match=r"Passages\.json is published twice: from the passages and from .* search"):
        publish(twice)


def test_a_page_at_the_address_of_a_short_link_stops_the_build(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / "mini")
    page = root / "docs/nl/foreword.md"
    page.write_text(page.read_text(encoding="utf-8").replace("slug: voorwoord", "slug: b1"), encoding="utf-8")
    with pytest.raises(StoppedError, match=r"contents\.yml:8: address-twice .*short link.* docs/nl/foreword"):
        prepare(root, URL)


def test_what_is_begun_is_made_in_turn_while_others_go_on() -> None:
    first, second = Event(), Event()

    def long() -> bytes:
        assert first.wait(60)
        return b"long"

    def refused() -> bytes:
        second.set()
        raise ValueError("no form for it")

    makers = begun({"long": long, "refused": refused})
    assert not second.is_set()  # one at a time
    first.set()
    assert makers["long"]() == makers["long"]() == b"long"
    with pytest.raises(ValueError, match="no form for it"):
        makers["refused"]()


def alone(script: str, *arguments: str) -> str:
    """What a script prints in a process of its own: one with other threads, as a test's, is better not copied."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


copies = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied: it makes all itself")
COPY = """
import os, signal
from scripts.site.making import PaperError, begun_in_a_copy, can_be_copied
from scripts.site.publish import OutputError

def made():
    read.append("and more")
    return str(os.getpid() != parent).encode()

def refused():
    raise OutputError("no form for it")

def ended():
    os.kill(os.getpid(), signal.SIGKILL)

read, parent = ["the book"], os.getpid()
print(can_be_copied())
from threading import Event, Thread
ends = Event()
Thread(target=ends.wait).start()
print(can_be_copied())
ends.set()
makers = begun_in_a_copy({"refused": refused, "made": made, "ended": ended, "never": made})
for name, make in makers.items():
    try:
        print(make().decode())
    except (OutputError, PaperError) as error:
        print(type(error).__name__, error)
print(read)
"""


@copies
def test_a_copy_makes_what_it_is_asked_changes_nothing_here_and_leaves_nobody_waiting() -> None:
    assert alone(COPY).splitlines() == [
        "True",
        "False",
        "OutputError no form for it",
        "True",
        "PaperError ended: the process that makes it ended, most likely for lack of memory",
        "PaperError never: the process that makes it ended, most likely for lack of memory",
        "['the book']",
    ]


AT_ONCE = """
import sys
from pathlib import Path
from scripts.prepare import prepare
from scripts.site import publish

root, url, is_copied = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "True"
if not is_copied:
    publish.can_be_copied = lambda: False
_, in_turn = prepare(root, url)
_, at_once = prepare(root, url, at_once=True)
made = {name: output.content for name, output in at_once.items()}
print(list(at_once) == list(in_turn), made == {name: output.content for name, output in in_turn.items()})
print(*made)
"""


@pytest.mark.parametrize("is_copied", [pytest.param(True, marks=copies), False])
def test_all_at_once_gives_the_same_as_one_by_one(tmp_path: Path, is_copied: bool) -> None:
    """Where a process can be copied, and where it can't."""
    root = copy_another(tmp_path / "book")
    begin(read_book(root))
    told = alone(AT_ONCE, str(root), URL, str(is_copied)).split()
    assert told[:2] == ["True", "True"]
    assert "files/le-jardin.fr-de.a4.pdf" in told


def test_what_has_to_be_waited_for_is_written_last(tmp_path: Path, publication: Publication) -> None:
    order: list[str] = []

    def told(name: str) -> str:
        order.append(name)
        return name

    def making(name: str) -> Output:
        return Output(name, "a test", partial(told, name), published[name].turn)

    published = publish(publication)
    sizes, pdf, chapter = "meenemen/index.html", "files/transformeren-gewoon-doen.nl.a5.pdf", "voorwoord/index.html"
    write([making(sizes), making(pdf), making(chapter)], tmp_path)
    assert order == [chapter, pdf, sizes]
    assert (tmp_path / chapter).read_text(encoding="utf-8") == chapter
