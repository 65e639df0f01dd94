"""Whether a place is among the last or first so many.

Published places are taken as published: among the last K means above N - K. Of computed ones, a unit is among
the last K when fewer than K are strictly worse; a tie across the cut-off is an officer's; a tie across it of
more than K says nothing about anyone, and neither does a list of no more than K.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import Literal

from kaohe.messages import Problem
from kaohe.rules.findings import PlaceFact
from kaohe.rules.verdicts import Verdict
from kaohe.standings import Standing, Standings, list_name

End = Literal["last", "first"]


class Lists:
    """The lists of one assessment, each with its units and its places in order."""

    def __init__(self, year: int, standings: Standings):
        self.year = year
        self.standings = standings
        self._rows: dict[tuple[str, str], dict[str, Standing]] = defaultdict(dict)
        for row in standings.rows:
            self._rows[row.scope, row.group][row.unit] = row
        self._ranks: dict[tuple[str, str, End], list[float]] = {}

    def verdict(self, unit: str, scope: str, group: str, places: int, end: End) -> Verdict:
        """Whether `unit` is among the `places` at the `end` of a list."""
        rows = self._rows.get((scope, group), {})
        about = {"year": self.year, "list": list_name(scope, group), "places": places}
        standing = rows.get(unit)
        if not rows:
            return _gap("rules.no_list", about)
        if standing is None or standing.rank is None:
            return _gap("rules.no_place", about)
        if standing.of <= places:
            return _gap("rules.too_few", {**about, "of": standing.of})
        if self.standings.origin == "official":
            rank, of = standing.rank, standing.of
            inside = rank > of - places if end == "last" else rank <= places
            return self._met(standing, clear=True) if inside else Verdict("unmet")
        return self._computed(standing, places, end, about)

    def _computed(self, standing: Standing, places: int, end: End, about: dict[str, object]) -> Verdict:
        """By counting who is strictly nearer to the end, so that any rule for ties gives the same answer."""
        order = self._order(standing.scope, standing.group, end)
        mine = _from_end(standing, end)
        if bisect_left(order, mine) >= places:
            return Verdict("unmet")
        at_cut = order[places - 1]
        across = bisect_right(order, at_cut) > places
        tied = bisect_right(order, at_cut) - bisect_left(order, at_cut)
        if across and tied > places:
            return _gap("rules.tie_too_large", {**about, "tied": tied})
        if across and mine == at_cut:
            tie = Problem("rules.tie_at_cut", {**about, "tied": tied}, level="soft")
            return self._met(standing, clear=False, ties=(tie,))
        return self._met(standing, clear=True)

    def _order(self, scope: str, group: str, end: End) -> list[float]:
        key = (scope, group, end)
        if key not in self._ranks:
            placed = (row for row in self._rows[scope, group].values() if row.rank is not None)
            self._ranks[key] = sorted(_from_end(row, end) for row in placed)
        return self._ranks[key]

    def _met(self, standing: Standing, clear: bool, ties: tuple[Problem, ...] = ()) -> Verdict:
        rank = standing.rank or 0
        where = (self.year, standing.scope, standing.group, rank, standing.of, standing.tied, standing.score)
        return Verdict("met" if clear else "officer", (PlaceFact(*where, clear),), ties)


def _from_end(standing: Standing, end: End) -> float:
    rank = standing.rank or 0
    return -rank if end == "last" else rank


def _gap(code: str, params: dict[str, object]) -> Verdict:
    return Verdict("unknown", gaps=(Problem(code, params, level="note"),))
