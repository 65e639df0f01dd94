"""The way of a year through the office: filled, handed in, returned, answered, disputed, accepted, frozen."""

from datetime import timedelta

import pytest

from kaohe.archive import read_snapshot, rescore
from kaohe.messages import Refused
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.freezing import freeze
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.reviewing import Word, decide, pass_on, send_back
from kaohe.office.reporting.actions.submitting import reply
from kaohe.office.reporting.models import Figure, Report
from kaohe.office.reporting.queries.figures import snapshots_folder
from kaohe.office.reporting.queries.standings import standing_now

from .conftest import CELLS

pytestmark = pytest.mark.django_db


def review(actor, report, level, outcome="accept", items=CELLS, reason="", key=""):
    words = [Word(item, outcome, reason) for item in items]
    seen, key = report.version, key or f"{level}-{report.code}-{report.version}-{outcome}-{list(items)}"
    return decide(actor=actor, report=report, level=level, words=words, seen=seen, key=key)


@pytest.fixture
def accept(actors, report_of):
    """Accept everything of a report at a level and pass it on."""

    def accept(code, level, actor):
        report = report_of(code)
        items = [figure.item for figure in Figure.objects.filter(report=report)]
        review(actor, report, level, items=dict.fromkeys(items), reason="核对一致")
        pass_on(
            actor=actor,
            report=report,
            level=level,
            seen=report.version,
            key=f"pass-{code}-{level}-{report.version}",
        )

    return accept


@pytest.fixture
def all_accepted(actors, hand_in, accept):
    for code, city in (("gz", "guangzhou"), ("ns", "guangzhou"), ("zj", "zhanjiang")):
        hand_in(code)
        accept(code, "city", getattr(actors, city))
        accept(code, "province", actors.officer)
    for code, city in (("广州市", "guangzhou"), ("湛江市", "zhanjiang")):
        hand_in(code, getattr(actors, city), gdp="20000")
        accept(code, "province", actors.officer)


def test_returned_cells_are_answered_and_the_rest_keeps_its_decisions(actors, report_of, hand_in, fill):
    hand_in("gz")
    report = report_of("gz")
    assert report.stage == Report.Stage.CITY
    review(actors.guangzhou, report, "city", "accept", ["gdp"])
    review(actors.guangzhou, report, "city", "return", ["tax", "firms"], "与台账不符")
    send_back(actor=actors.guangzhou, report=report, level="city", seen=1, key="back")

    locked = fill("gz", gdp="999").problems
    assert [problem.code for problem in locked] == ["reporting.locked_settled"]
    with pytest.raises(Refused) as refused:
        hand_in("gz", tax="130")
    assert [problem.code for problem in refused.value.problems] == ["reporting.not_answered"]
    reply(actor=actors.gz, report=report, item="firms", text="含新认定企业", key="reply")
    assert hand_in("gz", tax="130") == 2
    assert list(Figure.objects.filter(report=report, version=2).values_list("item", "value")) == [
        ("tax", 130)
    ]

    report = report_of("gz")
    with pytest.raises(Refused) as refused:
        pass_on(actor=actors.guangzhou, report=report, level="city", seen=2, key="pass")
    assert {(p.code, p.place.path) for p in refused.value.problems} == {
        ("reporting.still_asked", "firms"),
        ("reporting.not_accepted", "tax"),
    }
    review(actors.guangzhou, report, "city", "accept", ["tax", "firms"])
    pass_on(actor=actors.guangzhou, report=report, level="city", seen=2, key="pass2")
    assert report_of("gz").stage == Report.Stage.PROVINCE


