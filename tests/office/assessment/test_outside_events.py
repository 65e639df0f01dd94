"""Events are recorded with decider, document and day; a slip is recanted and stays to be seen."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.events import Decided, recant, record_outside_event
from kaohe.office.assessment.models import OutsideEvent
from kaohe.office.assessment.queries.events import events_on
from kaohe.office.journal.models import Entry
from tests.office.assessment.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def decided(**more):
    fields = {"zone": "z1", "kind": "demotion", "on": date(2018, 3, 1)}
    return Decided(**{**fields, "decider": "国务院", "document": "国函〔2018〕9号", **more})


def recorded(officer, key="k", **more):
    return record_outside_event(actor=officer, decided=decided(**more), key=key)


def test_it_is_what_rules_read(officer):
    file = ContentFile("批复".encode(), name="批复.txt")
    made = record_outside_event(actor=officer, decided=decided(), file=file, key="k")
    (event,) = events_on(NOW)
    assert (event.unit, event.kind, event.decider, event.document) == (
        "z1",
        "demotion",
        "国务院",
        "国函〔2018〕9号",
    )
    assert (made.file_name, made.by) == ("批复.txt", officer.name)
    assert Entry.objects.last().action == "assessment.record_event"


def test_recanted_it_no_longer_counts_and_may_be_recorded_again(officer):
    made = recorded(officer)
    recant(actor=officer, event=made, reason="登记错了区")
    assert events_on(NOW) == ()
    assert OutsideEvent.objects.count() == 2
    with pytest.raises(Refused, match="recanted already"):
        recant(actor=officer, event=made, reason="再次")
    with pytest.raises(Refused, match="recants another"):
        recant(actor=officer, event=made.recanted_by, reason="再次")
    recorded(officer, key="again")
    assert len(events_on(NOW)) == 1


def test_the_same_key_records_once_and_another_is_told(officer):
    assert recorded(officer) == recorded(officer)
    with pytest.raises(Refused, match="recorded already"):
        recorded(officer, key="other")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"zone": "nowhere"}, "nowhere"),
        ({"kind": "eclipse"}, "allowed are .*demotion"),
        ({"on": date(2018, 3, 11)}, "still to come"),
        ({"decider": " "}, "who decided"),
        ({"document": ""}, "document"),
        ({"decider": "长" * 201}, "200"),
    ],
)
def test_what_can_not_be_recorded_says_why(officer, more, words):
    with pytest.raises(Refused, match=words):
        recorded(officer, **more)
    assert not OutsideEvent.objects.exists()


def test_rows_are_never_changed(officer):
    recorded(officer)
    for change in (lambda rows: rows.update(kind="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(OutsideEvent.objects.all())


@pytest.mark.parametrize("role", [role for role in Role if role.value[:8] != "province"])
def test_others_record_nothing(acts, officer, role):
    made = recorded(officer)
    for act in (
        lambda: recorded(acts(role), key="x"),
        lambda: recant(actor=acts(role), event=made, reason="不"),
    ):
        with pytest.raises(Denied):
            act()
