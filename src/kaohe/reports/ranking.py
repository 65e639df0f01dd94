"""The ranking: who stands where, against last year, and in each dimension."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kaohe.explanations import Result, Voice
from kaohe.explanations.gaps import why_unplaced
from kaohe.explanations.numbers import fixed, place
from kaohe.reports.lamps import Lamp
from kaohe.scoring.exact import Floats
from kaohe.standings import Standings


@dataclass(frozen=True, slots=True)
class Change:
    """Places won (up) or lost (down) against last year; `before` is last year's place."""

    way: str
    steps: str
    before: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A score and where it lies between the lowest and the highest of all units, 0 to 100."""

    text: str
    share: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One unit; `tied` counts those sharing its place, `why` says why it has none."""

    unit: int
    code: str
    name: str
    group: str
    place: str
    tied: int
    total: str
    change: Change | None
    bars: tuple[Bar, ...]
    lamp: Lamp | None
    rating: str
    why: str


def ranking_of(
    voice: Voice, result: Result, lamps: Mapping[int, Lamp], previous: Standings | None
) -> tuple[Row, ...]:
    """Every unit in the order of its place; those without one at the end."""
    changes = changes_of(result, previous)
    columns = [_bars(result.scores.of(node.path), result.node_digits) for node in result.dimensions]
    attribute = result.group_attribute
    return tuple(
        Row(
            unit=unit,
            code=result.scores.figures.units[unit],
            name=result.scores.figures.names[unit],
            group=(result.scores.figures.attributes[attribute][unit] or "") if attribute else "",
            place=_place(result, unit),
            tied=_tied(result, unit),
            total=total_text(result, unit),
            change=changes.get(unit),
            bars=tuple(column[unit] for column in columns),
            lamp=lamps.get(unit),
            rating=voice.rating(result.classes[unit]),
            why=why_unplaced(voice, result, unit),
        )
        for unit in result.in_order
    )


def changes_of(result: Result, previous: Standings | None) -> dict[int, Change]:
    """Each placed unit's change of overall place; empty where there is no last year."""
    if previous is None or previous.overall is None:
        return {}
    before = {row.unit: row for row in previous.rows if row.scope == previous.overall and not row.group}
    changes = {}
    for unit, code in enumerate(result.scores.figures.units):
        now, then = result.place(unit, result.root), before.get(code)
        if now is None or now.rank is None:
            continue
        if then is None or then.rank is None:
            changes[unit] = Change("new", "", "")
            continue
        won = then.rank - now.rank
        way = "up" if won > 0 else "down" if won < 0 else "same"
        changes[unit] = Change(way, place(abs(won)), place(then.rank))
    return changes


def total_text(result: Result, unit: int) -> str:
    """The unit's final score; "" where it has none."""
    return fixed(float(result.scores.root.score.values[unit]), result.digits)


def _place(result: Result, unit: int) -> str:
    row = result.place(unit, result.root)
    return place(row.rank) if row and row.rank is not None else ""


def _tied(result: Result, unit: int) -> int:
    row = result.place(unit, result.root)
    return row.tied if row else 0


def _bars(values: Floats, digits: int) -> list[Bar]:
    if np.isnan(values).all():
        return [Bar("", None)] * len(values)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    shares = values * 0 + 1 if high == low else (values - low) / (high - low)
    return [
        Bar(fixed(value, digits), None if math.isnan(share) else round(share * 100))
        for value, share in zip(values.tolist(), shares.tolist(), strict=True)
    ]