def test_a_department_disagrees_and_the_province_settles(actors, report_of, hand_in, accept):
    hand_in("gz")
    report = report_of("gz")
    word = Word("gdp", "dispute", "统计数为980", 980)
    decide(actor=actors.statistics, report=report, level="department", words=[word], seen=1, key="dispute")
    accept("gz", "city", actors.guangzhou)
    review(actors.officer, report_of("gz"), "province", "accept", ["tax", "firms"])
    with pytest.raises(Refused) as refused:
        pass_on(actor=actors.officer, report=report_of("gz"), level="province", seen=1, key="pass")
    assert [problem.code for problem in refused.value.problems] == ["reporting.still_disputed"]
    with pytest.raises(Refused, match="reason"):
        review(actors.officer, report_of("gz"), "province", "accept", ["gdp"])
    review(
        actors.officer, report_of("gz"), "province", "accept", ["gdp"], "口径不同，采用管委会数", "settled"
    )
    pass_on(actor=actors.officer, report=report_of("gz"), level="province", seen=1, key="pass2")
    assert report_of("gz").stage == Report.Stage.ACCEPTED


def test_frozen_figures_score_the_same_from_the_snapshot(actors, round, all_accepted):
    snapshot = freeze(actor=actors.head, round=round, reason="", key="freeze")
    kept = read_snapshot(snapshots_folder() / snapshot.folder)
    assert rescore(kept) == ()
    assert kept.figures.units == ("gz", "ns", "zj")
    assert kept.figures.frames["city"].column("gdp").tolist() == [20000, 20000, 20000]
    assert kept.figures.frames["prev"].column("tax").tolist() == [100, 50, 8]
    again = freeze(actor=actors.head, round=round, reason="", key="freeze")
    assert again == snapshot, "a retry is not a second snapshot"


def test_a_correction_is_a_new_snapshot_with_a_reason(actors, round, report_of, hand_in, all_accepted):
    first = freeze(actor=actors.head, round=round, reason="", key="freeze")
    with pytest.raises(Refused, match="Nothing differs"):
        freeze(actor=actors.head, round=round, reason="更正", key="nothing")
    reopen(
        actor=actors.head,
        report=report_of("gz"),
        item="tax",
        until=actors.head.at + timedelta(days=3),
        reason="笔误",
    )
    with pytest.raises(Refused) as refused:
        freeze(actor=actors.head, round=round, reason="更正", key="early")
    assert [problem.code for problem in refused.value.problems] == ["reporting.still_reopened"]
    assert hand_in("gz", tax="150") == 2
    with pytest.raises(Refused) as refused:
        freeze(actor=actors.head, round=round, reason="更正", key="unseen")
    assert [problem.code for problem in refused.value.problems] == ["reporting.cell_not_accepted"]
    review(actors.officer, report_of("gz"), "province", items=["tax"])
    second = freeze(actor=actors.head, round=round, reason="更正gz税收", key="second")
    assert (second.number, first.number) == (2, 1)
    assert read_snapshot(snapshots_folder() / second.folder).figures.column("tax").tolist() == [150, 120, 120]
    assert read_snapshot(snapshots_folder() / first.folder).figures.column("tax").tolist() == [120, 120, 120]


def test_what_is_not_accepted_keeps_a_round_from_being_frozen(actors, round, hand_in):
    hand_in("gz")
    with pytest.raises(Refused) as refused:
        freeze(actor=actors.head, round=round, reason="", key="freeze")
    assert len(refused.value.problems) == 5


def test_every_step_is_in_the_journal(actors, round, all_accepted):
    freeze(actor=actors.head, round=round, reason="", key="freeze")
    told = Entry.objects.values_list("action", flat=True)
    assert {"reporting.open_round", "reporting.save_cells", "reporting.submit", "reporting.pass_on"} <= set(
        told
    )
    assert told.last() == "reporting.freeze"


def test_the_preview_is_what_the_snapshot_gives(actors, round, all_accepted):
    before = standing_now(round)
    snapshot = freeze(actor=actors.head, round=round, reason="", key="freeze")
    after = standing_now(round, snapshot)
    assert before.places == after.places and before.content == after.content
    assert [place.rank for place in after.places] == [1, 2, 3]
