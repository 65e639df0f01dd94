"""What follows for a zone once a rule's condition holds: offices, due dates, what an officer settles."""

from datetime import date

from kaohe.law import Calendar, DueDate, Office, due_date
from kaohe.messages import Problem
from kaohe.rules.addressing import office_for
from kaohe.rules.evaluate import Evidence
from kaohe.rules.findings import EventFact, Finding, Offices, Outcome, PlaceFact
from kaohe.rules.model import Deadline, Measure, Rule
from kaohe.rules.verdicts import Verdict
from kaohe.standings import Zone


def findings_for(
    rule: Rule, zone: Zone, verdict: Verdict, evidence: Evidence, calendar: Calendar
) -> list[Finding]:
    """A finding for each of the rule's measures."""
    return [_finding(rule, measure, zone, verdict, evidence, calendar) for measure in rule.measures]


def _finding(
    rule: Rule, measure: Measure, zone: Zone, verdict: Verdict, evidence: Evidence, calendar: Calendar
) -> Finding:
    dates = {fact.event: fact.date for fact in verdict.facts if isinstance(fact, EventFact) and fact.date}
    due = _due(measure, {**dates, "published_on": evidence.published_on}, calendar)
    late = _too_late(measure, dates, due)
    used = dict.fromkeys(parameter.parameter for parameter in rule.when.parameters())
    years = {fact.year for fact in verdict.facts if isinstance(fact, PlaceFact)}
    computed = any(evidence.lists[year].standings.origin == "computed" for year in years)
    return Finding(
        unit=zone.code,
        zone=zone.name,
        rule=rule.id,
        rule_name=rule.name,
        outcome=_outcome(measure, verdict, late),
        cites=rule.cites,
        also=rule.also,
        facts=verdict.facts,
        measure=measure,
        offices=_offices(measure, zone, evidence.published_on),
        due=due,
        reasons=(*verdict.ties, *late),
        absorbed_by=None,
        settings=tuple(evidence.settings[name] for name in used),
        rehearsal=computed and rule.field == "nation",
    )


def _due(measure: Measure, dates: dict[str, date], calendar: Calendar) -> DueDate | None:
    if not isinstance(measure.deadline, Deadline):
        return None
    return due_date(dates[measure.deadline.start], measure.deadline, calendar)


def _too_late(measure: Measure, dates: dict[str, date], due: DueDate | None) -> tuple[Problem, ...]:
    """The event that the duty depends on was decided after the last day: nothing is overdue by itself."""
    event = measure.deadline.depends_on if isinstance(measure.deadline, Deadline) else None
    if event is None or due is None or dates[event] <= due.due_on:
        return ()
    return (Problem("rules.decided_too_late", {"day": dates[event], "due": due.due_on}, level="soft"),)


def _outcome(measure: Measure, verdict: Verdict, late: tuple[Problem, ...]) -> Outcome:
    if measure.taken == "may_start":
        return "may_start"
    return "for_officer" if verdict.state == "officer" or late else "fired"


def _offices(measure: Measure, zone: Zone, day: date) -> Offices:
    def named(code: str | None) -> Office | None:
        return office_for(code, zone, day) if code else None

    return Offices(
        by=tuple(office_for(code, zone, day) for code in measure.by),
        jointly_with=tuple(office_for(code, zone, day) for code in measure.jointly_with),
        requested_of=named(measure.requested_of),
        addressee=named(measure.addressee.office if measure.addressee else None),
        report_to=named(measure.report_to),
    )
