"""The catalogue is changed only by those who keep it; history stays, and nothing contradicts it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.office.accounts.models import Office, Succession
from kaohe.office.accounts.permissions import Denied
from kaohe.office.journal.models import Entry
from kaohe.office.zones.actions import list_zone, record_event
from kaohe.office.zones.committees import name_committee
from kaohe.office.zones.facts import Change, Facts
from kaohe.office.zones.models import Event, Spell, Zone
from kaohe.office.zones.queries import zone_history, zones_on
from tests.office.acting import HEAD, OTHERS, acting

pytestmark = pytest.mark.django_db
ZHANJIANG = Facts("湛江经济技术开发区", "provincial", "广东", city="湛江市", region="东部", region4="东部")
CODE = "JKQ440003"


def codes(refused):
    return [problem.code for problem in refused.value.problems]


@pytest.fixture
def zone():
    return list_zone(
        actor=HEAD, code=CODE, since=date(2010, 1, 1), facts=ZHANJIANG, basis="粤府函〔2009〕1号"
    )


def record(event, day, actor=HEAD, **rest):
    return record_event(actor=actor, code=CODE, event=event, since=day, basis="国办函〔2012〕9号", **rest)


def test_a_listed_zone_has_its_committee_and_its_host_citys_government(zone):
    (row,) = zones_on(date(2010, 1, 1))
    assert (row.code, row.facts) == (CODE, ZHANJIANG)
    committee = Office.objects.get(pk=row.committee)
    assert (committee.name_zh, committee.kind, committee.city) == (
        "湛江经济技术开发区管理委员会",
        "committee",
        "湛江市",
    )
    assert Office.objects.get(kind="city_government").name_zh == "湛江市人民政府"
    assert zones_on(date(2009, 12, 31)) == ()


def test_two_zones_of_a_city_share_its_government(zone):
    other = Facts("湛江奋勇高新区", "provincial", "广东", city="湛江市")
    list_zone(actor=HEAD, code="JKQ449999", since=date(2011, 1, 1), facts=other, basis="粤府函")
    assert Office.objects.filter(kind="city_government").count() == 1
    assert Office.objects.filter(kind="committee").count() == 2


def test_history_stays_while_a_zone_rises_is_renamed_falls_and_leaves(zone):
    record(Event.PROMOTION, date(2012, 5, 1))
    record(Event.RENAMING, date(2014, 1, 1), change=Change(name_zh="湛江东海岛经济技术开发区"))
    record(Event.DEMOTION, date(2020, 1, 1))
    record(Event.LEFT, date(2024, 1, 1))

    def on(year):
        return [(row.facts.name_zh, row.facts.level) for row in zones_on(date(year, 6, 1))]

    assert on(2011) == [("湛江经济技术开发区", "provincial")]
    assert on(2013) == [("湛江经济技术开发区", "national")]
    assert on(2015) == [("湛江东海岛经济技术开发区", "national")]
    assert on(2021) == [("湛江东海岛经济技术开发区", "provincial")]
    assert on(2024) == []
    events = [spell.event for spell in zone_history(CODE).spells]
    assert events == ["listed", "promotion", "renaming", "demotion", "left"]


def test_a_correction_holds_from_its_day_until_the_next_spell(zone):
    record(Event.PROMOTION, date(2012, 5, 1))
    record(Event.CORRECTION, date(2010, 1, 1), change=Change(city="茂名市"))
    assert zones_on(date(2011, 1, 1))[0].facts.city == "茂名市"
    assert zones_on(date(2013, 1, 1))[0].facts.city == "湛江市"
    spells = zone_history(CODE).spells
    assert [(spell.event, spell.replaced) for spell in spells] == [
        ("listed", True),
        ("correction", False),
        ("promotion", False),
    ]


def test_a_correction_puts_a_zone_back_that_left_by_mistake(zone):
    record(Event.LEFT, date(2020, 1, 1))
    with pytest.raises(Refused) as refused:
        record(Event.PROMOTION, date(2021, 1, 1))
    assert codes(refused) == ["zones.left"]
    record(Event.CORRECTION, date(2020, 1, 1))
    assert len(zones_on(date(2021, 1, 1))) == 1


def test_the_committee_lies_where_its_zone_lies(zone):
    record(Event.CORRECTION, date(2010, 1, 1), change=Change(city="茂名市"))
    assert Office.objects.get(kind="committee").city == "茂名市"
    assert Office.objects.filter(name_zh="茂名市人民政府").exists()


def test_another_committee_succeeds_the_one_before(zone):
    office = name_committee(
        actor=HEAD, code=CODE, since=date(2019, 1, 1), basis="粤编办〔2018〕3号", name_zh="湛江开发区管委会"
    )
    assert zones_on(date(2018, 12, 31))[0].committee_zh == "湛江经济技术开发区管理委员会"
    assert zones_on(date(2019, 1, 1))[0].committee == office.pk
    succession = Succession.objects.get()
    assert (succession.successor, succession.on) == (office, date(2019, 1, 1))
    assert succession.office.until == date(2018, 12, 31)


@pytest.mark.parametrize(
    ("event", "day", "change", "code"),
    [
        (Event.PROMOTION, date(2009, 12, 31), Change(), "zones.day_before"),
        (Event.DEMOTION, date(2011, 1, 1), Change(), "zones.level_already"),
        (Event.RENAMING, date(2011, 1, 1), Change(), "zones.name_not_new"),
        (Event.RENAMING, date(2011, 1, 1), Change(name_zh=""), "zones.no_name"),
        (Event.CORRECTION, date(2011, 1, 1), Change(), "zones.nothing_corrected"),
        (Event.CORRECTION, date(2011, 1, 1), Change(level="county"), "zones.level_unknown"),
        (Event.CORRECTION, date(2011, 1, 1), Change(province="广州"), "zones.province_unknown"),
        (Event.CORRECTION, date(2011, 1, 1), Change(region="东北"), "zones.region_unknown"),
        (Event.CORRECTION, date(2011, 1, 1), Change(name_zh="=1+1"), "zones.sign_not_allowed"),
        (Event.CORRECTION, date(2011, 1, 1), Change(name_en="a\u202eb"), "zones.sign_not_allowed"),
        (Event.CORRECTION, date(2011, 1, 1), Change(city="市" * 81), "zones.too_long"),
        (Event.LISTED, date(2011, 1, 1), Change(), "zones.event_not_recorded"),
    ],
)
def test_what_contradicts_the_record_is_refused_and_leaves_nothing(zone, event, day, change, code):
    with pytest.raises(Refused) as refused:
        record(event, day, change=change)
    assert codes(refused) == [code]
    assert Spell.objects.count() == 1
    assert Entry.objects.count() == 1


def test_a_name_means_one_zone_at_a_time(zone):
    with pytest.raises(Refused) as refused:
        list_zone(actor=HEAD, code="X1", since=date(2012, 1, 1), facts=ZHANJIANG, basis="函")
    assert codes(refused) == ["zones.name_taken"]
    other = Facts("珠海经济技术开发区", "national", "广东")
    with pytest.raises(Refused) as refused:
        list_zone(actor=HEAD, code=CODE, since=date(2012, 1, 1), facts=other, basis="函")
    assert codes(refused) == ["zones.code_taken"]


def test_every_problem_of_a_new_zone_is_told_at_once():
    with pytest.raises(Refused) as refused:
        list_zone(actor=HEAD, code="湛江", since=date(2012, 1, 1), facts=Facts("", "x", "y"), basis=" ")
    assert set(codes(refused)) == {
        "zones.no_name",
        "zones.level_unknown",
        "zones.province_unknown",
        "zones.basis_needed",
        "zones.code_shape",
    }
    assert not Zone.objects.exists()


def test_who_saw_an_older_record_is_refused(zone):
    seen = zone_history(CODE).revision
    record(Event.PROMOTION, date(2012, 1, 1), revision=seen)
    with pytest.raises(Refused) as refused:
        record(Event.DEMOTION, date(2013, 1, 1), revision=seen)
    assert codes(refused) == ["zones.changed_meanwhile"]


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_head_of_the_province_keeps_the_catalogue(zone, role):
    other = acting(role, city="湛江市")
    with pytest.raises(Denied):
        list_zone(actor=other, code="X1", since=date(2012, 1, 1), facts=ZHANJIANG, basis="函")
    with pytest.raises(Denied):
        record(Event.PROMOTION, date(2012, 1, 1), actor=other)
    with pytest.raises(Denied):
        name_committee(actor=other, code=CODE, since=date(2012, 1, 1), basis="函", name_zh="新管委会")


def test_every_change_stands_in_the_journal_with_before_and_after(zone):
    record(Event.PROMOTION, date(2012, 5, 1))
    listed, promoted = Entry.objects.order_by("position")
    assert (listed.action, promoted.action) == ("zones.list", "zones.record")
    assert (promoted.before["level"], promoted.after["level"]) == ("provincial", "national")
    assert promoted.reason == "国办函〔2012〕9号"


def test_the_database_itself_keeps_history(zone):
    with pytest.raises(DatabaseError), transaction.atomic():
        Spell.objects.update(level="national")
    with pytest.raises(DatabaseError), transaction.atomic():
        Spell.objects.all().delete()


def test_an_unknown_code_is_told(zone):
    with pytest.raises(Refused) as refused:
        record_event(actor=HEAD, code="X9", event=Event.LEFT, since=date(2012, 1, 1), basis="函")
    assert codes(refused) == ["zones.unknown"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([Event.PROMOTION, Event.DEMOTION, Event.LEFT]), st.integers(0, 3000)),
        max_size=5,
    )
)
def test_whatever_is_recorded_earlier_days_stay_as_they_were(zone, steps):
    """An event changes no day before it, unless it is a correction."""
    with transaction.atomic():
        for event, days in steps:
            day = date.fromordinal(date(2010, 1, 1).toordinal() + days)
            eve = date.fromordinal(day.toordinal() - 1)
            before = zones_on(eve)
            try:
                record(event, day)
            except Refused:
                continue
            assert [(row.code, row.facts) for row in zones_on(eve)] == [
                (row.code, row.facts) for row in before
            ]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("=cmd|calc", "zones.sign_not_allowed"),
        ("新\u202e管委会", "zones.sign_not_allowed"),
        ("长" * 201, "accounts.too_long"),
    ],
)
def test_a_committee_has_a_name_that_can_be_read(zone, name, code):
    with pytest.raises(Refused) as refused:
        name_committee(actor=HEAD, code=CODE, since=date(2019, 1, 1), basis="函", name_zh=name)
    assert {problem.code for problem in refused.value.problems} == {code}


def test_a_basis_is_no_formula(zone):
    with pytest.raises(Refused, match="begins with ="):
        name_committee(actor=HEAD, code=CODE, since=date(2019, 1, 1), basis='=HYPERLINK("x")', name_zh="新")


@pytest.mark.parametrize("change", [{"name_zh": "长" * 198}, {"city": "长" * 70}])
def test_offices_of_a_zone_have_room_for_its_names(change):
    with pytest.raises(Refused) as refused:
        facts = replace(ZHANJIANG, **change)
        list_zone(actor=HEAD, code="X1", since=date(2012, 1, 1), facts=facts, basis="函")
    assert {problem.code for problem in refused.value.problems} == {"accounts.too_long"}
