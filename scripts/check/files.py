"""Rules about the files below docs/: what they are called, where they lead, whether anything needs them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scripts.book import Book
from scripts.book.figures import KINDS as FIGURE_KINDS
from scripts.check.findings import Fault, rule

LARGEST = 400_000
"""Bytes: a larger file is felt on a phone in a train."""
KINDS = {
    "png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8", "webp": b"RIFF", "svg": b"<",
}  # fmt: skip
NAME = re.compile(r"[a-z0-9_][a-z0-9_-]*(\.[a-z0-9-]+)*")
SUFFIXES = {"md", "yml", "csl", "txt", "css", "js", "svg", "png", "jpg", "jpeg", "webp", "woff2", "ico", "json", "xml"}


@rule("symlink", "A link in the file system")
def symlink(book: Book) -> Iterator[Fault]:
    """It may lead out of docs/, to what must not be published, and it breaks in an archive."""
    for asset in book.assets:
        if asset.symlink:
            yield asset.path, 1, "a symbolic link", "put the file itself here"


@rule("file-name", "A file name that some file system or host can't keep")
def file_name(book: Book) -> Iterator[Fault]:
    """Capitals, spaces and accents differ from machine to machine; hidden files get published by mistake."""
    seen: dict[str, str] = {}
    for asset in book.assets:
        name = asset.path.rsplit("/", 1)[-1]
        if not NAME.fullmatch(name) or asset.path != unicodedata.normalize("NFC", asset.path):
            yield asset.path, 1, f"the name {name!r}", "use small letters, digits, hyphens and one suffix"
        elif name.rsplit(".", 1)[-1] not in SUFFIXES:
            yield (
                asset.path,
                1,
                f"a file of the kind {name.rsplit('.', 1)[-1]!r}",
                "keep only what the site needs in docs/",
            )
        elif why := _astray(book, asset.path):
            yield asset.path, 1, *why
        if (first := seen.setdefault(asset.path.lower(), asset.path)) != asset.path:
            yield asset.path, 1, f"differs from {first} in capitals only", "give one of them another name"


def _astray(book: Book, path: str) -> tuple[str, str] | None:
    """What is wrong with the place of a file, and the remedy; None if nothing is."""
    folders = " and ".join(f"docs/{language}" for language in book.languages)
    folder, _, name = path.removeprefix("docs/").partition("/")
    if folder in book.languages:
        if name.endswith(".md"):
            return None
        return f"among the pages, a file that is none: {name!r}", "keep pictures and the like in docs/assets"
    if path.endswith(".md"):
        return f"a page outside {folders}", "move it to the folder of its language"
    if folder in {"assets", "_data"} or folder.startswith("_") or "/" not in path.removeprefix("docs/"):
        return None
    return f"a folder that nothing reads: 'docs/{folder}'", f"keep pages in {folders}, and the rest in docs/assets"


@rule("file-kind", "A file that is not what its suffix says, is too large, or may be run")
def file_kind(book: Book) -> Iterator[Fault]:
    """A PNG with the name of a JPEG is not shown by every browser."""
    for asset in book.assets:
        kind = asset.path.rsplit(".", 1)[-1].lower()
        if asset.content and kind in KINDS and not asset.content.lstrip().startswith(KINDS[kind]):
            yield asset.path, 1, f"is no {kind}", "save it in the format of its suffix"
        if asset.size > LARGEST and not asset.path.startswith("docs/_data/"):
            yield asset.path, 1, f"is {asset.size:,} bytes", f"keep it below {LARGEST:,}"
        if asset.executable:
            yield asset.path, 1, "is marked as a program", "chmod -x"


@rule("svg", "A drawing with a script, a reference to another host, or without a title")
def svg(book: Book) -> Iterator[Fault]:
    """A script in a drawing runs; a drawing without a title says nothing to who can't see it."""
    for asset in book.assets:
        if not asset.path.endswith(".svg") or not asset.content:
            continue
        text = asset.content.decode("utf-8", errors="replace")
        if match := re.search(r"<script|\bon\w+\s*=|javascript:|<foreignObject", text, re.IGNORECASE):
            line = text.count("\n", 0, match.start()) + 1
            yield asset.path, line, f"{match[0]!r} in a drawing", "draw without scripts"
        if match := re.search(r"(?:href|src)\s*=\s*[\"'](?:https?:)?//", text):
            yield (
                asset.path,
                text.count("\n", 0, match.start()) + 1,
                "a reference to another host",
                "put it into the drawing",
            )
        if "<title" not in text:
            yield asset.path, 1, "a drawing without a title", "add <title>"


@rule("file-unused", "A file that nothing refers to")
def file_unused(book: Book) -> Iterator[Fault]:
    """It is published, found by search engines, and nobody keeps it."""
    texts = [page.raw for page in book.pages.values()]
    texts += [template.text for template in book.templates]
    texts += [
        asset.content.decode("utf-8", errors="replace") for asset in book.assets if asset.path.endswith((".css", ".js"))
    ]
    texts += [f"{kind}.css" for kind in FIGURE_KINDS]  # a template asks for it by its kind
    together = "\n".join(texts)
    for asset in book.assets:
        if asset.path.startswith("docs/assets/") and not asset.path.startswith("docs/assets/screens/"):
            name = asset.path.rsplit("/", 1)[-1]
            if name not in together:
                yield asset.path, 1, "nothing refers to this file", "use it, or take it out"
