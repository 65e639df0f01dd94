from kaohe.office.cases.models.answers import Answer, AnswerFile, Verdict
from kaohe.office.cases.models.cases import Case, CaseOffice, Dossier, Move
from kaohe.office.cases.models.findings import Disposition, Finding, Judging, Setting
from kaohe.office.cases.models.ledgers import Item, ItemStep
from kaohe.office.cases.models.meetings import Attendance, Commitment, Meeting

__all__ = [
    "Answer",
    "AnswerFile",
    "Attendance",
    "Case",
    "CaseOffice",
    "Commitment",
    "Disposition",
    "Dossier",
    "Finding",
    "Item",
    "ItemStep",
    "Judging",
    "Meeting",
    "Move",
    "Setting",
    "Verdict",
]
