"""The lines of a list of zones: columns as in units.csv or as the catalogue's download calls them."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kaohe.messages import Lang, Place, Problem, Refused, sentence
from kaohe.office.zones.facts import CODE, Facts, problems_of
from kaohe.standings import date_in
from kaohe.standings.zones import LEVELS
from kaohe.workbooks.grids import Grid, Value, read_book

NEEDED = ("unit", "name", "level", "province", "since")
ALSO = ("name_en", "city", "region", "region4", "aliases", "basis")
LANGS: tuple[Lang, Lang] = ("zh", "en")


def column_names(lang: Lang) -> dict[str, str]:
    """What the columns are called in a language, by their codes, in the order of a download."""
    order = ("unit", "name", "name_en", "level", "province", *ALSO[1:5], "since", "basis")
    return {code: sentence(f"zones.column_{code}", lang) for code in order}


def level_names(lang: Lang) -> dict[str, str]:
    """What the levels are called in a language, by their codes."""
    return {code: sentence(f"zones.level_{code}", lang) for code in LEVELS}


@dataclass(frozen=True, slots=True)
class Line:
    """One zone of the list, with its place in the file."""

    code: str
    facts: Facts
    since: datetime.date
    basis: str
    place: Place


def read_lines(file: Path, name: str) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines of the first sheet and notes on how it was read. Raises `Refused`, every problem at once.

    Columns that aren't known do no harm.
    """
    try:
        book = read_book(file)
    except Refused as refused:  # an upload lies under a name that its sender never saw
        placed = (replace(found, place=replace(found.place, file=name)) for found in refused.problems)
        raise Refused(placed) from None
    grid = next(grid for grid in book.grids if not grid.hidden)
    rows = list(_rows(grid, name))
    if not rows:
        raise Refused.because("zones.no_lines", Place(name), needed=", ".join(NEEDED))
    problems: list[Problem] = []
    lines = [_line(cells, place, name, problems) for place, cells in rows]
    problems += _twice(lines)
    if problems:
        raise Refused(problems)
    return lines, book.notices


def _rows(grid: Grid, name: str) -> Iterator[tuple[Place, Mapping[str, str]]]:
    """Each row that has something, by the names of the head."""
    texts = [[_text(cell) for cell in row] for row in grid.rows]
    filled = [(number, cells) for number, cells in enumerate(texts, start=1) if any(cells)]
    if not filled:
        return
    (number, written), *body = filled
    codes = {name: code for lang in LANGS for code, name in column_names(lang).items()}
    head = [codes.get(name, name) for name in written]
    missing = [column for column in NEEDED if head.count(column) != 1]
    if missing:
        params = {"columns": ", ".join(missing), "found": ", ".join(filter(None, written))}
        raise Refused.because("zones.columns_missing", Place(name, grid.sheet, line=number), **params)
    for number, cells in body:
        yield Place(name, grid.sheet, line=number), dict(zip(head, cells, strict=False))


def _line(cells: Mapping[str, str], place: Place, name: str, problems: list[Problem]) -> Line:
    also = {column: cells.get(column, "") for column in ALSO}
    aliases = (alias.strip() for alias in also["aliases"].replace("；", ";").split(";"))
    levels = {name: code for lang in LANGS for code, name in level_names(lang).items()}
    level = cells.get("level", "")
    facts = Facts(
        name_zh=cells.get("name", ""),
        name_en=also["name_en"],
        level=levels.get(level, level),
        province=cells.get("province", ""),
        city=also["city"],
        region=also["region"],
        region4=also["region4"],
        aliases=tuple(filter(None, aliases)),
    )
    code, since = cells.get("unit", ""), date_in(cells.get("since", ""))
    problems += problems_of(facts, place)
    if not CODE.fullmatch(code):
        problems.append(Problem("zones.code_shape", {"found": code}, place))
    if since is None:
        problems.append(Problem("zones.not_a_day", {"found": cells.get("since", "")}, place))
    return Line(code, facts, since or datetime.date.min, also["basis"] or name, place)


def _twice(lines: list[Line]) -> Iterator[Problem]:
    """Codes and names that stand in more than one line."""
    first: dict[str, Line] = {}
    for line in lines:
        for called in dict.fromkeys((line.code, *line.facts.names)):
            other = first.setdefault(called, line)
            if other is not line:
                params = {"found": called, "line": other.place.line}
                yield Problem("zones.twice_in_file", params, line.place)


def _text(cell: Value) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
