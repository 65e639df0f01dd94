"""Dated packs of rules: standings and events in, findings out."""

from kaohe.rules.cases import CaseFile, WorkedCase, differences, read_cases, shipped_cases
from kaohe.rules.events import Event, read_events
from kaohe.rules.findings import (
    EventFact,
    Fact,
    Finding,
    Judgement,
    NotJudged,
    Offices,
    Outcome,
    PlaceFact,
    Setting,
)
from kaohe.rules.judge import judge
from kaohe.rules.model import Deadline, Measure, Pack, Rule
from kaohe.rules.packs import LoadedPack, event_kinds, load_rules, read_rules, rule_pack, rule_pack_ids
from kaohe.rules.tables import COLUMNS, judgement_as_data, write_findings
from kaohe.rules.words import (
    deadline_words,
    fact_words,
    measure_words,
    office_words,
    remarks,
    setting_words,
    value_words,
)

__all__ = [
    "COLUMNS",
    "CaseFile",
    "Deadline",
    "Event",
    "EventFact",
    "Fact",
    "Finding",
    "Judgement",
    "LoadedPack",
    "Measure",
    "NotJudged",
    "Offices",
    "Outcome",
    "Pack",
    "PlaceFact",
    "Rule",
    "Setting",
    "WorkedCase",
    "deadline_words",
    "differences",
    "event_kinds",
    "fact_words",
    "judge",
    "judgement_as_data",
    "load_rules",
    "measure_words",
    "office_words",
    "read_cases",
    "read_events",
    "read_rules",
    "remarks",
    "rule_pack",
    "rule_pack_ids",
    "setting_words",
    "shipped_cases",
    "value_words",
    "write_findings",
]
