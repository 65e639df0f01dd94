"""The values of a template's fields: checked one by one, read from YAML with the line of each complaint."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kaohe.letters.content import check_line
from kaohe.letters.fields import Column, Field
from kaohe.letters.templates import Template
from kaohe.letters.wording import day_words
from kaohe.messages import Place, Problem, Refused
from kaohe.packs import Lines, parse_yaml

Simple = str | int | float | Decimal | date
Row = Mapping[str, Simple]
Value = Simple | Sequence[str] | Sequence[Row]
Values = Mapping[str, Value]
Path = tuple[str | int, ...]


def read_values(template: Template, text: str, file: str) -> dict[str, Value]:
    """Values from YAML, days written 2016-09-01. Raises `Refused` with every complaint and its line."""
    given, lines = parse_yaml(text, file)
    if not isinstance(given, dict):
        raise Refused.because("letters.values_not_mapping", Place(file))
    values = with_days(template, given)
    if problems := list(wrong_values(template, values, file, lines)):
        raise Refused(problems)
    return values


def sample_values(template: Template) -> dict[str, Value]:
    """The examples of all of a template's fields, with the words it usually rests on: for a look at it."""
    fields = template.fields
    values = {name: _with_days(template, name, field.example) for name, field in fields.items()}
    values.update(template.examples)
    if template.cites is not None:
        values["quote"] = template.cites.quote
    return values


def with_days(template: Template, values: Mapping[str, Any]) -> dict[str, Value]:
    """Values as JSON or YAML have them, with days where the template's fields want days."""
    return {name: _with_days(template, name, value) for name, value in values.items()}


def wrong_values(
    template: Template, values: Values, file: str | None = None, lines: Lines | None = None
) -> Iterator[Problem]:
    """Whatever keeps values from filling a template: unknown, missing, or of the wrong kind."""
    known = template.fields
    for name, value in values.items():
        place = Place(file, line=(lines or {}).get((name,)))
        if name not in known:
            about = {"template": template.id, "field": name, "allowed": ", ".join(known)}
            yield Problem("letters.unknown_value", about, place)
            continue
        for path, found, wanted in _misfits(known[name], value, (name,)):
            about = {
                "template": template.id,
                "field": ".".join(map(str, path)),
                "found": repr(found)[:80],
                "columns": ", ".join(_given(known[name])),
            }
            line = (lines or {}).get(path, place.line)
            yield Problem(f"letters.want_{wanted}", about, Place(file, line=line))
    for name in template.required:
        if name not in values:
            missing = {"template": template.id, "field": name, "label": known[name].text}
            yield Problem("letters.missing_value", missing, Place(file))


def _given(field: Field) -> tuple[str, ...]:
    """The columns of a table that values are given for."""
    return tuple(column.name for column in field.columns if column.kind != "order")


def shown(value: Simple) -> str:
    """A simple value as it stands on paper."""
    if isinstance(value, date):
        return day_words(value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _misfits(field: Field | Column, value: object, path: Path) -> Iterator[tuple[Path, object, str]]:
    """Each part of a value that isn't of its field's kind: its path, what was found, what is wanted."""
    if field.kind in {"lines", "table"}:
        if isinstance(value, str) or not isinstance(value, Sequence) or not value:
            yield path, value, field.kind
            return
        for place, part in enumerate(value):
            yield from _misfits_of_part(field, part, (*path, place))
    elif field.kind == "date" and not isinstance(value, date):
        yield path, value, "date"
    elif field.kind == "number" and (
        isinstance(value, bool) or not isinstance(value, int | float | Decimal) or value != value  # noqa: PLR0124
    ):
        yield path, value, "number"
    elif field.kind == "text" and not _is_line(value):
        yield path, value, "text"


def _misfits_of_part(field: Field | Column, part: object, path: Path) -> Iterator[tuple[Path, object, str]]:
    columns = field.columns if isinstance(field, Field) else ()
    if not columns:
        if not _is_line(part):
            yield path, part, "text"
        return
    given = [column for column in columns if column.kind != "order"]
    if not isinstance(part, Mapping) or part.keys() != {column.name for column in given}:
        yield path, part, "row"
        return
    for column in given:
        yield from _misfits(column, part[column.name], (*path, column.name))


def _is_line(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        check_line(value)
    except Refused:
        return False
    return True


def _with_days(template: Template, name: str, value: Any) -> Any:
    """YAML has no days: where one is wanted, 2016-09-01 becomes one; what is none is left to the checks."""
    field = template.fields.get(name)
    if field is None:
        return value
    if field.kind == "date":
        return _day(value)
    days = {column.name for column in field.columns if column.kind == "date"}
    return tuple(_row_with_days(row, days) for row in value) if isinstance(value, list | tuple) else value


def _row_with_days(row: Any, days: set[str]) -> Any:
    if not isinstance(row, dict):
        return row
    return {name: _day(cell) if name in days else cell for name, cell in row.items()}


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
