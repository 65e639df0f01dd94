"""How children are combined and weighed: each method is one small frozen model.

Names follow the OECD/JRC Handbook on Constructing Composite Indicators (2008).
"""

from typing import Literal, get_args

from pydantic import model_validator

from kaohe.packs import Model, wrong


class Power(Model):
    """Power mean of order p; not 0, which is the geometric mean."""

    power: float

    @model_validator(mode="after")
    def _not_zero(self) -> "Power":
        if self.power == 0:
            raise wrong("schemes.power_zero")
        return self


class ByFormula(Model):
    """A formula over the codes of the children."""

    formula: str


class Topsis(Model):
    """TOPSIS closeness."""

    topsis: dict[str, float] = {}


class Grey(Model):
    """Grey relational grade."""

    grey: dict[str, float] = {}


NamedCombine = Literal[
    "mean", "sum", "geometric", "harmonic", "min", "max", "median", "copeland", "rank_sum_ratio"
]
Combine = NamedCombine | Power | ByFormula | Topsis | Grey


class Entropy(Model):
    entropy: dict[str, float] = {}


class Critic(Model):
    critic: dict[str, float] = {}


class Variation(Model):
    coefficient_of_variation: dict[str, float] = {}


class Principal(Model):
    pca: dict[str, float] = {}


class Ahp(Model):
    ahp: str


class Blend(Model):
    blend: dict[str, float]


Computed = Entropy | Critic | Variation | Principal | Ahp | Blend
"""Weights computed from the data or from judgements."""

LATER = (Topsis, Grey, *get_args(Computed))
LATER_NAMES = frozenset({"median", "copeland", "rank_sum_ratio"})
"""Methods whose place in the format is settled and whose arithmetic comes with a later release."""
