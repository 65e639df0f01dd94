"""A rules pack: what it cites, when it applies, and what measures follow. Data, read from `data/rules`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kaohe.law import Change, Citation, Period, Territory, Validity
from kaohe.messages import Text
from kaohe.packs import Model
from kaohe.rules.conditions import Condition

MeasureKind = Literal[
    "written_reminder",
    "admonitory_talk",
    "rectification_order",
    "request_for_talk",
    "talk_by_provincial_government",
    "rectification_proposals",
    "written_report",
    "rectification",
    "alert",
    "incentive",
    "warning",
    "circulated_notice",
    "promotion_priority",
    "focus_support",
    "expansion_priority",
    "exit",
    "demotion_candidate",
    "promotion_pause",
]
Person = Literal["responsible_person", "principal"]
Taken = Literal["follows", "may_start", "decided_elsewhere"]
"""A measure follows from the rule, is for the office to start or not, or is decided by a body outside."""

Codes = Annotated[
    tuple[str, ...], BeforeValidator(lambda found: [found] if isinstance(found, str) else found)
]


class Addressee(Model):
    """The office addressed, and at what rank: 有关负责人, 主要负责人, or the office as such."""

    office: str
    person: Person | None = None


class Deadline(Period):
    """A period from the publication or from a recorded event.

    `depends_on` names an event without which the duty doesn't arise: decided after the last day, an officer
    says what happens.
    """

    start: str = Field(alias="from")
    depends_on: str | None = None


class Measure(Model):
    """Who does what to whom, with whom jointly, asked of whom above, answered to whom, by when.

    Offices are codes of the office lists, or `committee`, `host_city_government`, `provincial_government`,
    `provincial_leaders`, `departments_concerned`. `absorbs`: measures (`rule/kind`) held with this one.
    """

    kind: MeasureKind
    by: Codes
    jointly_with: tuple[str, ...] = ()
    requested_of: str | None = None
    addressee: Addressee | None = None
    report_to: str | None = None
    deadline: Literal["none", "set_by_order", "set_when_asked"] | Deadline = "none"
    absorbs: tuple[str, ...] = ()
    taken: Taken = "follows"


class Rule(Model):
    """One row of a policy: for zones of a level, by their places in a field (the nation, the province)."""

    id: str
    name: Text
    level: Literal["national", "provincial"]
    field: Literal["nation", "province"]
    cites: Citation
    also: tuple[Citation, ...] = ()
    when: Condition
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]

    @property
    def counts_places(self) -> bool:
        """Whether the rule looks at places at all, not only at events and statuses."""
        return any(part.last or part.first for part in self.when.everywhere())


class OpenParameter(Model):
    """What the policy leaves open, where it does, and what the office has to decide. There is no default.

    kind `places`: a number of places. kind `scopes`: `official-lists`, `indicators`, or names of lists parted
    by commas; `not_single` are lists that are no single indicators.
    """

    zh: str
    en: str
    kind: Literal["places", "scopes"]
    cites: Citation
    asks: Text
    not_single: tuple[str, ...] = ()


class EventKind(Model):
    """An event that may be recorded; one that begins a status names the event that ends it."""

    zh: str
    en: str
    until: str | None = None


class Pack(Model):
    """The rules of one policy, with version and changelog."""

    format: Literal[1]
    id: str
    version: str
    released: date
    name: Text
    applies: Validity
    territory: Territory
    changes: tuple[Change, ...]
    parameters: dict[str, OpenParameter] = {}
    events: dict[str, EventKind] = {}
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
