"""How much of what should be there is there: by unit, and by branch of the tree."""

from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Reason
from kaohe.schemes import Leaf
from kaohe.scoring import Scores
from kaohe.scoring.exact import Floats
from kaohe.scoring.presence import because
from kaohe.studies.columns import below, branches_of, leaves_of, values_of
from kaohe.studies.statistics import Counts, share_of


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of each unit, int64[n]: cells there should be (`of`), how many are missing, how many are 0."""

    of: Counts
    missing: Counts
    zero: Counts

    @property
    def available(self) -> Floats:
        """Share of the cells that are there, float64[n]; NaN where none should be."""
        return share_of(self.of - self.missing, self.of)

    @property
    def nonzero(self) -> Floats:
        """Share of those there that aren't 0, float64[n]; NaN where none is."""
        there = self.of - self.missing
        return share_of(there - self.zero, there)


@dataclass(frozen=True, slots=True)
class Availability:
    """Completeness of every unit over all indicators, and the share there in each branch.

    `shares` float64[n, b] follows `paths`, parents before children; NaN where no indicator of the branch is
    applicable to the unit.
    """

    units: Completeness
    paths: tuple[str, ...]
    shares: Floats


def completeness(table: Floats, applicable: Mask | None = None) -> Completeness:
    """Count the cells of each row of `table`, float64[n, k], NaN where missing.

    Cells that aren't `applicable` (bool[n, k], by default all are) count for nothing.
    """
    wanted = np.ones(table.shape, dtype=bool) if applicable is None else applicable
    gaps = np.isnan(table)
    return Completeness(wanted.sum(axis=1), (wanted & gaps).sum(axis=1), (wanted & (table == 0)).sum(axis=1))


def availability_of(scores: Scores) -> Availability:
    """How much of the indicators was measured, before anything was filled."""
    leaves = leaves_of(scores)
    table = values_of(scores, leaves)
    applicable = np.column_stack([_applicable(scores, leaf) for leaf in leaves])
    place = {leaf.path: at for at, leaf in enumerate(leaves)}
    branches = branches_of(scores)
    shares = []
    for branch in branches:
        inside = [place[leaf.path] for leaf in below(branch)]
        shares.append(completeness(table[:, inside], applicable[:, inside]).available)
    columns = np.column_stack(shares) if shares else np.empty((len(table), 0))
    paths = tuple(branch.path for branch in branches)
    return Availability(completeness(table, applicable), paths, columns)


def _applicable(scores: Scores, leaf: Leaf) -> Mask:
    """By its weights and by the cases of its formula."""
    node = scores.nodes[leaf.path]
    return node.applies & ~because(node.value, Reason.NOT_APPLICABLE)
