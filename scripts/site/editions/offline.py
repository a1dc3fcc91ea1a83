"""The whole site as one archive that opens from a disk: unpacked, its `index.html` is read in any browser.

There a browser shows no folder by its `index.html`, and refuses modules, workers and what scripts fetch. So links end
in a file, scripts are classic, and each file that a script reads has a twin that is a script. What is not in the
archive is linked to where it is on the web.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urljoin

from scripts.book.addresses import file_at, share_address
from scripts.book.markup.setting import relative
from scripts.book.references import parts_of
from scripts.book.writing import compact_json
from scripts.site.assets.classic import classic
from scripts.site.assets.fonts import SHEET
from scripts.site.assets.sending import FOLDER as ASSETS
from scripts.site.editions.archive import archived
from scripts.site.making import Makers
from scripts.site.pages.frame import Publication

STAND_IN = "overrides/offline.js"
"""What stands in for what browsers refuse; first in each page."""
SCRIPTS = "assets/scripts/"
LEFT_OUT = re.compile(
    r"""
    (?: files | assets/cards )/ .*        # other forms of the book; pictures for who shares a link
  | (?: .*/ )? 404\.html                  # for hosts, as are these
  | _headers | _redirects | (?: .*/ )? \.htaccess | \.nojekyll | sw\.js | .*\.webmanifest
  | passages\..* | (?!licences/) .*\.(?: xml | txt | md )  # for other systems
  | assets/fonts/.*\.woff2                # in their style sheet: from a disk they are refused
  | favicon\.ico                          # for who asks without being told
    """,
    re.VERBOSE,
)
TAG = re.compile(r"<(?P<name>[a-z][\w-]*)\b[^<>]*>\n?")
REFERENCE = re.compile(
    r"""
    (?<=[ ]) (?P<name> (?: href | src | action | data-(?:index|other-index|other-page|glossary|reading) )="
                     | content="\d+;[ ]url= )    # where a page moved
    (?P<value> [^"]* )
    """,
    re.VERBOSE,
)
MODULE = re.compile(r'<script type="module"')
SHARED = re.compile(r"<main\b.*</main>", re.DOTALL)
"""What a script reads of the document with the ways to share a page."""
FONT = re.compile(r"url\(([\w.-]+\.woff2)\)")
CITATION = re.compile(r".*/citation\.json")
"""To be taken along by a reader: no script reads it."""


def offline_zip(publication: Publication, outputs: Makers) -> bytes:
    """The archive, of all files of a site that has no policy: one folder, named like the book's other files."""
    book = publication.book
    copy = _Copy(publication, {name: make for name, make in outputs.items() if not LEFT_OUT.fullmatch(name)})
    files = dict(_files(copy, outputs))
    return archived({f"{book.edition.file_name}/{name}": content for name, content in files.items()})


@dataclass(frozen=True)
class _Copy:
    publication: Publication
    outputs: Makers
    """What is in it, by its path in the site."""

    def lead(self, reference: str, here: str) -> str | None:
        """A reference that stands at an address, as the copy must have it; None for one that stays as it is."""
        parts = parts_of(reference)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        address = urljoin(here, parts.path)
        end = f"#{parts.fragment}" if parts.fragment else ""
        query = f"?{parts.query}" if parts.query else ""
        if self.has(address):
            file = f"/{file_at(address)}"
            return relative(here, file) + (query if address.endswith("/") else "") + end
        return self.publication.absolute(address) + query + end

    def has(self, address: str) -> bool:
        return file_at(address) in self.outputs


def _files(copy: _Copy, site: Makers) -> Iterator[tuple[str, bytes]]:
    book = copy.publication.book
    root, shares = book.root, {file_at(share_address(book, page)) for page in book.pages.values()}
    yield f"{SCRIPTS}{PurePosixPath(STAND_IN).name}", (root / STAND_IN).read_bytes()
    for name, make in copy.outputs.items():
        if name.endswith(".html"):
            page = _page(copy, name, make().decode())
            yield name, page.encode()
            if name in shares:
                yield f"{name}.js", _twin(_main(page))
        elif name.endswith(".json") and not CITATION.fullmatch(name):
            yield f"{name}.js", _twin(compact_json(_led(copy, json.loads(make()))))
        elif name.startswith(SCRIPTS):
            yield name, classic(root / ASSETS / name.removeprefix("assets/")).encode()
        elif name == SHEET:
            yield name, FONT.sub(partial(_inside, site), make().decode()).encode()
        else:
            yield name, make()


def _page(copy: _Copy, name: str, text: str) -> str:
    here = f"/{name.removesuffix('index.html')}"
    src = relative(here, f"/{SCRIPTS}{PurePosixPath(STAND_IN).name}")
    first = f'<script src="{src}" data-site="{html.escape(copy.publication.site_url)}"></script>\n<script'
    led = TAG.sub(partial(_tag, copy, here), text)
    return MODULE.sub("<script defer", led).replace("<script", first, 1)


def _tag(copy: _Copy, here: str, tag: re.Match[str]) -> str:
    """With its references led; nothing for a link in the head to what is not here, which a browser might ask for."""

    def led(found: re.Match[str]) -> str:
        reference = copy.lead(html.unescape(found["value"]), here)
        return found[0] if reference is None else f"{found['name']}{html.escape(reference)}"

    text = REFERENCE.sub(led, tag[0])
    is_gone = tag["name"] == "link" and text != tag[0] and copy.publication.site_url in text
    return "" if is_gone else text


def _main(page: str) -> str:
    found = SHARED.search(page)
    return found[0] if found else page


def _twin(text: str) -> bytes:
    """A script that gives a text to who asked for the file."""
    return f"onDisk.give({json.dumps(text, ensure_ascii=False)});\n".encode()


def _led(copy: _Copy, value: object) -> object:
    """Data in which the address of each page is that of its file."""
    if isinstance(value, str):
        return f"/{file_at(value)}" if value.startswith("/") and value.endswith("/") and copy.has(value) else value
    if isinstance(value, list):
        return [_led(copy, each) for each in value]
    if isinstance(value, dict):
        return {key: _led(copy, each) for key, each in value.items()}
    return value


def _inside(site: Makers, found: re.Match[str]) -> str:
    """A font in the style sheet itself."""
    content = site[f"{PurePosixPath(SHEET).parent}/{found[1]}"]()
    return f"url(data:font/woff2;base64,{base64.b64encode(content).decode()})"
