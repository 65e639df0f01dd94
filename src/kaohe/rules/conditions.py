"""The closed vocabulary in which a rule says when it applies."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kaohe.law import Count
from kaohe.packs import Model, wrong


class Parameter(Model):
    """A number or choice that the policy leaves open and the office sets."""

    parameter: str


Number = Annotated[int, Field(ge=1, le=10_000)]


class Places(Model):
    """Among the last or first so many `places` of a list.

    `scope`: the overall result; any one of the lists that a parameter names; or every indicator. `within`:
    among the zones that share this attribute (`region`), instead of all.
    """

    places: Number | Parameter
    scope: Literal["overall", "each_indicator"] | Parameter
    within: Literal["region"] | None = None


class YearsRunning(Model):
    """In the year judged and the ones before it, `years` in all without a break."""

    years: Count
    each: "Condition"


class YearsOf(Model):
    """In the year judged and in at least so many of the years `within` the span that ends with it."""

    at_least: Count
    within: Count
    each: "Condition"

    @model_validator(mode="after")
    def _possible(self) -> "YearsOf":
        if self.at_least > self.within:
            raise wrong("rules.at_least_above_within", at_least=self.at_least, within=self.within)
        return self


class Condition(Model):
    """Exactly one of these. An `event` counts from the year judged on, a `status` on the day published."""

    last: Places | None = None
    first: Places | None = None
    years_running: YearsRunning | None = None
    years_of: YearsOf | None = None
    event: str | None = None
    status: str | None = None
    all_of: tuple["Condition", ...] | None = None
    any_of: tuple["Condition", ...] | None = None
    not_: "Condition | None" = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _exactly_one(self) -> "Condition":
        if len(self.model_fields_set) != 1:
            names = ", ".join(field.alias or name for name, field in type(self).model_fields.items())
            raise wrong("rules.one_condition", names=names)
        return self

    def parts(self) -> tuple["Condition", ...]:
        """The conditions directly inside this one."""
        over_years = [inner.each for inner in (self.years_running, self.years_of) if inner]
        return (*over_years, *(self.all_of or ()), *(self.any_of or ()), *([self.not_] if self.not_ else ()))

    def everywhere(self) -> tuple["Condition", ...]:
        """This condition and all inside it."""
        return (self, *(deep for part in self.parts() for deep in part.everywhere()))

    def parameters(self) -> tuple[Parameter, ...]:
        """Every open parameter read, in order."""
        places = (each for part in self.everywhere() for each in (part.last, part.first) if each)
        used = (value for each in places for value in (each.places, each.scope))
        return tuple(value for value in used if isinstance(value, Parameter))
