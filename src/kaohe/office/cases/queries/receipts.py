"""Who was told of a case's moves, and who has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kaohe.office.cases.models import Case
from kaohe.office.notices.models import Notice

MOST = 50


@dataclass(frozen=True, slots=True)
class Receipt:
    """A person was told at an instant, and read it at another (None: not yet)."""

    name: str
    step: str
    told_at: datetime
    read_at: datetime | None


def receipts_of(case: Case) -> Sequence[Receipt]:
    """The latest 50 notices of the case's moves. Two queries."""
    steps = {f"cases.move:{key}": step for key, step in case.moves.values_list("pk", "step")}
    told = Notice.objects.filter(key__in=steps).select_related("to").order_by("-pk")[:MOST]
    return [Receipt(str(each.to), steps[each.key], each.at, each.read_at) for each in told]
