"""What must happen without anybody opening a page: the list of sweeps of `kaohe work`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from kaohe.office.assessment.sweep import score_owed, try_owed
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.clocks.sweep import project_owed
from kaohe.office.files.sweep import remove_left
from kaohe.office.journal.heads import keep_head
from kaohe.office.journal.sweep import remove_receipts
from kaohe.office.notices.owed import tell_owed
from kaohe.office.notices.sweep import send_mail
from kaohe.office.papers.rendering import render_owed


@dataclass(frozen=True, slots=True)
class Sweep:
    """`do` looks for what is owed at an instant, does it, one item a transaction, and returns how many.

    It is called every so many seconds; stopped anywhere and called again it must lose and double nothing.
    Its words are the message `office.sweep_NAME`.
    """

    name: str
    do: Callable[[datetime], int]
    seconds: int


SWEEPS = (
    Sweep("clocks", project_owed, 60),
    Sweep("notices", tell_owed, 30),
    Sweep("mails", send_mail, 30),
    Sweep("scorings", score_owed, 5),
    Sweep("alternatives", try_owed, 5),
    Sweep("papers", render_owed, 5),
    Sweep("judging", judge_owed, 60),
    Sweep("files", remove_left, 3600),
    Sweep("receipts", remove_receipts, 86400),
    Sweep("heads", lambda now: keep_head(settings.HOME / "heads", now), 60),
)
