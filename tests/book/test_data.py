"""No data that passes the check breaks a build: whatever is wrong in a data file is said, with its file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from scripts.book import read_book
from scripts.book.bibliography import BIBLIOGRAPHY, STYLE
from scripts.book.data import DataError, Record, Words, line_at, parse_yaml, read_records
from scripts.build import ROOT
from scripts.check.run import source_findings
from scripts.prepare import StoppedError, prepare
from scripts.translations import begin
from tests.book.spoiling import spoilt
from tests.copies import LANGUAGES, copy_another


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small whole project: the French and German book."""
    root = copy_another(tmp_path_factory.mktemp("spoilt") / "book")
    begin(read_book(root))
    return root


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_a_data_file_that_is_changed_stops_the_build_or_builds(another: Path, data: st.DataObject) -> None:
    files = sorted((another / "docs/_data").rglob("*.yml"))
    file = data.draw(st.sampled_from(files))
    text = file.read_text(encoding="utf-8")
    changed = yaml.safe_dump(data.draw(spoilt(yaml.safe_load(text))), allow_unicode=True, sort_keys=False)
    file.write_text(changed, encoding="utf-8")
    try:
        _, outputs = prepare(another, "https://x.example/")
        for output in outputs.values():
            assert output.file.endswith((".png", ".nojekyll")) or output.content
    except StoppedError as error:
        assert "docs/" in str(error)
    finally:
        file.write_text(text, encoding="utf-8")


def test_a_ninth_beacon_needs_a_sign(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "overrides/signs/8.svg").unlink()
    found = [each for each in source_findings(read_book(root), {"beacon-card"}) if "sign" in each.message]
    assert [(each.path, each.message) for each in found] == [("docs/_data/contents.yml", "beacon 8 has no sign")]


def test_two_roles_with_one_name_would_share_a_paper(tmp_path: Path) -> None:
    """The worksheet of one would be written over that of the other."""
    root = tmp_path / "book"
    shutil.copytree(ROOT / "docs", root / "docs")
    file = root / "docs/_data/languages/nl/language.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("team_leader: teamleider", "team_leader: bestuurder"), encoding="utf-8")
    found = source_findings(read_book(root), {"address-twice"})
    assert [(each.path, each.line) for each in found] == [("docs/_data/languages/nl/language.yml", 12)]
    assert "the worksheet of the role team_leader, and of the worksheet of the role administrator" in found[0].message


def test_a_title_in_a_note_is_no_markdown(mini: Path) -> None:
    file = mini / BIBLIOGRAPHY
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Cijfers & feiten", "title: 'Wet *en* <b zaak </i>'"), encoding="utf-8")
    page = read_book(mini).page("nl", "foreword.md")
    assert page
    assert "Wet *en* &lt;b zaak &lt;/i&gt;" in page.html


def test_a_point_that_is_ours_is_told_by_an_addition(mini: Path) -> None:
    for language in LANGUAGES:
        file = mini / f"docs/{language}/beacons/2-strength.md"
        file.write_text(re.sub(r"\{ #b2-x\d+ \}\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    found = source_findings(read_book(mini), {"point-missing"})
    assert [each.remedy for each in found] == ["write a passage { #b2-x1 }"] * 2


class Row(Record, frozen=True):
    name: str
    words: Words
    parts: tuple[int, ...] = ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- name: a\n  nl: b\n", 1, "[0]: Lacks the language `en`"),
        ("- name: a\n", 1, "[0]: Object missing required texts in nl and en"),
        ("- {name: a, nl: b, en: c}\n- {name: 1.10, nl: b, en: c}\n", 2, "name: Expected `str`, got `float`; put it"),
        ("- {name: a, nl: b, en: c, parts: een}\n", 1, "parts: Expected `array`, got `str`; write a list"),
        ("- name: a\n  nl: b\n  en: c\n  parts:\n    - 1\n    - x\n", 6, "parts[1]: Expected `int`, got `str`"),
        ("- {name: a, nl: b, en: c, naam: d}\n", 1, "contains unknown field `naam`"),
        ("- name: a\n  nl: b\n  en: c\n  naam: d\n", 4, "contains unknown field `naam`"),
        ("- {name: a, nl: b, en: true}\n", 1, "Expected `str`, got `bool`"),
        ("name: a\n", 1, "the file: Expected `array`, got `object`"),
        ("- {name: a, nl: b, en: c, 5}\n", 1, "[0]: a key that is no word; a text with a comma stands between quot"),
        ("- {name: a, nl: b, en: c, and more}\n", 1, "unknown field `and more`; a text with a comma stands betw"),
    ],
)
def test_an_error_names_file_line_key_and_what_is_allowed(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / "rows.yml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_records(tmp_path, "rows.yml", tuple[Row, ...], LANGUAGES)
    assert (caught.value.path, caught.value.line) == ("rows.yml", line)
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("een:\n  x:\n    - {name: a, nl: b, en: c}\n    - 7\n", 4, "een.x[1]: Expected `object`, got `int`"),
        ("een:\n  x: []\ntwee:\n  /a/#b: [1]\n", 4, "twee./a/#b[0]: Expected `object`, got `int`"),
    ],
)
def test_an_error_below_a_key_of_ones_own_names_that_key(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / "rows.yml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_records(tmp_path, "rows.yml", dict[str, dict[str, tuple[Row, ...]]], LANGUAGES)
    assert caught.value.line == line
    assert said in caught.value.message


def test_an_error_in_yaml_has_the_line_of_its_file() -> None:
    with pytest.raises(DataError) as caught:
        parse_yaml("a: 1\nb: [\n", "x.yml")
    assert caught.value.line == 3
    with pytest.raises(DataError) as caught:
        parse_yaml("b: [1\nc: 2\n", "x.md", 4)
    assert caught.value.line == 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: Eropaf: maar hoe", "if a text has a colon in it, put the whole text between double quotation marks"),
        ('title: "Eropaf" en verder', "one inside a text is “curly”"),
        ("title: *Eropaf*", "put a text that begins with '*' or '&' between double"),
        ("/a/: /b/\n/c/:/d/\n/e/: /f/", "a line lacks its colon, or the space behind it"),
        ("'/a/: /b/'\n/c/: /d/", "without quotation marks around all of it"),
        ("title:\n\tword: a", "indent by spaces"),
        ('title: "Eropaf', "a quotation mark that is opened is not closed"),
    ],
)
def test_a_slip_in_yaml_is_told_in_plain_words_too(text: str, told: str) -> None:
    with pytest.raises(DataError, match=r"not valid YAML: .+ \(") as caught:
        parse_yaml(text, "x.yml")
    assert told in caught.value.message


