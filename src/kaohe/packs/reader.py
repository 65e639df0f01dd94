"""A pack's text becomes a frozen model, or every reason why it doesn't, each with its line."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kaohe.messages import Place, Problem, Refused, codes
from kaohe.packs.strict_yaml import Lines, parse_yaml

M = TypeVar("M", bound=BaseModel)

_WANTED = {
    "bool_type": "packs.want_yes_no",
    "date_from_datetime_inexact": "packs.want_date",
    "date_from_datetime_parsing": "packs.want_date",
    "date_type": "packs.want_date",
    "dataclass_type": "packs.want_mapping",
    "dict_type": "packs.want_mapping",
    "float_type": "packs.want_number",
    "int_type": "packs.want_whole_number",
    "list_type": "packs.want_list",
    "literal_error": "packs.want_one_of",
    "model_attributes_type": "packs.want_mapping",
    "model_type": "packs.want_mapping",
    "string_type": "packs.want_text",
    "tuple_type": "packs.want_list",
    "union_tag_invalid": "packs.want_one_of",
}
"""The commonest complaints of pydantic, said in words of our own."""


def read_model(kind: type[M], text: str, file: str) -> tuple[M, Lines]:
    """Parse strict YAML and validate it as `kind`; also the lines, for later checks. Raises `Refused`."""
    value, lines = parse_yaml(text, file)
    return validate(kind, value, file, lines), lines


def validate(kind: type[M], value: Any, file: str, lines: Lines) -> M:
    """Validate plain data as `kind`, placing each error at the nearest known line. Raises `Refused`."""
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise Refused(_problem(detail, file, lines) for detail in error.errors()) from None


def _problem(detail: ErrorDetails, file: str, lines: Lines) -> Problem:
    path = detail["loc"]
    known = path
    while known not in lines and known:
        known = known[:-1]
    place = Place(file, line=lines.get(known), path=".".join(str(step) for step in known))
    return Problem(*_complaint(detail), place)


def _complaint(detail: ErrorDetails) -> tuple[str, dict[str, Any]]:
    kind, context, found = detail["type"], detail.get("ctx", {}), repr(detail["input"])[:80]
    if kind == "extra_forbidden":
        return "packs.unknown_key", {"key": detail["loc"][-1]}
    if kind == "missing":
        return "packs.missing_key", {"key": detail["loc"][-1]}
    if kind in codes():
        return kind, context
    if kind in _WANTED:
        return _WANTED[kind], {"found": found, "allowed": _allowed(context)}
    return "packs.not_allowed", {"found": found, "why": detail["msg"]}


def _allowed(context: dict[str, Any]) -> str:
    return str(context.get("expected") or context.get("expected_tags") or "")
