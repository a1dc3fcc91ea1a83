"""The one list of what is published: it is the site, each file once."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from scripts.book import read_book
from scripts.prepare import StoppedError, prepare
from scripts.site import publish as publishing
from scripts.site.making import PaperError, begun, begun_in_a_copy
from scripts.site.pages.frame import Publication
from scripts.site.publish import Output, OutputError, TwiceError, publish, write
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


copies = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied: it makes all itself")


@copies
def test_a_copy_makes_what_it_is_asked_with_what_was_read_and_changes_nothing_here() -> None:
    read = ["the book"]

    def made() -> bytes:
        read.append("and more")
        return f"{read}, by {os.getpid()}".encode()

    def refused() -> bytes:
        raise OutputError("no form for it")

    makers = begun_in_a_copy({"refused": refused, "made": made})
    told = makers["made"]().decode()
    assert told.startswith("['the book', 'and more'], by ")
    assert not told.endswith(f" {os.getpid()}")
    assert read == ["the book"]
    with pytest.raises(OutputError, match="no form for it"):
        makers["refused"]()


@copies
def test_a_copy_that_is_ended_leaves_nobody_waiting() -> None:
    def ended() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    makers = begun_in_a_copy({"first": lambda: b"made", "second": ended, "third": lambda: b"never"})
    assert makers["first"]() == b"made"
    for name in ("second", "third"):
        with pytest.raises(PaperError, match=f"^{name}: the process that makes it ended, most likely for lack of mem"):
            makers[name]()


@pytest.mark.parametrize("is_copied", [pytest.param(True, marks=copies), False])
def test_all_at_once_gives_the_same_as_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_copied: bool
) -> None:
    """Where a process can be copied, and where it can't."""
    monkeypatch.setattr(publishing, "can_be_copied", lambda: is_copied)
    root = copy_another(tmp_path / "book")
    begin(read_book(root))
    _, at_once = prepare(root, URL, at_once=True)
    _, in_turn = prepare(root, URL)
    assert list(at_once) == list(in_turn)
    assert "files/le-jardin.fr-de.a4.pdf" in at_once
    made = {name: output.content for name, output in at_once.items()}
    assert made == {name: output.content for name, output in in_turn.items()}


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
