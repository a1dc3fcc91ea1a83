"""Scripts are sent as one file: each module once, before the one that needs it, and no name twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.book import Book
from scripts.build import ROOT
from scripts.site.assets.bundle import BundleError, bundle, imported
from scripts.site.assets.sending import FOLDER, AssetError, Assets, not_needed
from tests.site.sent import MARK

SCRIPTS = ROOT / FOLDER / "scripts"


def modules(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "main.js"


def test_a_module_stands_once_and_before_what_needs_it(tmp_path: Path) -> None:
    entry = modules(
        tmp_path,
        main='import { a } from "./a.js";\nimport { b } from "./b.js";\na(b);\n',
        a='import { b } from "./b.js";\nexport const a = (x) => b + x;\n',
        b="export const b = 1;\n",
    )
    text = bundle(entry)
    assert text.index("const b = 1") < text.index("const a =") < text.index("a(b)")
    assert text.count("const b = 1") == 1
    assert "import" not in text
    assert "export" not in text


def test_one_name_in_two_modules_is_an_error_that_names_them(tmp_path: Path) -> None:
    entry = modules(
        tmp_path, main='import { a } from "./a.js";\nconst GAP = 1;\n', a="const GAP = 2;\nexport const a = 1;\n"
    )
    with pytest.raises(BundleError, match=r"main\.js:2: 'GAP' is a name in a\.js too"):
        bundle(entry)


def test_a_module_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"gone\.js"):
        bundle(modules(tmp_path, main='import { a } from "./gone.js";\n'))


def test_what_stands_inside_another_is_not_sent_by_itself(site: Path) -> None:
    inside = imported(SCRIPTS)
    sent = {MARK.sub("", file.name) for file in (site / "assets/scripts").iterdir()}
    assert inside
    assert sent == {file.name for file in SCRIPTS.glob("*.js")} - inside


def test_what_is_sent_is_asked_for(site: Path) -> None:
    """By a page, or by a script or a style sheet that is."""
    texts = "".join(
        file.read_text(encoding="utf-8")
        for pattern in ("**/*.html", "assets/**/*.css", "assets/**/*.js", "*.webmanifest")
        for file in site.glob(pattern)
    )
    sent = [file for file in (site / "assets").rglob("*") if file.is_file() and "cards" not in file.parts]
    assert len(sent) > 40
    assert [file.name for file in sent if f"/{file.name}" not in texts and f"({file.name})" not in texts] == []


def test_the_address_changes_with_any_module_inside(tmp_path: Path) -> None:
    scripts = tmp_path / FOLDER / "scripts"
    scripts.mkdir(parents=True)
    modules(scripts, main='import { a } from "./a.js";\na();\n', a="export const a = () => 1;\n")
    before = Assets(tmp_path).address("scripts/main.js")
    (scripts / "a.js").write_text("export const a = () => 2;\n", encoding="utf-8")
    assert Assets(tmp_path).address("scripts/main.js") != before


def test_what_is_sent_has_no_comments(site: Path, book: Book) -> None:
    sent = [each for each in Assets(ROOT).sent(without=not_needed(book)) if each.place.endswith((".css", ".js"))]
    assert len(sent) > 30
    for each in sent:
        content = (site / each.place).read_bytes()
        assert b"/*" not in content, each.place
        assert content == each.content


def test_a_style_sheet_names_its_pictures_as_they_are_sent(tmp_path: Path) -> None:
    styles, images = tmp_path / FOLDER / "styles", tmp_path / FOLDER / "images"
    styles.mkdir(parents=True)
    images.mkdir()
    (images / "dot.svg").write_text("<svg/>", encoding="utf-8")
    (styles / "inner.css").write_text("i { color: red }", encoding="utf-8")
    text = '@import "inner.css"; b { background: url("../images/dot.svg#a"); mask: url(data:image/png;base64,AA==) }'
    (styles / "main.css").write_text(text, encoding="utf-8")
    sent = {MARK.sub("", each.place): each for each in Assets(tmp_path).sent()}
    assert set(sent) == {"assets/images/dot.svg", "assets/styles/main.css"}
    picture, sheet = sent.values()
    assert f"url(../{picture.place.removeprefix('assets/')}#a)" in sheet.content.decode().replace('"', "")
    assert "url(data:image/png;base64,AA==)" in sheet.content.decode().replace('"', "")


def test_without_marks_names_stay(tmp_path: Path) -> None:
    scripts = tmp_path / FOLDER / "scripts"
    scripts.mkdir(parents=True)
    modules(scripts, main='import("./later.js");\n', later="export const a = 1;\n")
    plain, marked = Assets(tmp_path, marked=False), Assets(tmp_path)
    assert plain.address("scripts/main.js") == "/assets/scripts/main.js"
    assert b'import("./later.js")' in {each.place: each.content for each in plain.sent()}["assets/scripts/main.js"]
    assert [each for each in marked.sent() if b'import("./later.js")' in each.content] == []


@pytest.mark.parametrize(
    ("kind", "name", "text", "said"),
    [
        (
            "styles",
            "main.css",
            ".a { color: red }\n.b { colour red }\n",
            "docs/assets/styles/main.css:2: Bund",
        ),
        ("scripts", "main.js", 'const b = 1;\nimport { a as c } from "./a.js";\n', "docs/assets/scripts/main.js:2: "),
        ("scripts", "main.js", 'import { a } from "./a.js";\nimport x from "y";\n', "docs/assets/scripts/main.js:2: "),
        ("scripts", "main.js", 'import { a } from "./gone.js";\n', "docs/assets/scripts/main.js: "),
        ("scripts", "main.js", 'import("./gone.js");\n', "docs/assets/scripts/gone.js: "),
        ("scripts", "main.js", 'import("./main.js");\n', "docs/assets/scripts/main.js: loads itself later"),
        ("styles", "main.css", "a { background: url(../images/gone.svg) }", "docs/assets/images/gone.svg: "),
    ],
)
def test_what_cannot_be_sent_is_told_with_its_place(tmp_path: Path, kind: str, name: str, text: str, said: str) -> None:
    folder = tmp_path / FOLDER / kind
    folder.mkdir(parents=True)
    modules(folder, a="export const a = 1;\n")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(AssetError) as told:
        Assets(tmp_path).address(f"{kind}/{name}")
    assert str(told.value).startswith(said)
