"""A year's notice is loaded or corrected. Open clocks are worked out anew by a sweep (`clocks.sweep`)."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from kaohe.law import NoticedDay
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.permissions import require
from kaohe.office.clocks.models import CalendarYear
from kaohe.office.clocks.queries.calendars import calendar_on, kept_days
from kaohe.office.journal.actions import record


def load_year(
    *, actor: Actor, year: int, days: Mapping[date, NoticedDay], document: str
) -> CalendarYear | None:
    """Take over what the notice of a year says (`kaohe.law.read_notice`), over any earlier version of it.

    `document` names the notice. The same days again change nothing: None. Raises `Refused` without a document
    and for the second of two at once.
    """
    require(actor, "clocks.load_calendar")
    named = document.strip()
    if not named:
        raise Refused.because("clocks.document_missing")
    calendar = calendar_on(actor.at)
    if calendar.with_notice(year, days).hash == calendar.hash:
        return None
    with transaction.atomic():
        last = CalendarYear.objects.filter(year=year).order_by("version").last()
        loaded = CalendarYear(
            year=year,
            version=last.version + 1 if last else 1,
            days=kept_days(days),
            document=named,
            by=actor.name,
            at=actor.at,
        )
        refuse_too_long(loaded)
        try:
            with transaction.atomic():
                loaded.save()
        except IntegrityError:
            raise Refused.because("clocks.loaded_meanwhile", year=year) from None
        after = {"year": year, "version": loaded.version, "days": loaded.days}
        record(actor.who, "clocks.load_calendar", loaded, after=after, reason=named)
    return loaded