def test_a_line_is_found_as_far_as_the_text_goes() -> None:
    text = "a:\n  b:\n    - c: 1\n    - d: 2\n"
    assert [line_at(text, where) for where in ("$", "$.a", "$.a.b[1].d", "$.a.b[1].x", "$.a[...].y")] == [1, 1, 4, 4, 1]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("  url: https://www.cbs.nl/", "'url' of the source 'cbs-2020' is no variable of CSL; did you mean 'URL'?"),
        ("  doi: 10.1000/1", "'doi' of the source 'cbs-2020' is no variable of CSL; did you mean 'DOI'?"),
        ("  issued: {date-parts: [[2020, 2, 31]]}", "2020-2-31 is no date"),
        ("  issued: 40 februari", "Expected `object | null`, got `str`"),
        ("  author: Een bureau", "Expected `array`, got `str`"),
    ],
)
def test_a_source_says_nothing_that_is_dropped(mini: Path, written: str, said: str) -> None:
    """A variable that CSL does not know, or a date that is none, would go without a word."""
    file = mini / BIBLIOGRAPHY
    name = written.strip().partition(":")[0]
    lines = file.read_text(encoding="utf-8").split("- id: cbs-2020")
    entry = "\n".join(line for line in lines[1].splitlines() if not line.startswith(f"  {name}:"))
    file.write_text(f"{lines[0]}- id: cbs-2020{entry}\n{written}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_book(mini)
    assert caught.value.path == BIBLIOGRAPHY
    assert caught.value.line > 6
    assert said in caught.value.message


@pytest.mark.parametrize("title", ["'Een <b titel'", "'Wet & <i>zaak'", "'1 < 2 en 3 > 2'"])
def test_a_title_may_have_any_sign(mini: Path, title: str) -> None:
    file = mini / BIBLIOGRAPHY
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Cijfers & feiten", f"title: {title}"), encoding="utf-8")
    book = read_book(mini)
    shown = lxml_html.fromstring(book.bibliography.cite("cbs-2020", "p. <4", "nl")).text_content()
    assert title.strip("'") in shown
    assert "<4" in shown


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("</style>", "</stile>", 69, "not valid XML: "),
        ("<style ", "<stile ", None, "not valid XML: "),
        ('xmlns="http://purl.org/net/xbiblio/csl"', 'xmlns="urn:x"', None, "is no style of CSL"),
    ],
)
def test_a_style_of_citations_that_is_none_is_told_with_its_line(
    another: Path, old: str, new: str, line: int | None, said: str
) -> None:
    file = another / STYLE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    try:
        with pytest.raises(DataError) as caught:
            read_book(another)
    finally:
        file.write_text(text, encoding="utf-8")
    assert caught.value.path == STYLE
    assert said in caught.value.message
    assert line in {None, caught.value.line}
