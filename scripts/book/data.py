"""YAML, read safely and with places: the data files and the pages' front matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class DataError(Exception):
    """A data file that can't be used.

    `path` is relative to the root of the repository; `line` counts from 1.
    """

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


class _UniqueKeys(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that refuses a key given twice: YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, (list, dict)):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key_node.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands here twice", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def parse_yaml(text: str, path: str, first_line: int = 1) -> Any:
    """The value of a YAML text.

    `first_line` is the line of the file on which the text begins. Raises DataError with the file's own line.
    """
    try:
        return yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - a subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise DataError(path, line, f"not valid YAML: {error.problem or error}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DataError(path, first_line, f"not valid YAML: {error}") from error


def read_text(file: Path, path: str) -> str:
    """The text of a UTF-8 file; raises DataError if it is missing or not UTF-8."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(path, line, "not UTF-8: save the file as UTF-8") from error
    except OSError as error:
        raise DataError(path, 1, f"can't be read: {error.strerror}") from error


def read_yaml(root: Path, path: str) -> Any:
    """The value of a YAML file below `root`; raises DataError."""
    return parse_yaml(read_text(root / path, path), path)


def line_of(root: Path, path: str, needle: str) -> int:
    """The first line of a data file that has `needle`, else 1: where to point a reader of an error."""
    text = read_text(root / path, path)
    found = text.find(needle)
    return text.count("\n", 0, found) + 1 if found >= 0 else 1
