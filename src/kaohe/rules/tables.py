"""A judgement as a csv of one line a finding, and as plain data for JSON."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TextIO

from kaohe.law import Office
from kaohe.messages import Lang
from kaohe.rules.findings import Fact, Finding, Judgement, NotJudged, PlaceFact
from kaohe.rules.words import addressee_words, deadline_words, fact_words, measure_words, remarks

COLUMNS = (
    "assessment_year",
    "outcome",
    "unit",
    "zone",
    "rule",
    "measure",
    "measure_name",
    "citation",
    "quote",
    "facts",
    "by",
    "jointly_with",
    "requested_of",
    "addressee",
    "report_to",
    "deadline",
    "due_on",
    "reminder_on",
    "absorbed_by",
    "remarks",
    "pack",
    "version",
    "sha256",
)
"""Columns of findings.csv. What wasn't judged stands below the findings, with the reason under remarks."""


def write_findings(judgement: Judgement, out: TextIO, lang: Lang) -> None:
    """Write findings.csv; several facts, offices or remarks in a cell are parted by semicolons."""
    about = {
        "assessment_year": judgement.assessment_year,
        "pack": judgement.pack,
        "version": judgement.version,
        "sha256": judgement.sha256,
    }
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {**about, **_finding_row(finding, judgement.pack, lang)} for finding in judgement.findings
    )
    writer.writerows({**about, **_not_judged_row(left, lang)} for left in judgement.not_judged)


def _finding_row(finding: Finding, pack: str, lang: Lang) -> Mapping[str, object]:
    offices = finding.offices
    return {
        "outcome": finding.outcome,
        "unit": finding.unit,
        "zone": finding.zone,
        "rule": finding.rule,
        "measure": finding.measure.kind,
        "measure_name": measure_words(finding, lang),
        "citation": finding.cites.label(lang),
        "quote": finding.cites.words.of(lang),
        "facts": _joined(fact_words(fact, lang) for fact in finding.facts),
        "by": _joined(office.name.of(lang) for office in offices.by),
        "jointly_with": _joined(office.name.of(lang) for office in offices.jointly_with),
        "requested_of": offices.requested_of.name.of(lang) if offices.requested_of else "",
        "addressee": addressee_words(finding, lang),
        "report_to": offices.report_to.name.of(lang) if offices.report_to else "",
        "deadline": deadline_words(finding, lang),
        "due_on": finding.due.due_on if finding.due else "",
        "reminder_on": (finding.due and finding.due.reminder_on) or "",
        "absorbed_by": finding.absorbed_by or "",
        "remarks": _joined(remarks(finding, pack, lang)),
    }


def _not_judged_row(left: NotJudged, lang: Lang) -> Mapping[str, object]:
    return {
        "outcome": "not_judged",
        "unit": _joined(left.units),
        "rule": left.rule or "",
        "remarks": left.reason.words(lang),
    }


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def judgement_as_data(judgement: Judgement, lang: Lang) -> Mapping[str, object]:
    """The judgement as plain data for JSON: codes and numbers, with the sentences in `lang`."""
    return {
        "pack": {"id": judgement.pack, "version": judgement.version, "sha256": judgement.sha256},
        "assessment_year": judgement.assessment_year,
        "published_on": judgement.published_on.isoformat(),
        "origin": judgement.origin,
        "document": judgement.document,
        "settings": [asdict(setting) for setting in judgement.settings],
        "findings": [_finding_as_data(finding, lang) for finding in judgement.findings],
        "not_judged": [
            {
                "rule": left.rule,
                "units": list(left.units),
                "code": left.reason.code,
                "text": left.reason.words(lang),
            }
            for left in judgement.not_judged
        ],
    }


def _finding_as_data(finding: Finding, lang: Lang) -> Mapping[str, object]:
    offices, measure, due = finding.offices, finding.measure, finding.due
    return {
        "unit": finding.unit,
        "zone": finding.zone,
        "outcome": finding.outcome,
        "rule": finding.rule,
        "rule_name": finding.rule_name.of(lang),
        "cites": {
            **finding.cites.model_dump(),
            "label": finding.cites.label(lang),
            "words": finding.cites.words.of(lang),
        },
        "also": [{"label": other.label(lang), "words": other.words.of(lang)} for other in finding.also],
        "facts": [_fact_as_data(fact, lang) for fact in finding.facts],
        "measure": measure.kind,
        "measure_name": measure_words(finding, lang),
        "by": [_office_as_data(office, lang) for office in offices.by],
        "jointly_with": [_office_as_data(office, lang) for office in offices.jointly_with],
        "requested_of": _office_as_data(offices.requested_of, lang),
        "addressee": _office_as_data(offices.addressee, lang),
        "person": measure.addressee.person if measure.addressee else None,
        "report_to": _office_as_data(offices.report_to, lang),
        "deadline": measure.deadline if isinstance(measure.deadline, str) else "due",
        "due_on": due.due_on.isoformat() if due else None,
        "reminder_on": due.reminder_on.isoformat() if due and due.reminder_on else None,
        "due_reason": due.reason.words(lang) if due else None,
        "taken": measure.taken,
        "reasons": [{"code": reason.code, "text": reason.words(lang)} for reason in finding.reasons],
        "absorbed_by": finding.absorbed_by,
        "settings": [asdict(setting) for setting in finding.settings],
        "rehearsal": finding.rehearsal,
    }


def _fact_as_data(fact: Fact, lang: Lang) -> Mapping[str, object]:
    text = fact_words(fact, lang)
    if isinstance(fact, PlaceFact):
        return {"kind": "place", **asdict(fact), "text": text}
    day = fact.date.isoformat() if fact.date else None
    return {
        "kind": "event",
        "event": fact.event,
        "date": day,
        "decider": fact.decider,
        "document": fact.document,
        "text": text,
    }


def _office_as_data(office: Office | None, lang: Lang) -> Mapping[str, str] | None:
    return {"code": office.code, "kind": office.kind, "name": office.name.of(lang)} if office else None
