"""What is handed over: texts compressed beforehand, hashes that can be checked, what is inside, and its licences."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import brotli
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.build import ROOT
from scripts.packages import FILE, LockedError, built_with
from scripts.shipping.compressed import compressed
from scripts.shipping.sums import sums
from scripts.site.editions.archive import archived

pytestmark = pytest.mark.xdist_group("shipments")


@pytest.fixture(scope="module")
def unpacked(shipments: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, as it lies on a host."""
    folder = tmp_path_factory.mktemp("host")
    with zipfile.ZipFile(shipments[0] / "dist/site.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def sbom(shipments: tuple[Path, Path]) -> str:
    return (shipments[0] / "dist/sbom.cdx.json").read_text(encoding="utf-8")


def components(sbom: str) -> dict[str, dict[str, Any]]:
    return {component["bom-ref"]: component for component in json.loads(sbom)["components"]}


def test_beside_each_text_lie_its_compressed_forms(unpacked: Path) -> None:
    for suffix, opened in ((".br", brotli.decompress), (".gz", gzip.decompress)):
        files = list(unpacked.rglob(f"*{suffix}"))
        assert len(files) > 400
        for file in files:
            text = file.with_suffix("").read_bytes()
            assert len(file.read_bytes()) < len(text), file
            assert opened(file.read_bytes()) == text, file
    names = [file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*") if file.is_file()]
    without = {name.rpartition(".")[2] for name in names if f"{name}.br" not in names} - {"br", "gz"}
    assert not without & {"html", "css", "js", "xml", "txt", "webmanifest", "tmx", "tbx", "csv", "jsonl", "svg", "md"}
    assert {"pdf", "png", "woff2", "epub", "zip"} <= without
    assert len([name for name in names if name.endswith(".json") and f"{name}.br" not in names]) == 0


def test_the_site_itself_has_no_compressed_forms(site: Path) -> None:
    assert list(site.rglob("*.br")) + list(site.rglob("*.gz")) == []


def test_nothing_is_compressed_that_gets_no_smaller(tmp_path: Path) -> None:
    files = {"a.txt": b"a", "b.txt": b"b" * 99, "c.pdf": b"c" * 99}
    found = compressed(tmp_path, files)
    assert sorted(found) == ["b.txt.br", "b.txt.gz"]
    assert found["b.txt.gz"][4:8] == bytes(4), "a gzip header tells when; this one does not"
    assert compressed(tmp_path, files) == found, "as it was kept"


def test_a_host_can_check_what_arrived(unpacked: Path, shipments: tuple[Path, Path]) -> None:
    for folder in (unpacked, shipments[0] / "dist"):
        check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
        told = subprocess.run(check, cwd=folder, check=False, capture_output=True, text=True)
        assert told.returncode == 0, told.stdout[-500:]
        files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
        assert {line.partition(": ")[0] for line in told.stdout.splitlines()} == files - {"SHA256SUMS"}


def test_sums_are_sorted_and_of_the_contents() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sums({"b": b"", "a/é": b""}) == f"{empty}  a/é\n{empty}  b\n"


def test_assets_are_unpacked_before_the_pages_that_ask_for_them(shipments: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(shipments[0] / "dist/site.zip") as packed:
        names = packed.namelist()
    marked = [bool(re.search(r"\.[0-9a-f]{8}\.", name)) for name in names]
    assert marked == sorted(marked, reverse=True)
    assert any(marked)


def test_files_can_be_packed_in_another_order() -> None:
    content = archived({"a": b"", "b": b""}, order=lambda name: name != "b")
    assert content.index(b"b") < content.index(b"a")


def test_the_inventory_is_what_its_schema_asks(sbom: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom) is None
    said = json.loads(sbom)
    assert said["specVersion"] == "1.6"
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", said["serialNumber"])


def test_the_inventory_has_what_built_the_site(sbom: str) -> None:
    """By name, version and hashes as they are locked, with licences; and nothing that only tests need."""
    inside = {ref: each for ref, each in components(sbom).items() if ref.startswith("pkg:")}
    lock = (ROOT / FILE).read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = {re.split(r"[><=]", each)[0].lower() for each in project["dependencies"]}
    names = {each["name"] for each in inside.values()}
    assert len(direct) > 20
    assert direct <= names
    assert {"click", "packaging"} <= names, "what these ask for"
    assert not {"pytest", "mypy", "ruff", "cyclonedx-python-lib", "playwright"} & names
    for each in inside.values():
        assert f"\n{each['name']}=={each['version']} " in f"\n{lock}", each["name"]
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        assert each["hashes"]
        assert all(f"sha256:{one['content']}" in lock for one in each["hashes"])
        assert each.get("licenses") or each.get("properties"), each["name"]
    for name in ("mkdocs", "typst", "brotli", "lightningcss"):
        assert version(name) == inside[f"pkg:pypi/{name}@{version(name)}"]["version"]


def test_the_inventory_has_what_is_inside(sbom: str, unpacked: Path, shipments: tuple[Path, Path]) -> None:
    found = components(sbom)
    licences = {ref: found[ref]["licenses"][0]["license"]["id"] for ref in ("texts", "code", "colours")}
    assert licences == {"texts": "CC-BY-4.0", "code": "MIT", "colours": "CC0-1.0"}
    letters = [file for ref in found if ref.startswith("letters:") for file in found[ref]["components"]]
    assert {file["name"] for file in letters} == {
        file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*.woff2")
    }
    hashes = {file["hashes"][0]["content"] + "  " + file["name"] for file in letters}
    assert hashes <= set((unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    whole = json.loads(sbom)["metadata"]["component"]["hashes"][0]["content"]
    assert f"{whole}  site.zip" in (shipments[0] / "dist/SHA256SUMS").read_text(encoding="utf-8").splitlines()


def test_the_inventory_names_no_machine_and_no_clock(sbom: str) -> None:
    assert str(ROOT) not in sbom
    assert "2031-" not in sbom


def test_licences_lie_with_what_they_are_of(unpacked: Path) -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in (unpacked / "licences").glob("*.txt")}
    assert set(texts) == {"this-site.txt", "source-sans.txt", "source-serif.txt"}
    assert texts["this-site.txt"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    for name in ("source-sans.txt", "source-serif.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in texts[name]
        assert "Adobe" in texts[name]


def test_a_lock_without_names_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("babel==2.16 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via mkdocs\n")
    with pytest.raises(LockedError, match=r"requirements\.txt: .* make lock"):
        built_with(tmp_path)
