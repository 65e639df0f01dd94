"""Filling what is missing, only as the scheme says, and never silently."""

from collections.abc import Callable

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, groups
from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes.methods import GroupMean, GroupMedian, Missing
from kaohe.scoring.exact import Floats, mean


def filled(
    value: Column, method: Missing, figures: Figures, applies: Mask, last_year: Callable[[], Column]
) -> Column:
    """`value` with its gaps filled by `method` where the node `applies` (bool[n]).

    `leave` and `refuse` fill nothing (a refusal is the pipeline's to raise); `not_applicable` keeps the
    gap but frees its weight for the siblings. Means and medians are those of the values present, of
    everyone or of the unit's group; a group without any stays missing.
    """
    gaps = value.missing & applies
    if not gaps.any():
        return value
    if method == "zero":
        return value.filled(gaps, 0.0)
    if method == "last_year":
        return value.filled(gaps, last_year().values)
    if method == "not_applicable":
        freed = Column.of(np.full(len(value), np.nan), Cause(Reason.NOT_APPLICABLE, ""))
        return Column.choose([(gaps, freed), (~gaps, value)])
    if method in ("mean", "median") or isinstance(method, GroupMean | GroupMedian):
        return value.filled(gaps, _typical(value.values, method, figures, applies))
    return value


def _typical(values: Floats, method: Missing, figures: Figures, applies: Mask) -> Floats:
    """The mean or median a gap would be filled with, for every unit."""
    attribute = None if isinstance(method, str) else next(iter(method.model_dump().values()))
    average = mean if method == "mean" or isinstance(method, GroupMean) else median
    result = np.full(len(values), np.nan)
    for members in groups(figures, attribute).values():
        present = values[members & applies & ~np.isnan(values)]
        result[members] = average(present)
    return result


def median(values: Floats) -> float:
    """The middle value, or the mean of the two middle ones; NaN of nothing."""
    return float(np.median(values)) if len(values) else float("nan")
