"""The templates of the pages, and what they take from the theme that MkDocs brings: nothing."""

from __future__ import annotations

import traceback
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket

from scripts.book.kept import code_of, keep, kept_at, read_kept, versions_of

FOLDER = "overrides"
PAGE = "base.html"
"""Of a page that asks for no other in its front matter. Its blocks have the names that Material gives them."""


@cache
def templates(root: Path) -> Environment:
    """Text is escaped unless it says that it is HTML. One for all builds of a server: it sees which file changed."""
    return Environment(loader=FileSystemLoader(root / FOLDER), autoescape=True, bytecode_cache=_Compiled(root))


def template_place(error: TemplateError) -> str:
    """The file and line of a template in which it went wrong."""
    if isinstance(error, TemplateSyntaxError):
        return f"{FOLDER}/{error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        (Path(frame.filename), frame.lineno) for frame in frames if frame.filename.endswith((".html", ".svg", ".xml"))
    ]
    file, line = places[-1] if places else (Path("?"), 0)
    inside = file.parts[file.parts.index(FOLDER) :] if FOLDER in file.parts else file.parts
    return f"{Path(*inside).as_posix()}:{line}"


class _Compiled(BytecodeCache):
    """Templates as code, kept from one build to the next."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """By its name alone: the same below whatever folder."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        content = read_kept(self._file(bucket))
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        makers = (versions_of("jinja2"), code_of(Path(__file__)))
        return kept_at(self._root, "templates", (*makers, bucket.key, bucket.checksum))
