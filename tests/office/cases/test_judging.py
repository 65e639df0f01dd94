"""Publications are judged once public, once on the same evidence, and nothing is found twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kaohe.law import Calendar, load_calendar
from kaohe.office.accounts.roles import Role
from kaohe.office.cases.actions.settings import set_parameter
from kaohe.office.cases.models import Finding, Judging, Setting
from kaohe.office.cases.queries import evidence
from kaohe.office.cases.queries.findings import findings_of, tallies
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.notices.models import Notice
from kaohe.office.zones.actions import record_event
from kaohe.office.zones.models import Event
from tests.office.acting import HEAD
from tests.office.cases.places import catalogue, official, provincial, rehearsal
from tests.office.people import AT, user

pytestmark = pytest.mark.django_db

LADDER = [
    "last-20/admonitory_talk",
    "last-10/rectification_order",
    "last-10/request_for_talk",
    "last-5/talk_by_provincial_government",
    "last-5/rectification_proposals",
]


def codes(publication):
    return [f"{each.row.rule}/{each.row.measure}" for each in findings_of(publication.pk) if each.stands]


def test_the_ladder_is_found_once_however_often_it_is_swept():
    catalogue("GD01", "GD02")
    published = official(2025, {"GD01": 3, "GD02": 217}, of=219)
    assert judge_owed(AT) > 0
    assert codes(published) == LADDER
    assert judge_owed(AT) == judge_owed(AT + timedelta(days=1)) == 0
    assert Finding.objects.count() == len(LADDER)


def test_nothing_is_judged_before_its_minute():
    catalogue("GD02")
    minute = AT + timedelta(minutes=1)
    official(2025, {"GD02": 217}, public_from=minute)
    assert judge_owed(AT) == 0
    assert judge_owed(minute) > 0


def test_a_rehearsal_is_not_judged():
    catalogue("GD02")
    published = rehearsal(2025, {"GD02": 217})
    assert judge_owed(AT) == 0
    assert not Judging.objects.filter(publication=published).exists()


def test_what_was_set_later_is_judged_anew_for_the_newest_year_only():
    catalogue("GD02")
    older = official(2024, {"GD02": 100}, lists={"人均产值": {"GD02": 215}})
    newer = official(2025, {"GD02": 100}, lists={"人均产值": {"GD02": 216}})
    judge_owed(AT)
    assert codes(older) == codes(newer) == []
    set_single_indicators("official-lists")
    judge_owed(AT)
    assert codes(older) == []
    assert codes(newer) == ["last-10-in-an-indicator/written_reminder"]


def test_a_finding_that_a_later_judging_came_to_with_other_facts_is_one_and_shows_them():
    catalogue("GD02")
    lists = {"人均产值": {"GD02": 216}, "研发投入": {"GD02": 217}}
    published = official(2025, {"GD02": 100}, lists=lists)
    set_single_indicators("人均产值")
    judge_owed(AT)
    set_single_indicators("人均产值，研发投入")
    judge_owed(AT)
    (found,) = findings_of(published.pk)
    assert found.stands and found.changed
    assert [fact.scope for fact in found.finding.facts] == list(lists)
    assert [fact["scope"] for fact in found.row.facts] == ["人均产值"]
    set_single_indicators("人均产值")
    judge_owed(AT)
    (again,) = findings_of(published.pk)
    assert again.stands and not again.changed
    set_single_indicators("")
    judge_owed(AT)
    (gone,) = findings_of(published.pk)
    assert not gone.stands


def set_single_indicators(value):
    last = Setting.objects.order_by("pk").last()
    set_parameter(
        actor=HEAD,
        pack="guangdong-2016",
        name="single_indicators",
        value=value,
        basis="处务会议纪要",
        seen=last.pk if last else 0,
        key=f"set-{last.pk if last else 0}-{value}",
    )


def test_a_demotion_recorded_after_the_publication_leads_to_the_report():
    catalogue("GD02")
    official(2024, {"GD02": 218})
    published = official(2025, {"GD02": 219}, published_on=date(2026, 6, 20))
    judge_owed(AT)
    assert codes(published)[-1] == "last-5-twice/alert"
    demote("GD02", date(2026, 6, 25))
    judge_owed(AT)
    by_code = {each.finding.code: each for each in findings_of(published.pk)}
    report = by_code["last-5-twice-and-demoted/written_report"]
    assert report.finding.outcome == "fired"
    assert report.finding.due.due_on == date(2026, 7, 5)
    pause = by_code["no-promotion/promotion_pause"].finding.due
    assert (pause.due_on, pause.reminder_on) == (date(2028, 6, 25), None), "whose notice isn't out yet"
    assert "last-5-twice/alert" not in codes(published)
    assert [each.row.measure for each in findings_of(published.pk) if not each.stands] == ["alert"]


def test_a_zone_demoted_before_the_publication_was_still_ranked_as_a_national_one():
    catalogue("GD02")
    official(2024, {"GD02": 218})
    demote("GD02", date(2025, 12, 20))
    published = official(2025, {"GD02": 219})
    judge_owed(AT)
    assert "last-5-twice-and-demoted/written_report" in codes(published)


def test_a_demotion_decided_too_late_is_for_an_officer():
    catalogue("GD02")
    official(2024, {"GD02": 218})
    published = official(2025, {"GD02": 219})
    demote("GD02", date(2026, 3, 1))
    judge_owed(AT)
    report = next(each for each in findings_of(published.pk) if each.row.measure == "written_report")
    assert report.finding.outcome == "for_officer"
    assert [reason.code for reason in report.finding.reasons] == ["rules.decided_too_late"]


def test_a_calendar_year_missing_is_told_once_and_judged_when_it_is_there(monkeypatch):
    catalogue("GD02")
    user("officer", (Role.PROVINCE_OFFICER, "commerce"))
    official(2019, {"GD02": 218})
    published = official(2020, {"GD02": 219}, published_on=date(2021, 6, 20))
    judge_owed(datetime(2021, 6, 20, tzinfo=UTC))
    Notice.objects.all().delete()
    demote("GD02", date(2021, 6, 25))
    whole = load_calendar()
    short = Calendar(
        {day: noticed for day, noticed in whole.days.items() if day.year < 2021}, frozenset({2020})
    )
    monkeypatch.setattr(evidence, "calendar_on", lambda now: short)
    for days in range(3):
        judge_owed(AT + timedelta(days=days))
    assert "last-5-twice-and-demoted/written_report" not in codes(published)
    assert told("officer") == ["cases_findings.told_refused"]
    monkeypatch.setattr(evidence, "calendar_on", lambda now: whole)
    judge_owed(AT + timedelta(days=3))
    assert "last-5-twice-and-demoted/written_report" in codes(published)
    assert told("officer") == ["cases_findings.told_refused", "cases_findings.told_new"]


def test_a_correction_keeps_what_it_confirms_and_shows_what_no_longer_stands():
    catalogue("GD01", "GD02")
    first = official(2025, {"GD01": 218, "GD02": 208})
    judge_owed(AT)
    minute = AT + timedelta(days=1)
    corrected = official(
        2025, {"GD01": 219, "GD02": 150}, supersedes=first, reason="更正", public_from=minute
    )
    judge_owed(minute)
    found = findings_of(first.pk)
    assert {each.row.zone.code for each in found if each.stands} == {"GD01"}
    assert {each.row.zone.code for each in found if not each.stands} == {"GD02"}
    assert all(each.changed for each in found if each.stands)
    assert findings_of(corrected.pk) == ()
    assert [each.publication for each in tallies()] == [first]


def test_provincial_zones_are_judged_by_clause_five_and_no_other():
    catalogue("GD51", "GD52", "GD53")
    places = {"GD51": 1, "GD52": 2, "GD53": 3}
    lists = {"index": places, "index/a": places, "index/b": {"GD52": 1, "GD51": 2, "GD53": 3}}
    published = provincial(2025, lists)
    set_parameter(
        actor=HEAD, pack="guangdong-2016", name="front", value="2", basis="纪要", seen=0, key="front-2-places"
    )
    judge_owed(AT)
    assert codes(published) == ["priority-for-promotion/promotion_priority"] * 2
    assert [each.row.zone.code for each in findings_of(published.pk)] == ["GD51", "GD52"]


def test_a_notice_for_objections_is_not_judged_but_the_final_places_are():
    catalogue("GD51", "GD52", "GD53")
    lists = {"index": {"GD51": 1, "GD52": 2, "GD53": 3}}
    notice = provincial(2025, lists, notice_until=AT - timedelta(days=9))
    assert judge_owed(AT) == 0
    final = provincial(2025, lists, supersedes=notice, public_from=AT)
    assert judge_owed(AT) == 1
    assert Judging.objects.get().root == final


def demote(code, day):
    record_event(actor=HEAD, code=code, event=Event.DEMOTION, since=day, basis="国函〔2026〕1号")


def told(name):
    return [notice.code for notice in Notice.objects.filter(to__username=name).order_by("pk")]
