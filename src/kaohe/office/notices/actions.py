"""What people do with notices: read their own; send a mail again that didn't arrive."""

from django.db import transaction
from django.db.models import F

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import record
from kaohe.office.notices.models import Mail, Notice, State


def mark_read(*, actor: Actor, notice: int | None = None) -> int:
    """Note that the actor has read a notice of theirs, or all of them; others' stay as they are. How many."""
    mine = Notice.objects.filter(to_id=actor.user, read_at=None)
    chosen = mine if notice is None else mine.filter(pk=notice)
    return chosen.update(read_at=actor.at)


def resend(*, actor: Actor, mail: int) -> None:
    """Owe a mail again that failed, or of which nobody knows whether it arrived."""
    require(actor, "notices.resend")
    with transaction.atomic():
        found = Mail.objects.filter(pk=mail).first()
        if found is None:
            raise Refused.because("notices.no_such_mail", number=mail)
        again = Mail.objects.filter(pk=mail, state=found.state, round=found.round)
        owed = {"state": State.OWED, "attempt": 0, "round": F("round") + 1, "due_at": actor.at}
        stopped = again.filter(state__in=(State.FAILED, State.UNKNOWN))
        if not stopped.update(**owed, done_at=None, error=""):
            raise Refused.because("notices.not_to_resend", address=found.address)
        before = {"state": found.state, "attempt": found.attempt, "error": found.error}
        record(actor.who, "notices.resend", found, before=before, after={"state": State.OWED.value})
