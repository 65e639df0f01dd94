"""The scheme format: an indicator system as data. `kaohe schemes schema` exports it as JSON Schema.

Five laws keep it small: one node shape; one fixed order of steps; any value may be a switch; one formula
language; identity is the path. They are told in docs/reference/scheme-format.md.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kaohe.packs import Model, wrong
from kaohe.schemes.choice import Choice
from kaohe.schemes.kinds import Ascending, Code, Id, Percent, Words, Year, one_alone
from kaohe.schemes.methods import Combine
from kaohe.schemes.scales import AnyScale, Ties
from kaohe.schemes.shorthand import Shorthand
from kaohe.schemes.treatments import Missing, Treat
from kaohe.schemes.weightings import Weighting


class Applies(Model):
    """Years the scheme is for; a year outside is refused."""

    by: Literal["data_year", "assessment_year"] = "data_year"
    first: Year | None = Field(default=None, alias="from")
    until: Year | None = None


class Frame(Model):
    """Where `prev.`, `city.` or `target.` values come from: another year, another unit, or a given table."""

    name: Words | None = None
    year: int | None = None
    through: str | None = None
    given: bool = False

    @model_validator(mode="after")
    def _one_kind(self) -> "Frame":
        if sum([self.year is not None, self.through is not None, self.given]) != 1:
            raise wrong("schemes.frame_kind")
        return self


class Grade(Model):
    """One step of an ordered list, with its points."""

    name: Words
    points: float


class Item(Model):
    """What a unit reports."""

    name: Words
    unit: str
    kind: Literal["amount", "count", "share", "yes_no", "grade"] = "amount"
    definition: Words | None = None
    bounds: tuple[float | None, float | None] | None = None
    evidence: bool = False
    vouched_by: str | None = None
    required: bool = True
    defined_from: Year | None = None
    grades: tuple[Grade, ...] = ()
    count: str | None = None
    where: dict[str, tuple[str, ...]] = {}
    distinct: str | None = None


class Check(Model):
    """A statement that reported figures must (hard) or should (soft) satisfy; `each` reads items as x."""

    code: Code
    that: Choice[str]
    level: Literal["hard", "soft"] = "hard"
    each: tuple[Literal["amount", "count", "share", "yes_no", "grade"], ...] = ()
    say: Words


class Best(Model):
    """Best at a value or inside a band, worse away from it on both sides."""

    best: float | Ascending


Direction = Literal["higher", "lower"] | Best
Provenance = Literal[
    "named-in-policy", "derived-from-clause", "seen-in-release", "reconstructed", "published"
]


class Bonus(Model):
    """Adds points, at most so many."""

    bonus: str
    at_most: float | None = None
    name: Words | None = None


class Deduct(Model):
    """Takes points away, at most so many."""

    deduct: str
    at_most: float | None = None
    name: Words | None = None


class HoldToClass(Model):
    """A vetoed unit gets this class at best."""

    class_: str = Field(alias="class")


class HoldToScore(Model):
    """A vetoed unit gets this score at best."""

    at_most: float


class Veto(Model):
    """Where the statement is true: out of the ranking, or held to a class or score."""

    veto: str
    effect: Literal["exclude"] | HoldToClass | HoldToScore = "exclude"
    name: Words | None = None


Adjust = Bonus | Deduct | Veto


class Steps(Model):
    """What may be said of any value on its way to a score, in the one fixed order."""

    direction: Choice[Direction] | None = None
    reading: Choice[str] | None = None
    missing: Choice[Missing] | None = None
    treat: Choice[Treat] | None = None
    scale: Choice[AnyScale] | None = None
    cap: Choice[float] | None = None
    adjust: tuple[Adjust, ...] | None = None
    round: int | None = Field(default=None, ge=0, le=10)


class IndicatorKeys(Steps):
    """Everything that can be said of an indicator, and so of the defaults for all of them."""

    name: Words | None = None
    unit: str | None = None
    formula: Choice[str] | None = None
    definition: Words | None = None
    provenance: Provenance | None = None
    source: str | None = None
    clause: str | None = None
    weights: dict[str, Choice[float]] = {}


def _weight_alone(value: Any) -> Any:
    """`gdp: 3` and `gdp: {by: ...}` mean `gdp: {weight: ...}`, `gdp:` alone `gdp: {}`."""
    if value is None:
        return {}
    whole = isinstance(value, Node) or (isinstance(value, dict) and "by" not in value)
    return value if whole else {"weight": value}


_WEIGHT_BY_CASE = {
    "type": "object",
    "required": ["by"],
    "properties": {"by": {"type": "string"}},
    "additionalProperties": {"type": "number"},
}


Child = Annotated[
    "Node",
    BeforeValidator(_weight_alone),
    Shorthand({"type": ["number", "null"]}, _WEIGHT_BY_CASE),
]


class Node(Steps):
    """A place in the tree: a leaf names an indicator; a branch combines its children."""

    name: Words | None = None
    weight: Choice[float] = 1
    combine: Choice[Combine] = "mean"
    through: str | None = None
    back: str | None = None
    total: float | None = None
    need: Choice[Percent | int] | None = None
    children: dict[Code, Child] = {}
    of: Literal["all"] | tuple[str, ...] | None = None
    weights: Weighting | None = None
    each: Steps | None = None

    @model_validator(mode="after")
    def _there_and_back(self) -> "Node":
        if (self.through is None) != (self.back is None):
            raise wrong("schemes.through_back")
        return self


class Cut(Model):
    """A class: from a score upwards (`at_least`), or the first so many places (`first: 10` or `20%`)."""

    name: Words
    at_least: float | None = None
    first: Percent | int | None = None


class Ranks(Model):
    """How places are taken: after rounding, by a stated rule for ties, also within groups."""

    ties: Ties = "min"
    round: int = Field(default=10, ge=0, le=10)
    within: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    classes: tuple[Cut, ...] = ()


class Scheme(Model):
    """An indicator system: items, formulas, steps, tree, ranks."""

    format: Literal[1]
    id: Id
    version: str = "1"
    released: str | None = None
    name: Words
    status: Literal["official", "published", "reconstructed", "example"]
    note: Words | None = None
    source: str | None = None
    licence: str | None = None
    applies: Applies = Applies()
    units: dict[Code, tuple[str, ...]] = {}
    frames: dict[Code, Frame] = {}
    items: dict[Code, Item]
    checks: tuple[Check, ...] = ()
    defaults: IndicatorKeys = IndicatorKeys()
    indicators: dict[Code, IndicatorKeys]
    tree: Annotated[dict[Code, Child], AfterValidator(one_alone)]
    ranks: Ranks = Ranks()
