"""Sharing out the distance between two values of a function among its arguments."""

from itertools import combinations
from math import factorial

import numpy as np

from kaohe.scoring.exact import Floats
from kaohe.scoring.walks import Function, Walk, Walks, mixing

SHAPLEY_CHILDREN = 8
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(24)


def shared_out(
    function: Function, values: Floats, bases: Floats, weights: Floats, steps: Walks | None = None
) -> Floats:
    """Shares [n, k] of f(values) - f(bases): exact Shapley values up to 8 children.

    Beyond, a path integral; for a function with steps, which has no slopes to integrate and so brings its
    own walks, the mean over the cyclic orders of the children and their reverses. Arguments with weight 0
    and those at their baseline get nothing; the shares of a row sum to its distance wherever both ends are
    defined (elsewhere they are 0).
    """
    few = values.shape[1] <= SHAPLEY_CHILDREN
    if steps is None and not few:
        shares = _path_integral(function, values, bases, weights)
    else:
        shares = np.zeros(values.shape)
        for rows, walk in steps or mixing(function, values, bases, weights):
            shares[rows] = (_shapley if few else _cyclic)(walk, values.shape[1], rows.stop - rows.start)
    return _summing(np.nan_to_num(shares), function(values, weights) - function(bases, weights))


def one_by_one(function: Function, values: Floats, bases: Floats, weights: Floats) -> Floats:
    """Shares of a function that only adds up parts of its arguments: what moving each of them alone does."""
    shares, walk = np.zeros(values.shape), next(mixing(function, values, bases, weights))[1]
    at_base = walk.restart()
    for child in range(values.shape[1]):
        shares[:, child] = walk.move(child, there=True) - at_base
        walk.move(child, there=False)
    return _summing(np.nan_to_num(shares), function(values, weights) - at_base)


def _summing(shares: Floats, distances: Floats) -> Floats:
    """The shares, made to sum to the distance to the last bit but one; nothing where it isn't defined."""
    shares = np.where(np.isnan(distances)[:, None], 0.0, shares)
    size = np.abs(shares).sum(axis=1)
    left = np.nan_to_num(distances) - shares.sum(axis=1)
    residue = np.divide(left, size, out=np.zeros(len(left)), where=size > 0)
    return np.asarray(shares + np.abs(shares) * residue[:, None])


def _shapley(walk: Walk, count: int, rows: int) -> Floats:
    """Shapley (1953): each argument's mean gain over every order of moving arguments from base to value."""
    worth = _worth(walk, count)
    shares = np.zeros((rows, count))
    for size in range(count):
        likelihood = factorial(size) * factorial(count - size - 1) / factorial(count)
        for others in combinations(range(count), size):
            moved = sum(1 << other for other in others)
            for mover in set(range(count)) - set(others):
                shares[:, mover] += likelihood * (worth[moved | 1 << mover] - worth[moved])
    return shares


def _worth(walk: Walk, count: int) -> dict[int, Floats]:
    """The function's values with every set of children moved, by its bits; one moves at a time (Gray)."""
    moved, worth = 0, {0: walk.restart()}
    for step in range(1, 1 << count):
        child = (step & -step).bit_length() - 1
        moved ^= 1 << child
        worth[moved] = walk.move(child, there=bool(moved >> child & 1))
    return worth


def _cyclic(walk: Walk, count: int, rows: int) -> Floats:
    """The mean gain over the orders that begin with each child in turn, and over their reverses: going back
    in an order gives each child its gain in the reverse.
    """
    shares = np.zeros((rows, count))
    for first in range(count):
        before = walk.restart()
        for there in (True, False):
            for place in range(count):
                child = (first + place) % count
                after = walk.move(child, there)
                shares[:, child] += (after - before) if there else (before - after)
                before = after
    return shares / (2 * count)


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
