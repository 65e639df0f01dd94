"""The description of the API as tables: what its page and the reference show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind` as JSON Schema calls it; `default` is "" where there is none."""

    name: str
    where: str
    kind: str
    default: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that answers are made of."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """`answer` is the name of a shape, or the media type of a file."""

    path: str
    name: str
    words: str
    action: str
    parameters: tuple[Parameter, ...]
    answer: str
    is_file: bool


def operations(schema: Part) -> Iterator[Operation]:
    """In the order of their declaration."""
    for path, item in schema["paths"].items():
        operation = item["get"]
        media, content = next(iter(operation["responses"]["200"]["content"].items()))
        is_file = "$ref" not in content["schema"]
        yield Operation(
            path=path,
            name=operation["operationId"],
            words=operation["summary"],
            action=operation["x-action"],
            parameters=tuple(_parameter(each) for each in operation["parameters"]),
            answer=media if is_file else kind_of(content["schema"]),
            is_file=is_file,
        )


def shapes(schema: Part) -> Iterator[Shape]:
    """By name."""
    for name, part in sorted(schema["components"]["schemas"].items()):
        fields = part.get("properties", {}).items()
        yield Shape(
            name, tuple(Field(key, kind_of(each), each.get("description", "")) for key, each in fields)
        )


def kind_of(part: Part) -> str:
    """A type in a word or two: `string`, `date | null`, `[Zone]`, `{string: integer}`."""
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    if "anyOf" in part:
        return " | ".join(kind_of(each) for each in part["anyOf"])
    if "enum" in part:
        return " | ".join(f'"{each}"' for each in part["enum"])
    kind = part.get("type", "any")
    if kind == "array":
        return f"[{kind_of(part.get('items', {}))}]"
    if kind == "object" and "additionalProperties" in part:
        return f"{{string: {kind_of(part['additionalProperties'])}}}"
    return str(part.get("format", kind)) + _range(part)


def _range(part: Part) -> str:
    least, most = part.get("minimum"), part.get("maximum")
    return f" {least}..{most}" if least is not None and most is not None else ""


def _parameter(part: Part) -> Parameter:
    default = part["schema"].get("default")
    return Parameter(
        name=part["name"],
        where=part["in"],
        kind=kind_of(part["schema"]),
        default="" if default is None else str(default),
        words=part.get("description", ""),
    )
