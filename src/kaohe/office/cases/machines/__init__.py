"""How each kind of case goes, as data: read by actions, pages and tests alike."""

from collections.abc import Mapping

from kaohe.office.cases.machines.model import Machine, Need, Party, Step
from kaohe.office.cases.machines.offers import CIRCULATED_NOTICE, INCENTIVE, WARNING
from kaohe.office.cases.machines.records import RECORDS
from kaohe.office.cases.machines.rectifying import RECTIFICATION, RECTIFICATION_ORDER
from kaohe.office.cases.machines.reminders import WRITTEN_REMINDER
from kaohe.office.cases.machines.replies import RECTIFICATION_PROPOSALS, WRITTEN_REPORT
from kaohe.office.cases.machines.talks import (
    ADMONITORY_TALK,
    REQUEST_FOR_TALK,
    TALK_BY_PROVINCIAL_GOVERNMENT,
)

__all__ = ["MACHINES", "Machine", "Need", "Party", "Step", "machine_of"]

MACHINES: Mapping[str, Machine] = {
    machine.kind: machine
    for machine in (
        WRITTEN_REMINDER,
        ADMONITORY_TALK,
        RECTIFICATION_ORDER,
        REQUEST_FOR_TALK,
        TALK_BY_PROVINCIAL_GOVERNMENT,
        RECTIFICATION_PROPOSALS,
        WRITTEN_REPORT,
        RECTIFICATION,
        WARNING,
        CIRCULATED_NOTICE,
        INCENTIVE,
        *RECORDS,
    )
}
"""One for every `kaohe.rules.MeasureKind`, by kind."""


def machine_of(kind: str) -> Machine:
    """The machine of a kind of case; KeyError for a kind that no measure has."""
    return MACHINES[kind]
