"""A comparison as csv tables: who moved, and what moved them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan

import numpy as np

from kaohe.scoring.exact import settled
from kaohe.studies.comparing.causes import DATA, METHOD, OTHERS, SCHEME, WEIGHTS, Causes
from kaohe.studies.comparing.moves import Entry, Moves
from kaohe.studies.comparing.shares import Floats, Parts

FACTORS = (DATA, WEIGHTS, METHOD, SCHEME, OTHERS)
CHANGES = (
    *("unit", "name", "in", "place_a", "of_a", "place_b", "of_b", "places_won"),
    *(f"places_{factor}" for factor in FACTORS),
    *("score_a", "score_b", "score_change"),
    *(f"score_{factor}" for factor in FACTORS),
)
Row = tuple[object, ...]


def comparison_tables(moves: Moves, causes: Causes | None) -> Mapping[str, bytes]:
    """The tables by file name: changes.csv, and, where there are causes, those by step and by indicator."""
    tables = {"changes.csv": _csv(CHANGES, sorted([*_moved(moves, causes), *_alone(moves)]))}
    if causes is not None:
        units = [entry.unit for entry in moves.before]
        by_step, by_node = _by_unit(units, [*_steps(causes)]), _by_unit(units, [*_indicators(causes)])
        tables["changes_by_step.csv"] = _csv(("unit", "cause", "part", "places", "score"), by_step)
        tables["changes_by_indicator.csv"] = _csv(("unit", "node", "places", "score"), by_node)
    return tables


def _moved(moves: Moves, causes: Causes | None) -> Iterator[Row]:
    """Units in both, each with its change and the parts of it."""
    changes = moves.changes
    parts = [_factors(causes, factor, len(moves.before)) for factor in FACTORS]
    for unit, (one, other) in enumerate(zip(moves.before, moves.after, strict=True)):
        places, scores = ([_number(part[kind, unit]) for part in parts] for kind in (0, 1))
        yield (
            *(one.unit, other.name, "both", _number(one.place), one.of, _number(other.place), other.of),
            *(_number(changes[0, unit]), *places),
            *(_number(one.score), _number(other.score), _number(changes[1, unit]), *scores),
        )


def _factors(causes: Causes | None, factor: str, count: int) -> Floats:
    """A factor's part, float64[2, n]; NaN where it is none of the causes."""
    if causes is None or factor not in causes.factors.names:
        return np.full((2, count), np.nan)
    return causes.factors.part(factor)


def _alone(moves: Moves) -> Iterator[Row]:
    """Units in only one of the results."""
    none = ("",) * len(FACTORS)
    for entry in moves.gone:
        yield (*_named(entry, "a"), *_place(entry), "", "", "", *none, _number(entry.score), "", "", *none)
    for entry in moves.new:
        yield (*_named(entry, "b"), "", "", *_place(entry), "", *none, "", _number(entry.score), "", *none)


def _named(entry: Entry, where: str) -> Row:
    return entry.unit, entry.name, where


def _place(entry: Entry) -> Row:
    return _number(entry.place), entry.of


def _steps(causes: Causes) -> Iterator[tuple[Row, Floats]]:
    """Cause, part and what it changed; a factor that isn't taken apart is one row."""
    within: dict[str, Parts] = {WEIGHTS: causes.branches, METHOD: causes.steps}
    for factor in causes.factors.names:
        if factor in within and within[factor].names:
            yield from (((factor, name), within[factor].part(name)) for name in within[factor].names)
        else:
            yield (factor, ""), causes.factors.part(factor)


def _indicators(causes: Causes) -> Iterator[tuple[Row, Floats]]:
    """Path, and what its values changed."""
    yield from (((path,), causes.indicators.part(path)) for path in causes.indicators.names)


def _by_unit(units: list[str], parts: Sequence[tuple[Row, Floats]]) -> Iterator[Row]:
    """A row for every part that changed something, unit by unit."""
    for unit, code in enumerate(units):
        for names, part in parts:
            places, score = (_number(value) for value in part[:, unit].tolist())
            if {places, score} - {"", "0"}:
                yield (code, *names, places, score)


def _number(value: float) -> str:
    """Settled at 10 decimals; nothing where there is no number."""
    if isnan(value):
        return ""
    return repr(settled(np.array([value])).tolist()[0]).removesuffix(".0")


def _csv(heads: Row, rows: Iterable[Row]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return file.getvalue().encode()
