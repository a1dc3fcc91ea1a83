"""YAML, read safely and with places: the data files and the pages' front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec
import yaml

from scripts.book.kept import code_of, keep, kept_at, read_kept, versions_of

T = TypeVar("T")
AT = re.compile(r" - at (`key` in )?`([^`]*)`$")
STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]|\[\.\.\.\]|<([^<>]+)>")
"""Of msgspec's path to a value: a key, a place in a list, some key of a mapping; our own, such a key by its name."""
ANY = "[...]"
NAMED = re.compile(r"<[^<>]+>")
COMMA = "; a text with a comma stands between quotation marks, and a number has a point: 3.5"
UNKNOWN = re.compile(r"unknown field `(.*)`$")
UNQUOTED = tuple(f"Expected `str`, got `{other}`" for other in ("bool", "int", "float", "date", "datetime"))
"""YAML takes `on`, `1.10` and `2015-01-01` for something else than a text."""
MAY_LACK = (".full", ".note", ".custom")
"""Keys of texts that one language may do without."""


IN_PLAIN_WORDS = {
    "mapping values are not allowed": "if a text has a colon in it, put the whole text between double quotation marks; "
    "else the line is indented too far",
    "did not find expected key": "a text goes on behind its quotation mark: one inside a text is “curly”; or a line "
    "is indented otherwise than those beside it",
    "could not find expected ':'": "a line lacks its colon, or the space behind it, as in 'key: value'",
    "found a tab": "indent by spaces",
    "cannot start any token": "put a text that begins with a sign between double quotation marks, and indent by spaces",
    "alphabetic or numeric": "put a text that begins with '*' or '&' between double quotation marks",
    "undefined alias": "put a text that begins with '*' between double quotation marks",
    "constructor for the tag": "put a text that begins with '!' between double quotation marks",
    "expected <document start>": "every line is 'key: value', without quotation marks around all of it",
    "found unexpected end of stream": "a quotation mark that is opened is not closed",
}
"""What libyaml says, and how somebody who never heard of mappings and tokens mends it."""
A_LIST = "; write a list, also of one: [this] or [this, that]"


MEND = "mend the file: without it nothing can be read"
"""What every command says of a data file that can't be used."""


class DataError(Exception):
    """A data file that can't be used.

    `path` is relative to the root of the repository; `line` counts from 1.
    """

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a data file: what its keys are, and what each may be."""


class Words(dict[str, str]):
    """One text in each language of the book."""


_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeys(_Safe):  # type: ignore[misc]
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


@lru_cache(maxsize=512)
def parse_yaml(text: str, path: str, first_line: int = 1) -> Any:
    """The value of a YAML text.

    `first_line` is the line of the file on which the text begins. Raises DataError with the file's own line.
    Nobody changes the value: the same text gives the same one.
    """
    try:
        return yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - a subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise DataError(path, line, f"not valid YAML: {_in_plain_words(str(error.problem or error))}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DataError(path, first_line, f"not valid YAML: {error}") from error


def _in_plain_words(problem: str) -> str:
    """What a library says, with what it mostly is."""
    likely = next((plain for words, plain in IN_PLAIN_WORDS.items() if words in problem), "")
    return f"{problem} ({likely})" if likely else problem


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
    return _value_of(root, read_text(root / path, path), path)


@lru_cache(maxsize=512)
def _value_of(root: Path, text: str, path: str) -> Any:
    """As JSON it is kept, and read a hundred times as fast, if that can hold it: a date or a number as key it can't."""
    file = kept_at(root, "data", (versions_of("PyYAML", "msgspec"), code_of(Path(__file__)), text))
    content = read_kept(file)
    if content is not None:
        return msgspec.json.decode(content)
    value = parse_yaml(text, path)
    try:
        content = msgspec.json.encode(value)
        if msgspec.json.decode(content) == value:
            keep(file, content)
    except (TypeError, ValueError, msgspec.MsgspecError):
        pass
    return value


def read_records(root: Path, path: str, kind: type[T], languages: Sequence[str] = ()) -> T:
    """The value of a YAML file below `root` as records. Raises DataError: file, line, key and what is allowed there.

    Texts that stand in each of the `languages` beside other keys, `{nl: …, en: …, book: 3.5}`, are its `words`.
    """
    value = read_yaml(root, path)
    try:
        value = _with_words(value, languages, "$")
        return _convert(value, kind, languages)
    except msgspec.ValidationError as error:
        told, where = _told(error)
        told = told.replace("field `words`", f"texts in {' and '.join(languages)}")
        where = _with_keys(value, where, kind, languages)
        name = where.removeprefix("$").replace(".words", "").replace("<", ".").replace(">", "")
        text = read_text(root / path, path)
        message = f"{name.removeprefix('.') or 'the file'}: {told}{_remedy(told, _value_at(value, where))}"
        if told.startswith("Invalid value") and (tags := _tags(kind)):
            message += f"; it is one of {', '.join(tags)}"
        unknown = UNKNOWN.search(told)
        raise DataError(path, line_at(text, f"{where}.{unknown[1]}" if unknown else where), message) from error


