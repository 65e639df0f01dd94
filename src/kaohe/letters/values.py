"""The values of a template's fields: checked one by one, read from YAML with the line of each complaint."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kaohe.letters.content import check_line
from kaohe.letters.fields import Column, Field
from kaohe.letters.templates import Template
from kaohe.letters.wording import day_words
from kaohe.messages import Place, Problem, Refused, Text, worded
from kaohe.packs import Lines, parse_yaml

Simple = str | int | float | Decimal | date
Row = Mapping[str, Simple]
Value = Simple | Sequence[str] | Sequence[Row]
Values = Mapping[str, Value]
Path = tuple[str | int, ...]
LONGEST_NAME = 30
"""Characters by which a row of a table is named."""


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
    """Whatever keeps values from filling a template: unknown, missing, or of the wrong kind.

    What it is about is said in words; a file's place says its name there too.
    """
    known, of = template.fields, template.name.text
    for name, value in values.items():
        if name not in known:
            about = {"template": of, "field": name, "allowed": ", ".join(known)}
            yield Problem("letters.unknown_value", about, _place(file, lines, (name,)))
            continue
        for path, found, wanted in _misfits(known[name], value, (name,)):
            about = {
                "template": of,
                "field": _label(known[name], value, path),
                "found": repr(found)[:80],
                "columns": ", ".join(_given(known[name])),
            }
            yield Problem(f"letters.{wanted}", about, _place(file, lines, path))
    for name in template.required:
        if name not in values:
            missing = {"template": of, "field": known[name].text}
            yield Problem("letters.missing_value", missing, Place(file, path=name if file else None))


def _place(file: str | None, lines: Lines | None, path: Path) -> Place:
    """Where a value stands in a file: values that come from elsewhere have no place."""
    if file is None:
        return Place()
    known = lines or {}
    return Place(file, line=known.get(path, known.get(path[:1])), path=".".join(map(str, path)))


def _label(field: Field, value: Any, path: Path) -> Text:
    """What a value is called: its field, a line of it, or a cell in the row that its first cell names."""
    if len(path) == 1:
        return field.text
    place, row = path[1], value[path[1]]
    of_line = {"field": field.text, "line": int(place) + 1}
    if len(path) == 2:
        return worded("letters.line_of", **of_line)
    columns = {column.name: column for column in field.columns}
    first = str(row[_given(field)[0]])[:LONGEST_NAME] or "–"
    return worded("letters.cell_of", **of_line, row=first, column=columns[str(path[2])].text)


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
            yield path, value, f"want_{field.kind}"
            return
        for place, part in enumerate(value):
            yield from _misfits_of_part(field, part, (*path, place))
    elif field.kind == "date" and not isinstance(value, date):
        yield path, value, "want_date"
    elif field.kind == "number" and (
        isinstance(value, bool) or not isinstance(value, int | float | Decimal) or value != value  # noqa: PLR0124
    ):
        yield path, value, "want_number"
    elif field.kind == "text" and not _is_line(value):
        yield path, value, "want_text"


def _misfits_of_part(field: Field | Column, part: object, path: Path) -> Iterator[tuple[Path, object, str]]:
    columns = field.columns if isinstance(field, Field) else ()
    if not columns:
        if not _is_line(part):
            yield path, part, "want_text"
        return
    given = [column for column in columns if column.kind != "order"]
    if not isinstance(part, Mapping) or part.keys() != {column.name for column in given}:
        yield path, part, "want_row"
        return
    for column in given:
        cell, at = part[column.name], (*path, column.name)
        yield from [(at, cell, "missing_value")] if cell == "" else _misfits(column, cell, at)


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
