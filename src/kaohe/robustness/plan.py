"""The file that says what is uncertain. It points into a scheme by path and leaves it as it is.

format: 1
id: doubts
uncertain:
  - {at: items, error: 5%}                          every reported number; or items.gdp
  - {at: missing, one_of: [zero, mean]}             of every indicator; or indicators.gdp.missing
  - {at: treat, one_of: [as_is, none]}              as_is is what the scheme says
  - {at: scale, one_of: [{minmax: [1, 100]}, {zscore: [10, 2]}]}
  - {at: weights, noise: 25%}                       of every node; or index/ecology.weights, its children's
  - {at: weights, sets: weights.csv}
  - {at: combine, one_of: [mean, geometric]}        of every branch; or index/ecology.combine
  - {at: indicators, drop: 10%}                     each absent by chance; or indicators.gdp
"""

from typing import Any, Literal

from pydantic import Field, model_validator

from kaohe.packs import Model, wrong
from kaohe.schemes.kinds import Code, Id, Percent, Words

KINDS = ("error", "one_of", "noise", "sets", "drop")


class Uncertainty(Model):
    """One thing that is uncertain: where (`at`), and how (exactly one of the other keys but `name`, `shape`).

    `error` of items: a share of the number (`5%`) or an amount, as standard deviation of a normal `shape` or
    as half the width of a `uniform` one. `one_of` are alternatives of a step, equally likely. `noise`: each
    weight times 1 plus or minus so much, evenly spread. `sets` are alternative weights by path, equally
    likely, written out or in a csv file (set, node, weight). `drop` is each indicator's chance to be absent.
    """

    at: str
    name: Words | None = None
    error: Percent | float | None = None
    shape: Literal["normal", "uniform"] = "normal"
    one_of: tuple[Any, ...] = ()
    noise: Percent | None = None
    sets: tuple[dict[str, float], ...] | str = ()
    drop: Percent | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "Uncertainty":
        said = [kind for kind in KINDS if getattr(self, kind) not in (None, ())]
        if len(said) != 1:
            raise wrong("robustness.one_kind", kinds=", ".join(KINDS), found=", ".join(said) or "—")
        return self

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if getattr(self, kind) not in (None, ()))


class Plan(Model):
    """What is uncertain about an assessment; `cut_offs` are the last so many places that are asked about.

    Places are also counted within the groups of `within`, attributes of the units (by default those of the
    scheme's ranks).
    """

    format: Literal[1]
    id: Id
    name: Words | None = None
    note: Words | None = None
    cut_offs: tuple[int, ...] = (20, 10, 5)
    within: tuple[Code, ...] | None = None
    uncertain: tuple[Uncertainty, ...] = Field(min_length=1)