def _convert(value: Any, kind: type[T], languages: Sequence[str]) -> T:
    return msgspec.convert(value, kind, dec_hook=partial(_as_words, languages=languages))


def _tags(kind: type[Any]) -> list[str]:
    """How a file names which of several records it holds."""
    configs = (getattr(each, "__struct_config__", None) for each in get_args(kind))
    return [str(config.tag) for config in configs if config and config.tag]


def _told(error: msgspec.ValidationError) -> tuple[str, str]:
    """What is wrong, and msgspec's path to where."""
    told = str(error)
    if not (at := AT.search(told)):
        return told, ""
    return ("a key that is no word" if at[1] else told[: at.start()]), at[2]


def _with_keys(value: Any, where: str, kind: type[Any], languages: Sequence[str]) -> str:
    """The path with the name of each key that msgspec leaves out: the one that alone gives the same error."""
    while ANY in where:
        before, _, after = where.partition(ANY)
        holder = _value_at(value, before)
        if not isinstance(holder, dict):
            break
        for key, part in holder.items():
            try:
                _convert(_replaced(value, before, {key: part}), kind, languages)
            except msgspec.ValidationError as error:
                if _told(error)[1] == NAMED.sub(ANY, where):
                    where = f"{before}<{key}>{after}"
                    break
        else:
            break
    return where


def _value_at(value: Any, where: str) -> Any:
    """None where the path does not go so far."""
    for step in STEP.finditer(where):
        key: str | int = step[1] or step[3] or int(step[2] or -1)
        if isinstance(value, dict):
            value = next((part for name, part in value.items() if str(name) == key), None)
        elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def _replaced(value: Any, where: str, new: Any) -> Any:
    """A copy of the value with another part at a path."""
    step = STEP.match(where.removeprefix("$"))
    if step is None:
        return new
    rest = "$" + where.removeprefix("$")[step.end() :]
    if isinstance(value, dict):
        key = step[1] or step[3]
        return {name: _replaced(part, rest, new) if str(name) == key else part for name, part in value.items()}
    return [_replaced(part, rest, new) if index == int(step[2]) else part for index, part in enumerate(value)]


def _remedy(told: str, value: Any) -> str:
    """What YAML took for something else than was meant, and how it is written."""
    if told.startswith(UNQUOTED):
        return "; put it between quotation marks"
    if told.startswith("Expected `array`"):
        return A_LIST
    unknown = UNKNOWN.search(told)
    cut = isinstance(value, dict) and any(part is None for part in value.values())
    if told.startswith("a key") or (cut and (not unknown or value.get(unknown[1], "") is None)):
        return COMMA
    return COMMA if told == "Expected `str`, got `null`" else ""


def _as_words(_kind: type, value: Any, *, languages: Sequence[str]) -> Words:
    if not isinstance(value, dict) or set(value) != set(languages):
        raise ValueError(f"Expected a text in each of {', '.join(languages)}")
    for text in value.values():
        if not isinstance(text, str):
            raise ValueError(f"Expected `str`, got `{type(text).__name__}`")
    return Words(value)


def _with_words(value: Any, languages: Sequence[str], where: str) -> Any:
    """What stands in one of the languages must stand in all, unless it is a part that a language may do without."""
    if isinstance(value, list):
        return [_with_words(each, languages, f"{where}[{index}]") for index, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    inside = {key: _with_words(each, languages, f"{where}.{key}") for key, each in value.items()}
    words = {key: each for key, each in inside.items() if key in languages}
    if words and len(words) < len(languages) and not where.endswith(MAY_LACK):
        missing = next(language for language in languages if language not in words)
        raise msgspec.ValidationError(f"Lacks the language `{missing}` - at `{where}`")
    others = {key: each for key, each in inside.items() if key not in languages}
    return {**others, "words": words} if words and others else inside


def line_at(text: str, where: str) -> int:
    """The line of a YAML text on which a value stands, by msgspec's path to it: `$.pages[3].see`.

    Where the text does not go that far, the line of what holds it.
    """
    node = yaml.compose(text, Loader=_Safe)
    line = node.start_mark.line + 1 if node else 1
    for step in STEP.finditer(where):
        wanted: str | int = step[1] or step[3] or int(step[2] or -1)
        found = next((each for each in _children(node) if each[0] == wanted), None)
        if found is None and step[1]:
            continue  # a key that the records have and the file has not
        if found is None:
            break
        _, line, node = found
    return line


def lines_of_keys(text: str) -> dict[str, int]:
    """The line of each key of a mapping in YAML, however it is quoted."""
    return {str(key): line for key, line, _ in _children(yaml.compose(text, Loader=_Safe))}


def _children(node: yaml.Node | None) -> Iterator[tuple[str | int, int, yaml.Node]]:
    """Key or place, line and value of each part of a mapping or list."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, key.start_mark.line + 1, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from ((index, value.start_mark.line + 1, value) for index, value in enumerate(node.value))


def line_of(root: Path, path: str, needle: str, *, after: str = "") -> int:
    """The first line of a data file, from where it has `after`, that has `needle`, else 1: where an error is."""
    text = read_text(root / path, path)
    found = text.find(needle, max(0, text.find(after)))
    return text.count("\n", 0, found) + 1 if found >= 0 else 1
