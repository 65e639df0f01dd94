"""`weights: {ahp: matrix.csv}`: a square table of judgements beside the scheme, read in when it is loaded.

The first line and the first column name the children; one half of the table may be empty.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kaohe.messages import Place, Problem, Refused
from kaohe.packs import parse_yaml
from kaohe.schemes.beside import Beside

_Path = tuple[str | int, ...]


@dataclass(slots=True)
class JudgementTables:
    """The line of every row read, by its path in the scheme."""

    rows: dict[_Path, Place] = field(default_factory=dict)

    def read_into(self, value: Any, beside: Beside) -> None:
        """Put the tables that a scheme's plain value names in their places. Raises `Refused`."""
        tree = value.get("tree") if isinstance(value, dict) else None
        for path, weights in _weightings(("tree",), tree):
            if not isinstance(name := weights.get("ahp"), str):
                continue
            where = (*path, "ahp")
            text = beside.text(name, where, "schemes.no_judgements")
            weights["ahp"] = self._read(text, name, where)

    def _read(self, text: str, file: str, where: _Path) -> dict[str, dict[str, Any]]:
        table: dict[str, dict[str, Any]] = {}
        problems: list[Problem] = []
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            codes = [cell.strip() for cell in next(reader, [])[1:]]
            for cells in reader:
                place = Place(file, line=reader.line_num)
                if not any(cell.strip() for cell in cells):
                    continue
                code = cells[0].strip()
                if len(cells) > len(codes) + 1 or not code or code in table:
                    problems.append(Problem("schemes.judgement_row", {}, place))
                    continue
                table[code] = _row(codes, cells[1:], place, problems)
                self.rows[*where, code] = place
        except csv.Error:
            problems.append(Problem("schemes.judgement_row", {}, Place(file, line=reader.line_num)))
        if problems:
            raise Refused(problems)
        return table

    def placed(self, problem: Problem) -> Problem:
        """The problem at the table's line, where it is about one of its rows."""
        path = problem.place.path or ""
        for row, place in self.rows.items():
            spelled = ".".join(map(str, row))
            if path == spelled or path.startswith(f"{spelled}."):
                return replace(problem, place=replace(place, path=path))
        return problem


def _weightings(path: _Path, nodes: Any) -> Iterator[tuple[_Path, dict[str, Any]]]:
    """Every node's `weights` that are a mapping, whatever shape the file has."""
    for code, node in nodes.items() if isinstance(nodes, dict) else ():
        if isinstance(node, dict):
            if isinstance(node.get("weights"), dict):
                yield (*path, code, "weights"), node["weights"]
            yield from _weightings((*path, code, "children"), node.get("children"))


def _row(codes: list[str], cells: list[str], place: Place, problems: list[Problem]) -> dict[str, Any]:
    """The judgements of a row; a cell that isn't filled isn't one."""
    row: dict[str, Any] = {}
    for code, cell in zip(codes, cells, strict=False):
        if not cell.strip():
            continue
        try:
            row[code] = parse_yaml(cell, place.file or "")[0]
        except Refused as refused:
            problems += [replace(problem, place=place) for problem in refused.problems]
    return row
