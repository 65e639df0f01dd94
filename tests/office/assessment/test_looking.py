"""What is seen of a scoring: places and chances, last year's, the ministry's, and each zone's way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.office.assessment.actions.official import look_at as look_at_file
from kaohe.office.assessment.actions.official import propose_official
from kaohe.office.assessment.actions.publishing import Proposal, approve, propose
from kaohe.office.assessment.actions.scoring import Drawing, ask_scoring
from kaohe.office.assessment.models import Scoring
from kaohe.office.assessment.queries.lists import COLUMNS, lists_of, places_of_unit, places_on, table_of
from kaohe.office.assessment.queries.looking import look_at
from kaohe.office.assessment.queries.reconciling import reconcile
from kaohe.office.assessment.queries.ways import method_of_scoring, way_of
from kaohe.office.assessment.sweep import score_owed
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.reporting.queries.figures import snapshot_folder
from tests.office.assessment.conftest import NOW, figures
from tests.office.assessment.test_official import csv, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(scored, officer, head):
    proposal = Proposal(scored, "nation", "2018年度", "粤商务函〔2018〕1号")
    return approve(actor=head, publication=propose(actor=officer, proposal=proposal, key="n"))


@pytest.fixture
def official(officer, head, catalogue):
    """Gives the ministry's places of 2018, in part."""

    def of(*rows):
        received, _ = look_at_file(actor=officer, file=upload(csv(*rows, year=2018)), extent="part")
        (waiting,) = propose_official(actor=officer, received=received, extent="part", key="o")
        return approve(actor=head, publication=waiting)

    return of


def test_every_zone_has_its_place_and_its_chances(scored):
    look = look_at(scored, NOW)
    assert [row.rank for row in look.rows] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (look.of, look.cut_offs, look.before) == (8, (5,), None)
    assert sum(row.last[5] for row in look.rows) == pytest.approx(5, abs=0.5)
    assert all(row.low <= row.median <= row.high for row in look.rows)
    assert look.rows[0].change is None


def test_last_years_published_places_stand_beside(scored, out, officer, head, scheme):
    later = take_over(
        actor=head, figures=figures(2018, firms=[0.0, *[9.0] * 7]), scheme=scheme, reason="次年"
    )
    ask_scoring(actor=officer, snapshot=later, drawing=Drawing(200, 7), key="later")
    score_owed(NOW)
    look = look_at(Scoring.objects.select_related("snapshot__round").get(snapshot=later), NOW)
    before = {row.code: row.rank for row in look_at(scored, NOW).rows}
    assert look.before == "2018年度"
    assert {row.code: row.before for row in look.rows} == before
    fallen = next(row for row in look.rows if row.code == "z1")
    assert (fallen.before, fallen.change) == (1, 1 - fallen.rank)


def test_last_years_places_are_of_the_publication_that_shares_most_zones(scored, officer, head, scheme):
    """z8 rose: last year it stood among others, whose places came out later and say nothing of the rest."""
    others = figures_of(
        ("y1", "z8"),
        {"gdp": [9.0, 8.0], "area": [1.0, 1.0], "firms": [2.0, 1.0]},
        names=("y1区", "z8区"),
        data_year=2017,
        attributes={"region": ["东部", "中部"]},
    )
    before = take_over(actor=head, figures=others, scheme=scheme, reason="另一级")
    later = take_over(actor=head, figures=figures(2018), scheme=scheme, reason="次年")
    for snapshot in (before, later):
        ask_scoring(actor=officer, snapshot=snapshot, drawing=Drawing(200, 7), key=snapshot.folder)
    score_owed(NOW)
    until = {"notice_until": NOW + timedelta(days=7)}
    first = Proposal(scored, "nation", "八区", "函1")
    of_others = Proposal(Scoring.objects.get(snapshot=before), "province", "两区公示", "函2", **until)
    notice = None
    for number, proposal in enumerate((first, of_others)):
        notice = approve(actor=head, publication=propose(actor=officer, proposal=proposal, key=f"p{number}"))
    week = timedelta(days=8)
    final = Proposal(of_others.scoring, "province", "两区", "函3", supersedes=notice)
    after, decides = replace(officer, at=NOW + week), replace(head, at=NOW + week)
    approve(actor=decides, publication=propose(actor=after, proposal=final, key="p2"))
    look = look_at(Scoring.objects.select_related("snapshot__round").get(snapshot=later), NOW + week)
    assert look.before == "八区"
    assert all(row.before == row.rank for row in look.rows)


