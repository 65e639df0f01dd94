"""Eigenvalues of a symmetric matrix with elementary operations alone, so that no library's bits come in.

Source: Jacobi (1846); the cyclic sweeps and the choice of the smaller angle as in Golub and Van Loan (2013),
Matrix Computations, section 8.5.
"""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from kaohe.scoring.exact import Floats

_SWEEPS = 60


@dataclass(frozen=True, slots=True)
class Eigen:
    """`values` float64[k], the greatest first; `vectors` float64[k, k], one of length 1 in each column."""

    values: Floats
    vectors: Floats


def symmetric_eigen(matrix: Floats) -> Eigen:
    """Eigenvalues and -vectors of a finite symmetric float64[k, k]; the sign of a vector is left open."""
    turned, vectors = matrix.astype(np.float64), np.eye(len(matrix))
    pairs = list(combinations(range(len(turned)), 2))
    nothing = 1e-18 * float(np.abs(turned).max(initial=0.0))
    for _ in range(_SWEEPS):
        left = [(one, other) for one, other in pairs if abs(turned[one, other]) > nothing]
        for one, other in left:
            _rotate(turned, vectors, one, other)
        if not left:
            break
    values = np.diag(turned)
    order = np.argsort(-values, kind="stable")
    return Eigen(values[order], vectors[:, order])


def _rotate(turned: Floats, vectors: Floats, one: int, other: int) -> None:
    """Turn the plane of two axes so that their common element vanishes."""
    element = float(turned[one, other])
    if element == 0:
        return
    slope = (float(turned[other, other]) - float(turned[one, one])) / 2 / element
    tangent = math.copysign(1.0, slope) / (abs(slope) + math.hypot(1.0, slope))
    cosine = 1 / math.sqrt(1 + tangent * tangent)
    sine = tangent * cosine
    for table in (turned, turned.T, vectors):
        first, second = table[:, one].copy(), table[:, other].copy()
        table[:, one], table[:, other] = cosine * first - sine * second, sine * first + cosine * second
    turned[one, other] = turned[other, one] = 0.0
