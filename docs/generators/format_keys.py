"""Every key of the scheme format with type and default, from the exported JSON Schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from docs.generators.markdown import made_from, page, table
from kaohe.schemes import Scheme

Part = Mapping[str, Any]
_PLAIN = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "mapping",
    "null": "null",
}
_ABOUT = """\
What every key means, with its edge cases, is told in [scheme-format.md](scheme-format.md). *Switch* is
another value for each case of a unit's attribute; *words* are `{zh: ..., en: ...}` or one text for both."""


def text() -> str:
    schema = Scheme.model_json_schema(by_alias=True)
    parts = {name: part for name, part in schema["$defs"].items() if not _is_folded(name)}
    first = _section("Scheme", schema)
    rest = [
        _section(_name(name), part) for name, part in sorted(parts.items(), key=lambda pair: _name(pair[0]))
    ]
    return page("# Keys of the scheme format", made_from("the format's models"), _ABOUT, first, *rest)


def _is_folded(name: str) -> bool:
    return name == "Text" or name.startswith("Switch")


def _name(definition: str) -> str:
    """Two models are called Best: one is a direction, one a scale."""
    room, _, name = definition.rpartition("__")
    return f"{name} ({'direction' if 'model' in room else 'scale'})" if room else name


def _section(name: str, part: Part) -> str:
    required = part.get("required", ())
    rows = [
        (f"`{key}`", _type(value), _default(key, value, required))
        for key, value in part.get("properties", {}).items()
    ]
    keys = (table(("key", "type", "default"), rows),) if rows else ()
    return page(f"## {name}", part.get("description", ""), *keys).strip()


def _default(key: str, value: Part, required: object) -> str:
    if key in required:  # type: ignore[operator]
        return "required"
    default = value.get("default")
    return "none" if default in (None, [], {}) else f"`{_written(default)}`"


def _written(value: Any) -> str:
    """A value as YAML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        inner = {key: each for key, each in value.items() if each not in (None, [], {})}
        return f"{{{', '.join(f'{key}: {_written(each)}' for key, each in inner.items())}}}"
    return str(value)


def _type(value: Part) -> str:
    return ", or ".join(dict.fromkeys(_types(value)))


def _types(value: Part) -> Iterator[str]:
    if "anyOf" in value or "oneOf" in value:
        kinds = [kind for part in value.get("anyOf", value.get("oneOf", ())) for kind in _types(part)]
        yield from (kind for kind in kinds if kind != "null" and not (kind == "text" and "words" in kinds))
    elif "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        yield (
            "words"
            if name == "Text"
            else "switch"
            if name.startswith("Switch")
            else f"[{_name(name)}](#{_anchor(name)})"
        )
    elif "enum" in value:
        yield ", ".join(f"`{each}`" for each in value["enum"])
    elif "const" in value:
        yield f"`{_written(value['const'])}`"
    elif value.get("type") == "array":
        yield _list(value)
    elif value.get("required") == ["by"]:
        yield "switch"
    elif value.get("type") == "object":
        yield f"mapping to {_type(_inner(value))}"
    elif "pattern" in value:
        yield f"text like `{value['pattern']}`"
    else:
        kinds = value.get("type", "")
        yield from (_PLAIN.get(kind, "anything") for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _inner(mapping: Part) -> Part:
    """The values of a mapping, whatever its keys are."""
    extra = mapping.get("additionalProperties")
    return extra if isinstance(extra, dict) else next(iter(mapping.get("patternProperties", {}).values()), {})


def _list(value: Part) -> str:
    if "prefixItems" in value:
        return f"[{', '.join(_or_open(part) for part in value['prefixItems'])}]"
    return f"list of {_type(value['items'])}"


def _or_open(part: Part) -> str:
    """One end of a range: `null` leaves it open."""
    return _type(part) + (" or null" if {"type": "null"} in part.get("anyOf", ()) else "")


def _anchor(name: str) -> str:
    return "".join(sign for sign in _name(name).lower().replace(" ", "-") if sign.isalnum() or sign in "-_")
