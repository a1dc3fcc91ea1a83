"""The one list of what is published: it is the site, each file once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from scripts.prepare import StoppedError, prepare
from scripts.site.making import begun
from scripts.site.pages.frame import Publication
from scripts.site.publish import Output, TwiceError, publish, write
from scripts.target import MARKER
from tests.check.corpus import copy_mini

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
