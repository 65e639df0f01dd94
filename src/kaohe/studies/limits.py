"""From where on something is pointed out. Every limit is stated here and printed beside what it flags."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a study, by default those in use in the field (Becker et al. 2022, COINr; Nunnally 1978).

    Flagged is a column of which less than `available` of the cells are there, less than `nonzero` of these
    aren't 0, less than `unique` are different; with skewness beyond `skewness` and kurtosis above `kurtosis`;
    siblings correlated above `high` or below `low`, significant at `significance`; a branch whose alpha is
    under `alpha`; an indicator whose size follows a possible denominator, correlated beyond `denominator`;
    a unit of which less than `unit_available` of the indicators are there.
    """

    available: float = 0.65
    nonzero: float = 0.5
    unique: float = 0.5
    skewness: float = 2.0
    kurtosis: float = 3.5
    high: float = 0.9
    low: float = -0.4
    significance: float = 0.05
    alpha: float = 0.6
    denominator: float = 0.7
    unit_available: float = 0.66


LIMITS = Limits()
