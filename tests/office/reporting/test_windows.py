"""Decisions are bound to their windows; what comes too late for the city goes to the province."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.reviewing import Word, accept_clean, decide, pass_on, send_back
from kaohe.office.reporting.actions.rounds import move_window
from kaohe.office.reporting.actions.submitting import reply, submit
from kaohe.office.reporting.actions.taking_over import take_from_city
from kaohe.office.reporting.models import Report, Window

from .conftest import CELLS, NOW, PEOPLE

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def later(actor, days):
    return replace(actor, at=NOW + days * DAY)


def refusal(act, **given):
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.problems[0]


@pytest.mark.parametrize(
    ("who", "level", "stage", "days"),
    [
        ("guangzhou", "city", "city", -1),
        ("guangzhou", "city", "city", 30),
        ("officer", "province", "province", -1),
        ("officer", "province", "province", 40),
        ("officer", "province", "accepted", 41),
    ],
)
def test_outside_its_window_no_level_decides_or_moves(actors, hand_in, report_of, who, level, stage, days):
    hand_in("gz")
    Report.objects.filter(pk=report_of("gz").pk).update(stage=stage)
    given = {"actor": later(getattr(actors, who), days), "report": report_of("gz"), "level": level, "seen": 1}
    word = Word("gdp", "accept")
    for act, more in ((decide, {"words": [word]}), (accept_clean, {}), (send_back, {}), (pass_on, {})):
        assert refusal(act, **given, **more, key="k").code == "reporting.outside_window"
    assert not Entry.objects.filter(action=f"reporting.{level}_review").exists()


def test_the_refusal_says_which_window_when_and_who_extends_it(actors, hand_in, report_of):
    hand_in("gz")
    problem = refusal(
        decide,
        actor=later(actors.guangzhou, 31),
        report=report_of("gz"),
        level="city",
        words=[Word("gdp", "accept")],
        seen=1,
        key="k",
    )
    zh = problem.words("zh")
    for part in ("市级初审", "2018-03-10 10:00", "2018-04-09 10:00", "省商务厅负责人"):
        assert part in zh
    assert "extend" in problem.words("en")


def test_an_extended_window_lets_the_city_decide_again(actors, hand_in, report_of, round):
    hand_in("gz")
    late = later(actors.guangzhou, 31)
    given = {"report": report_of("gz"), "level": "city", "words": [Word("gdp", "accept")], "seen": 1}
    refusal(decide, actor=late, **given, key="k")
    move_window(
        actor=later(actors.head, 31), round=round, kind="city_review", closes_at=NOW + 35 * DAY, reason="台风"
    )
    assert decide(actor=late, **given, key="k2") == 1


def test_a_level_without_a_window_is_not_bound(actors, hand_in, report_of, round):
    hand_in("gz")
    Window.objects.filter(round=round, kind="city_review").delete()
    words = [Word("gdp", "accept")]
    late = later(actors.guangzhou, 300)
    assert decide(actor=late, report=report_of("gz"), level="city", words=words, seen=1, key="k") == 1


def test_the_province_takes_over_what_the_city_left_and_settles_what_it_asked(actors, hand_in, report_of):
    hand_in("gz")
    words = [Word("gdp", "return", "口径不符"), Word("tax", "accept")]
    decide(actor=actors.guangzhou, report=report_of("gz"), level="city", words=words, seen=1, key="c")
    head = later(actors.head, 31)
    given = {"actor": head, "report": report_of("gz"), "seen": 1}
    assert refusal(take_from_city, **given, reason=" ", key="t").code == "reporting.reason_missing"
    take_from_city(**given, reason="市级逾期", key="t")
    take_from_city(**given, reason="市级逾期", key="t")
    entry = Entry.objects.get(action="reporting.take_from_city")
    assert (entry.before, entry.after, entry.reason) == ({"stage": "city"}, {"stage": "province"}, "市级逾期")
    given = {"report": report_of("gz"), "level": "province", "seen": 1}
    officer = later(actors.officer, 32)
    bare = refusal(decide, actor=officer, **given, words=[Word("gdp", "accept")], key="b")
    assert bare.code == "reporting.reason_missing"
    accepted = [Word(item, "accept", "已核实台账") for item in CELLS]
    decide(actor=officer, **given, words=accepted, key="p")
    pass_on(actor=officer, **given, key="on")
    assert report_of("gz").stage == "accepted"


@pytest.mark.parametrize(
    ("stage", "days", "code"),
    [
        ("city", 1, "reporting.city_may_decide"),
        ("province", 31, "reporting.locked_province"),
        ("reporting", 31, "reporting.locked_reporting"),
    ],
)
def test_only_what_the_city_has_left_is_taken_over(actors, hand_in, report_of, stage, days, code):
    hand_in("gz")
    Report.objects.filter(pk=report_of("gz").pk).update(stage=stage)
    given = {"report": report_of("gz"), "seen": 1, "reason": "逾期", "key": "k"}
    assert refusal(take_from_city, actor=later(actors.head, days), **given).code == code


@pytest.mark.parametrize("who", ["officer", "guangzhou", "gz", "outside", "auditor", "statistics"])
def test_only_the_head_of_the_province_takes_over(actors, hand_in, report_of, who):
    hand_in("gz")
    given = {"report": report_of("gz"), "seen": 1, "reason": "逾期", "key": "k"}
    with pytest.raises(Denied):
        take_from_city(actor=later(getattr(actors, who), 31), **given)


def test_an_answer_after_the_citys_window_goes_to_the_province(actors, hand_in, report_of):
    hand_in("gz")
    Report.objects.filter(pk=report_of("gz").pk).update(stage="province")
    given = {"report": report_of("gz"), "level": "province", "seen": 1}
    officer = later(actors.officer, 31)
    decide(actor=officer, **given, words=[Word("gdp", "query", "为何？")], key="q")
    send_back(actor=officer, **given, key="back")
    committee = later(actors.gz, 32)
    reply(actor=committee, report=report_of("gz"), item="gdp", text="见台账", key="r")
    submit(actor=committee, report=report_of("gz"), people=PEOPLE, seen=1, key="s")
    assert report_of("gz").stage == "province"
