"""What a cell that stands out does to the standing: places as they are, and as if it had grown as others did.

The standing is that of the reports handed in so far, by the round's own scheme.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.core.cache import cache

from kaohe.figures import Figures
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.figures import figures_of_reports, submitted
from kaohe.office.reporting.queries.outlier_signs import KEPT, Sign, handed_in, signs_of
from kaohe.office.reporting.queries.schemes import frames_through, scheme_of
from kaohe.office.reporting.queries.standings import content_of
from kaohe.schemes import Scheme
from kaohe.scoring import places_of, score

MOST = 12
"""Cells of a report that are tried out: each costs a scoring of the whole round."""


@dataclass(frozen=True, slots=True)
class Move:
    """With `instead` in the cell, `unit` would stand at `then` instead of `now`, of `of` with a place.

    `unit` is the report's own zone; for a host city's report the zone that moves most. Places are None where
    the unit has none.
    """

    item: str
    sign: Sign
    value: float
    instead: float
    unit: str
    now: float | None
    then: float | None
    of: int

    @property
    def distance(self) -> float:
        """By how many places; gaining or losing one at all counts as the whole list."""
        if self.now is None or self.then is None:
            return 0.0 if self.now is self.then else float(self.of)
        return abs(self.now - self.then)


def moves_of(report: Report) -> tuple[Move, ...]:
    """The report's cells that stand out, those that move the standing most first.

    Raises `Refused` where the round can't be scored as it stands. Kept by the content of the figures.
    """
    signs = sorted(signs_of(report.round).get(report.pk, {}).values(), key=_loudness, reverse=True)[:MOST]
    if not signs:
        return ()
    reports = handed_in(report.round)
    figures = figures_of_reports(report.round, reports, submitted(reports))
    key = f"moves:{report.pk}:{content_of(figures, report.round.scheme_text)}"
    known: tuple[Move, ...] | None = cache.get(key)
    if known is None:
        known = _tried(report, signs, figures, scheme_of(report.round))
        cache.set(key, known, KEPT)
    return known


def _loudness(sign: Sign) -> float:
    return np.inf if sign.power else abs(sign.modified_z)


def _tried(report: Report, signs: Sequence[Sign], figures: Figures, scheme: Scheme) -> tuple[Move, ...]:
    now, of = _places(figures, scheme)
    before = last_year_of(report)
    moves = []
    for sign in signs:
        instead = expected(sign, before.get(sign.item))
        if scheme.items[sign.item].kind == "count":
            instead = round(instead)
        changed, value = _with(report, sign.item, instead, figures, scheme)
        then, _ = _places(changed, scheme)
        row = _whose(report, figures, now, then)
        words = (_or_none(now[row]), _or_none(then[row]), of)
        moves.append(Move(sign.item, sign, value, instead, figures.names[row], *words))
    return tuple(sorted(moves, key=lambda move: move.distance, reverse=True))


def expected(sign: Sign, last_year: float | None) -> float:
    """Last year's value, grown or changed as the median of all; without one, the median level."""
    if last_year is None or sign.basis == "level":
        return sign.usual
    if sign.basis == "change":
        return last_year + sign.usual
    return max((last_year + 1) * sign.usual - 1, 0.0)


def _places(figures: Figures, scheme: Scheme) -> tuple[np.ndarray, int]:
    """The place of every unit at the root, NaN without one, and how many have one."""
    scores = score(figures, scheme)
    root = next(
        each for each in places_of(scores) if each.scope == scores.outline.root.path and not each.group
    )
    return root.ranks, root.of


def _with(report: Report, item: str, value: float, figures: Figures, scheme: Scheme) -> tuple[Figures, float]:
    """The figures with another value in a cell, and the value that stood there."""
    if not report.table:
        return _replaced(figures, [figures.units.index(report.code)], item, value)
    cities = figures.attributes[frames_through(scheme)[report.table]]
    rows = [row for row, city in enumerate(cities) if city == report.code]
    frame, before = _replaced(figures.frames[report.table], rows, item, value)
    return replace(figures, frames={**figures.frames, report.table: frame}), before


def _replaced(table: Figures, rows: list[int], item: str, value: float) -> tuple[Figures, float]:
    values, column = table.values.copy(), table.items.index(item)
    before = float(values[rows[0], column]) if rows else np.nan
    values[rows, column] = value
    values.setflags(write=False)
    return replace(table, values=values), before


def _whose(report: Report, figures: Figures, now: np.ndarray, then: np.ndarray) -> int:
    if not report.table:
        return figures.units.index(report.code)
    return int(np.argmax(np.abs(np.nan_to_num(then) - np.nan_to_num(now))))


def _or_none(place: float) -> float | None:
    return None if np.isnan(place) else float(place)
