"""Who would be dropped for want of figures, and why: asked beforehand; in a scheme `need` decides."""

from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.studies.availability import Completeness


@dataclass(frozen=True, slots=True)
class Screening:
    """Of each unit, bool[n]: whether too little is there, whether too much of it is 0, whether it stays."""

    low_available: Mask
    low_nonzero: Mask
    included: Mask


def screened(
    cells: Completeness,
    *,
    available: float | None = None,
    nonzero: float | None = None,
    keep: Mask | None = None,
    drop: Mask | None = None,
) -> Screening:
    """Screen units by the least share of cells there (`available`) and of these not 0 (`nonzero`), 0 to 1.

    A limit that isn't given drops nobody. `keep` and `drop` (bool[n]) are decided beforehand and come before
    the limits. A unit to which nothing applies has no shares and is dropped where a limit is given.
    Raises ValueError where a unit is both to be kept and to be dropped.
    """
    count = len(cells.of)
    kept = np.zeros(count, dtype=bool) if keep is None else keep
    dropped = np.zeros(count, dtype=bool) if drop is None else drop
    if (kept & dropped).any():
        raise ValueError("a unit can't be both kept and dropped")
    low = np.zeros(count, dtype=bool) if available is None else ~(cells.available >= available)
    zeros = np.zeros(count, dtype=bool) if nonzero is None else ~(cells.nonzero >= nonzero)
    return Screening(low, zeros, kept | (~(low | zeros) & ~dropped))
