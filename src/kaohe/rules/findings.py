"""What judging gives: findings with rule, sentence, facts, offices and dates, and what was not judged."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kaohe.law import Citation, DueDate, Office
from kaohe.messages import Problem, Text
from kaohe.rules.model import Measure
from kaohe.standings import Origin

Outcome = Literal["fired", "for_officer", "may_start"]
"""The rule fired; an officer has to settle something first; or the office may start the measure, or not."""


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A place that counted: `tied` zones share it; `clear` unless it shares the cut-off."""

    year: int
    scope: str
    group: str
    rank: float
    of: int
    tied: int
    score: float | None
    clear: bool


@dataclass(frozen=True, slots=True)
class EventFact:
    """A recorded event, or (`date` None) that none is recorded."""

    event: str
    name: Text
    date: date | None
    decider: str = ""
    document: str = ""


Fact = PlaceFact | EventFact


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter as the office set it, with the basis of its choice."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of a measure by name, as of the publication."""

    by: tuple[Office, ...]
    jointly_with: tuple[Office, ...]
    requested_of: Office | None
    addressee: Office | None
    report_to: Office | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure for one zone under one rule.

    `reasons` say what an officer has to settle. `absorbed_by` (`rule/kind`) is the measure this one is held
    together with; an officer confirms. `rehearsal`: the places are computed, the rule counts published ones.
    """

    unit: str
    zone: str
    rule: str
    rule_name: Text
    outcome: Outcome
    cites: Citation
    also: tuple[Citation, ...]
    facts: tuple[Fact, ...]
    measure: Measure
    offices: Offices
    due: DueDate | None
    reasons: tuple[Problem, ...]
    absorbed_by: str | None
    settings: tuple[Setting, ...]
    rehearsal: bool

    @property
    def code(self) -> str:
        """`rule/kind`, unique for a zone within a judgement."""
        return f"{self.rule}/{self.measure.kind}"


@dataclass(frozen=True, slots=True)
class NotJudged:
    """What couldn't be told and why: of a rule, or of the whole pack; for these units, or for all."""

    rule: str | None
    units: tuple[str, ...]
    reason: Problem


@dataclass(frozen=True, slots=True)
class Judgement:
    """A year judged by a pack. Findings stand by zone, then in the pack's order."""

    pack: str
    version: str
    sha256: str
    assessment_year: int
    published_on: date
    origin: Origin
    document: str
    settings: tuple[Setting, ...]
    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]
