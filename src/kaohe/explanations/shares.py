"""What counts how much: each node's weight in force, and what it gave to each unit's final score."""

from dataclasses import dataclass

import numpy as np

from kaohe.explanations.methods import adjust_name
from kaohe.explanations.voice import Voice
from kaohe.figures.cases import cases
from kaohe.schemes import Branch
from kaohe.scoring import Contributions, NodeScores, Scores
from kaohe.scoring.contributions import BASELINE, ROUNDING
from kaohe.scoring.exact import Floats, mean


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of every node for every unit, float64[n] by path.

    Where the whole tree only adds, it is the weight in the final score: weight x score = contribution, in
    percent where `percent`, and NaN for a unit without one. Otherwise it is the weight among the siblings as
    stated.
    """

    by_path: dict[str, Floats]
    in_final_score: bool
    percent: bool


def weights_of(scores: Scores, contributions: Contributions) -> Weights:
    """The weights to show beside the scores."""
    if contributions.baseline != "none":
        return Weights({path: node.weight for path, node in scores.nodes.items()}, False, False)
    factor = {scores.outline.root.path: np.where(scores.root.score.missing, np.nan, 1.0)}
    for node in scores.outline.reading_order():
        if isinstance(node, Branch):
            passed = _passed_on(scores, scores.nodes[node.path])
            factor |= {
                child.path: factor[node.path] * passed[:, place] for place, child in enumerate(node.children)
            }
    means = all(_only_means(node) for node in scores.nodes.values())
    return Weights({path: part * 100 if means else part for path, part in factor.items()}, True, means)


def _passed_on(scores: Scores, node: NodeScores) -> Floats:
    """The share of each child in its parent's score, float64[n, k]: weights of a sum count as they are."""
    assert isinstance(node.node, Branch)
    shares = node.used.copy()
    for mask, how in cases(node.node.combine, scores.figures):
        if how == "mean":
            sums = shares[mask].sum(axis=1, keepdims=True)
            shares[mask] = np.divide(shares[mask], sums, out=np.zeros_like(shares[mask]), where=sums > 0)
    return shares


def _only_means(node: NodeScores) -> bool:
    return not isinstance(node.node, Branch) or set(node.node.combine.all()) == {"mean"}


@dataclass(frozen=True, slots=True)
class Shares:
    """`given` float64[n] by path is what a node and all below it gave to the final score.

    `others` are the parts that belong to no leaf, by name: adjustments, a branch's steps, baseline, rounding.
    """

    given: dict[str, Floats]
    others: dict[str, Floats]

    def average(self, part: Floats) -> float:
        """The mean of a part over the units that have a final score; 0 where none has."""
        present = part[~np.isnan(part)]
        return mean(present) if len(present) else 0.0


def shares_of(scores: Scores, contributions: Contributions) -> Shares:
    """Contributions gathered by node; those of a branch are the sums of its leaves'."""
    parts = {name: contributions.parts[:, place] for place, name in enumerate(contributions.names)}
    given: dict[str, Floats] = {}
    for path, node in scores.nodes.items():
        if isinstance(node.node, Branch):
            given[path] = np.sum([given[child.path] for child in node.node.children], axis=0)
        else:
            given[path] = parts.pop(path)
    return Shares(given, parts)


def is_rounding(name: str) -> bool:
    """Whether a part of the contributions is what a rounding did."""
    return name.endswith(("(round)", ROUNDING))


def other_part_name(voice: Voice, scores: Scores, name: str) -> str:
    """In words: `(baseline)`, `index (adjust 1)`, `index (scale)`; everything else is rounding."""
    path, _, step = name.rpartition(" (")
    if name == BASELINE:
        return voice.say("explanations.part.baseline")
    if step.startswith("adjust"):
        adjust = scores.nodes[path].node.way.adjust[int(step.removeprefix("adjust ").rstrip(")")) - 1]
        return adjust_name(voice, adjust)
    if step == "scale)":
        return voice.say("explanations.part.scale", name=voice.of(scores.nodes[path].node.name))
    return voice.say("explanations.part.rounding")
