"""All that steps of a case ask of, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.accounts.models import Office
from kaohe.office.accounts.roles import Role
from kaohe.office.accounts.rules import FITS
from kaohe.office.cases.machines import Machine, machine_of
from kaohe.office.cases.models import Answer, Case, Commitment, Item, Meeting, Move
from kaohe.office.papers.models import Issue


@dataclass(frozen=True, slots=True)
class Known:
    """A case with its moves, its letters that count (by kind, the last issued), its talk, ledger, answers."""

    case: Case
    moves: tuple[Move, ...]
    letters: Mapping[str, Issue]
    meeting: Meeting | None
    commitments: tuple[Commitment, ...]
    items: tuple[Item, ...]
    answers: tuple[Answer, ...]
    joint: frozenset[int]

    @property
    def machine(self) -> Machine:
        return machine_of(self.case.kind)

    @property
    def last_answer(self) -> Answer | None:
        """What was handed in last."""
        return self.answers[-1] if self.answers else None


def known_of(case: Case) -> Known:
    """Seven queries, whatever the case."""
    meeting = Meeting.objects.filter(cases=case).order_by("pk").last()
    subjects = [case.subject, *([meeting.subject] if meeting else [])]
    issued = Issue.objects.filter(paper__subject__in=subjects, voiding=None).order_by("pk")
    letters = issued.select_related("paper__office").prefetch_related("paper__cosigners")
    return Known(
        case=case,
        moves=tuple(case.moves.all()),
        letters={each.paper.kind: each for each in letters if may_issue(case, each.paper.office)},
        meeting=meeting,
        commitments=tuple(case.commitments.all()),
        items=tuple(case.items.all()),
        answers=tuple(case.answers.select_related("verdict")),
        joint=frozenset(joined.office_id for joined in case.offices.all()),
    )


def may_issue(case: Case, office: Office) -> bool:
    """A letter of the case counts from the province or from whoever leads, not from whoever is to answer."""
    return FITS[Role.PROVINCE_HEAD](office) or case.answering != office.pk == case.office_id
