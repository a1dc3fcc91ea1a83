"""The site as an app: its manifest, the service worker, and the list of what is kept on a device that asks for it.

A version is the list and the worker together: any other content, and any other worker, is another version.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import rjsmin

from scripts.book import Book
from scripts.book.addresses import MANIFEST, PRECACHE, PRECACHE_TEXTS, WORKER, file_at
from scripts.book.labels import retelling
from scripts.book.writing import mark_of
from scripts.site.files.hosts.rules import headers
from scripts.site.files.icons import APP_ICONS
from scripts.site.making import Maker, Makers

LIST, PACK = file_at(PRECACHE), file_at(PRECACHE_TEXTS)
TEXTS = (".html", ".css", ".js", ".json", ".svg", ".webmanifest")
"""How files end that are in the pack too."""
SCRIPT = "overrides/sw.js"
VERSION, HEADERS = 'const VERSION="";', "const HEADERS={};"
"""Lines of it, without white space, that are filled in."""
FOLDERS = ("assets/", "search/")
NOT_KEPT = ("assets/cards/", "files/")
"""Pictures that only other sites show, and the whole book in other forms."""
ICONS = frozenset({"favicon.ico", "apple-touch-icon.png"})
GROUND = "#fbf8f1"
"""Of the paper, while the app opens."""
QUALITY = 9
"""Of Brotli: what is handed over has 11 beside each text, which takes seconds."""


def is_kept(name: str) -> bool:
    """Whether a file of the site is read, searched with or taken to a team's table: pages, and what they ask for."""
    wanted = name.endswith((".html", ".pdf", ".webmanifest")) or name.startswith(FOLDERS) or name in ICONS
    return wanted and not name.startswith(NOT_KEPT)


def app_files(book: Book, base_path: str, policy: str, makers: Makers) -> dict[str, Maker]:
    """How each file of the app is made, by its path in the site, from how all others are.

    `base_path` is where the site stands on its host, `/` or `/boek/`; what is kept has the headers of `policy`.
    """
    manifest = file_at(MANIFEST)

    @cache
    def contents() -> dict[str, bytes]:
        made = {name: make() for name, make in makers.items() if is_kept(name)}
        return dict(sorted((made | {manifest: _manifest(book, base_path)}).items()))

    @cache
    def pack() -> bytes:
        return _json({name: text.decode() for name, text in contents().items() if name.endswith(TEXTS)})

    @cache
    def listed() -> dict[str, Any]:
        return _listed(contents(), pack(), _script(book.root, policy), max(book.changed.values(), default=""))

    return {
        manifest: lambda: _manifest(book, base_path),
        PACK: pack,
        LIST: lambda: _json(listed()),
        file_at(WORKER): lambda: f"{_filled(_script(book.root, policy), VERSION, listed()['version'])}\n".encode(),
    }


def _listed(contents: Mapping[str, bytes], pack: bytes, script: str, changed: str) -> dict[str, Any]:
    """Each file as its path, its hash (SHA-256, base 64) and its size in bytes; texts apart: they are sent together.

    `changed` is the moment of the last change of a text; `sent` about how many bytes a host sends for all.
    """
    rows = [[name, _hash(content), len(content)] for name, content in contents.items()]
    others = [row for row in rows if not str(row[0]).endswith(TEXTS)]
    sent = len(brotli.compress(pack, quality=QUALITY))
    found = {
        "date": changed[:10],
        "bytes": sum(map(len, contents.values())),
        "sent": sent + sum(len(contents[str(name)]) for name, *_ in others),
        "pack": {"path": PACK, "hash": _hash(pack), "sent": sent},
        "texts": [row for row in rows if str(row[0]).endswith(TEXTS)],
        "others": others,
    }
    return {"version": mark_of(_json(found) + script.encode()), **found}


def _script(root: Path, policy: str) -> str:
    """The worker with the headers that hosts send too, and no version yet."""
    return _filled(rjsmin.jsmin((root / SCRIPT).read_text(encoding="utf-8")), HEADERS, headers(policy))


def _filled(script: str, line: str, value: object) -> str:
    return script.replace(line, f"{line.partition('=')[0]}={json.dumps(value)};", 1)


def _manifest(book: Book, base_path: str) -> bytes:
    """Addresses count from the manifest; but an `id` counts from the host (W3C, Web Application Manifest, 1.12).

    `minimal-ui`: the site has no way back of its own, and its addresses are there to be passed on. Where a device can't
    show both, it opens as a page like any other.
    """
    language = book.languages[0]
    labels = book.labels[language]
    return _json({
        "name": retelling(labels),
        "short_name": book.edition.search_name or labels["site_title"],
        "description": labels["site_description"],
        "lang": language,
        "dir": "ltr",
        "id": base_path,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": GROUND,
        "background_color": GROUND,
        "icons": [
            {"src": icon.name, "sizes": f"{icon.width}x{icon.width}", "type": "image/png", "purpose": icon.purpose}
            for icon in APP_ICONS
        ],
    })  # fmt: skip


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _hash(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()
