"""Translating with one's own tool: what changed goes out, comes back into docs/, and takes nothing else with it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from scripts import edits
from scripts.book import Book, read_book
from scripts.book.locks import fingerprints
from scripts.book.writing import write_whole
from scripts.build import ROOT
from scripts.translate import taking
from scripts.translate.__main__ import main
from scripts.translate.po import read
from scripts.translate.taking import with_texts
from scripts.translate.units import units
from scripts.translations import main as translations
from tests.copies import ANOTHER, copy_another, copy_project

BEACON = "docs/nl/beacons/1-question.md"
TWIN = "docs/en/beacons/1-question.md"


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def change(root: Path, path: str, old: str, new: str) -> None:
    assert old in text(root, path)
    (root / path).write_text(text(root, path).replace(old, new, 1), encoding="utf-8")


def sources(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted((root / "docs").rglob("*")) if file.is_file()}


def out(root: Path, *options: str) -> Path:
    """The file that goes out; it is not there if there was nothing to translate."""
    file = root / "nl-en.po"
    file.unlink(missing_ok=True)
    assert main(["--root", str(root), "out", "--to", str(file), *options]) == 0
    return file


@contextmanager
def translating(file: Path) -> Iterator[Catalog]:
    """What a translator does with the file."""
    with file.open("rb") as stream:
        catalog = read_po(stream)
    yield catalog
    with file.open("wb") as stream:
        write_po(stream, catalog)


def unit(catalog: Catalog, key: str) -> Message:
    return next(message for message in catalog if message.context == key)


def translate(file: Path, key: str, edit: Callable[[str], str]) -> None:
    with translating(file) as catalog:
        message = unit(catalog, key)
        message.string = edit(str(message.string))
        message.flags.discard("fuzzy")


def back(root: Path, file: Path) -> int:
    return main(["--root", str(root), "in", str(file)])


def keys(file: Path) -> list[str]:
    with file.open("rb") as stream:
        return [str(message.context) for message in read_po(stream) if message.id]


# What goes out


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Book:
    root = copy_another(tmp_path_factory.mktemp("another") / "book")
    assert translations(["--root", str(root), "--begin"]) == 0
    return read_book(root)


@pytest.fixture(params=["this book", "the French and German one"])
def some_book(request: pytest.FixtureRequest, book: Book, another: Book) -> Book:
    return book if request.param == "this book" else another


def test_every_text_of_the_lock_is_a_unit_once(some_book: Book) -> None:
    found = units(some_book, some_book.languages[0])
    assert len({unit.key for unit in found}) == len(found)
    assert {name for unit in found for name in unit.names} == set(fingerprints(some_book))
    passages = [unit.key for unit in found if unit.source.id_line]
    assert passages == [
        passage.id for page in some_book.in_language(some_book.languages[0]) for passage in page.passages
    ]


def test_each_text_written_over_itself_gives_the_same_bytes(some_book: Book) -> None:
    for language in some_book.languages:
        same = [(unit, unit.target.text) for unit in units(some_book, language)]
        files = with_texts(some_book.root, same)
        assert len(files) > 4
        for path, content in files.items():
            assert content == (some_book.root / path).read_bytes(), path


def test_a_unit_holds_its_whole_passage_and_nothing_of_its_neighbours(book: Book) -> None:
    for language in book.languages:
        found = {unit.key: words(NO_WORDS.sub("", unit.source.text)) for unit in units(book, language)}
        for page in book.in_language(language):
            for passage in page.passages:
                assert found[passage.id] == words(passage.text), (page.source, passage.id)


NO_WORDS = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|\{[^}]*\}|^\d+\. ", re.MULTILINE)
"""Of a passage's Markdown: what no reader reads."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_what_changed_goes_out_to_be_looked_at_again(mini: Path) -> None:
    change(mini, BEACON, "hoort meer.", "hoort veel meer.")
    file = out(mini)
    assert keys(file) == ["b1-1"]
    with translating(file) as catalog:
        message = unit(catalog, "b1-1")
    assert "hoort veel meer." in str(message.id)
    assert message.fuzzy
    assert "changed in Dutch" in message.auto_comments


