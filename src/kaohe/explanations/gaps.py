"""What was missing, treated and adjusted, gathered over all units."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kaohe.explanations.methods import adjust_name
from kaohe.explanations.numbers import signed
from kaohe.explanations.remarks import why_missing
from kaohe.explanations.result import Result
from kaohe.explanations.treatments import whole_column_treated
from kaohe.explanations.voice import Voice
from kaohe.schemes import Leaf
from kaohe.scoring import NodeScores


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator with missing or moved values, and the units they belong to, by name."""

    name: str
    missing: tuple[str, ...]
    filled: int
    unscored: tuple[str, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A unit that an adjustment gave points to or took from."""

    unit: str
    what: str
    points: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """`unscored` are units without a total score, each with the reason."""

    indicators: tuple[Gap, ...]
    adjusted: tuple[Adjusted, ...]
    unscored: tuple[tuple[str, str], ...]


def gaps_of(voice: Voice, result: Result) -> Gaps:
    leaves = (result.scores.nodes[leaf.path] for leaf in result.scores.outline.leaves())
    gaps = (_gap(voice, result, node) for node in leaves)
    names, root = result.scores.figures.names, result.scores.root
    without = np.flatnonzero(root.score.missing | result.scores.excluded).tolist()
    return Gaps(
        tuple(gap for gap in gaps if gap.missing or gap.unscored or gap.moved),
        tuple(_adjusted(voice, result)),
        tuple((names[unit], why_unplaced(voice, result, unit)) for unit in without),
    )


def why_unplaced(voice: Voice, result: Result, unit: int) -> str:
    """Why a unit has no total score or no place; "" where it has both."""
    excluded = voice.say("explanations.excluded") if result.scores.excluded[unit] else ""
    return excluded or why_missing(voice, result.scores, result.scores.root, unit)


def _gap(voice: Voice, result: Result, node: NodeScores) -> Gap:
    assert isinstance(node.node, Leaf)
    applies = node.weight > 0
    missing = node.value.missing & applies
    both = ~node.filled.missing & ~node.treated.missing
    moved = both & (node.filled.values != node.treated.values)
    return Gap(
        voice.of(node.node.name),
        _names(result, missing),
        int(np.sum(missing & ~node.filled.missing)),
        _names(result, node.score.missing & applies & ~missing),
        () if whole_column_treated(node) else _names(result, moved),
    )


def _names(result: Result, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[str, ...]:
    return tuple(result.scores.figures.names[unit] for unit in np.flatnonzero(where).tolist())


def _adjusted(voice: Voice, result: Result) -> Iterator[Adjusted]:
    for node in result.scores.nodes.values():
        for adjustment in node.adjustments:
            name = adjust_name(voice, node.node.way.adjust[adjustment.place])
            for unit in np.flatnonzero(adjustment.points).tolist():
                points = signed(float(adjustment.points[unit]), 2)
                yield Adjusted(result.scores.figures.names[unit], name, points)
