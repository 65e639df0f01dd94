"""`indicators: {table: x.csv}`: flat indicators, one a row, a column a key, `weights.<set>` for weights."""

import csv
import io
from dataclasses import dataclass, replace
from typing import Any

from kaohe.messages import Place, Problem, Refused
from kaohe.packs import Lines, parse_yaml
from kaohe.schemes.beside import Beside

_TEXT = ("name", "unit", "formula", "definition", "source", "clause", "reading")
"""Columns whose cells are text as they stand; all others hold a value as the YAML file would."""


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The rows of a table beside the scheme's file, by code, and the line of each."""

    file: str
    rows: dict[str, dict[str, Any]]
    lines: Lines

    @classmethod
    def named_in(cls, value: Any, beside: Beside) -> "IndicatorTable | None":
        """The table that a scheme's plain value names, None where it has none. Raises `Refused`."""
        indicators = value.get("indicators") if isinstance(value, dict) else None
        if not isinstance(indicators, dict) or set(indicators) != {"table"}:
            return None
        if isinstance(indicators["table"], dict):  # an indicator of that code
            return None
        name = str(indicators["table"])
        return cls._read(beside.text(name, ("indicators", "table"), "schemes.no_table"), name)

    @classmethod
    def _read(cls, text: str, file: str) -> "IndicatorTable":
        table, problems = cls(file, {}, {}), list[Problem]()
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            keys = [key.strip() for key in next(reader, [])]
            if "code" not in keys:
                raise Refused.because("schemes.no_code_column", Place(file, line=1))
            for cells in reader:
                problems += table._add(keys, cells, Place(file, line=reader.line_num))
        except csv.Error:
            problems.append(Problem("schemes.row_shape", {}, Place(file, line=reader.line_num)))
        if problems:
            raise Refused(problems)
        return table

    def _add(self, keys: list[str], cells: list[str], place: Place) -> list[Problem]:
        """Take up a row; its problems."""
        row = dict(zip(keys, cells, strict=False))
        code = row.pop("code", "").strip()
        if not any(cell.strip() for cell in cells):
            return []
        if len(cells) > len(keys) or not code:
            return [Problem("schemes.row_shape", {}, place)]
        if code in self.rows:
            return [Problem("schemes.twice", {"what": code}, place)]
        problems: list[Problem] = []
        self.rows[code] = _row(row, place, problems)
        self.lines["indicators", code] = place.line or 0
        return problems

    def placed(self, problem: Problem) -> Problem:
        """The problem at the table's line, where it is about one of its rows."""
        row = tuple((problem.place.path or "").split(".")[:2])
        if row not in self.lines:
            return problem
        return replace(problem, place=replace(problem.place, file=self.file, line=self.lines[row]))


def _row(row: dict[str, str], place: Place, problems: list[Problem]) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for key, text in row.items():
        if not text.strip():
            continue
        outer, _, inner = key.partition(".")
        try:
            value = text.strip() if outer in _TEXT else parse_yaml(text, place.file or "")[0]
        except Refused as refused:
            problems += [replace(problem, place=place) for problem in refused.problems]
            continue
        holder = keys.setdefault(outer, {}) if inner else keys
        if not isinstance(holder, dict) or (inner or outer) in holder:
            problems.append(Problem("schemes.twice", {"what": key}, place))
        else:
            holder[inner or outer] = value
    return keys
