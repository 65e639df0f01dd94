"""How gaps are filled and outliers tamed: each method is one small frozen model.

Names follow the OECD/JRC Handbook on Constructing Composite Indicators (2008).
"""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from kaohe.packs import Model, wrong
from kaohe.schemes.kinds import Percentiles


class GroupMean(Model):
    """Fill with the mean of the unit's group, e.g. `{mean: region}`."""

    mean: str


class GroupMedian(Model):
    """Fill with the median of the unit's group, e.g. `{median: region}`."""

    median: str


NamedMissing = Literal["refuse", "leave", "last_year", "zero", "not_applicable", "mean", "median"]
Plain = NamedMissing | GroupMean | GroupMedian


class ByReason(Model):
    """By the reason of the gap, e.g. `{divided_by_zero: not_applicable, else: leave}`."""

    absent: Plain | None = None
    divided_by_zero: Plain | None = None
    outside_domain: Plain | None = None
    definition_break: Plain | None = None
    otherwise: Plain = Field(default="leave", alias="else")

    @model_validator(mode="after")
    def _names_a_reason(self) -> "ByReason":
        if not self.named:
            raise wrong("schemes.no_reason", known=", ".join(REASONS))
        return self

    @property
    def named(self) -> dict[str, Plain]:
        """The methods by the reasons named."""
        return {reason: method for reason in REASONS if (method := getattr(self, reason)) is not None}

    @property
    def methods(self) -> tuple[Plain, ...]:
        """Every method it may take."""
        return (*self.named.values(), self.otherwise)


REASONS = ("absent", "divided_by_zero", "outside_domain", "definition_break")


def _missing_kind(value: Any) -> str:
    if isinstance(value, str):
        return "name"
    known = isinstance(value, GroupMean | GroupMedian)
    keys = type(value).model_fields if known else value if isinstance(value, dict) else ()
    return next((kind for kind in ("mean", "median") if kind in keys), "reason")


Missing = Annotated[
    Annotated[NamedMissing, Tag("name")]
    | Annotated[GroupMean, Tag("mean")]
    | Annotated[GroupMedian, Tag("median")]
    | Annotated[ByReason, Tag("reason")],
    Discriminator(_missing_kind),
]


def fillings(method: Missing) -> tuple[Plain, ...]:
    """The plain methods that a method may come to."""
    return method.methods if isinstance(method, ByReason) else (method,)


class ByRule(Model):
    """Winsorise while |skew| >= `skew` and kurtosis >= `kurtosis`, at most `most` points."""

    most: int = Field(ge=1)
    skew: float = 2
    kurtosis: float = 3.5


class ByCount(Model):
    """Move the `low` lowest and `high` highest points to their next neighbour's value."""

    low: int = Field(default=0, ge=0)
    high: int = Field(default=0, ge=0)


class ByPercentile(Model):
    """Hold values within two percentiles, e.g. `[2.5, 97.5]`."""

    percentile: Percentiles


Curve = Literal["log", "log_shift", "log_by_skew", "sqrt"]


class Winsorise(Model):
    """`{winsorise: {...}, else: log_shift}`: `else` is tried where the rule still fails.

    It transforms the original values, or, with `of: winsorised`, what winsorising left.
    """

    winsorise: ByRule | ByCount | ByPercentile
    otherwise: Literal["none", "log", "log_shift", "log_by_skew"] = Field(default="none", alias="else")
    of: Literal["original", "winsorised"] = "original"


class BoxCox(Model):
    """Box-Cox with the given lambda."""

    boxcox: float


Treat = Literal["none"] | Curve | Winsorise | BoxCox
