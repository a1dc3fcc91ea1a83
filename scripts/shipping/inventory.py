"""What is inside the site and what built it, as an SBOM: CycloneDX 1.6 (ECMA-424) in JSON.

The same book and lock give the same bytes: it tells no time but the last change of the text, and its number is made of
what it says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from uuid import NAMESPACE_URL, UUID, uuid5

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import AttachedText, HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from scripts.book import Book
from scripts.book.version import last_changed, version_of
from scripts.packages import Locked

NAME = "sbom.cdx.json"
CODE, TEXTS, LETTERS, COLOURS = "MIT", "CC-BY-4.0", "OFL-1.1", "CC0-1.0"
"""As SPDX names them."""
FAMILIES = ("font-source-serif-pro", "font-source-sans-pro")
"""Packages whose fonts are in the site; their own files are named alike: `source-serif-400.1a2b3c4d.woff2`."""
COMPILER = "typst"
"""Whose colour profile is in the PDFs (PDF/A asks for one)."""
UNKNOWN = "1980-01-01T00:00:00+00:00"
"""For a book that nobody looked at yet; what makes the form would tell the clock."""
LICENCE_CLASS = re.compile(r"^License :: (?:OSI Approved :: )?(.+)$")
LONGEST = 60
"""Signs of a licence's name; what is longer is its text."""
Licence = DisjunctiveLicense | LicenseExpression


@dataclass(frozen=True)
class Shipment:
    book: Book
    packages: tuple[Locked, ...]
    site: Mapping[str, bytes]
    """The files of the archive."""
    archive: bytes


def inventory(shipment: Shipment) -> str:
    """The SBOM. What is inside has the scope `required`; what only built it `excluded`."""
    bom = _bom(shipment)
    bom.serial_number = UUID(int=0)
    bom.serial_number = uuid5(NAMESPACE_URL, JsonV1Dot6(bom).output_as_string())
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _bom(shipment: Shipment) -> Bom:
    whole = _whole(shipment)
    inside = list(_inside(shipment))
    packages = {package.purl: _package(package) for package in shipment.packages}
    changed = last_changed(shipment.book)
    bom = Bom(components=[*inside, *packages.values()])
    bom.metadata = BomMetaData(component=whole, timestamp=datetime.fromisoformat(changed or UNKNOWN))
    bom.register_dependency(whole, inside)
    for package in shipment.packages:
        asked = [other for other in shipment.packages if package.name in other.asked_by]
        bom.register_dependency(packages[package.purl], [packages[other.purl] for other in asked])
    return bom


def _whole(shipment: Shipment) -> Component:
    book = shipment.book
    labels = book.labels[book.languages[0]]
    return Component(
        type=ComponentType.DATA,
        name=book.edition.file_name or "site",
        bom_ref="site",
        version=version_of(book),
        description=labels["site_title"],
        licenses=[LicenseFactory().make_with_expression(f"{CODE} AND {TEXTS} AND {LETTERS} AND {COLOURS}")],
        hashes=[_hash(shipment.archive)],
    )


def _inside(shipment: Shipment) -> Iterator[Component]:
    """Texts, code, letters and colours."""
    book = shipment.book
    title = book.labels[book.languages[0]]["site_title"]
    yield _part("texts", f"{title}: texts and figures", version_of(book), TEXTS)
    yield _part("code", f"{title}: templates, style sheets and scripts", "", CODE)
    versions = {package.name: package for package in shipment.packages if not package.marker}
    for name in FAMILIES:
        package = versions[name]
        beginning = f"assets/fonts/{name.removeprefix('font-').removesuffix('-pro')}-"
        files = [
            Component(
                type=ComponentType.FILE, name=file, bom_ref=file, hashes=[_hash(content)], licenses=[_licence(LETTERS)]
            )
            for file, content in sorted(shipment.site.items())
            if file.startswith(beginning) and file.endswith(".woff2")
        ]
        yield _part(f"letters:{name}", name.removeprefix("font-"), package.version, LETTERS, files)
    compiler = versions[COMPILER]
    yield _part("colours", "sRGB v4 colour profile, in the PDFs", compiler.version, COLOURS)


def _part(ref: str, name: str, version: str, licence: str, files: Iterable[Component] = ()) -> Component:
    """Something inside, with the version of the package that it came with."""
    return Component(
        type=ComponentType.DATA,
        name=name,
        bom_ref=ref,
        version=version or None,
        scope=ComponentScope.REQUIRED,
        licenses=[_licence(licence)],
        components=files,
    )


def _package(package: Locked) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        name=package.name,
        bom_ref=package.purl,
        version=package.version,
        scope=ComponentScope.EXCLUDED,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in package.hashes],
        licenses=_licences_of(package),
        purl=_purl(package),
        properties=[Property(name="python:marker", value=package.marker)] if package.marker else [],
    )


def _purl(package: Locked) -> PackageURL:
    return PackageURL("pypi", name=package.name, version=package.version)


def _hash(content: bytes) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(content).hexdigest())


def _licence(name: str) -> Licence:
    return LicenseFactory().make_from_string(name)


def _licences_of(package: Locked) -> list[Licence]:
    """As its metadata tells; nothing of what is not installed on every machine, for a list must not differ by that."""
    if package.marker:
        return []
    try:
        installed = distribution(package.name)
    except PackageNotFoundError:
        return []
    told = installed.metadata
    expressions = told.get_all("License-Expression", [])
    classes = [found[1] for each in told.get_all("Classifier", []) if (found := LICENCE_CLASS.match(each))]
    short = [each for each in told.get_all("License", []) if len(each) <= LONGEST and "\n" not in each]
    return [_licence(name) for name in expressions or classes or short] or list(_texts_of(installed))


def _texts_of(installed: Distribution) -> Iterator[Licence]:
    """Of a package that names no licence, but brings one."""
    for name in sorted(installed.metadata.get_all("License-File", [])):
        if text := installed.read_text(f"licenses/{name}"):
            yield DisjunctiveLicense(name=f"as in its {name}", text=AttachedText(content=text))
