"""The ministry's ranking of a simulated year, as a file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kaohe.samples.cohort import Cohort
from kaohe.schemes import load_scheme
from kaohe.scoring import places_of, score

_COLUMNS = ("assessment_year", "data_year", "scope", "unit", "rank", "of", "tied", "document", "published_on")


@dataclass(frozen=True, slots=True)
class Ranking:
    """An assessment year, the year of the cohort whose places it takes, and when it came out."""

    year: int
    place: int
    published_on: date

    @property
    def document(self) -> str:
        return f"模拟公布〔{self.year}〕1号"


def ranking_file(simulated: Cohort, ranking: Ranking) -> bytes:
    """The file that the ministry would publish of a simulated year, as `official_files` reads it."""
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(_COLUMNS)
    writer.writerows(_rows(simulated, ranking))
    return content.getvalue().encode("utf-8-sig")


def _rows(simulated: Cohort, ranking: Ranking) -> Iterator[tuple[object, ...]]:
    """The overall list and those of single indicators, in the nation."""
    scores = score(simulated.reviewed[ranking.place], load_scheme("national-2016"))
    leaves = {leaf.path: leaf.name.zh for leaf in scores.outline.leaves()}
    for places in places_of(scores):
        scope = "综合" if "/" not in places.scope else leaves.get(places.scope)
        if places.group or scope is None:
            continue
        placed = [rank for rank in places.ranks if rank == rank]  # noqa: PLR0124  no place is not a number
        for unit, rank in zip(scores.figures.units, places.ranks, strict=True):
            tied = placed.count(rank)
            place = int(rank) if tied else ""
            head = (ranking.year, ranking.year - 1, scope, unit, place, len(placed), tied or "")
            yield (*head, ranking.document, ranking.published_on.isoformat())
