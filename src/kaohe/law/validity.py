"""When something applies, and by which date that is told; and where."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from kaohe.messages import Problem
from kaohe.packs import Model, wrong

Territory = Literal["nation"] | tuple[str, ...]
"""The whole nation, or the provinces named (`广东`)."""


def inside(province: str, territory: Territory) -> bool:
    """Whether a zone of `province` (`广东` or `广东省`) lies in the territory."""
    return territory == "nation" or province.strip().removesuffix("省") in territory


class Validity(Model):
    """In force from `first` until `until`, both included; `by` names the date that decides."""

    by: Literal["published_on", "assessment_year", "data_year"]
    first: int | date = Field(alias="from")
    until: int | date | None = None

    @model_validator(mode="after")
    def _one_kind_of_date(self) -> "Validity":
        wanted = date if self.by == "published_on" else int
        if not all(isinstance(end, wanted) for end in (self.first, self.until) if end is not None):
            raise wrong("law.validity_mixed", by=self.by)
        return self

    def refusal(
        self, published_on: date, assessment_year: int | None, data_year: int | None
    ) -> Problem | None:
        """Why what is judged isn't covered; None if it is. A year that isn't known can't be covered."""
        asked: int | date | None = {
            "published_on": published_on,
            "assessment_year": assessment_year,
            "data_year": data_year,
        }[self.by]
        if asked is None:
            return Problem(f"law.{self.by}_unknown")
        if self._covers(asked):
            return None
        span = {"first": self.first, "until": self.until or "…", "asked": asked}
        return Problem(f"law.{self.by}_outside", span)

    def holds_for_year(self, assessment_year: int) -> bool:
        """Whether an earlier assessment counts; only where assessment years decide can it be too early."""
        return self.by != "assessment_year" or self._covers(assessment_year)

    def _covers(self, asked: int | date) -> bool:
        after_start = _ordinal(self.first) <= _ordinal(asked)
        return after_start and (self.until is None or _ordinal(asked) <= _ordinal(self.until))


def _ordinal(value: int | date) -> int:
    return value.toordinal() if isinstance(value, date) else value
