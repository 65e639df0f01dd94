"""Files that show where a figure comes from: attached, withdrawn, never removed."""

from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.files.storing import Received, enter, receive
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.holding import hold
from kaohe.office.reporting.models import Evidence, Report
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import State, state_of

MOST = 20
"""Files of one cell at a time."""


def attach(*, actor: Actor, report: Report, item: str, file: "File[Any]", key: str) -> Evidence:
    """Attach a file to a cell that may be changed or about which something is asked.

    Raises `Refused` for what isn't taken as a file, and with the lock of the cell.
    """
    require(actor, "reporting.fill", report.concern)
    _refuse_locked(report, state_of(report), item, actor.at)
    received = receive(file)
    outcome = once(actor.who, key, lambda: _attach(actor, report, item, received))
    return Evidence.objects.select_related("file").get(pk=outcome["evidence"])


def withdraw(*, actor: Actor, report: Report, evidence: int, key: str) -> None:
    """Let a file no longer count; it stays to be seen. Raises `Refused` as attaching does."""
    require(actor, "reporting.fill", report.concern)
    once(actor.who, key, lambda: _withdraw(actor, report, evidence))


def may_show(state: State, item: str, now: datetime) -> bool:
    """Whether files may be attached to a cell or withdrawn: it may be changed, or something is asked."""
    return state.lock(item, now) is None or any(True for _ in state.wanted(item))


def _attach(actor: Actor, report: Report, item: str, received: Received) -> dict[str, Any]:
    with transaction.atomic():
        held = hold(report)
        _refuse_locked(held, state_of(held), item, actor.at)
        if Evidence.objects.filter(report=held, item=item, withdrawn_at=None).count() >= MOST:
            raise Refused.because("reporting.too_much_evidence", most=MOST)
        stored = enter(received, at=actor.at)
        shown = Evidence.objects.create(
            report=held, item=item, file=stored, name=received.name, by=actor.name, at=actor.at
        )
        after = {"item": item, "file": received.name, "sha256": received.sha256}
        record(actor.who, "reporting.attach", held, after=after)
    return {"evidence": shown.pk}


def _withdraw(actor: Actor, report: Report, evidence: int) -> dict[str, Any]:
    with transaction.atomic():
        held = hold(report)
        shown = Evidence.objects.select_related("file").filter(report=held, pk=evidence).first()
        if shown is None:
            raise Refused.because("reporting.evidence_unknown")
        _refuse_locked(held, state_of(held), shown.item, actor.at)
        count = Evidence.objects.filter(pk=evidence, withdrawn_at=None).update(withdrawn_at=actor.at)
        if count != 1:
            raise Refused.because("reporting.evidence_withdrawn", name=shown.name)
        before = {"item": shown.item, "file": shown.name, "sha256": shown.file.sha256}
        record(actor.who, "reporting.withdraw", held, before=before)
    return {}


def _refuse_locked(report: Report, state: State, item: str, now: datetime) -> None:
    if item not in asked_of(report):
        raise Refused.because("reporting.item_unknown", found=ascii(item)[1:-1])
    lock = state.lock(item, now)
    if lock is not None and not may_show(state, item, now):
        raise Refused([lock])
