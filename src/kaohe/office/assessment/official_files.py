"""The ministry's publication as a file: each year's lists, read with the zones of the day they came out."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.utils.timezone import localdate

from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.lengths import too_long
from kaohe.office.assessment.models import Standing
from kaohe.office.assessment.queries.places import zones_on
from kaohe.office.zones.facts import is_unsafe
from kaohe.rules import rule_pack
from kaohe.standings import Extent, Standings, Table, date_in, read_official, read_table
from kaohe.standings import Standing as Row

LADDER = "guangdong-2016"
"""The pack whose territory says which national zones are the province's own."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: one publication a year, oldest first, and notes on how it was read."""

    standings: tuple[Standings, ...]
    notes: tuple[Problem, ...]


def read_upload(file: Path, name: str, extent: str, at: datetime) -> Read:
    """Read a csv of official places, called `name` in problems. Raises `Refused`, every year's at once."""
    table = read_table(file, name)
    whole: Extent = "full" if extent == "full" else "part"
    standings: list[Standings] = []
    problems: dict[str, Problem] = {}
    for year in _years(table):
        try:
            zones = zones_on(_published_on(year) or localdate(at))
            found = read_official(year, whole, zones, rule_pack(LADDER).pack.territory)
            _refuse_unfit(found, name)
            standings += found
        except Refused as refused:
            problems |= {each.text("en"): each for each in refused.problems}
    if problems:
        raise Refused(problems.values())
    return Read(tuple(standings), table.notes)


def _refuse_unfit(found: tuple[Standings, ...], name: str) -> None:
    """What is taken in goes out again as a spreadsheet, which would run some texts; columns have an end."""
    rows = [row for each in found for row in each.rows]
    texts = {text for row in rows for text in (row.unit, row.scope, row.group)}
    unsafe = sorted(filter(is_unsafe, texts | {each.document for each in found}))
    problems = [
        Problem("zones.sign_not_allowed", {"found": ascii(text[:20])}, Place(name)) for text in unsafe
    ]
    unfit = {problem.words("en"): problem for row in rows for problem in too_long(_kept(row))}
    problems += [replace(problem, place=Place(name)) for problem in unfit.values()]
    if problems:
        raise Refused(problems)


def _kept(row: Row) -> Standing:
    return Standing(unit=row.unit, scope=row.scope, group=row.group)


def _years(table: Table) -> list[Table]:
    """The table's rows of each assessment year, as they are spelled; oldest first."""
    spelled = sorted({cells.get("assessment_year", "") for _, cells in table.lines})
    return [
        replace(
            table,
            lines=tuple(line for line in table.lines if line[1].get("assessment_year", "") == year),
        )
        for year in spelled
    ]


def _published_on(table: Table) -> date | None:
    return next((day for _, cells in table.lines if (day := date_in(cells.get("published_on", "")))), None)
