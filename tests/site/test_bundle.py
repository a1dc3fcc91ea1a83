"""Scripts are sent as one file: each module once, before the one that needs it, and no name twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.build import ROOT
from scripts.site.assets.bundle import BundleError, bundle, imported
from scripts.site.assets.sending import FOLDER, MADE_OF, AssetError, asset_address, sent, static_files

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
    sent = {file.name for file in (site / "assets/scripts").iterdir()}
    assert inside
    assert sent == {file.name for file in SCRIPTS.glob("*.js")} - inside


def test_the_address_changes_with_any_module_inside(tmp_path: Path) -> None:
    scripts = tmp_path / FOLDER / "scripts"
    scripts.mkdir(parents=True)
    modules(scripts, main='import { a } from "./a.js";\na();\n', a="export const a = () => 1;\n")
    before = asset_address(tmp_path, "scripts/main.js")
    (scripts / "a.js").write_text("export const a = () => 2;\n", encoding="utf-8")
    assert asset_address(tmp_path, "scripts/main.js") != before


def test_what_is_sent_has_no_comments(site: Path) -> None:
    for name, make in static_files(ROOT).items():
        if Path(name).suffix in MADE_OF:
            text = (site / name).read_text(encoding="utf-8")
            assert "/*" not in text, name
            assert text == make()


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
    ],
)
def test_what_cannot_be_sent_is_told_with_its_place(tmp_path: Path, kind: str, name: str, text: str, said: str) -> None:
    folder = tmp_path / FOLDER / kind
    folder.mkdir(parents=True)
    modules(folder, a="export const a = 1;\n")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(AssetError) as told:
        sent(folder / name)
    assert str(told.value).startswith(said)
