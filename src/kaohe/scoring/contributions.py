"""What each indicator contributed to each unit's final score, so that the parts add up to it.

From the leaves up, every node's distance from a named baseline is shared out among the leaves below it.
Where the whole tree only adds (weighted means and sums), the baseline is nothing: a contribution is simply
weight times score. Otherwise the baseline is the average unit (each leaf at the mean of those present) and
a node that doesn't add shares its distance by Shapley value (up to 8 children) or by integrating along the
straight path from the baseline (Aumann and Shapley 1974); each child's share is passed down in proportion.
Where units are compared, the average unit stands among the others as they are. Beyond 8 children weighted
median, Copeland and TOPSIS are shared by the mean over the cyclic orders of the children and their reverses.
The baseline, adjustments and rounding are rows of their own.
"""

from dataclasses import dataclass

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases
from kaohe.schemes import Branch, Leaf
from kaohe.schemes.scales import NoScale
from kaohe.scoring.apportioning import apportioned, value_of
from kaohe.scoring.exact import Floats, mean, settled
from kaohe.scoring.scores import NodeScores, Scores
from kaohe.scoring.walks import Function

BASELINE, ROUNDING = "(baseline)", "(rounding)"


@dataclass(frozen=True, slots=True)
class Contributions:
    """`parts[:, p]` is what part `names[p]` gave, float64[n, p]; `baseline` is `none` or `average`.

    A part is a leaf's path, an adjustment, a branch's own steps, the baseline or rounding. Rows of units
    without a final score are NaN; elsewhere each row sums to the unit's final score.
    """

    names: tuple[str, ...]
    parts: Floats
    baseline: str


@dataclass(slots=True)
class _Gain:
    """A node's distance from its baseline value, by part."""

    base: Floats
    parts: dict[str, Floats]

    def scaled(self, ratio: Floats) -> dict[str, Floats]:
        return {name: part * ratio for name, part in self.parts.items()}

    def ratio(self, rows: Mask, share: Floats, distance: Floats) -> Floats:
        """What of every part is passed on where `share` of the distance is; nothing where parts cancel."""
        size = np.sum([np.abs(part[rows]) for part in self.parts.values()], axis=0)
        told = np.abs(distance) > 1e-9 * size
        return np.divide(share, distance, out=np.zeros(len(share)), where=told)


def contributions_of(scores: Scores) -> Contributions:
    """Contributions of every leaf to the root's score, settled to the published decimals."""
    with np.errstate(all="ignore"):  # a function that isn't defined on the way shares out nothing there
        return _contributions(scores)


def _contributions(scores: Scores) -> Contributions:
    additive = all(_adds(node) for node in scores.nodes.values())
    gains: dict[str, _Gain] = {}
    for path, node in scores.nodes.items():
        leaf = isinstance(node.node, Leaf)
        gains[path] = _leaf(node, additive) if leaf else _branch(scores, node, gains)
    root = gains[scores.outline.root.path]
    present = ~scores.root.score.missing
    parts = {name: settled(np.where(present, part, np.nan)) for name, part in root.parts.items()}
    if not additive:
        parts[BASELINE] = settled(np.where(present, root.base, np.nan))
    final = settled(scores.root.score.values)
    parts[ROUNDING] = settled(final - np.sum(list(parts.values()), axis=0))
    return Contributions(
        tuple(parts), np.column_stack(list(parts.values())), "none" if additive else "average"
    )


def _adds(node: NodeScores) -> bool:
    """Whether a score is a weighted mean or sum of the children's, adjustments and rounding apart."""
    branch = node.node
    if isinstance(branch, Leaf):
        return True
    plain = all(how in ("mean", "sum") for how in branch.combine.all())
    return plain and branch.mean_through is None and not _reshaped(branch)


def _reshaped(branch: Branch) -> bool:
    """Whether the branch's own steps before `adjust` do anything to its value."""
    way = branch.way
    untouched = set(way.treat.all()) == {"none"} and set(way.missing.all()) <= {"leave", "refuse"}
    return not (
        untouched and way.cap is None and all(isinstance(scale, NoScale) for scale in way.scale.all())
    )


