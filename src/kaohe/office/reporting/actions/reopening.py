"""Opening one cell of one report again, for a time."""

from datetime import datetime, timedelta

from django.db import transaction

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import record
from kaohe.office.reporting.actions.holding import hold
from kaohe.office.reporting.actions.texts import refuse_text
from kaohe.office.reporting.models import Reopening, Report
from kaohe.office.reporting.queries.schemes import asked_of

LONGEST = timedelta(days=60)


def reopen(*, actor: Actor, report: Report, item: str, until: datetime, reason: str) -> Reopening:
    """Let one cell be changed until an instant, at any stage. Raises `Refused` without a reason."""
    require(actor, "reporting.reopen", report.concern)
    if item not in asked_of(report):
        raise Refused.because("reporting.item_unknown", found=item)
    if not reason.strip():
        raise Refused.because("reporting.reason_missing")
    refuse_text(reason, item)
    if not actor.at < until <= actor.at + LONGEST:
        raise Refused.because("reporting.reopened_too_long", days=LONGEST.days)
    with transaction.atomic():
        held = hold(report)
        opened = Reopening.objects.create(
            report=held,
            item=item,
            version=held.version,
            until=until,
            reason=reason.strip(),
            by=actor.name,
            at=actor.at,
        )
        after = {"item": item, "until": until.isoformat()}
        record(actor.who, "reporting.reopen", held, after=after, reason=reason.strip())
    return opened
