"""Who moved between two results, by the places that each of them published."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.scoring import Scores, places_of
from kaohe.standings import Standings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit in one result: NaN where it has no place or no score. `of` counts the units with a place."""

    unit: str
    name: str
    place: float
    score: float
    of: int


@dataclass(frozen=True, slots=True)
class Published:
    """The overall list of one result, units by code."""

    entries: Mapping[str, Entry]
    data_year: int | None


@dataclass(frozen=True, slots=True)
class Moves:
    """Two results side by side. `before` and `after` are the units in both, in the same order.

    `gone` are only in the first, `new` only in the second; they count in the places that each published.
    """

    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    new: tuple[Entry, ...]

    @property
    def changes(self) -> Floats:
        """float64[2, n]: places won (above 0: a better place in the second), and the rise of the score."""
        places = [before.place - after.place for before, after in zip(self.before, self.after, strict=True)]
        scores = [after.score - before.score for before, after in zip(self.before, self.after, strict=True)]
        return np.array([places, scores], dtype=np.float64)

    @property
    def biggest(self) -> tuple[int, ...]:
        """Positions of the units, those that moved furthest first, those without a place at the end."""
        size = np.abs(self.changes)
        order = np.lexsort((-np.nan_to_num(size[1]), np.where(np.isnan(size[0]), np.inf, -size[0])))
        return tuple(order.tolist())


def published_by(scores: Scores) -> Published:
    """The overall list of a scoring."""
    figures, places = scores.figures, next(places_of(scores))
    rows = zip(figures.units, figures.names, places.ranks.tolist(), places.scores.tolist(), strict=True)
    entries = {row[0]: Entry(*row, places.of) for row in rows}
    return Published(entries, figures.data_year)


def published_in(standings: Standings, names: Mapping[str, str]) -> Published:
    """The overall list of standings; a unit that `names` lacks goes by its code."""
    rows = [row for row in standings.rows if row.scope == standings.overall and not row.group]
    entries = {
        row.unit: Entry(
            row.unit, names.get(row.unit, row.unit), _number(row.rank), _number(row.score), row.of
        )
        for row in sorted(rows, key=lambda row: row.unit)
    }
    return Published(entries, standings.data_year)


def moves_between(before: Published, after: Published) -> Moves:
    """Units in both by code, and those in only one of them."""
    both = [unit for unit in before.entries if unit in after.entries]
    return Moves(
        before=tuple(before.entries[unit] for unit in both),
        after=tuple(after.entries[unit] for unit in both),
        gone=tuple(entry for unit, entry in before.entries.items() if unit not in after.entries),
        new=tuple(entry for unit, entry in after.entries.items() if unit not in before.entries),
    )


def _number(value: float | None) -> float:
    return np.nan if value is None else value
