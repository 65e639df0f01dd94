"""Schemes as YAML that people like to read: our order of keys, short things on one line, Chinese as it is."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import yaml

from kaohe.messages import Refused
from kaohe.packs import parse_yaml
from kaohe.schemes import Scheme

_WIDTH = 110
_ONE_LINE = 90
_FIRST = ("name", "weight", "unit", "formula", "reading", "combine", "total", "need", "definition")
_ALWAYS_BLOCK = frozenset({"items", "indicators", "children", "tree", "checks", "frames"})


def scheme_yaml(scheme: Scheme) -> str:
    """The scheme as a file in the format; read back it is equal."""
    plain = plain_of(scheme)
    head = {key: value for key, value in plain.items() if key not in _ALWAYS_BLOCK}
    parts = [head, *({key: plain[key]} for key in plain if key in _ALWAYS_BLOCK)]
    return "\n".join(
        yaml.dump(_Part(part), Dumper=_Block, allow_unicode=True, sort_keys=False, width=_WIDTH)
        for part in parts
    )


def plain_of(scheme: Scheme) -> dict[str, Any]:
    """What was said of the scheme as plain data: whole numbers without a point, `gdp: 3` for a weight."""
    said = scheme.model_dump(mode="json", by_alias=True, exclude_unset=True)
    plain: dict[str, Any] = _whole(said)
    plain["indicators"] = {code: _ordered(keys) for code, keys in plain["indicators"].items()}
    plain["tree"] = {code: _short(node) for code, node in plain["tree"].items()}
    return plain


def flow(value: object) -> str:
    """A plain value on one line, as it stands in a cell."""
    text = yaml.dump(
        value, Dumper=_Flow, allow_unicode=True, sort_keys=False, width=float("inf"), default_flow_style=True
    )
    return str(text).strip().removesuffix("...").strip()


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _short(node: Any) -> Any:
    if not isinstance(node, dict) or "by" in node:
        return node
    if set(node) == {"weight"}:
        return node["weight"]
    if "children" in node:
        node = {**node, "children": {code: _short(child) for code, child in node["children"].items()}}
    return _ordered(node)


def in_order(keys: Iterable[str]) -> list[str]:
    """What a thing is comes before what is done with it; children come last."""
    said = list(keys)
    first = [key for key in _FIRST if key in said]
    last = [key for key in said if key == "children"]
    return [*first, *(key for key in said if key not in (*first, *last)), *last]


def _ordered(keys: dict[str, Any]) -> dict[str, Any]:
    return {key: keys[key] for key in in_order(keys)}


class _Part(dict[str, Any]):
    """A part of the file: its keys always stand on lines of their own."""


class _Flow(yaml.SafeDumper):
    """Quotes every text that our reader would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Block(_Flow):
    """Blocks, but what is short and simple on one line."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = not isinstance(mapping, _Part) and _fits(mapping)
        return node

    def represent_sequence(
        self, tag: str, sequence: Any, flow_style: bool | None = None
    ) -> yaml.SequenceNode:
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = _fits(sequence)
        return node


def _fits(value: Any) -> bool:
    """Whether a mapping or sequence is short enough for one line and holds nothing that wants its own."""
    if isinstance(value, dict) and _ALWAYS_BLOCK & set(value):
        return False
    return len(flow(value)) <= _ONE_LINE


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if _reads_back(text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


@cache
def _reads_back(text: str) -> bool:
    """Whether our reader takes the bare text for itself; long ones and those with spaces are words anyway."""
    if len(text) > 30 or " " in text:
        return True
    try:
        return bool(parse_yaml(text, "")[0] == text)
    except Refused:
        return False


_Block.add_representer(_Part, lambda dumper, part: dumper.represent_mapping("tag:yaml.org,2002:map", part))
_Flow.add_representer(str, _text)
_Block.add_representer(str, _text)
