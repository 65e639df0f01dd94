"""Places and classes from scores: after rounding, over everyone and within groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from math import isnan

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.cases import cases, groups
from kaohe.schemes import Branch
from kaohe.schemes.model import Cut
from kaohe.schemes.scales import NoScale
from kaohe.scoring.exact import Floats, half_up, settled
from kaohe.scoring.fitness import assessment_year
from kaohe.scoring.orientation import oriented
from kaohe.scoring.scores import NodeScores, Scores
from kaohe.standings import Standing, Standings, placed, rank_descending


@dataclass(frozen=True, slots=True)
class Places:
    """One list: of the units at positions `units`, what they were ranked by, places, and how many share each.

    `ranks` is NaN and `tied` 0 for a unit without a place; `of` counts those that have one.
    """

    scope: str
    group: str
    units: NDArray[np.intp]
    scores: Floats
    ranks: Floats
    tied: NDArray[np.intp]
    of: int


def places_of(scores: Scores) -> Iterator[Places]:
    """Every unit's place at every node, over all units and within each group of `ranks.within`.

    An indicator is ranked by its value in its direction (the score of its list is that value), a node with a
    reading or children by its score, rounded to `ranks.round`. A unit that a veto excludes has no place.
    """
    everyone = ("", np.arange(len(scores.figures.units)))
    within = [
        (f"{attribute}={value}", np.flatnonzero(members))
        for attribute in scores.scheme.ranks.within
        for value, members in groups(scores.figures, attribute).items()
    ]
    for outlined in scores.outline.reading_order():
        node = scores.nodes[outlined.path]
        values = ranked_values(node)
        shown = settled(values)
        ordered = np.where(scores.excluded, np.nan, _ordered(scores, node, values))
        for group, inside in [everyone, *within]:
            ranks, tied, of = placed(ordered[inside], scores.scheme.ranks.ties)
            yield Places(outlined.path, group, inside, shown[inside], ranks, tied, of)


def standings_of(scores: Scores) -> Standings:
    """The same as rows: the joint to the rules."""
    figures = scores.figures
    rows = tuple(row for places in places_of(scores) for row in _rows(figures.units, places))
    return Standings(assessment_year(figures), figures.data_year, "computed", "full", None, "", rows)


def _rows(units: tuple[str, ...], places: Places) -> Iterator[Standing]:
    return map(
        Standing,
        [units[unit] for unit in places.units],
        repeat(places.scope),
        [None if isnan(score) else score for score in places.scores.tolist()],
        [None if isnan(rank) else rank for rank in places.ranks.tolist()],
        repeat(places.of),
        repeat(places.group),
        places.tied.tolist(),
    )


def ranked_values(node: NodeScores) -> Floats:
    """What a node is ranked by: the indicator's value, or the score where there is a reading or children."""
    if isinstance(node.node, Branch) or node.node.reading is not None:
        return node.score.values
    return np.where(node.applies, node.value.values, np.nan)


def _ordered(scores: Scores, node: NodeScores, values: Floats) -> Floats:
    """The same, rounded, and turned so that the best is the greatest."""
    if isinstance(node.node, Branch):
        result = _turned(scores, node, half_up(values, scores.scheme.ranks.round))
    elif node.node.reading is not None:
        result = half_up(values, scores.scheme.ranks.round)
    else:
        result = _turned(scores, node, settled(values))
    return _ties_broken(scores, result) if node is scores.root else result


def _turned(scores: Scores, node: NodeScores, values: Floats) -> Floats:
    """Values by the node's direction; those of a branch that has a scale are turned already."""
    result = values.copy()
    for scale_mask, scale in cases(node.node.way.scale, scores.figures):
        if isinstance(node.node, Branch) and not isinstance(scale, NoScale):
            continue
        for mask, direction in cases(node.node.way.direction, scores.figures):
            here = mask & scale_mask
            result[here] = oriented(values[here], direction)
    return result


def _ties_broken(scores: Scores, ordered: Floats) -> Floats:
    """Equal roots ordered by the scores of the paths under `ranks.then`, one after the other."""
    for path in scores.scheme.ranks.then:
        second = half_up(scores.of(path), scores.scheme.ranks.round)
        above = rank_descending(-ordered, "dense")
        below = np.nan_to_num(rank_descending(-second, "dense"))
        ordered = above * (len(ordered) + 1) + below
    return ordered


def classes_of(scores: Scores) -> tuple[str | None, ...]:
    """Each unit's class by the cut-offs of `ranks.classes`, best first; a veto may hold it lower."""
    cuts = scores.scheme.ranks.classes
    values = half_up(scores.root.score.values, scores.scheme.ranks.round)
    ordered = np.where(scores.excluded, np.nan, _ordered(scores, scores.root, scores.root.score.values))
    ranks = rank_descending(ordered)
    count = int(np.sum(~np.isnan(ranks)))
    place = {name: at for at, cut in enumerate(cuts) for name in (cut.name.zh, cut.name.en)}
    result: list[str | None] = []
    for unit, (value, rank) in enumerate(zip(values.tolist(), ranks.tolist(), strict=True)):
        earned = next((at for at, cut in enumerate(cuts) if _reaches(cut, value, rank, count)), None)
        if earned is not None:
            earned = max([earned, *(place[held] for held in scores.held.get(unit, ()))])
        result.append(None if earned is None else cuts[earned].name.zh)
    return tuple(result)


def _reaches(cut: Cut, value: float, rank: float, count: int) -> bool:
    if isnan(value) or isnan(rank):
        return False
    if cut.at_least is not None and value < cut.at_least:
        return False
    if cut.first is None:
        return True
    first = count * float(cut.first.rstrip("%")) / 100 if isinstance(cut.first, str) else cut.first
    return rank <= first
