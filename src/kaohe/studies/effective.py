"""How much each node counts in the end: its share among its siblings, and those of all nodes above it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import cases
from kaohe.schemes import Branch
from kaohe.schemes.methods import ByFormula, Combine
from kaohe.scoring import Scores
from kaohe.scoring.exact import Floats

WEIGHTLESS = ("min", "max")
"""Ways of combining in which weights only say whether a child counts."""


@dataclass(frozen=True, slots=True)
class Effective:
    """Weights in the whole, float64[c, p]: one row a case, columns follow `paths`, parents before children.

    A case is told by the attributes that weights depend on (`zone_type=综合`), "" where all have the same;
    `units` are the positions (intp) of those it holds for. The root's weight is 1, siblings' weights add up
    to their parent's. NaN below a formula, a minimum or a maximum, where no weight says what counts.
    """

    paths: tuple[str, ...]
    cases: tuple[str, ...]
    units: tuple[NDArray[np.intp], ...]
    weights: Floats

    @property
    def average(self) -> Floats:
        """The mean over all units, float64[p]."""
        sizes = np.array([len(units) for units in self.units], dtype=np.float64)
        return np.asarray(sizes @ self.weights / sizes.sum())


def effective_of(scores: Scores) -> Effective:
    """Effective weights as the scheme states them, whatever is missing.

    Source: OECD/JRC Handbook (2008), step 6; Becker et al. (2017), Weights and importance in composite
    indicators. In trees that don't only add they say what counts in the mean's own scale.
    """
    groups = _cases(scores)
    nodes = list(scores.outline.reading_order())
    rows = [_weights(scores, int(units[0])) for units in groups.values()]
    table = np.array([[row[node.path] for node in nodes] for row in rows])
    return Effective(tuple(node.path for node in nodes), tuple(groups), tuple(groups.values()), table)


def _weights(scores: Scores, unit: int) -> Mapping[str, float]:
    """Every node's weight in the whole for one unit, by path."""
    whole = {scores.outline.root.path: 1.0}
    for node in scores.outline.reading_order():
        if not isinstance(node, Branch):
            continue
        stated = np.array([scores.nodes[child.path].weight[unit] for child in node.children])
        total = stated.sum()
        share = stated / total if total > 0 else np.zeros(len(stated))
        if not _weighs(combining(node, scores.figures, unit)):
            share = np.full(len(stated), np.nan)
        for child, part in zip(node.children, share.tolist(), strict=True):
            whole[child.path] = whole[node.path] * part
    return whole


def combining(branch: Branch, figures: Figures, unit: int) -> Combine | None:
    """How a branch combines its children for one unit; None where no case is the unit's."""
    return next((how for mask, how in cases(branch.combine, figures) if mask[unit]), None)


def _weighs(how: Combine | None) -> bool:
    return how is not None and not isinstance(how, ByFormula) and how not in WEIGHTLESS


def _cases(scores: Scores) -> Mapping[str, NDArray[np.intp]]:
    """Units that share all weights, by the attributes that tell them apart."""
    named: dict[str, list[int]] = {}
    attributes = _attributes(scores)
    for unit in range(len(scores.figures.units)):
        values = {name: scores.figures.attributes.get(name, ())[unit : unit + 1] for name in attributes}
        name = ", ".join(f"{key}={value[0] or ''}" if value else f"{key}=" for key, value in values.items())
        named.setdefault(name, []).append(unit)
    return {name: np.array(units, dtype=np.intp) for name, units in sorted(named.items())}


def _attributes(scores: Scores) -> tuple[str, ...]:
    """The attributes that weights or ways of combining are switched by."""
    nodes = list(scores.outline.reading_order())
    choices = [node.weight.by for node in nodes]
    choices += [node.combine.by for node in nodes if isinstance(node, Branch)]
    return tuple(dict.fromkeys(name for name in choices if name is not None))
