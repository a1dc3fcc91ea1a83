"""Texts in YAML, each with the signs of the file that it takes: to be written anew without touching the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Scalar:
    """One text of a YAML file."""

    value: str
    start: int
    """Signs of the file before it, counted from 0."""
    end: int
    style: str | None
    """The quotation mark that it stands between; None for a plain one."""
    flow: bool
    """Whether it stands in braces, `{nl: …, en: …}`, where a comma ends it."""

    def written(self, text: str) -> str:
        """Another text in its place, in the same style if that can hold it."""
        if self.style == "'" and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        if self.style is None and self._holds(text):
            return text
        return json.dumps(text, ensure_ascii=False)

    def _holds(self, text: str) -> bool:
        around = "{{key: {}}}" if self.flow else "key: {}"
        try:
            found = yaml.safe_load(around.format(text))
        except yaml.YAMLError:
            return False
        return bool(found == {"key": text})


def tree(text: str) -> yaml.Node | None:
    """Raises yaml.YAMLError; none of an empty text."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def entry(root: yaml.Node | None, key: str, value: str) -> yaml.Node | None:
    """The mapping in a list whose `key` has this value."""
    for each in root.value if isinstance(root, yaml.SequenceNode) else ():
        found = scalar(each, key)
        if found and found.value == value:
            return each  # type: ignore[no-any-return] # PyYAML's stubs leave the parts of a list open
    return None


def scalar(root: yaml.Node | None, *keys: str) -> Scalar | None:
    """The text at the end of a way through mappings; None if there is none."""
    node, flow = root, False
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            return None
        flow = bool(node.flow_style)
        node = _value(node, key)
    if not isinstance(node, yaml.ScalarNode) or node.style in {"|", ">"}:
        return None
    return Scalar(str(node.value), node.start_mark.index, node.end_mark.index, node.style, flow)


def _value(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)
