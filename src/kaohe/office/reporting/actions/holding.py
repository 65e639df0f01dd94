"""Holding reports until an action is done. Locks are taken in one order: round, reports by key, journal."""

from kaohe.office.reporting.models import Report, Round


def hold(report: Report) -> Report:
    """The report, locked, with its round as it stands now. Raises DoesNotExist for one that is gone."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    # after the lock: joined, it would be the round of before we waited, though it was frozen meanwhile
    held.round = Round.objects.select_related("previous").get(pk=held.round_id)
    return held


def hold_all(round: Round) -> tuple[Round, list[Report]]:
    """The round and all its reports, locked: nobody types, hands in or decides until we are done."""
    held = Round.objects.select_for_update(of=("self",)).select_related("previous").get(pk=round.pk)
    reports = list(Report.objects.select_for_update().filter(round=held).order_by("pk"))
    for report in reports:
        report.round = held
    return held, reports
