"""What is kept of a finding says the same, in both languages, as the finding did."""

import json
from datetime import date

import pytest

from kaohe.law import load_calendar
from kaohe.messages import Refused
from kaohe.office.cases.models import Finding as Row
from kaohe.office.cases.queries.kept import content_of, found, not_judged, not_judged_kept
from kaohe.office.zones.models import Zone
from kaohe.rules import (
    Event,
    deadline_words,
    fact_words,
    office_words,
    remarks,
    rule_pack,
    rule_pack_ids,
    shipped_cases,
)
from kaohe.rules.cases import _judged
from kaohe.rules.words import addressee_words
from tests.rules.zones import judged, official

LANGS = ("zh", "en")


DEMOTION = Event("GD02", "demotion", date(2026, 1, 15), "国务院", "批复")
"""Two years from here the calendar isn't loaded."""


def judgements():
    places = official({"GD02": 20}, 2025)
    yield judged(places, pack="national-2021", events=(DEMOTION,), on=date(2026, 3, 2))
    for code in rule_pack_ids():
        file = shipped_cases(code)
        for case in file.cases:
            try:
                yield _judged(rule_pack(code), file, case, load_calendar())
            except Refused:
                continue


def said(finding, pack, lang):
    return [
        finding.code,
        finding.outcome,
        finding.absorbed_by,
        finding.rule_name.of(lang),
        finding.cites.label(lang),
        [other.label(lang) for other in finding.also],
        [fact_words(fact, lang) for fact in finding.facts],
        office_words(finding, lang),
        addressee_words(finding, lang),
        deadline_words(finding, lang),
        remarks(finding, pack, lang),
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_worked_case_says_the_same_after_it_was_kept(lang):
    count = 0
    for judgement in judgements():
        for finding in judgement.findings:
            if finding.rehearsal:
                continue  # nothing follows from a rehearsal, so none is kept
            content = json.loads(json.dumps(content_of(finding)))
            row = Row(zone=Zone(code=finding.unit), rule=finding.rule, measure=finding.measure.kind)
            again = found(row, content)
            assert said(again, judgement.pack, lang) == said(finding, judgement.pack, lang)
            assert content_of(again) == content
            count += 1
        for left in judgement.not_judged:
            again = not_judged(json.loads(json.dumps(not_judged_kept(left))))
            assert (again.rule, again.units) == (left.rule, left.units)
            assert again.reason.words(lang) == left.reason.words(lang)
    assert count > 30
