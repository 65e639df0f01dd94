"""What the province does about a report that its city hasn't decided in time."""

from typing import Any

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.holding import hold
from kaohe.office.reporting.actions.texts import refuse_text
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.deciding import is_over
from kaohe.office.reporting.queries.state import state_of

Stage = Report.Stage


def take_from_city(*, actor: Actor, report: Report, seen: int, reason: str, key: str) -> None:
    """The report goes on to the province without the city's word. What the city asked stays to be settled.

    Raises `Refused` without a reason, while the city may still decide, and where the report is elsewhere.
    """
    require(actor, "reporting.take_from_city", report.concern)
    if not reason.strip():
        raise Refused.because("reporting.reason_missing")
    refuse_text(reason, report.name_zh)
    once(actor.who, key, lambda: _take(actor, report, seen, reason.strip()))


def _take(actor: Actor, report: Report, seen: int, reason: str) -> dict[str, Any]:
    held = hold(report)
    if held.version != seen:
        raise Refused.because("reporting.submitted_meanwhile", found=held.version, seen=seen)
    if held.stage != Stage.CITY:
        raise Refused.because(f"reporting.locked_{held.stage}")
    if not is_over(state_of(held).windows, WindowKind.CITY_REVIEW, actor.at):
        raise Refused.because("reporting.city_may_decide")
    Report.objects.filter(pk=held.pk).update(stage=Stage.PROVINCE)
    before, after = {"stage": Stage.CITY.value}, {"stage": Stage.PROVINCE.value}
    record(actor.who, "reporting.take_from_city", held, before=before, after=after, reason=reason)
    return {}
