"""The offices of the shipped lists as rows, with the successions that the lists record."""

from datetime import date

from django.db import transaction

from kaohe.law.offices import listed_offices
from kaohe.messages import sentence
from kaohe.office.accounts.actions.offices import as_told, record_moved, save_office, save_succession
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office, Succession
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import record


def import_offices(*, actor: Actor) -> int:
    """Adds what is not there yet and gives its number; doing it again changes nothing."""
    require(actor, "accounts.manage_offices")
    return enter_listed(actor)


def enter_listed(actor: Actor) -> int:
    """The same for who needs no permission: the first start.

    Duties that moved within a year went on the first day of the next one: the day itself isn't recorded.
    """
    with transaction.atomic():
        there = {office.code: office for office in Office.objects.all()}
        added = []
        for code, listed in listed_offices().items():
            if code in there:
                continue
            gone = listed.succeeded_by
            office = Office(code=code, kind=listed.kind, name_zh=listed.zh, name_en=listed.en)
            office.until = date(gone.year, 12, 31) if gone else None
            save_office(office)
            there[code] = office
            added.append(office)
        moved = []
        known = set(Succession.objects.values_list("office__code", flat=True))
        for code, listed in listed_offices().items():
            if (gone := listed.succeeded_by) and code not in known:
                basis = sentence("accounts.reform_basis", "zh", year=gone.year)
                on = date(gone.year + 1, 1, 1)
                moved.append(save_succession(there[code], there[gone.office], on, basis))
        # all is written: the journal's lock is the last
        for office in added:
            record(actor.who, "accounts.add_office", office, after=as_told(office))
        for last, new in moved:
            record_moved(actor, last, new)
    return len(added)
