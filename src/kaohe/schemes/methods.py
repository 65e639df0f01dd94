"""How children are combined into their parent: each method is one small frozen model.

Names follow the OECD/JRC Handbook on Constructing Composite Indicators (2008), chapter 6.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from kaohe.packs import Model, wrong
from kaohe.schemes.shorthand import Shorthand


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


class TopsisTerms(Model):
    """`vector` divides a child's scores by the root of their sum of squares; `none` leaves them."""

    normalise: Literal["vector", "none"] = "vector"


class Topsis(Model):
    """TOPSIS (优劣解距离法): closeness to the ideal unit, 0 to 1."""

    topsis: TopsisTerms = TopsisTerms()

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: Any) -> Any:
        return {value: {}} if isinstance(value, str) else value


class GreyTerms(Model):
    """The distinguishing coefficient (分辨系数): the smaller, the more a distance tells."""

    distinguishing: float = Field(default=0.5, gt=0, le=1)


class Grey(Model):
    """Grey relational grade (灰色关联度) with the best of each child as reference, 0 to 1."""

    grey: GreyTerms = GreyTerms()

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: Any) -> Any:
        return {value: {}} if isinstance(value, str) else value


NamedCombine = Literal[
    "mean", "sum", "geometric", "harmonic", "min", "max", "median", "copeland", "rank_sum_ratio"
]
_KINDS = ("power", "formula", "topsis", "grey")


def _kind(value: Any) -> str:
    """By which model a value is read: that of its key; a name alone where it has none."""
    if isinstance(value, Model):
        return next(iter(type(value).model_fields))
    if isinstance(value, Mapping):
        return next((key for key in _KINDS if key in value), next(iter(map(str, value)), "mean"))
    return value if value in ("topsis", "grey") else "mean"


Combine = Annotated[
    Annotated[NamedCombine, Tag("mean")]
    | Annotated[Power, Tag("power")]
    | Annotated[ByFormula, Tag("formula")]
    | Annotated[Topsis, Tag("topsis")]
    | Annotated[Grey, Tag("grey")],
    Discriminator(_kind),
    Shorthand({"enum": ["topsis", "grey"]}),
]


def compares(how: Combine) -> bool:
    """Whether a method compares units with one another, so that a unit's value hangs on the others'."""
    return isinstance(how, Topsis | Grey) or how in ("copeland", "rank_sum_ratio")
