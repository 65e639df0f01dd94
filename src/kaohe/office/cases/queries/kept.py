"""How findings of the rules are kept as data, and read again as what they were."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kaohe.law import Citation, DueDate, Office
from kaohe.messages import Problem, Text
from kaohe.office.cases.models import Finding as Row
from kaohe.office.notices.words import plain
from kaohe.rules import EventFact, Fact, Finding, Measure, NotJudged, Offices, PlaceFact, Setting

CONTENT = (
    "zone_name",
    "rule_name",
    "outcome",
    "cites",
    "also",
    "facts",
    "terms",
    "offices",
    "due",
    "reasons",
    "absorbed_by",
    "settings",
)
"""The fields of a row that say what was found; those before them say of whom, under which rule."""

_DAYS = ("start", "due_on", "reminder_on")


def content_of(finding: Finding) -> dict[str, Any]:
    """What was found, as a row keeps it."""
    return {
        "zone_name": finding.zone,
        "rule_name": asdict(finding.rule_name),
        "outcome": finding.outcome,
        "cites": finding.cites.model_dump(exclude_defaults=True),
        "also": [other.model_dump(exclude_defaults=True) for other in finding.also],
        "facts": [_fact_kept(fact) for fact in finding.facts],
        "terms": finding.measure.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "offices": _offices_kept(finding.offices),
        "due": _due_kept(finding.due) if finding.due else None,
        "reasons": [problem_kept(reason) for reason in finding.reasons],
        "absorbed_by": finding.absorbed_by or "",
        "settings": [asdict(setting) for setting in finding.settings],
    }


def content_of_row(row: Row) -> dict[str, Any]:
    """The same of a row."""
    return {name: getattr(row, name) for name in CONTENT}


def found(row: Row, content: Mapping[str, Any] | None = None) -> Finding:
    """The finding of a row as the rules gave it, or with the content that a later judging came to.

    The row's zone has to be loaded with it. Only places that count for the rule are kept: never a rehearsal.
    """
    kept = content_of_row(row) if content is None else content
    return Finding(
        unit=row.zone.code,
        zone=kept["zone_name"],
        rule=row.rule,
        rule_name=Text(**kept["rule_name"]),
        outcome=kept["outcome"],
        cites=Citation.model_validate(kept["cites"]),
        also=tuple(map(Citation.model_validate, kept["also"])),
        facts=tuple(map(_fact, kept["facts"])),
        measure=Measure.model_validate(kept["terms"]),
        offices=_offices(kept["offices"]),
        due=_due(kept["due"]) if kept["due"] else None,
        reasons=tuple(map(problem_of, kept["reasons"])),
        absorbed_by=kept["absorbed_by"] or None,
        settings=tuple(Setting(**setting) for setting in kept["settings"]),
        rehearsal=False,
    )


def not_judged_kept(left: NotJudged) -> dict[str, Any]:
    """What wasn't judged, as a judging keeps it."""
    return {"rule": left.rule, "units": list(left.units), "reason": problem_kept(left.reason)}


def not_judged(kept: Mapping[str, Any]) -> NotJudged:
    """The same read again."""
    return NotJudged(kept["rule"], tuple(kept["units"]), problem_of(kept["reason"]))


def problem_kept(problem: Problem) -> dict[str, Any]:
    """A message with its parameters; days are kept as they are said."""
    return {"code": problem.code, "params": plain(problem.params), "level": problem.level}


def problem_of(kept: Mapping[str, Any]) -> Problem:
    """The same read again."""
    params = {
        name: Text(**value) if isinstance(value, dict) else value for name, value in kept["params"].items()
    }
    return Problem(kept["code"], params, level=kept["level"])


def _fact_kept(fact: Fact) -> dict[str, Any]:
    if isinstance(fact, PlaceFact):
        return asdict(fact)
    return asdict(fact) | {"date": fact.date.isoformat() if fact.date else None}


def _fact(kept: Mapping[str, Any]) -> Fact:
    if "event" not in kept:
        return PlaceFact(**kept)
    day = date.fromisoformat(kept["date"]) if kept["date"] else None
    return EventFact(**{**kept, "name": Text(**kept["name"]), "date": day})


def _offices_kept(offices: Offices) -> dict[str, Any]:
    return {
        name: [asdict(each) for each in value] if isinstance(value, tuple) else value and asdict(value)
        for name, value in ((name, getattr(offices, name)) for name in Offices.__slots__)
    }


def _offices(kept: Mapping[str, Any]) -> Offices:
    read: dict[str, Any] = {
        name: tuple(map(_office, value)) if isinstance(value, list) else value and _office(value)
        for name, value in kept.items()
    }
    return Offices(**read)


def _office(kept: Mapping[str, Any]) -> Office:
    return Office(kept["code"], Text(**kept["name"]), kept["kind"])


def _due_kept(due: DueDate) -> dict[str, Any]:
    days = {name: getattr(due, name) for name in _DAYS}
    kept = {name: day and day.isoformat() for name, day in days.items()}
    return {**kept, "reason": problem_kept(due.reason)}


def _due(kept: Mapping[str, Any]) -> DueDate:
    days: dict[str, Any] = {name: kept[name] and date.fromisoformat(kept[name]) for name in _DAYS}
    return DueDate(**days, reason=problem_of(kept["reason"]))
