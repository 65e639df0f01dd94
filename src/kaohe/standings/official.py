"""The ministry's publication as a csv: the whole of its lists, or the places of the province's own zones."""

from collections.abc import Iterable

from kaohe.law import Territory, inside
from kaohe.standings.contradictions import Entry, check_lists, check_one_publication_a_year
from kaohe.standings.standing import OVERALL, Extent, Standing, Standings, Zone, by_any_name
from kaohe.standings.table import Reading, Row, Table

NEEDED = ("assessment_year", "scope", "unit", "rank", "of", "document", "published_on")
OPTIONAL = ("data_year", "group", "tied", "note")

_OVERALL_HEADINGS = (OVERALL, "综合", "综合排名", "综合发展水平", "综合发展水平考核")


def is_official(table: Table) -> bool:
    """Whether a table of places says in which document they were published."""
    return "rank" in table.columns and not {"document", "published_on"}.isdisjoint(table.columns)


def read_official(
    table: Table, extent: Extent, zones: Iterable[Zone] = (), territory: Territory = "nation"
) -> tuple[Standings, ...]:
    """The publications in the table, oldest year first; units are called by their zones' codes where known.

    `full`: every place of every list is there. `part`: some are. Either way each list has every own zone
    (those of `zones` that are national and in the `territory`), with an empty rank if it was given no place.
    Raises `Refused`, every problem at once.
    """
    zones = tuple(zones)
    own = tuple(zone for zone in zones if zone.level == "national" and inside(zone.province, territory))
    reading = Reading(table)
    reading.columns(NEEDED, OPTIONAL)
    codes = by_any_name(zones)
    entries = [entry for row in reading.rows() if (entry := _entry(row, codes))]
    reading.finish()
    check_one_publication_a_year(entries, reading)
    check_lists(entries, extent, own, reading)
    reading.finish()
    years = sorted({entry.year for entry in entries})
    return tuple(_publication([entry for entry in entries if entry.year == year], extent) for year in years)


def _entry(row: Row, codes: dict[str, str]) -> Entry | None:
    before = len(row.problems)
    unit, scope, document = row.text("unit"), row.text("scope"), row.text("document")
    year, of = row.whole("assessment_year", 1900, needed=True), row.whole("of", needed=True)
    rank, tied, data_year = row.whole("rank"), row.whole("tied") or 1, row.whole("data_year", 1900)
    published_on = row.date("published_on")
    if len(row.problems) > before or of is None or year is None or published_on is None:
        return None
    scope = OVERALL if scope in _OVERALL_HEADINGS else scope
    group = row.cells.get("group", "")
    group = f"region={group}" if group and "=" not in group else group
    standing = Standing(codes.get(unit, unit), scope, None, rank, of, group, 0 if rank is None else tied)
    return Entry(row.line, year, data_year, standing, document, published_on)


def _publication(entries: list[Entry], extent: Extent) -> Standings:
    first = entries[0]
    rows = tuple(entry.standing for entry in entries)
    return Standings(
        first.year, first.data_year, "official", extent, first.published_on, first.document, rows
    )
