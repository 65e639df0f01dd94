"""Scoring a snapshot again, years later, and comparing with what was published."""

import csv
import io
from dataclasses import dataclass
from itertools import zip_longest

from kaohe.archive.snapshot import Snapshot
from kaohe.archive.tables import published_tables
from kaohe.scoring import Scores, places_of, score


@dataclass(frozen=True, slots=True)
class Difference:
    """The first line that differs in a published table (None where it ends before), and how many do."""

    table: str
    line: int
    published: str | None
    now: str | None
    lines: int


def rescore(snapshot: Snapshot) -> tuple[Difference, ...]:
    """What scoring the snapshot's figures by its scheme gives differently from its published tables."""
    now = published_tables(score(snapshot.figures, snapshot.scheme))
    names = sorted(now.keys() | snapshot.published.keys())
    found = (_difference(name, snapshot.published.get(name, b""), now.get(name, b"")) for name in names)
    return tuple(difference for difference in found if difference is not None)


def placed_differently(snapshot: Snapshot, scores: Scores) -> tuple[str, ...]:
    """Units whose overall place or score in `scores` isn't the published one."""
    places = next(places_of(scores))
    found = zip(places.scores.tolist(), places.ranks.tolist(), strict=True)
    now = dict(zip(scores.figures.units, map(str, found), strict=True))
    table = csv.DictReader(io.StringIO(snapshot.published["standings.csv"].decode(), newline=""))
    overall = (row for row in table if row["scope"] == places.scope and not row["group"])
    was = {row["unit"]: str((_number(row["score"]), _number(row["rank"]))) for row in overall}
    return tuple(unit for unit in sorted({*was, *now}) if was.get(unit) != now.get(unit))


def _number(cell: str) -> float:
    return float(cell or "nan")


def _difference(table: str, published: bytes, now: bytes) -> Difference | None:
    if published == now:
        return None
    pairs = list(zip_longest(published.decode().splitlines(), now.decode().splitlines()))
    differing = [line for line, (was, is_now) in enumerate(pairs, start=1) if was != is_now] or [len(pairs)]
    first = differing[0]
    return Difference(table, first, *pairs[first - 1], len(differing))