def _leaf(node: NodeScores, additive: bool) -> _Gain:
    score = node.score.values
    present = score[~np.isnan(score)]
    base = np.full(len(score), 0.0 if additive or not len(present) else mean(present))
    return _Gain(base, {node.node.path: np.nan_to_num(score - base)})


def _branch(scores: Scores, node: NodeScores, gains: dict[str, _Gain]) -> _Gain:
    branch = node.node
    assert isinstance(branch, Branch)
    children = [gains[child.path] for child in branch.children]
    values = np.nan_to_num(np.column_stack([scores.of(child.path) for child in branch.children]))
    base, ratios = _ratios(scores.figures, branch, values, children, node.used)
    parts: dict[str, Floats] = {}
    for place, child in enumerate(children):
        parts.update(child.scaled(ratios[:, place]))
    gain = _Gain(base, parts)
    return _finished(node, _reshape(node, gain) if _reshaped(branch) else gain)


def _ratios(
    figures: Figures, branch: Branch, values: Floats, children: list[_Gain], weights: Floats
) -> tuple[Floats, Floats]:
    """The branch's value at its children's baselines, and how much of each child's distance it passes on."""
    bases = np.column_stack([child.base for child in children])
    base, ratios = np.zeros(len(values)), np.zeros(values.shape)
    for mask, how in cases(branch.combine, figures):
        here, at, weight = values[mask], bases[mask], weights[mask]
        value = value_of(branch, how, here, weight)
        base[mask] = _defined(value, at, here, weight)
        if how == "sum":
            ratios[mask] = weight
        elif how == "mean" and branch.mean_through is None:
            sums = weight.sum(axis=1, keepdims=True)
            ratios[mask] = np.divide(weight, sums, out=np.zeros(weight.shape), where=sums > 0)
        else:
            shares = apportioned(how, value, here, at, weight)
            for place, child in enumerate(children):
                distance = here[:, place] - at[:, place]
                ratios[mask, place] = child.ratio(mask, shares[:, place], distance)
    return base, ratios


def _defined(value: Function, bases: Floats, values: Floats, weights: Floats) -> Floats:
    """The value at the baseline; a unit's own where there is none (a mean that isn't defined of averages)."""
    at_base = value(bases, weights)
    return np.where(np.isnan(at_base), np.nan_to_num(value(values, weights)), at_base)


def _reshape(node: NodeScores, gain: _Gain) -> _Gain:
    """What filling, treating, scaling and capping a branch's value do to the shares."""
    known = ~node.value.missing & ~node.capped.missing
    before, after = np.nan_to_num(node.value.values), np.nan_to_num(node.capped.values)
    base = _image(before[known], after[known], gain.base)
    distance = np.where(known, before - gain.base, 0.0)
    ratio = gain.ratio(np.ones(len(known), dtype=bool), after - base, distance)
    rest = np.where((ratio == 0) & ~node.capped.missing, after - base, 0.0)
    return _Gain(base, {**gain.scaled(ratio), f"{node.node.path} (scale)": rest})


def _image(before: Floats, after: Floats, at: Floats) -> Floats:
    """Where the baseline lands after the branch's own steps, read off between the units' own values."""
    if not len(before):
        return at
    order = np.argsort(before, kind="stable")
    return np.interp(at, before[order], after[order])


def _finished(node: NodeScores, gain: _Gain) -> _Gain:
    """What the branch's adjustments and rounding add."""
    path = node.node.path
    for adjustment in node.adjustments:
        gain.parts[f"{path} (adjust {adjustment.place + 1})"] = adjustment.points
    if node.node.way.round is not None:
        sums = np.sum(list(gain.parts.values()), axis=0) + gain.base
        gain.parts[f"{path} (round)"] = np.nan_to_num(node.score.values - sums)
    return gain
