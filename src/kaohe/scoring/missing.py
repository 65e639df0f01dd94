"""Filling what is missing, only as the scheme says, and never silently."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, groups
from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes.treatments import ByReason, GroupMean, GroupMedian, Missing, Plain
from kaohe.scoring.exact import Floats, Sum, exact_rows, row_means, row_quantiles


def filled(
    value: Column, method: Missing, figures: Figures, applies: Mask, last_year: Callable[[], Column]
) -> Column:
    """`value` with its gaps filled by `method` where the node `applies` (bool[n]).

    `leave` and `refuse` fill nothing (a refusal is the pipeline's to raise); `not_applicable` keeps the
    gap but frees its weight for the siblings. Means and medians are those of the values present, of
    everyone or of the unit's group; a group without any stays missing.
    """
    result = value
    reasons = np.array([cause.reason for cause in value.causes])[value.why]
    for where, plain in methods_by_reason(method, reasons):
        gaps = value.missing & applies & where
        if gaps.any():
            result = _filled(result, plain, figures, applies, gaps, last_year)
    return result


def methods_by_reason(method: Missing, reasons: NDArray[np.integer[Any]]) -> list[tuple[Mask, Plain]]:
    """The plain methods with the cells they are for, by the reasons [...] of the gaps."""
    if not isinstance(method, ByReason):
        return [(np.ones(reasons.shape, dtype=bool), method)]
    parts = [(reasons == Reason[name.upper()], plain) for name, plain in method.named.items()]
    rest = ~np.any([where for where, _ in parts], axis=0)
    return [*parts, (rest, method.otherwise)]


def _filled(
    value: Column,
    method: Plain,
    figures: Figures,
    applies: Mask,
    gaps: Mask,
    last_year: Callable[[], Column],
) -> Column:
    if method == "zero":
        return value.filled(gaps, 0.0)
    if method == "last_year":
        return value.filled(gaps, last_year().values)
    if method == "not_applicable":
        freed = Column.of(np.full(len(value), np.nan), Cause(Reason.NOT_APPLICABLE, ""))
        return Column.choose([(gaps, freed), (~gaps, value)])
    if method in ("mean", "median") or isinstance(method, GroupMean | GroupMedian):
        known = np.where(applies, value.values, np.nan)[None, :]
        return value.filled(gaps, typical_rows(known, method, figures, exact_rows)[0])
    return value


def typical_rows(values: Floats, method: Plain, figures: Figures, add: Sum) -> Floats:
    """The mean or median a gap would be filled with, for every unit; rows [m, n], each for itself."""
    attribute = None if isinstance(method, str) else next(iter(method.model_dump().values()))
    by_mean = method == "mean" or isinstance(method, GroupMean)
    result = np.full(values.shape, np.nan)
    for members in groups(figures, attribute).values():
        of = values[:, members]
        result[:, members] = (row_means(of, add) if by_mean else row_medians(of))[:, None]
    return result


def row_medians(values: Floats) -> Floats:
    """Each row's middle value, or the mean of the two middle ones; NaN of nothing."""
    return row_quantiles(values, 0.5)
