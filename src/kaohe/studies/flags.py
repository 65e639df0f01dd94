"""What deserves a second look, each with the figure that crossed a limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import Literal

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.scoring import Scores
from kaohe.scoring.exact import Floats
from kaohe.studies.availability import Availability
from kaohe.studies.columns import leaves_of
from kaohe.studies.denominators import Denominators
from kaohe.studies.families import Related, pairs_beyond
from kaohe.studies.limits import Limits
from kaohe.studies.screening import Screening
from kaohe.studies.siblings import Siblings
from kaohe.studies.statistics import Statistics, warnings_of

Kind = Literal[
    "constant",
    "few_available",
    "few_nonzero",
    "few_unique",
    "skewed",
    "against_parent",
    "alike",
    "opposed",
    "incoherent",
    "size",
    "unit_few_available",
]


@dataclass(frozen=True, slots=True)
class Flag:
    """`figure` crossed `limit` at `subject` (a node's path, or a unit's code).

    Where two are meant, `other` is the second: a path, or an item's code.
    """

    kind: Kind
    subject: str
    other: str
    figure: float
    limit: float


def column_flags(paths: tuple[str, ...], values: Statistics, limits: Limits) -> Iterator[Flag]:
    """Indicators that hardly tell units apart, or by a few extremes; constant ones are only called so."""
    crossed = warnings_of(values, limits)
    varied = ~crossed.constant
    rows: tuple[tuple[Kind, Mask, Floats, float], ...] = (
        ("constant", crossed.constant, values.greatest, 1.0),
        ("few_available", crossed.few_available, values.available_share, limits.available),
        ("few_nonzero", crossed.few_nonzero & varied, values.nonzero_share, limits.nonzero),
        ("few_unique", crossed.few_unique & varied, values.unique_share, limits.unique),
        ("skewed", crossed.skewed, values.skewness, limits.skewness),
    )
    for kind, where, figures, limit in rows:
        for at in np.flatnonzero(where).tolist():
            yield Flag(kind, paths[at], "", float(figures[at]), limit)


def sibling_flags(related: Related, siblings: tuple[Siblings, ...], limits: Limits) -> Iterator[Flag]:
    """Siblings that are alike, opposed, against their parent, or together don't measure one thing."""
    level = limits.significance
    for each in siblings:
        among = related.among(each.children)
        for pair in pairs_beyond(among, above=limits.high, level=level):
            yield _pair("alike", each, pair.first, pair.second, pair.correlation, limits.high)
        for pair in pairs_beyond(among, below=limits.low, level=level):
            yield _pair("opposed", each, pair.first, pair.second, pair.correlation, limits.low)
        upward = related.between(each.children, [each.path])
        against = (upward.values < 0) & upward.significant(level)
        for at in np.flatnonzero(against[:, 0]).tolist():
            yield Flag("against_parent", each.children[at], each.path, float(upward.values[at, 0]), 0.0)
        if each.reliability.alpha < limits.alpha:
            yield Flag("incoherent", each.path, "", each.reliability.alpha, limits.alpha)


def size_flags(scores: Scores, denominators: Denominators, limits: Limits) -> Iterator[Flag]:
    """Indicators that follow a possible denominator; of several, the one they follow most closely.

    An item that the indicator is itself made of is no news.
    """
    values = denominators.correlations.values
    for row, leaf in enumerate(leaves_of(scores)):
        own = {name.code for formula in leaf.formula.all() for name in formula.names}
        others = [(at, item) for at, item in enumerate(denominators.items) if item not in own]
        found = [
            (abs(value), item, value) for at, item in others if not isnan(value := float(values[row, at]))
        ]
        size, item, value = max(found, default=(0.0, "", 0.0))
        if size > limits.denominator:
            yield Flag("size", leaf.path, item, value, limits.denominator)


def unit_flags(
    units: tuple[str, ...], availability: Availability, screening: Screening, limits: Limits
) -> Iterator[Flag]:
    """Units of which too little is there."""
    shares = availability.units.available
    for at in np.flatnonzero(screening.low_available).tolist():
        yield Flag("unit_few_available", units[at], "", float(shares[at]), limits.unit_available)


def _pair(kind: Kind, siblings: Siblings, first: int, second: int, value: float, limit: float) -> Flag:
    return Flag(kind, siblings.children[first], siblings.children[second], value, limit)
