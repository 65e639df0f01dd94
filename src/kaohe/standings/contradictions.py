"""What can't be true of an official publication: a zone at two places, two zones at one, gaps, totals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kaohe.messages import Text
from kaohe.standings.standing import Extent, Standing, Zone, list_name
from kaohe.standings.table import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an official publication."""

    line: int
    year: int
    data_year: int | None
    standing: Standing
    document: str
    published_on: date

    @property
    def list(self) -> Text:
        """Year, scope and group: what makes one list of places."""
        name = list_name(self.standing.scope, self.standing.group)
        return Text(f"{self.year}年{name.zh}", f"{self.year} {name.en}")


def check_one_publication_a_year(entries: Iterable[Entry], reading: Reading) -> None:
    """All lists of a year come from one document of one date, on the data of one year."""
    first: dict[int, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.year, entry)
        for column in ("document", "published_on", "data_year"):
            one, two = getattr(other, column), getattr(entry, column)
            if one != two:
                params = {"column": column, "year": entry.year, "found": two, "other": one, "at": other.line}
                reading.problem("standings.two_publications", entry.line, **params)


def check_lists(entries: Iterable[Entry], extent: Extent, own: Iterable[Zone], reading: Reading) -> None:
    """Each list by itself: its number of zones, who stands on it, which places are taken."""
    lists: dict[Text, list[Entry]] = defaultdict(list)
    for entry in entries:
        lists[entry.list].append(entry)
    for name, listed in lists.items():
        _check_total(listed, name, reading)
        _check_zones(listed, name, own, reading)
        _check_places(listed, name, extent, reading)


def _check_total(listed: list[Entry], name: Text, reading: Reading) -> None:
    first = listed[0]
    for entry in listed:
        standing = entry.standing
        if standing.rank is not None and standing.rank + standing.tied - 1 > standing.of:
            params = {"rank": f"{standing.rank:g}", "tied": standing.tied, "of": standing.of}
            reading.problem("standings.place_above_number", entry.line, **params)
        if entry.standing.of != first.standing.of:
            params = {"found": entry.standing.of, "other": first.standing.of, "at": first.line}
            reading.problem("standings.two_totals", entry.line, list=name, **params)


def _check_zones(listed: list[Entry], name: Text, own: Iterable[Zone], reading: Reading) -> None:
    first: dict[str, Entry] = {}
    for entry in listed:
        other = first.setdefault(entry.standing.unit, entry)
        if other is not entry:
            params = {"unit": entry.standing.unit, "scope": name, "first": other.line}
            reading.problem("standings.placed_twice", entry.line, **params)
    group = listed[0].standing.group
    for zone in own:
        if zone.code not in first and (not group or zone.belongs_to(group)):
            reading.problem("standings.own_zone_missing", zone=zone.name, list=name)


def _check_places(listed: list[Entry], name: Text, extent: Extent, reading: Reading) -> None:
    """No place held twice without a stated tie, none inside a tie, and in full, none empty."""
    at: dict[int, list[Entry]] = defaultdict(list)
    for entry in listed:
        if entry.standing.rank is not None:
            at[int(entry.standing.rank)].append(entry)
    free = 1
    for rank, sharing in sorted(at.items()):
        if rank < free:
            params = {"list": name, "rank": rank, "free": free}
            reading.problem("standings.place_inside_tie", sharing[0].line, **params)
        elif rank > free and extent == "full":
            gap = str(free) if free == rank - 1 else f"{free}-{rank - 1}"
            reading.problem("standings.places_missing", sharing[0].line, list=name, gap=gap)
        free = max(free, rank + _width(rank, sharing, name, extent, reading))
    placed, of = sum(map(len, at.values())), listed[0].standing.of
    if extent == "full" and placed != of:
        reading.problem("standings.total_wrong", scope=name, of=of, counted=placed)


def _width(rank: int, sharing: list[Entry], name: Text, extent: Extent, reading: Reading) -> int:
    """How many places the zones at `rank` take together: as many as the tie that is stated."""
    stated = {entry.standing.tied for entry in sharing}
    params = {"list": name, "rank": rank, "rows": len(sharing), "tied": max(stated)}
    if len(stated) > 1:
        reading.problem("standings.ties_differ", sharing[0].line, **params)
    elif len(sharing) > max(stated):
        reading.problem("standings.place_twice", sharing[1].line, **params)
    elif extent == "full" and len(sharing) < max(stated):
        reading.problem("standings.tie_incomplete", sharing[0].line, **params)
    return max(*stated, len(sharing))
