"""Who may say and do what with a report, stage by stage; two at once; what outside reviewers leave behind."""

import itertools
from datetime import timedelta

import pytest
from django.core.cache import cache

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.reviewing import (
    Word,
    accept_clean,
    decide,
    level_of_whole,
    pass_on,
    send_back,
    unsettled,
    vouched_items,
)
from kaohe.office.reporting.models import Decision, Report, Round
from kaohe.office.reporting.queries.state import state_of

from .conftest import CELLS

pytestmark = pytest.mark.django_db
STAGES = ("reporting", "city", "province", "accepted")
WHO = {"city": "guangzhou", "province": "officer", "department": "statistics", "outside": "outside"}


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


@pytest.fixture
def at_stage(hand_in, report_of):
    """gz's report, handed in, at a stage."""

    def at_stage(stage):
        hand_in("gz")
        Report.objects.filter(pk=report_of("gz").pk).update(stage=stage)
        return report_of("gz")

    return at_stage


@pytest.fixture
def speak(actors):
    """Say something of gz's cells as a level does; gives what it was refused for, "" if it wasn't."""
    counter = itertools.count()

    def speak(report, level, outcome, item="gdp", reason="理由", who=None, **more):
        actor = getattr(actors, who or WHO[level])
        words = [Word(item, outcome, reason, **more)]
        try:
            key = f"speak{next(counter)}"
            decide(actor=actor, report=report, level=level, words=words, seen=report.version, key=key)
        except Refused as refused:
            return refused.problems[0].code
        return ""

    return speak


SAYING = {
    ("city", "city"): {"accept", "query", "return", "withdrawn"},
    ("province", "province"): {"accept", "query", "return", "withdrawn"},
    ("province", "accepted"): {"accept", "query", "return", "withdrawn"},
    ("department", "city"): {"accept", "dispute", "withdrawn"},
    ("department", "province"): {"accept", "dispute", "withdrawn"},
    ("outside", "city"): {"query", "withdrawn"},
    ("outside", "province"): {"query", "withdrawn"},
}
"""What may be said, by level and stage of the report; nothing where a pair is missing."""


@pytest.mark.parametrize("level", WHO)
@pytest.mark.parametrize("stage", STAGES)
def test_what_may_be_said_by_level_and_stage(at_stage, speak, level, stage):
    report, allowed = at_stage(stage), SAYING.get((level, stage), set())
    for outcome in Decision.Outcome.values:
        refusal = speak(report, level, outcome, value=1.0 if outcome == "dispute" else None)
        assert (refusal == "") == (outcome in allowed), (outcome, refusal)
        if not allowed:
            assert refusal == f"reporting.locked_{stage}"


MOVING = {
    ("city", "city"): {"send_back", "pass_on", "accept_clean"},
    ("province", "province"): {"send_back", "pass_on", "accept_clean"},
    ("province", "accepted"): {"send_back", "pass_on", "accept_clean"},
}


@pytest.mark.parametrize("step", ["send_back", "pass_on", "accept_clean"])
@pytest.mark.parametrize("level", WHO)
@pytest.mark.parametrize("stage", STAGES)
def test_what_may_be_done_with_a_report_by_level_and_stage(actors, at_stage, speak, level, stage, step):
    report, actor = at_stage(stage), getattr(actors, WHO[level])
    outcome = {"send_back": "return", "pass_on": "accept", "accept_clean": "withdrawn"}[step]
    for item in CELLS:
        speak(report, level, outcome, item)
    do = {"send_back": send_back, "pass_on": pass_on, "accept_clean": accept_clean}[step]
    try:
        do(actor=actor, report=report, level=level, seen=report.version, key="move")
        done = True
    except Denied:
        assert level in ("department", "outside")
        done = False
    except Refused as refused:
        assert [problem.code for problem in refused.problems] == [f"reporting.locked_{stage}"]
        done = False
    assert done == (step in MOVING.get((level, stage), set()))


def test_a_frozen_round_takes_no_report_back(actors, at_stage, speak, round):
    report = at_stage("accepted")
    assert speak(report, "province", "return") == ""
    Round.objects.filter(pk=round.pk).update(state=Round.State.FROZEN)
    with pytest.raises(Refused, match="frozen"):
        send_back(actor=actors.officer, report=report, level="province", seen=1, key="back")


def test_of_two_reviewers_on_one_cell_the_second_is_told(at_stage, speak):
    report = at_stage("province")
    assert speak(report, "province", "return", who="officer", after=0) == ""
    assert speak(report, "province", "accept", who="head", after=0) == "reporting.decided_meanwhile"
    said = Decision.objects.get()
    assert (said.outcome, said.by) == ("return", "officer")
    assert speak(report, "province", "accept", who="head", after=said.pk) == ""


def test_of_two_reviewers_on_one_report_the_second_finds_it_gone(actors, at_stage, speak):
    report = at_stage("province")
    speak(report, "province", "return")
    send_back(actor=actors.officer, report=report, level="province", seen=1, key="one")
    with pytest.raises(Refused) as refused:
        send_back(actor=actors.head, report=report, level="province", seen=1, key="two")
    assert [problem.code for problem in refused.value.problems] == ["reporting.locked_reporting"]
    assert Entry.objects.filter(action="reporting.send_back").count() == 1


