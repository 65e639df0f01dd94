"""Who stands where: the type between arithmetic and law, ties, and the two files that places come in."""

from kaohe.standings.computed import COLUMNS, read_standings
from kaohe.standings.official import is_official, read_official
from kaohe.standings.standing import (
    OVERALL,
    Extent,
    Origin,
    Standing,
    Standings,
    Zone,
    by_any_name,
    list_name,
)
from kaohe.standings.table import Reading, Row, Table, date_in, read_table
from kaohe.standings.ties import Ties, placed, rank_descending
from kaohe.standings.zones import read_zones

__all__ = [
    "COLUMNS",
    "OVERALL",
    "Extent",
    "Origin",
    "Reading",
    "Row",
    "Standing",
    "Standings",
    "Table",
    "Ties",
    "Zone",
    "by_any_name",
    "date_in",
    "is_official",
    "list_name",
    "placed",
    "rank_descending",
    "read_official",
    "read_standings",
    "read_table",
    "read_zones",
]
