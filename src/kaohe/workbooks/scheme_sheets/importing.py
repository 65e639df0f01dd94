"""A scheme read back from its workbook: equal where nothing was edited, refused by cell where it can't be."""

from pathlib import Path as File
from typing import Any

from kaohe.messages import Place, Problem, Refused
from kaohe.packs import validate
from kaohe.schemes import Scheme
from kaohe.schemes.review import review
from kaohe.workbooks.grids import read_book
from kaohe.workbooks.scheme_sheets.cells import Desk, Line, Path, lines_of, unused
from kaohe.workbooks.scheme_sheets.sheets import CHECKS, INDICATORS, ITEMS, SCHEME, SWITCHES, TREE
from kaohe.workbooks.scheme_sheets.trees import tree_of
from kaohe.workbooks.scheme_sheets.values import Values


def scheme_from_sheets(workbook: File) -> Scheme:
    """The scheme in a workbook of `scheme_to_sheets`. Raises `Refused` with every problem, by cell."""
    book = read_book(workbook)
    desk = Desk(book.file)
    lines = {
        sheet: lines_of(book, sheet, desk) for sheet in (SCHEME, ITEMS, INDICATORS, TREE, SWITCHES, CHECKS)
    }
    values = Values(_by_where(lines[SWITCHES]), desk)
    plain = _top(lines[SCHEME], desk)
    plain[ITEMS] = _by_code(ITEMS, lines[ITEMS], values)
    if lines[CHECKS]:
        plain[CHECKS] = _checks(lines[CHECKS], values)
    plain[INDICATORS] = _by_code(INDICATORS, lines[INDICATORS], values)
    plain[TREE] = tree_of(lines[TREE], desk, values)
    for where, place in unused(values.switches, values.used) if not desk.problems else ():
        desk.say("workbooks.switch_unused", place, where=where)
    if desk.problems:
        raise Refused(desk.problems)
    return _checked(plain, desk)


def _checks(lines: list[Line], values: Values) -> list[dict[str, Any]]:
    return [
        values.keys(line, (CHECKS, place), f"{CHECKS}.{line.text('code')}")
        for place, line in enumerate(lines)
    ]


def _by_where(lines: list[Line]) -> dict[str, list[Line]]:
    switches: dict[str, list[Line]] = {}
    for line in lines:
        switches.setdefault(line.text("where"), []).append(line)
    return switches


def _top(lines: list[Line], desk: Desk) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for line in lines:
        outer, _, inner = line.text("key").partition(".")
        value, place = line.cells.get("value"), line.place("value")
        holder = plain.setdefault(outer, {}) if inner else plain
        key = inner or outer
        if not isinstance(holder, dict) or key in holder:
            desk.say("workbooks.key_twice", line.place("key"), key=line.text("key"))
            continue
        holder[key] = value
        desk.places[(outer, inner) if inner else (outer,)] = place
        desk.places.setdefault((outer,), place)
    return plain


def _by_code(sheet: str, lines: list[Line], values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in lines:
        code, place = line.text("code"), line.place("code")
        if not code:
            values.desk.say("workbooks.sheet_blank", place, column="code")
        elif code in found:
            other = values.desk.places[sheet, code].cell
            values.desk.say("workbooks.code_twice", place, found=code, other=other)
        else:
            found[code] = values.keys(line, (sheet, code), f"{sheet}.{code}", leave=("code",))
            values.desk.places[sheet, code] = place
    return found


def _checked(plain: dict[str, Any], desk: Desk) -> Scheme:
    """Validated and reviewed as a file is; lines are numbers of places here and are turned into cells."""
    places = list(desk.places.items())
    lines: dict[Path, int] = {path: number for number, (path, _) in enumerate(places)}
    try:
        scheme = validate(Scheme, plain, desk.file, lines)
        problems = review(scheme, lines, desk.file)
    except Refused as refused:
        problems = list(refused.problems)
    if problems:
        raise Refused(_at_cell(problem, [place for _, place in places], desk.file) for problem in problems)
    return scheme


def _at_cell(problem: Problem, places: list[Place], file: str) -> Problem:
    line, path = problem.place.line, problem.place.path
    cell = Place(file, path=path) if line is None else places[line]
    return Problem(
        problem.code, problem.params, Place(cell.file, cell.sheet, cell.cell, path=path), problem.level
    )
