"""The table of steps once more, through the page: what is sent is taken, refused, or isn't there."""

import pytest
from django.db import transaction
from django.urls import reverse

from kaohe.office.accounts.roles import Role
from kaohe.office.cases.machines import machine_of
from kaohe.office.cases.models import Case
from tests.office.cases.casework import case, supply
from tests.office.cases.reading_tables import KINDS, rows
from tests.office.cases.test_table_of_steps import Undo, places, undo

pytestmark = pytest.mark.django_db
OFFICES = {  # where somebody of a role can be, as it is to a case
    Role.PROVINCE_HEAD: ("commerce",),
    Role.PROVINCE_OFFICER: ("commerce",),
    Role.GOVERNMENT_OFFICER: ("government",),
    Role.CITY_OFFICER: ("zhanjiang", "guangzhou"),
    Role.COMMITTEE_HEAD: ("zetdz", "nansha"),
    Role.COMMITTEE_REPORTER: ("zetdz",),
    Role.DEPARTMENT_OFFICER: ("statistics",),
    Role.AUDITOR: ("commerce",),
    Role.SYSTEM_ADMIN: ("commerce",),
    Role.SECURITY_ADMIN: ("commerce",),
    Role.OUTSIDE_REVIEWER: ("auditors",),
}


def sent(client, held, step, number):
    """The status of the answer, and the state that the case came to; nothing stays."""
    form = {"key": f"key-{number:08}", "seen": held.revision, "note": "理由", "text": "正文"}
    try:
        with transaction.atomic():
            status = client.post(reverse("case_step", args=[held.pk, step]), form).status_code
            undo(f"{status} {Case.objects.get(pk=held.pk).state}")
    except Undo as undone:
        return str(undone)


@pytest.mark.parametrize("kind", KINDS)
def test_each_role_may_through_the_page_what_the_table_says(client_as, kind):
    held, number = case(kind, shown=True), 0
    supply(held)
    here, machine = places(held), machine_of(kind)
    for row in rows(kind):
        elsewhere = next(state for state in reversed(machine.states) if state not in row.sources)
        for role, codes in OFFICES.items():
            for code in codes:
                letter = row.letters[role]
                allowed = letter == "e" or here.get(letter) == code
                for state in (row.sources[0], elsewhere) if allowed else row.sources[:1]:
                    Case.objects.filter(pk=held.pk).update(state=state)
                    held.refresh_from_db()
                    number += 1
                    found = sent(client_as(role, code), held, row.step, number)
                    refused = {f"403 {state}", f"404 {state}"}
                    if allowed:
                        refused = {f"302 {row.target}" if state in row.sources else f"409 {state}"}
                    assert found in refused, (row.step, role, code, state)
