"""Our rehearsal beside the ministry's ranking: where they differ, and on which lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kaohe.messages import Problem, Text
from kaohe.office.assessment.models import Publication, Scoring
from kaohe.office.assessment.queries.places import standings_of
from kaohe.office.assessment.queries.proposed import names_scored, standings_scored
from kaohe.office.assessment.queries.published import effective
from kaohe.office.assessment.queries.ways import names_of_lists
from kaohe.standings import OVERALL, Standings, list_name, rank_descending


@dataclass(frozen=True, slots=True)
class Pair:
    """A zone on one list: both places as they stand, and both among the zones that both lists have."""

    unit: str
    scope: str
    list: Text
    ours: float
    theirs: float
    ours_among: float
    theirs_among: float

    @property
    def is_overall(self) -> bool:
        return self.scope == OVERALL

    @property
    def difference(self) -> float:
        """Places by which we put the zone better than the ministry does; among the common zones."""
        return self.theirs_among - self.ours_among


@dataclass(frozen=True, slots=True)
class Compared:
    """One zone: its overall pair (None: one of both has no place for it), its single lists by size."""

    unit: str
    name: str
    overall: Pair | None
    lists: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Zones by the size of their overall difference; `problems` say what could not be compared, and why."""

    scoring: Scoring
    rows: tuple[Compared, ...]
    common: int
    same: int
    problems: tuple[Problem, ...]


def rehearsal_of(publication: Publication, now: datetime) -> Scoring | None:
    """The scoring to compare with: the one we published for the year, else the last of its snapshots."""
    year = publication.assessment_year
    ours = effective(now, Publication.Origin.COMPUTED, Publication.Field.NATION, year)
    if ours is not None and ours.scoring is not None:
        return ours.scoring
    scored = Scoring.objects.filter(state=Scoring.State.SCORED).select_related("snapshot__round")
    by_round = scored.filter(snapshot__round__assessment_year=year)
    without = scored.filter(snapshot__round=None, snapshot__data_year=year - 1)
    return by_round.first() or without.first()


def reconcile(publication: Publication, now: datetime) -> Reconciled | None:
    """Compare list by list; None where nothing of ours was scored for the year."""
    scoring = rehearsal_of(publication, now)
    if scoring is None:
        return None
    official, ours = standings_of(publication), standings_scored(scoring)
    pairs, problems = _paired(official, ours, names_of_lists(scoring))
    names = names_scored(scoring)
    by_unit: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_unit.setdefault(pair.unit, []).append(pair)
    rows = [_compared(unit, names.get(unit, unit), by_unit[unit]) for unit in sorted(by_unit)]
    rows.sort(key=lambda row: (row.overall is None, -abs(row.overall.difference) if row.overall else 0))
    known = [row.overall for row in rows if row.overall]
    same = sum(1 for pair in known if not pair.difference)
    return Reconciled(scoring, tuple(rows), len(known), same, tuple(problems))


def _compared(unit: str, name: str, pairs: list[Pair]) -> Compared:
    """Its overall pair apart, the others with the largest difference first."""
    overall = next((pair for pair in pairs if pair.is_overall), None)
    single = sorted((pair for pair in pairs if not pair.is_overall), key=lambda pair: -abs(pair.difference))
    return Compared(unit, name, overall, tuple(single))


def _paired(
    official: Standings, ours: Standings, names: Mapping[str, Text]
) -> tuple[list[Pair], list[Problem]]:
    pairs: list[Pair] = []
    problems: list[Problem] = []
    if official.overall is None:
        problems.append(Problem("assessment.no_official_overall", level="note"))
    for scope in official.scopes:
        own = _counterpart(scope, ours, names)
        if own is None:
            words = {"list": list_name(scope)}
            problems.append(Problem("assessment.list_not_ours", words, level="note"))
            continue
        found, told = _of_list(scope, _ranks(official, scope), _ranks(ours, own), _of(official, scope))
        pairs += found
        problems += told
    return pairs, problems


def _counterpart(scope: str, ours: Standings, names: Mapping[str, Text]) -> str | None:
    """The list of ours that an official one is: overall, or the one node of that name or path."""
    if scope == OVERALL:
        return ours.overall
    called = [path for path, name in names.items() if scope in (name.zh, name.en, path)]
    return called[0] if len(called) == 1 else None


def _ranks(standings: Standings, scope: str) -> dict[str, float]:
    rows = (row for row in standings.rows if row.scope == scope and not row.group)
    return {row.unit: row.rank for row in rows if row.rank is not None}


def _of(standings: Standings, scope: str) -> int:
    """How many zones have a place on a list, whether they are told or not."""
    return next(row.of for row in standings.rows if row.scope == scope and not row.group)


def _of_list(
    scope: str, theirs: Mapping[str, float], ours: Mapping[str, float], of: int
) -> tuple[list[Pair], list[Problem]]:
    """The zones that both have, ranked anew among themselves: places among others can't be compared.

    `of` zones have a place on their list.
    """
    title, common = list_name(scope), sorted(theirs.keys() & ours.keys())
    if not common:
        return [], [Problem("assessment.nobody_in_both", {"list": title}, level="note")]
    among = [rank_descending(-np.array([ranks[unit] for unit in common])) for ranks in (ours, theirs)]
    pairs = [
        Pair(unit, scope, title, ours[unit], theirs[unit], float(mine), float(his))
        for unit, mine, his in zip(common, *among, strict=True)
    ]
    if len(common) == of == len(ours):
        return pairs, []
    words = {"list": title, "common": len(common), "ours": len(ours), "theirs": of}
    return pairs, [Problem("assessment.compared_among_common", words, level="note")]