def test_whoever_saw_an_older_version_decides_nothing(actors, at_stage, report_of):
    report = at_stage("city")
    Report.objects.filter(pk=report.pk).update(version=2)
    words = [Word(item, "accept") for item in CELLS]
    for act in (
        lambda: decide(actor=actors.guangzhou, report=report, level="city", words=words, seen=1, key="a"),
        lambda: accept_clean(actor=actors.guangzhou, report=report, level="city", seen=1, key="b"),
        lambda: send_back(actor=actors.guangzhou, report=report, level="city", seen=1, key="c"),
        lambda: pass_on(actor=actors.guangzhou, report=report, level="city", seen=1, key="d"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert [problem.code for problem in refused.value.problems] == ["reporting.submitted_meanwhile"]
    assert not Decision.objects.exists()


def test_of_many_words_one_wrong_stops_all(actors, at_stage):
    report = at_stage("city")
    words = [Word("gdp", "accept"), Word("tax", "query", " "), Word("land", "accept")]
    with pytest.raises(Refused) as refused:
        decide(actor=actors.guangzhou, report=report, level="city", words=words, seen=1, key="a")
    assert [problem.code for problem in refused.value.problems] == [
        "reporting.reason_missing",
        "reporting.item_unknown",
    ]
    assert not Decision.objects.exists()


def test_clean_cells_are_those_about_which_nobody_asks(actors, hand_in, report_of, speak):
    """Last year gz had 100 of tax; 4 firms instead of 9 are a soft finding, explained by the note."""
    hand_in("gz", gdp="1000", tax="120", firms="4")
    report = report_of("gz")
    assert accept_clean(actor=actors.guangzhou, report=report, level="city", seen=1, key="a") == 2
    assert accept_clean(actor=actors.guangzhou, report=report, level="city", seen=1, key="a") == 2
    assert {decision.figure.item for decision in Decision.objects.all()} == {"gdp", "tax"}
    with pytest.raises(Refused) as refused:
        accept_clean(actor=actors.guangzhou, report=report, level="city", seen=1, key="b")
    assert [problem.code for problem in refused.value.problems] == ["reporting.nothing_clean"]


@pytest.mark.parametrize(
    ("level", "outcome"), [("department", "dispute"), ("outside", "query"), ("city", "return")]
)
def test_a_cell_that_anybody_questions_is_not_clean(actors, at_stage, speak, level, outcome):
    report = at_stage("city")
    assert speak(report, level, outcome, value=1.0 if outcome == "dispute" else None) == ""
    accept_clean(actor=actors.guangzhou, report=report, level="city", seen=1, key="a")
    accepted = Decision.objects.filter(level="city", outcome="accept")
    assert {decision.figure.item for decision in accepted} == {"tax", "firms"}


def test_a_query_from_outside_is_settled_by_the_province_with_a_reason(actors, at_stage, speak):
    """The outside reviewer's time may be over: nobody else could take the query back."""
    report = at_stage("province")
    assert speak(report, "outside", "query", item="tax") == ""
    for item in CELLS:
        if item != "tax":
            assert speak(report, "province", "accept", item) == ""
    assert speak(report, "province", "accept", "tax", reason="") == "reporting.reason_missing"
    assert {problem.code for problem in unsettled(state_of(report), "province")} == {"reporting.still_asked"}
    assert speak(report, "province", "accept", "tax", reason="已核对") == ""
    assert unsettled(state_of(report), "province") == []
    assert speak(report, "outside", "query", item="tax") == ""
    assert unsettled(state_of(report), "province"), "a new query is open again"


def test_taking_back_leaves_the_cell_undecided(actors, at_stage, speak):
    report = at_stage("city")
    speak(report, "city", "return")
    speak(report, "city", "withdrawn")
    state = state_of(report)
    assert list(state.wanted("gdp")) == []
    assert not state.accepted("gdp", "city")


def test_as_what_everybody_reviews(actors, at_stage):
    report = at_stage("city")
    levels = {name: level_of_whole(getattr(actors, name), report) for name in actors.names}
    assert levels == {
        "head": "province",
        "officer": "province",
        "guangzhou": "city",
        "zhanjiang": None,
        "gz": None,
        "gz_reporter": None,
        "ns": None,
        "zj": None,
        "statistics": None,
        "outside": "outside",
        "auditor": None,
    }
    assert vouched_items(actors.statistics, report) == ("gdp",)


def test_nothing_said_of_nothing(actors, at_stage):
    """Whose matter it is, the words say: without any nobody's permission could be asked."""
    report, before = at_stage("city"), Entry.objects.count()
    for name, level in WHO.items():
        with pytest.raises(Refused, match="No cell is chosen"):
            decide(actor=getattr(actors, level), report=report, level=name, words=[], seen=1, key="empty")
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("reason", "code"), [("a\0b", "not_keepable"), ("\ud800", "not_keepable"), ("长" * 2001, "text_too_long")]
)
def test_a_reason_that_cannot_be_kept_is_refused(actors, at_stage, speak, reason, code):
    report = at_stage("city")
    assert speak(report, "city", "query", reason=reason) == f"reporting.{code}"
    until = actors.head.at + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        reopen(actor=actors.head, report=report, item="gdp", until=until, reason=reason)
    assert [problem.code for problem in refused.value.problems] == [f"reporting.{code}"]


@pytest.mark.parametrize("level", ["department", "outside"])
def test_nobody_moves_a_report_as_one_who_only_speaks(actors, at_stage, speak, level):
    report = at_stage("city")
    speak(report, "city", "query")
    with pytest.raises(ValueError, match=level):
        send_back(actor=actors.officer, report=report, level=level, seen=1, key="back")
