"""A scoring looked at before anybody proposes it: places, how sure they are, and last year's."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from pathlib import Path

from kaohe.archive import read_snapshot
from kaohe.office.assessment.folders import folder_of
from kaohe.office.assessment.models import Publication, Scoring
from kaohe.office.assessment.queries.proposed import names_scored, standings_scored
from kaohe.office.assessment.queries.published import final
from kaohe.office.reporting.queries.figures import snapshot_folder
from kaohe.standings import Standings


@dataclass(frozen=True, slots=True)
class Looked:
    """A zone's place by the scheme, last year's, and of all draws the median, the middle nine tenths (out to
    whole places) and the chance of each cut-off, by how many places from the end."""

    code: str
    name: str
    score: float | None
    rank: float | None
    before: float | None
    median: float | None
    low: int | None
    high: int | None
    last: Mapping[int, float]

    @property
    def change(self) -> float | None:
        """Places won since last year; None where one of both is missing."""
        return None if self.rank is None or self.before is None else self.before - self.rank


@dataclass(frozen=True, slots=True)
class Look:
    """The list `scope`: zones by place; `cut_offs` are those that leave anybody out, widest first.

    `before` says whose places last year's are (None: there are none).
    """

    scope: str
    rows: tuple[Looked, ...]
    cut_offs: tuple[int, ...]
    of: int
    before: str | None


def look_at(scoring: Scoring, now: datetime) -> Look:
    """The overall list of a scoring. Raises `Refused` where its folder isn't what was written."""
    folder, standings = folder_of(scoring), standings_scored(scoring)
    last_year, source = _last_year(scoring, standings, now)
    chances = _chances(folder)
    of = next((row.of for row in standings.rows if row.scope == standings.overall and not row.group), 0)
    cut_offs = sorted({cut for found in chances.values() for cut in found if cut < of}, reverse=True)
    rows = sorted(
        _rows(folder, standings, names_scored(scoring), last_year, chances),
        key=lambda row: (row.rank is None, row.rank, row.code),
    )
    return Look(standings.overall or "", tuple(rows), tuple(cut_offs), of, source)


def _rows(
    folder: Path,
    standings: Standings,
    names: Mapping[str, str],
    last_year: Mapping[str, float | None],
    chances: Mapping[str, Mapping[int, float]],
) -> Iterator[Looked]:
    drawn = {row["unit"]: row for row in _table(folder / "robustness" / "ranks.csv") if not row["group"]}
    for row in standings.rows:
        if row.scope == standings.overall and not row.group:
            found = drawn[row.unit]
            yield Looked(
                row.unit,
                names[row.unit],
                row.score,
                row.rank,
                last_year.get(row.unit),
                _number(found["median"]),
                _whole(found["q5"], floor),
                _whole(found["q95"], ceil),
                chances[row.unit],
            )


def _chances(folder: Path) -> dict[str, dict[int, float]]:
    """For each unit the probability of being among the last so many."""
    found: dict[str, dict[int, float]] = {}
    for row in _table(folder / "robustness" / "last.csv"):
        if not row["group"]:
            found.setdefault(row["unit"], {})[int(row["cut_off"])] = float(row["probability"])
    return found


def _last_year(
    scoring: Scoring, standings: Standings, now: datetime
) -> tuple[dict[str, float | None], str | None]:
    """Overall places of the year before, and whose: of the publication that shares most zones (one that rose
    to another level stood in another), else of the snapshot that the round follows."""
    computed = final(now).filter(origin=Publication.Origin.COMPUTED, data_year=scoring.snapshot.data_year - 1)
    found = [(_overall(publication), publication.title) for publication in computed]
    shared = [len(standings.units & places.keys()) for places, _ in found]
    if any(shared):
        return found[shared.index(max(shared))]
    previous = scoring.snapshot.round.previous if scoring.snapshot.round else None
    if previous is None:
        return {}, None
    table = csv.DictReader(
        read_snapshot(snapshot_folder(previous)).published["standings.csv"].decode().splitlines()
    )
    rows = [row for row in table if "/" not in row["scope"] and not row["group"]]
    return {row["unit"]: _number(row["rank"]) for row in rows}, str(previous)


def _overall(publication: Publication) -> dict[str, float | None]:
    """The places on the list of the tree's root, alone: a publication of ours has many lists."""
    root = publication.standings.filter(group="").exclude(scope__contains="/")
    return dict(root.values_list("unit", "rank"))


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _whole(cell: str, outward: Callable[[float], int]) -> int | None:
    return outward(float(cell)) if cell else None
