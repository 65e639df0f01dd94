"""Judgements in pairs: from "three times as important" to weights and how consistent they are.

Source: Saaty (1980), The Analytic Hierarchy Process; the random indices are those of his table.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Judgement = float | str
Judgements = Mapping[str, Mapping[str, Judgement]]
"""By row, then column: how many times as important the row is; a number or a fraction such as `1/3`."""

RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random matrices of 1 to 15 rows, Saaty (1980)."""
MOST_CHILDREN = len(RANDOM_INDEX)
GREATEST_RATIO = 0.1
"""Judgements less consistent than this are to be made again, Saaty (1980)."""
_ROUNDED = 0.05
"""1/7 may stand in a table as 0.14: so much may the two halves of a matrix differ."""
_ROUNDS = 5000


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights that sum to 1, in the order of the matrix, and the consistency ratio CR (0 up to two rows)."""

    weights: tuple[float, ...]
    ratio: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two judgements of one pair that aren't each other's reciprocal, or of one child with itself, not 1."""

    row: str
    column: str


def number_of(judgement: Judgement) -> float | None:
    """The number of a judgement; None where it is none."""
    if isinstance(judgement, str):
        parts = re.fullmatch(r"(\d{1,9})/(\d{1,9})", judgement)
        return int(parts[1]) / int(parts[2]) if parts and int(parts[2]) else None
    return judgement


def missing_pairs(judgements: Judgements, codes: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of `codes` that nobody judged."""
    return [
        (one, other)
        for one, other in combinations(codes, 2)
        if other not in judgements.get(one, {}) and one not in judgements.get(other, {})
    ]


def contradictions(judgements: Judgements) -> Iterator[Contradiction]:
    """Judgements that contradict each other, each pair once."""
    done: set[str] = set()
    for one, row in judgements.items():
        for other in row:
            forth, back = _judged(judgements, one, other), _judged(judgements, other, one)
            off = _ROUNDED if one != other else 0.0
            if other not in done and forth and back and abs(forth * back - 1) > off:
                yield Contradiction(one, other)
        done.add(one)


def matrix_of(judgements: Judgements, codes: Sequence[str]) -> list[list[float]]:
    """The whole matrix; of two judgements of a pair, the one above 1 is taken, for it isn't rounded."""
    return [[1.0 if one == other else _ratio(judgements, one, other) for other in codes] for one in codes]


def _ratio(judgements: Judgements, one: str, other: str) -> float:
    forth, back = _judged(judgements, one, other), _judged(judgements, other, one)
    if forth is None or (back is not None and back > 1):
        return 1 / (back or 1.0)
    return forth


def _judged(judgements: Judgements, one: str, other: str) -> float | None:
    said = judgements.get(one, {}).get(other)
    return None if said is None else number_of(said)


def priorities(matrix: Sequence[Sequence[float]]) -> Priorities:
    """The principal eigenvector of a positive reciprocal matrix, by power iteration, and its CR.

    CR = CI / RI with CI = (greatest eigenvalue - n) / (n - 1).
    """
    count = len(matrix)
    weights, eigenvalue = [1 / count] * count, float(count)
    for _ in range(_ROUNDS):
        before = weights
        image = [math.fsum(a * w for a, w in zip(row, weights, strict=True)) for row in matrix]
        eigenvalue = math.fsum(image)
        weights = [value / eigenvalue for value in image]
        if all(abs(new - old) <= 1e-15 * new for new, old in zip(weights, before, strict=True)):
            break
    random = RANDOM_INDEX[count - 1]
    index = max(eigenvalue - count, 0.0) / (count - 1) if count > 1 else 0.0
    return Priorities(tuple(weights), index / random if random else 0.0)
