"""`{ahp: matrix.csv}`: a square table of judgements beside the scheme's file, read in as pairs.

Codes of the children are heads and first column; a row's child is so many times as important as a column's.
"""

import csv
import io
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kaohe.messages import Place, Problem, Refused
from kaohe.packs import Lines
from kaohe.schemes.kinds import times

_AGREE = 1e-6
"""Two cells of a pair multiply to 1 within this."""

Said = dict[str, dict[str, float | str]]


def with_judgements(value: Any, lines: Lines, scheme: Path) -> Any:
    """A scheme's plain value with every table of judgements read in. Raises `Refused`."""
    if not isinstance(value, dict) or not isinstance(value.get("tree"), dict):
        return value
    reader = _Reader(lines, scheme)
    return {**value, "tree": reader.nodes(value["tree"], ("tree",))}


@dataclass(frozen=True, slots=True)
class _Reader:
    lines: Lines
    scheme: Path

    def nodes(self, nodes: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        return {code: self.node(node, (*path, code)) for code, node in nodes.items()}

    def node(self, node: Any, path: tuple[str, ...]) -> Any:
        if not isinstance(node, dict):
            return node
        weights, children = node.get("weights"), node.get("children")
        if isinstance(weights, dict) and isinstance(weights.get("ahp"), str):
            place = Place(self.scheme.name, line=self.lines.get((*path, "weights")))
            node = {**node, "weights": {**weights, "ahp": self.table(weights["ahp"], place)}}
        if isinstance(children, dict):
            node = {**node, "children": self.nodes(children, (*path, "children"))}
        return node

    def table(self, name: str, place: Place) -> Said:
        try:
            text = (self.scheme.parent / name).read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refused.because("packs.not_utf8", Place(name)) from None
        except (OSError, ValueError):
            raise Refused.because("schemes.no_matrix", place, table=name) from None
        return _pairs(_square(text, name), name)


def _square(text: str, file: str) -> dict[str, tuple[int, dict[str, str]]]:
    """The line and cells of each code. Raises `Refused` unless heads and rows have the same codes."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: dict[str, tuple[int, dict[str, str]]] = {}
    try:
        _, *codes = [cell.strip() for cell in next(reader, [""])]
        for cells in reader:
            code, *judgements = [cell.strip() for cell in cells] or [""]
            if not code and not any(judgements):
                continue
            if code in rows or code not in codes or len(judgements) != len(codes):
                raise _shape(file, reader.line_num)
            rows[code] = reader.line_num, dict(zip(codes, judgements, strict=True))
    except csv.Error:
        raise Refused.because("schemes.row_shape", Place(file, line=reader.line_num)) from None
    if not rows or list(rows) != codes:
        raise _shape(file, 1)
    return rows


def _shape(file: str, line: int) -> Refused:
    return Refused.because("schemes.matrix_shape", Place(file, line=line))


def _pairs(rows: dict[str, tuple[int, dict[str, str]]], file: str) -> Said:
    """Each pair as the upper cell has it, else as the lower. Raises `Refused` where they contradict."""
    problems: list[Problem] = []
    said: Said = {}
    for code, (line, cells) in rows.items():
        problems += _unusable(cells, code, Place(file, line=line))
    for one, other in combinations(rows, 2) if not problems else ():
        (_, upper), (line, lower) = rows[one], rows[other]
        if upper[other] and lower[one] and abs(times(upper[other]) * times(lower[one]) - 1) > _AGREE:
            params = {"one": one, "other": other, "upper": upper[other], "lower": lower[one]}
            problems.append(Problem("schemes.matrix_reciprocal", params, Place(file, line=line)))
        elif upper[other]:
            said.setdefault(one, {})[other] = _plain(upper[other])
        elif lower[one]:
            said.setdefault(other, {})[one] = _plain(lower[one])
    if problems:
        raise Refused(problems)
    return said


def _unusable(cells: dict[str, str], code: str, place: Place) -> list[Problem]:
    """Cells that are no judgement; a child compared with itself is 1."""
    wrong = [cell for other, cell in cells.items() if cell and not _usable(cell, only=1 if other == code else None)]
    return [Problem("schemes.judgement", {"found": cell}, place) for cell in wrong]


def _usable(cell: str, only: float | None) -> bool:
    try:
        value = times(cell)
    except (ValueError, ZeroDivisionError):
        return False
    return value > 0 if only is None else value == only


def _plain(cell: str) -> float | str:
    """A quotient stays as it was written, for whoever reads the pairs."""
    return cell if "/" in cell else float(cell)
