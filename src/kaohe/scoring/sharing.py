"""Sharing out the distance between two values of a function among its arguments."""

from collections.abc import Callable
from itertools import combinations
from math import factorial

import numpy as np

from kaohe.scoring.exact import Floats

Function = Callable[[Floats, Floats], Floats]
"""Scores and weights [n, k] to values [n]."""

SHAPLEY_CHILDREN = 8
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(24)


def shared_out(function: Function, values: Floats, bases: Floats, weights: Floats) -> Floats:
    """Shares [n, k] of f(values) - f(bases): exact Shapley values, or a path integral beyond 8 children.

    Arguments with weight 0 and those at their baseline get nothing; the shares of a row sum to its distance
    wherever both ends are defined (elsewhere they are 0).
    """
    shares = _shapley if values.shape[1] <= SHAPLEY_CHILDREN else _path_integral
    result = np.nan_to_num(shares(function, values, bases, weights))
    distance = np.nan_to_num(function(values, weights) - function(bases, weights))
    size = np.abs(result).sum(axis=1)
    left = distance - result.sum(axis=1)
    residue = np.divide(left, size, out=np.zeros(len(left)), where=size > 0)
    return np.asarray(result + np.abs(result) * residue[:, None])


def _shapley(function: Function, values: Floats, bases: Floats, weights: Floats) -> Floats:
    """Shapley (1953): each argument's mean gain over every order of moving arguments from base to value."""
    count = values.shape[1]
    shares = np.zeros(values.shape)
    worth: dict[frozenset[int], Floats] = {}
    for size in range(count + 1):
        for moved in combinations(range(count), size):
            mixed = bases.copy()
            mixed[:, moved] = values[:, moved]
            worth[frozenset(moved)] = function(mixed, weights)
    for others, value in worth.items():
        likelihood = factorial(len(others)) * factorial(count - len(others) - 1) if len(others) < count else 0
        for mover in set(range(count)) - others:
            shares[:, mover] += likelihood / factorial(count) * (worth[others | {mover}] - value)
    return shares


def _path_integral(function: Function, values: Floats, bases: Floats, weights: Floats) -> Floats:
    """Aumann and Shapley (1974): the gradient integrated along the straight path from base to value."""
    distance = values - bases
    shares = np.zeros(values.shape)
    for node, weight in zip((_NODES + 1) / 2, _WEIGHTS / 2, strict=True):
        at = bases + node * distance
        for mover in range(values.shape[1]):
            step = 1e-6 * np.maximum(np.abs(at[:, mover]), 1e-3)
            up, down = at.copy(), at.copy()
            up[:, mover] += step
            down[:, mover] -= step
            slope = (function(up, weights) - function(down, weights)) / (2 * step)
            shares[:, mover] += weight * slope * distance[:, mover]
    return shares
