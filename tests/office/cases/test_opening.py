"""What a case starts with: the clock of the rule, or an officer's word; and what the office starts itself."""

from datetime import date

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.cases.actions.opening import start_case
from kaohe.office.cases.models import Case
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.zones.actions import record_event
from kaohe.office.zones.committees import name_committee
from kaohe.office.zones.models import Event
from tests.office.acting import OTHERS, acting
from tests.office.cases.places import catalogue, official, provincial, zone
from tests.office.cases.test_disposing import HEAD, agree, confirm, finding, proposed
from tests.office.people import AT
from tests.office.zones.test_actions import codes

pytestmark = pytest.mark.django_db


def demoted(day, published_on):
    catalogue("GD02")
    official(2024, {"GD02": 218})
    published = official(2025, {"GD02": 219}, published_on=published_on)
    record_event(actor=HEAD, code="GD02", event=Event.DEMOTION, since=day, basis="国函〔2026〕1号")
    judge_owed(AT)
    return published


def opened(found, reason=""):
    agree(actor=HEAD, dispositions=proposed(confirm(found, reason), key=found.row.key), key=found.row.key)
    return Case.objects.get(finding=found.row)


def test_the_written_report_has_fifteen_days_from_the_publication():
    published = demoted(date(2026, 6, 25), date(2026, 6, 20))
    clock = opened(finding(published, "GD02", "written_report")).clock
    assert (clock.event, clock.start) == ("published_on", date(2026, 6, 20))
    assert (clock.period["days"], clock.period["counting"]) == (15, "calendar")
    assert clock.holder.name_zh == "湛江市人民政府"
    assert clock.watcher.kind == "provincial_government"
    assert clock.cites["clause"] == "四"


def test_decided_too_late_it_needs_an_officers_word_and_has_no_clock():
    published = demoted(date(2026, 3, 1), date(2026, 1, 10))
    report = finding(published, "GD02", "written_report")
    with pytest.raises(Refused) as refused:
        proposed(confirm(report))
    assert codes(refused) == ["cases_findings.reason_to_confirm"]
    assert opened(report, "15天已过，请市政府尽快报告").clock is None


def test_a_deadline_that_an_order_sets_has_no_clock_yet():
    published = demoted(date(2026, 6, 25), date(2026, 6, 20))
    assert opened(finding(published, "GD02", "rectification")).clock is None


def test_the_committee_is_that_of_the_day_of_publication_or_who_took_over():
    catalogue("GD02")
    published = official(2025, {"GD02": 205})
    judge_owed(AT)
    new = name_committee(
        actor=HEAD, code="GD02", since=date(2026, 1, 1), basis="编办", name_zh="湛江经开区新管委会"
    )
    case = opened(finding(published, "GD02", "admonitory_talk"))
    assert case.addressee == case.dossier.committee == new


def started(publication, kind="warning", basis="处务会议纪要", code="GD02", actor=HEAD, key="started"):
    return start_case(actor=actor, zone=zone(code), publication=publication, kind=kind, basis=basis, key=key)


def test_the_head_starts_what_the_policy_leaves_to_the_office():
    catalogue("GD02")
    publication = official(2025, {"GD02": 100})
    case = started(publication)
    assert (case.kind, case.finding, case.basis) == ("warning", None, "处务会议纪要")
    assert case.addressee == case.dossier.committee
    assert started(publication) == case
    with pytest.raises(Refused) as refused:
        started(publication, key="once more")
    assert codes(refused) == ["cases_findings.open_already"]


def test_nothing_else_is_started_and_nothing_without_a_basis():
    catalogue("GD02", "GD51")
    publication = official(2025, {"GD02": 100})
    with pytest.raises(Refused) as refused:
        started(publication, kind="rectification_order")
    assert codes(refused) == ["cases_findings.not_startable"]
    with pytest.raises(Refused) as refused:
        started(publication, basis=" ")
    assert codes(refused) == ["cases_findings.no_basis"]
    with pytest.raises(Refused) as refused:
        started(provincial(2025, {"index": {"GD51": 1}}), code="GD51")
    assert codes(refused) == ["cases_findings.not_startable"]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_a_head_starts_a_case(role):
    catalogue("GD02")
    publication = official(2025, {"GD02": 100})
    with pytest.raises(Denied):
        started(publication, actor=acting(role, at=AT))
