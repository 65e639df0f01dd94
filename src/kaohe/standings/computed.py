"""standings.csv: the places that a scheme's scores give."""

from collections import Counter

from kaohe.standings.standing import Standing, Standings
from kaohe.standings.table import Reading, Row, Table

COLUMNS = ("unit", "scope", "score", "rank", "of", "group", "assessment_year", "data_year")

Years = tuple[int | None, int | None]
"""(assessment_year, data_year)"""


def read_standings(table: Table) -> tuple[Standings, ...]:
    """The standings of each assessment year in the table, oldest first. `Refused`: every problem at once."""
    reading = Reading(table)
    reading.columns(COLUMNS, ())
    by_years: dict[Years, list[Standing]] = {}
    seen: dict[tuple[Years, str, str, str], int] = {}
    for row in reading.rows():
        years = (row.whole("assessment_year", 1900), row.whole("data_year", 1900))
        standing = _standing(row)
        if standing is None:
            continue
        first = seen.setdefault((years, standing.scope, standing.group, standing.unit), row.line)
        if first != row.line:
            row.problem("standings.placed_twice", unit=standing.unit, scope=standing.scope, first=first)
        by_years.setdefault(years, []).append(standing)
    reading.finish()
    for rows in by_years.values():
        _check_totals(rows, reading)
    reading.finish()
    return tuple(
        _of_year(years, by_years[years]) for years in sorted(by_years, key=lambda pair: pair[0] or 0)
    )


def _standing(row: Row) -> Standing | None:
    before = len(row.problems)
    unit, scope, score = row.text("unit"), row.text("scope"), row.number("score")
    rank, of = row.number("rank"), row.whole("of", 0, needed=True)
    if rank is not None and of is not None and not 1 <= rank <= of:
        row.problem("standings.place_above_number", rank=f"{rank:g}", tied=1, of=of)
    if len(row.problems) > before or of is None:
        return None
    return Standing(unit, scope, score, rank, of, row.cells.get("group", ""))


def _check_totals(rows: list[Standing], reading: Reading) -> None:
    placed = Counter((row.scope, row.group) for row in rows if row.rank is not None)
    for scope, group, of in dict.fromkeys((row.scope, row.group, row.of) for row in rows):
        if placed[scope, group] != of:
            counted = placed[scope, group]
            reading.problem("standings.total_wrong", scope=_list(scope, group), of=of, counted=counted)


def _list(scope: str, group: str) -> str:
    return f"{scope} ({group})" if group else scope


def _of_year(years: Years, rows: list[Standing]) -> Standings:
    shared = Counter((row.scope, row.group, row.rank) for row in rows)
    counted = tuple(
        Standing(
            row.unit,
            row.scope,
            row.score,
            row.rank,
            row.of,
            row.group,
            0 if row.rank is None else shared[row.scope, row.group, row.rank],
        )
        for row in rows
    )
    return Standings(*years, "computed", "full", None, "", counted)
