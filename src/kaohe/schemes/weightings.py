"""Weights of a branch's children that are computed, from their scores or from judgements.

Each method is one small frozen model. What they compute is told in `kaohe.scoring.weighing`.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Tag, WithJsonSchema, model_validator

from kaohe.packs import Model, wrong
from kaohe.schemes.judgements import Judgements
from kaohe.schemes.shorthand import Shorthand


class NoTerms(Model):
    """`{}`: the method has nothing to set."""


class Entropy(Model):
    """Entropy weights (熵值法): the more unequally a child's scores are spread, the more it counts."""

    entropy: NoTerms = NoTerms()


class Critic(Model):
    """CRITIC: standard deviation times conflict with the siblings."""

    critic: NoTerms = NoTerms()


class Variation(Model):
    """Coefficient of variation (变异系数法): standard deviation over mean."""

    coefficient_of_variation: NoTerms = NoTerms()


class Principal(Model):
    """First principal component of the correlations: squared loadings, or the loadings themselves."""

    pca: Annotated[
        Literal["squares", "loadings"],
        BeforeValidator(lambda value: "squares" if value == {} else value),
        Shorthand({"type": "object", "maxProperties": 0}),
    ] = "squares"


_POSITIVE = WithJsonSchema(
    {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": r"^\d+/\d+$"}]}
)
Matrix = Annotated[dict[str, dict[str, Annotated[float | str, _POSITIVE]]], Shorthand({"type": "string"})]
"""`{a: {b: 3}}`: a is three times as important as b. In a file also the name of a csv table beside it."""


class Ahp(Model):
    """Analytic hierarchy process (层次分析法): the children compared in pairs."""

    ahp: Matrix

    @property
    def judgements(self) -> Judgements:
        return self.ahp


class Parts(Model):
    """How much of each method a blend takes; `given` are the stated weights. They add up to 1."""

    given: float | None = None
    entropy: float | None = None
    critic: float | None = None
    coefficient_of_variation: float | None = None
    pca: float | None = None
    ahp: float | None = None

    @property
    def named(self) -> dict[str, float]:
        """The parts that are stated."""
        parts: dict[str, float] = self.model_dump(exclude_none=True)
        return parts

    @model_validator(mode="after")
    def _whole(self) -> "Parts":
        shares = self.named.values()
        if any(share < 0 for share in shares) or abs(sum(shares) - 1) > 1e-9:
            raise wrong("schemes.blend_parts", found=" + ".join(f"{share:g}" for share in shares) or "0")
        return self


class Blend(Model):
    """Weights by several methods, each brought to a sum of 1 and added up in parts."""

    blend: Parts
    ahp: Matrix | None = None

    @model_validator(mode="after")
    def _judged(self) -> "Blend":
        if (self.blend.ahp is None) != (self.ahp is None):
            raise wrong("schemes.blend_ahp")
        return self

    @property
    def judgements(self) -> Judgements | None:
        return self.ahp


Computed = Entropy | Critic | Variation | Principal | Ahp | Blend
_KINDS = ("blend", "entropy", "critic", "coefficient_of_variation", "pca", "ahp")


def weighting_kind(value: Any) -> str:
    """The name of the method a weighting, or its plain form, asks for; `equal` also for a column."""
    if isinstance(value, Model):
        return next(iter(type(value).model_fields))
    if isinstance(value, Mapping):
        return next((key for key in _KINDS if key in value), next(iter(map(str, value)), "equal"))
    return "equal"


Weighting = Annotated[
    Annotated[str, Tag("equal")]
    | Annotated[Entropy, Tag("entropy")]
    | Annotated[Critic, Tag("critic")]
    | Annotated[Variation, Tag("coefficient_of_variation")]
    | Annotated[Principal, Tag("pca")]
    | Annotated[Ahp, Tag("ahp")]
    | Annotated[Blend, Tag("blend")],
    Discriminator(weighting_kind),
]
"""`equal`, a column of the indicators' `weights`, or a computed weighting."""


def takes_given(weighting: Computed) -> bool:
    """Whether the stated weights count."""
    return isinstance(weighting, Blend) and weighting.blend.given is not None
