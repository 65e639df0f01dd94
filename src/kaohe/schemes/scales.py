"""How values of different units come onto one scale: each method is one small frozen model.

Names follow the OECD/JRC Handbook on Constructing Composite Indicators (2008).
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from kaohe.packs import Model, wrong
from kaohe.schemes.kinds import Anchor, Ascending, Range, ascending
from kaohe.schemes.shorthand import Shorthand

Ties = Literal["min", "max", "average", "dense"]


class Scale(Model):
    """What every scaling may say: compare within groups of an attribute, pool other frames' values too."""

    within: str | None = None
    pool: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _bare_name_means_defaults(cls, value: Any) -> Any:
        return {value: cls.model_fields[value].default} if isinstance(value, str) else value

    @property
    def against(self) -> float | str | None:
        """The number or formula that values are measured against, where the method has one."""
        return None


class NoScale(Scale):
    """The value itself, negated where lower is better."""

    none: Literal[True] = True


class MinMax(Scale):
    """(x - min) / (max - min), onto the range given."""

    minmax: Ascending = (0, 1)


class Efficacy(Scale):
    """Efficacy coefficient (功效系数): worst value to the first number, best to the second."""

    efficacy: Ascending = (60, 100)
    between: Range | None = None
    clip: bool = False

    @model_validator(mode="after")
    def _apart(self) -> "Efficacy":
        if self.between and self.between[0] == self.between[1]:
            raise wrong("schemes.between_equal")
        return self


class Goalposts(Scale):
    """Between a low and a high value, in raw units, fixed or found (`min`, `p2.5`); `curve: log` compares
    logarithms, `clip` holds values outside to the nearer post.
    """

    goalposts: tuple[Anchor, Anchor]
    clip: bool = False
    curve: Literal["linear", "log"] = "linear"
    to: Ascending = (0, 1)

    @model_validator(mode="after")
    def _posts(self) -> "Goalposts":
        fixed = [post for post in self.goalposts if not isinstance(post, str)]
        if len(fixed) == 2:
            ascending((fixed[0], fixed[1]))
        if self.curve == "log" and any(post <= 0 for post in fixed):
            raise wrong("schemes.log_of_nothing")
        return self


class Target(Scale):
    """Distance to a target: (x - min) / (target - min)."""

    target: float | str

    @property
    def against(self) -> float | str:
        return self.target


class Ratio(Scale):
    """x over a base (a number or a formula); the base over x where lower is better."""

    ratio: float | str

    @property
    def against(self) -> float | str:
        return self.ratio


class ZScore(Scale):
    """Mean and standard deviation (n - 1) brought to those given."""

    zscore: tuple[float, Annotated[float, Field(gt=0)]] = (0, 1)


class Rank(Scale):
    """Place counted from the worst (1) to the best (n)."""

    rank: Ties = "min"


class PercentileRank(Scale):
    """(place from the worst - 1) / (n - 1)."""

    percentile_rank: Ties = "min"


class Bands(Scale):
    """Banded table of [threshold, points], best first; reached from above (higher) or from below (lower)."""

    bands: tuple[Range, ...] = Field(min_length=1)
    otherwise: float = Field(default=0, alias="else")
    interpolate: bool = False

    @model_validator(mode="after")
    def _distinct(self) -> "Bands":
        thresholds = [threshold for threshold, _ in self.bands]
        for threshold in thresholds:
            if thresholds.count(threshold) > 1:
                raise wrong("schemes.band_twice", threshold=f"{threshold:g}")
        return self


class Band(Scale):
    """Best inside the band, falling straight to the first number of `to` at the outer points `zero`."""

    band: Range
    zero: Range
    to: Ascending = (0, 1)

    @model_validator(mode="after")
    def _outside_in(self) -> "Band":
        if not self.zero[0] <= self.band[0] <= self.band[1] <= self.zero[1]:
            raise wrong("schemes.band_order")
        return self


class GrowthTerms(Model):
    """Points for growth over `base` (formula in x): `at_base` for none, `points` more each `step` percent."""

    base: str = "prev.x"
    at_base: float = 80
    step: float = Field(default=5, gt=0)
    points: float = 1
    at_most: float = 150
    at_least: float = 0
    whole_steps: bool = True
    below: Literal["least", "proportional", "same"] = "same"
    least_base: float = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _least_below_most(self) -> "GrowthTerms":
        ascending((self.at_least, self.at_most))
        return self


class Growth(Scale):
    """Points for growth against a base, with bonus and cap."""

    growth: GrowthTerms = GrowthTerms()

    @property
    def against(self) -> str:
        return self.growth.base


class Best(Scale):
    """Distance to the best unit."""

    best: Literal[True] = True


class BestRatio(Scale):
    """x over the greatest, or the least above 0 over x where lower is better."""

    best_ratio: Literal[True] = True


class Reference(Scale):
    """Distance to a reference unit, by its code."""

    reference: str


class Borda(Scale):
    """Borda points: place from the worst less one."""

    borda: Ties = "min"


SCALES: dict[str, type[Scale]] = {
    "none": NoScale,
    "minmax": MinMax,
    "efficacy": Efficacy,
    "goalposts": Goalposts,
    "target": Target,
    "ratio": Ratio,
    "zscore": ZScore,
    "rank": Rank,
    "percentile_rank": PercentileRank,
    "bands": Bands,
    "band": Band,
    "growth": Growth,
    "best": Best,
    "best_ratio": BestRatio,
    "reference": Reference,
    "borda": Borda,
}


def method_name(value: Any) -> str | None:
    """The name of the method a scale, or its plain form, asks for; None where there is none."""
    if isinstance(value, str):
        return value
    keys = (
        value if isinstance(value, Mapping) else type(value).model_fields if isinstance(value, Model) else ()
    )
    return next((key for key in keys if key in SCALES), None)


AnyScale = Annotated[
    Annotated[NoScale, Tag("none")]
    | Annotated[MinMax, Tag("minmax")]
    | Annotated[Efficacy, Tag("efficacy")]
    | Annotated[Goalposts, Tag("goalposts")]
    | Annotated[Target, Tag("target")]
    | Annotated[Ratio, Tag("ratio")]
    | Annotated[ZScore, Tag("zscore")]
    | Annotated[Rank, Tag("rank")]
    | Annotated[PercentileRank, Tag("percentile_rank")]
    | Annotated[Bands, Tag("bands")]
    | Annotated[Band, Tag("band")]
    | Annotated[Growth, Tag("growth")]
    | Annotated[Best, Tag("best")]
    | Annotated[BestRatio, Tag("best_ratio")]
    | Annotated[Reference, Tag("reference")]
    | Annotated[Borda, Tag("borda")],
    Discriminator(method_name),
    Shorthand({"enum": [name for name, kind in SCALES.items() if not kind.model_fields[name].is_required()]}),
]
