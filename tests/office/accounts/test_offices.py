"""Offices: added, changed, ended, succeeded, imported, listed."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from kaohe.law.offices import listed_offices, office_on
from kaohe.messages import Refused
from kaohe.office.accounts.actions.offices import (
    add_office,
    change_office,
    end_office,
    record_succession,
)
from kaohe.office.accounts.importing import import_offices
from kaohe.office.accounts.models import Office, Succession
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.queries.offices import duty_holder, offices
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.models import Entry
from tests.office.people import DAY, actor, office, system_admin, user

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


def add(admin, **changed):
    fields = {"code": "new", "kind": "committee", "name_zh": "新管委会", "name_en": "New Committee"}
    return add_office(actor=admin, **{**fields, **changed})


def test_an_office_is_added_and_journaled():
    made = add(system_admin(), city="广州市", vouches_for=("统计局",), since=date(2020, 1, 1))
    entry = Entry.objects.get()
    assert (entry.action, entry.key, entry.actor_name) == ("accounts.add_office", str(made.pk), "sys")
    assert entry.after["vouches_for"] == ["统计局"]
    assert entry.after["since"] == "2020-01-01"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "club"}, "accounts.unknown_kind"),
        ({"name_en": " "}, "accounts.office_needs_names"),
        ({"code": ""}, "accounts.office_needs_names"),
        ({"kind": "city_government"}, "accounts.office_needs_city"),
        ({"code": "gdd"}, "accounts.office_code_taken"),
    ],
)
def test_an_office_that_cannot_be_is_refused(changed, code):
    office("gdd")
    with pytest.raises(Refused) as refusal:
        add(system_admin(), **changed)
    assert codes(refusal) == [code]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN}))
def test_only_the_system_administrator_manages_offices(role):
    somebody, gdd, nansha = actor("somebody", (role, "commerce")), office("gdd"), office("nansha")
    for attempt in (
        lambda: add(somebody),
        lambda: end_office(actor=somebody, office=gdd, until=DAY, reason="x"),
        lambda: record_succession(actor=somebody, office=gdd, successor=nansha, on=DAY, basis="x"),
        lambda: change_office(actor=somebody, office=gdd, name_zh="x", name_en="x", vouches_for=()),
        lambda: import_offices(actor=somebody),
    ):
        with pytest.raises(Denied):
            attempt()
    assert not Entry.objects.exists()


def test_an_office_is_changed_only_as_it_was_seen():
    admin, seen = system_admin(), office("statistics")
    change_office(actor=admin, office=seen, name_zh="省统计局", name_en="Statistics", vouches_for=("统计局",))
    assert Entry.objects.get().before["vouches_for"] == []
    with pytest.raises(Refused) as refusal:
        change_office(actor=admin, office=seen, name_zh="另", name_en="Other", vouches_for=())
    assert codes(refusal) == ["accounts.changed_meanwhile"]


def test_an_office_ends_once_and_not_before_its_posts():
    admin, gdd, stale = system_admin(), office("gdd"), office("gdd")
    user("head", (Role.COMMITTEE_HEAD, "gdd"))
    with pytest.raises(Refused) as refusal:
        end_office(actor=admin, office=gdd, until=DAY, reason="撤销")
    assert codes(refusal) == ["accounts.posts_reach_beyond"]
    gdd.posts.update(until=DAY)
    end_office(actor=admin, office=gdd, until=DAY, reason="撤销")
    with pytest.raises(Refused) as refusal:
        end_office(actor=admin, office=stale, until=DAY, reason="撤销")
    assert codes(refusal) == ["accounts.changed_meanwhile"]
    with pytest.raises(Refused) as refusal:
        end_office(actor=admin, office=gdd, until=DAY, reason=" ")
    assert codes(refusal) == ["accounts.needs_reason"]


def test_duties_follow_the_successions_of_the_day():
    admin, first, second, third = system_admin(), office("gdd"), office("nansha"), office("zetdz")
    record_succession(actor=admin, office=first, successor=second, on=date(2019, 1, 1), basis="甲")
    record_succession(actor=admin, office=second, successor=third, on=date(2024, 1, 1), basis="乙")
    for day, holder in (("2018-12-31", first), ("2019-01-01", second), ("2024-01-01", third)):
        assert duty_holder(first, date.fromisoformat(day)) == holder
    with pytest.raises(Refused) as refusal:
        record_succession(actor=admin, office=third, successor=first, on=date(2025, 1, 1), basis="丙")
    assert codes(refusal) == ["accounts.succession_in_a_circle"]
    with pytest.raises(Refused):
        record_succession(actor=admin, office=third, successor=third, on=date(2025, 1, 1), basis="丙")
    with pytest.raises(Refused) as refusal:
        record_succession(actor=admin, office=third, successor=office("guangzhou"), on=DAY, basis="")
    assert codes(refusal) == ["accounts.needs_basis"]


def test_a_succession_is_corrected_by_a_later_record_and_never_changed():
    admin, gone = system_admin(), office("gdd")
    wrong = record_succession(actor=admin, office=gone, successor=office("zetdz"), on=DAY, basis="误")
    record_succession(actor=admin, office=gone, successor=office("nansha"), on=DAY, basis="正")
    assert duty_holder(gone, DAY) == office("nansha")
    assert Entry.objects.order_by("position").last().before["basis"] == "误"
    with pytest.raises(DatabaseError), transaction.atomic():
        Succession.objects.filter(pk=wrong.pk).update(basis="正")


def test_the_listed_offices_are_imported_once():
    admin = system_admin()
    office("commerce")
    assert import_offices(actor=admin) == len(listed_offices()) - 1
    entries = Entry.objects.count()
    assert import_offices(actor=admin) == 0
    assert Entry.objects.count() == entries
    for code in listed_offices():
        for year in (2016, 2018, 2019, 2026):
            day = date(year, 12, 31)
            assert duty_holder(Office.objects.get(code=code), day).code == office_on(code, day).code
    reformed = Succession.objects.get(office__code="land_resources")
    assert (reformed.successor.code, reformed.on) == ("natural_resources", date(2019, 1, 1))
    assert "2018" in reformed.basis


def test_the_list_finds_shows_successors_and_asks_no_more_for_more(django_assert_num_queries):
    import_offices(actor=system_admin())
    rows = {row.code: row for row in offices(DAY)}
    assert rows["land_resources"].successor.zh == "广东省自然资源厅"
    assert rows["natural_resources"].successor is None
    assert [row.code for row in offices(DAY, words="商务部")] == ["ministry_of_commerce"]
    assert all(row.kind == "party_organ" for row in offices(DAY, kind="party_organ"))
    with django_assert_num_queries(3):
        offices(DAY)
    with django_assert_num_queries(3):
        offices(DAY, start=0, count=500)