def test_a_way_leads_from_items_to_the_rank(scored):
    way = way_of(scored, "z3", "zh")
    whole, density, firms = way.steps
    assert (way.name, whole.name, whole.rank, whole.of) == ("z3区", "总得分", "8", 8)
    assert (density.value, density.formula, density.numbers) == ("20", "地区生产总值 ÷ 面积", "80 ÷ 4 = 20")
    assert (density.measure, density.weight, firms.value) == ("万元/公顷", "60", "1")
    assert way_of(scored, "nobody", "zh") is None
    assert way_of(scored, "z3", "en").steps[1].name == "Output by area"


def test_the_method_is_told(scored):
    method = method_of_scoring(scored, "zh")
    assert [part.name for part in method.joints] == ["总得分"]


def test_a_snapshot_that_was_changed_explains_nothing(scored):
    file = snapshot_folder(scored.snapshot) / "manifest.json"
    file.chmod(0o644)
    file.write_text("{}")
    with pytest.raises(Refused):
        way_of(scored, "z3", "zh")


def test_lists_are_named_and_ordered_as_published(out):
    lists = lists_of(out)
    assert [each.name.zh for each in lists[:4]] == ["总得分", "总得分（东部）", "总得分（中部）", "地均产出"]
    assert [each.of for each in lists[:3]] == [8, 5, 3]
    assert [row.rank for row in places_on(out, lists[2])] == [1, 2, 3]
    found = places_of_unit(out, "z6")
    assert [each.group for each, _ in found] == ["", "region=中部"] * 3
    table = list(table_of(out))
    assert len(table) == 48
    assert table[0][: len(COLUMNS)][:5] == (2018, 2017, "index", "总得分", "")


def test_our_rehearsal_is_compared_among_the_zones_of_both(scored, official):
    publication = official(
        ("综合", "z1", 100, 219), ("综合", "z2", 3, 219), ("综合", "z3", 7, 219), ("综合", "z4", "", 219),
        ("高新技术企业", "z1", 1, 219), ("高新技术企业", "z2", 2, 219), ("高新技术企业", "z3", 3, 219),
        ("高新技术企业", "z4", 4, 219),
        ("外资", "z1", 1, 219), ("外资", "z2", 2, 219), ("外资", "z3", 3, 219), ("外资", "z4", 4, 219),
    )  # fmt: skip
    found = reconcile(publication, NOW)
    assert found.scoring == scored
    assert [(row.unit, row.overall and row.overall.difference) for row in found.rows] == [
        ("z1", 2),
        ("z2", -1),
        ("z3", -1),
        ("z4", None),
    ]
    z1 = found.rows[0].overall
    assert (z1.ours, z1.theirs, z1.ours_among, z1.theirs_among) == (1, 100, 1, 3)
    assert (found.common, found.same) == (3, 0)
    assert [pair.list.zh for pair in found.rows[0].lists] == ["高新技术企业"]
    assert [problem.code for problem in found.problems] == [
        "assessment.compared_among_common",
        "assessment.compared_among_common",
        "assessment.list_not_ours",
    ]
    assert all(problem.words(lang) for problem in found.problems for lang in ("zh", "en"))


def test_without_an_overall_list_single_ones_are_compared(scored, official):
    publication = official(*(("高新技术企业", f"z{n}", n, 219) for n in (1, 2, 3, 4)))
    found = reconcile(publication, NOW + timedelta(days=1))
    assert all(row.overall is None for row in found.rows)
    assert found.problems[0].code == "assessment.no_official_overall"


def test_nothing_of_ours_is_nothing_to_compare(official):
    assert reconcile(official(*(("综合", f"z{n}", n, 219) for n in (1, 2, 3, 4))), NOW) is None
