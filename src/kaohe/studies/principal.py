"""Principal components: in how many directions siblings really differ, and what each has to do with them.

Source: Jolliffe (2002), Principal Component Analysis; OECD/JRC Handbook (2008), step 4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.scoring.exact import Floats


@dataclass(frozen=True, slots=True)
class Principal:
    """Components of c columns, those of the k given that have a spread (`used`, their positions).

    `deviations` float64[c] are those of the components, greatest first, `loadings` float64[c, c] the unit
    vectors, one column a component; their sign is free and chosen so that the loadings add up to 0 or more.
    `units` counts the complete rows. All is NaN where there are fewer than two of these.
    """

    used: NDArray[np.intp]
    units: int
    deviations: Floats
    loadings: Floats

    @property
    def eigenvalues(self) -> Floats:
        """Variance of each component, float64[c]; they add up to c."""
        return self.deviations**2

    @property
    def shares(self) -> Floats:
        """Share of the whole variance that each component explains, float64[c]."""
        return np.asarray(self.eigenvalues / self.eigenvalues.sum())

    @property
    def components(self) -> int:
        """How many count by Kaiser's rule (1960): eigenvalue of 1 or more."""
        return int((self.eigenvalues >= 1 - 1e-9).sum())


def principal_of(table: Floats) -> Principal:
    """Principal components of the columns of `table` (float64[n, k]), each centred and scaled to deviation 1.

    Only rows without a gap count; columns constant among them are left out. With fewer rows than columns
    the last components have no variance.
    """
    complete = table[~np.isnan(table).any(axis=1)]
    spread = np.ptp(complete, axis=0) > 0 if len(complete) else np.zeros(table.shape[1], dtype=bool)
    used = np.flatnonzero(spread)
    count = len(used)
    if count == 0:
        return Principal(used, len(complete), np.empty(0), np.empty((0, 0)))
    columns = complete[:, used]
    ranged = (columns - columns.min(axis=0)) / np.ptp(columns, axis=0)  # no square is too small or large
    centred = ranged - ranged.mean(axis=0)
    scaled = centred / centred.std(axis=0, ddof=1)
    _, sizes, vectors = np.linalg.svd(scaled, full_matrices=count > len(scaled))
    deviations = np.zeros(count)
    deviations[: len(sizes)] = sizes / np.sqrt(len(scaled) - 1)
    loadings = vectors.T[:, :count]
    signs = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    return Principal(used, len(complete), deviations, loadings * signs)