def test_what_changed_in_the_other_language_goes_the_other_way(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mini, TWIN, "tells", "always tells")
    assert not out(mini).exists()
    assert "1 text may have changed in English only: FROM=en INTO=nl" in capsys.readouterr().err
    assert keys(out(mini, "--from", "en")) == ["b1-1"]


def test_work_that_is_there_is_not_written_over(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = out(mini, "--all")
    before = file.read_bytes()
    assert main(["--root", str(mini), "out", "--all", "--to", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_the_same_book_gives_the_same_file(mini: Path) -> None:
    assert out(mini, "--all").read_bytes() == out(mini, "--all").read_bytes()


# What comes back


@pytest.mark.parametrize("source", ["nl", "en"])
def test_what_nobody_touched_changes_nothing(mini: Path, source: str) -> None:
    before = sources(mini)
    file = out(mini, "--all", "--from", source)
    with translating(file):
        pass
    assert back(mini, file) == 0
    assert sources(mini) == before


def test_a_translation_comes_into_its_place_and_is_not_accepted(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mini, BEACON, "hoort meer.", "hoort veel meer.")
    before, lock = text(mini, TWIN), text(mini, "translations.lock")
    file = out(mini)
    translate(file, "b1-1", lambda said: said.replace("tells", "always tells"))
    assert back(mini, file) == 0
    assert text(mini, TWIN) == before.replace("tells", "always tells", 1) != before
    assert text(mini, "translations.lock") == lock
    assert 'make accept-translation IDS="b1-1"' in capsys.readouterr().out
    assert back(mini, file) == 0, "taken in twice is as good as once"


def test_line_ends_of_windows_stay(mini: Path) -> None:
    content = (mini / TWIN).read_bytes().replace(b"\n", b"\r\n")
    (mini / TWIN).write_bytes(content)
    file = out(mini, "--all")
    translate(file, "b1-2", lambda said: said.replace("the questions", "all the questions"))
    assert back(mini, file) == 0
    assert (mini / TWIN).read_bytes() == content.replace(b"the questions", b"all the questions", 1)


def test_what_is_right_as_it_is_needs_no_other_words(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mini, BEACON, "hoort meer.", "hoort veel meer.")
    before = sources(mini)
    file = out(mini)
    translate(file, "b1-1", str)
    assert back(mini, file) == 0
    assert sources(mini) == before
    assert 'make accept-translation IDS="b1-1"' in capsys.readouterr().out


def test_what_is_not_sure_stays_as_it_was(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mini, BEACON, "hoort meer.", "hoort veel meer.")
    before = sources(mini)
    file = out(mini)
    with translating(file) as catalog:
        unit(catalog, "b1-1").string = "Something"
    assert back(mini, file) == 0
    assert sources(mini) == before
    assert "1 still fuzzy or not translated" in capsys.readouterr().out


def test_a_tool_of_translators_can_do_it_all(mini: Path) -> None:
    """Virtaal and Weblate read and write PO by this library."""
    pofile = pytest.importorskip("translate.storage.pypo", reason="translate-toolkit is not installed").pofile
    change(mini, BEACON, "hoort meer.", "hoort veel meer.")
    lagging = out(mini).rename(mini / "lagging.po")
    every = pofile.parsefile(str(out(mini, "--all")))
    count = len(units(read_book(mini), "nl"))
    assert len([each for each in every.units if not each.isheader()]) == count
    assert [each.getcontext() for each in every.units if each.isfuzzy()] == ["b1-1"]
    store = pofile.parsefile(str(lagging))
    (each,) = [each for each in store.units if not each.isheader()]
    each.target = str(each.target).replace("tells", "always tells")
    each.markfuzzy(False)
    lagging.write_bytes(bytes(store))
    before = text(mini, TWIN)
    assert back(mini, lagging) == 0
    assert text(mini, TWIN) == before.replace("tells", "always tells", 1)


EVERYWHERE = {
    "a title": ("page:foreword.md title", "Foreword: of ‘two’ sides", 'title: "Foreword: of ‘two’ sides"'),
    "a heading": ("page:foreword.md #later", "Later on", "## Later on { #later }"),
    "a note": ("foreword.md [^law]", "So it is called. [@cbs-2020]", "[^law]: So it is called. [@cbs-2020]"),
}


@pytest.mark.parametrize("what", EVERYWHERE)
def test_titles_headings_and_notes_come_back_too(mini: Path, what: str) -> None:
    key, said, written = EVERYWHERE[what]
    path = "docs/en/foreword.md"
    file = out(mini, "--all")
    translate(file, key, lambda _: said)
    assert back(mini, file) == 0
    assert f"\n{written}\n" in text(mini, path)
    assert len(text(mini, path).splitlines()) == len(text(MINI, path).splitlines())


def test_a_definition_comes_into_the_data(tmp_path: Path, book: Book) -> None:
    root = copy_project(tmp_path / "book")
    file = out(root, "--all")
    translate(file, "term:aanbieder definition", lambda _: "An organisation: help, for a municipality.")
    assert back(root, file) == 0
    before, after = text(ROOT, "docs/_data/glossary.yml").split("\n"), text(root, "docs/_data/glossary.yml").split("\n")
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in differing] == ['    definition: "An organisation: help, for a municipality."']
    wording = read_book(root).glossary.by_id["aanbieder"].wording["en"]
    assert wording.definition == "An organisation: help, for a municipality."
    assert book.glossary.by_id["aanbieder"].wording["nl"] == read_book(root).glossary.by_id["aanbieder"].wording["nl"]


def test_another_book_comes_back(tmp_path: Path, another: Book) -> None:
    root = tmp_path / "book"
    shutil.copytree(another.root, root)
    change(root, "docs/fr/water.md", "2021", "2021, si long,")
    file = out(root)
    assert "e1-x1" in keys(file)
    translate(file, "e1-x1", lambda said: said.replace("Sommer", "schöne Sommer"))
    assert back(root, file) == 0
    assert text(root, "docs/de/water.md") == text(ANOTHER, "de/water.md").replace("Sommer 2021", "schöne Sommer 2021")


# What is refused

MINI = Path(__file__).parent / "mini"

LOST = {
    "a note's mark": ("v1", "[^1]", "", "lost the note's mark [^1]"),
    "a note that is not there": ("v2", "[^cbs]", "[^cbs][^law]", "has the note's mark [^law]"),
    "a link's target": ("v1", "beacons/index.md#n1", "beacons/index.md", "lost the link's target beacons/index.md#n1"),
    "a link": ("v2", "(#v1)", "", "lost the link's target #v1"),
    "a source": ("foreword.md [^cbs]", "[@cbs-2020", "[@cbs", "lost the source @cbs-2020"),
    "an id": ("v1", "since", "{ #v9 } since", "has the attribute list { #v9 }"),
    "a brace": ("v1", "since", "{since", "has a brace that belongs to nothing"),
    "a line": ("page:foreword.md #later", "Later", "Later\non", "is more than one line"),
    "a paragraph for the id": ("v2", "After", "- After", "v2"),
    "a heading that begins another text": ("v1", "since", "since\n\n## New\n\nthen", "v1"),
}


@pytest.mark.parametrize("what", LOST)
def test_a_translation_that_loses_something_is_refused(
    mini: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    key, old, new, told = LOST[what]
    before = sources(mini)
    file = out(mini, "--all")

    def edit(said: str) -> str:
        assert old in said, said
        return said.replace(old, new, 1)

    translate(file, key, edit)
    assert back(mini, file) == 2
    said = capsys.readouterr().err
    assert told in said
    assert " — " in said, "with a remedy"
    assert "Nothing was written" in said
    assert sources(mini) == before


@pytest.mark.parametrize(("path", "language"), [(BEACON, "Dutch"), (TWIN, "English")])
def test_what_changed_in_the_meantime_is_not_written_over(
    mini: Path, capsys: pytest.CaptureFixture[str], path: str, language: str
) -> None:
    file = out(mini, "--all")
    translate(file, "b1-1", lambda said: said + " And more.")
    change(mini, path, "{ #b1-1 }", "{ #b1-1 }\n\nTussendoor.")
    before = sources(mini)
    assert back(mini, file) == 2
    said = capsys.readouterr().err
    assert f"b1-1: the {language} text ({path}:" in said
    assert "changed since it went out" in said
    assert "make translate-out" in said
    assert sources(mini) == before


def test_what_changed_in_the_meantime_is_no_matter_to_who_did_not_touch_it(
    mini: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = out(mini, "--all")
    translate(file, "v2", lambda said: said + " And more.")
    change(mini, BEACON, "hoort meer.", "hoort veel meer.")
    assert back(mini, file) == 0
    assert "And more." in text(mini, "docs/en/foreword.md")
    assert 'IDS="v2"' in capsys.readouterr().out, "nobody saw that b1-1 still matches"


def test_what_is_saved_while_it_is_taken_in_is_not_written_over(mini: Path) -> None:
    file = out(mini, "--all")
    translate(file, "b1-1", lambda said: said + " And more.")
    book = read_book(mini)
    change(mini, TWIN, "title: The question", "title: A question")
    before = sources(mini)
    with pytest.raises(taking.RefusedError, match=f"{TWIN}:.*saved a moment ago"):
        taking.take(book, *read(book, file), str(file))
    assert sources(mini) == before


def test_one_bad_unit_keeps_all_others_out(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = out(mini, "--all")
    translate(file, "b1-1", lambda said: said + " And more.")
    translate(file, "v1", lambda said: said.replace("[^1]", ""))
    before = sources(mini)
    assert back(mini, file) == 2
    assert f"{file}:" in capsys.readouterr().err
    assert sources(mini) == before


def test_a_disk_that_is_full_leaves_every_file_as_it_was(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = out(mini, "--all")
    translate(file, "b1-1", lambda said: said + " And more.")
    translate(file, "v2", lambda said: said + " And more.")
    before, real = sources(mini), write_whole

    def failing(path: Path, content: bytes) -> None:
        if path.name == "foreword.md" and b"And more" in content:
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(edits, "write_whole", failing)
    assert back(mini, file) == 2
    assert sources(mini) == before


def po(language: str, unit: str) -> bytes:
    return f'msgid ""\nmsgstr "Language: {language}\\n"\n\n{unit}msgid "a"\nmsgstr "b"\n'.encode()


BAD = {
    "no PO file": (b"Dear colleague,\n\nhere it is.\n", ":1"),
    "a file that was cut off": (b'msgid ""\nmsgstr ""\n"Language: en_GB\\n"\n\nmsgctxt "v1"\nmsgid "a', ":6"),
    "another encoding": ('msgid ""\nmsgstr "é"\n'.encode("latin-1"), ":2: not UTF-8"),
    "nothing": (b"", ":1"),
    "another language": (po("fr_FR", ""), "en_GB"),
    "no language that there is": (po("xx_YY", ""), ":1"),
    "a text without its marks": (po("en", 'msgctxt "v1"\n'), ":5: v1"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_can_t_be_read_says_where_and_what_to_do(
    mini: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    content, told = BAD[what]
    file = mini / "bad.po"
    file.write_bytes(content)
    assert back(mini, file) == 2
    said = capsys.readouterr().err
    assert f"{file}:" in said
    assert told in said
    assert " — " in said


def test_a_file_that_is_not_there_is_said(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert back(mini, mini / "gone.po") == 2
    assert "gone.po" in capsys.readouterr().err
