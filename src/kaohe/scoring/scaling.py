"""Bringing values of different units onto one scale: by which method, within which group, or why not.

The arithmetic of each method is in `scales`; this is how a node's column goes through it.
"""

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes.model import Direction
from kaohe.schemes.scales import AnyScale, Goalposts, Ratio
from kaohe.scoring.compared import Compared
from kaohe.scoring.exact import Floats, Sum, exact_rows
from kaohe.scoring.scales import method_of


def scaled(
    column: Column,
    scale: AnyScale,
    direction: Direction,
    members: list[Mask],
    others: list[Column],
    base: Column | None,
) -> Column:
    """`column` scaled within each of the groups `members` (bool[n]), together with the columns of `others`.

    `base` is the column of what the scale measures against (a target, reference, ratio's or growth's base).
    What can't be scaled is missing: a column without spread is CONSTANT, a base that carries no distance,
    growth or ratio is NO_BASE, a logarithm of zero or less is OUTSIDE_DOMAIN, a ratio to zero is
    DIVIDED_BY_ZERO; a missing base keeps its own cause, a unit in no group is ABSENT.
    """
    pooled = [other.values[None, :] for other in others]
    against = None if base is None else base.values[None, :]
    rows, flat = scaled_rows(column.values[None, :], scale, direction, members, pooled, against, exact_rows)
    result, constant = rows[0], flat[0]
    found = column.filled(~column.missing, result)
    lost = ~np.isfinite(result) & ~column.missing
    causes = _causes(scale, column.values, base, members, constant) if lost.any() else ()
    for where, cause in causes:
        found = found.masked(lost & where, cause)
    return found


def scaled_rows(
    values: Floats,
    scale: AnyScale,
    direction: Direction,
    members: list[Mask],
    others: list[Floats],
    base: Floats | None,
    add: Sum,
) -> tuple[Floats, Mask]:
    """Rows float64[m, n] scaled, each for itself, and where nothing told the values of a group apart.

    NaN, or no finite number, where the method gives nothing. `others` and `base` are [m, n] too.
    """
    at = np.broadcast_to(np.nan if base is None else base, values.shape)
    if len(members) == 1 and members[0].all():
        compared = Compared(values, _beside(values, others), direction, at, add)
        result = method_of(scale)(compared, scale)
        return result, np.broadcast_to(compared.constant[:, None], values.shape)
    result = np.full(values.shape, np.nan)
    constant = np.zeros(values.shape, dtype=bool)
    for mask in members:
        beside = _beside(values, [other[:, mask] for other in others])
        compared = Compared(values[:, mask], beside, direction, at[:, mask], add)
        result[:, mask] = method_of(scale)(compared, scale)
        constant[:, mask] = compared.constant[:, None]
    return result, constant


def _beside(values: Floats, others: list[Floats]) -> Floats:
    return np.concatenate(others, axis=1) if others else np.empty((len(values), 0))


def frees(scale: AnyScale, values: Floats, constant: Mask) -> Mask:
    """Where, of what a scale gives nothing for, the reason is CONSTANT, so that the weight is freed."""
    if scale.against is not None or hasattr(scale, "reference"):
        return np.zeros(values.shape, dtype=bool)
    if isinstance(scale, Goalposts):
        return ~((values <= 0) & (scale.curve == "log"))
    return constant


def _causes(
    scale: AnyScale, values: Floats, base: Column | None, members: list[Mask], constant: Mask
) -> list[tuple[Mask, Cause]]:
    """Why a scale gives nothing, the first that holds."""
    always = np.ones(len(values), dtype=bool)
    outside, no_base = Cause(Reason.OUTSIDE_DOMAIN), Cause(Reason.NO_BASE)
    causes = [(~np.any(members, axis=0) if members else always, Cause(Reason.ABSENT, scale.within or ""))]
    if base is not None:
        causes += [(base.why == number, cause) for number, cause in enumerate(base.causes) if number]
        if isinstance(scale, Ratio):
            causes += [(base.values <= 0, no_base), (values == 0, Cause(Reason.DIVIDED_BY_ZERO))]
        return [*causes, (always, outside if isinstance(scale, Ratio) else no_base)]
    return [*causes, (frees(scale, values, constant), Cause(Reason.CONSTANT)), (always, outside)]
