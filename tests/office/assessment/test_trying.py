"""Another scheme on the figures of a scoring: who moves, by what, who may ask, what can't be tried."""

import json
from pathlib import Path

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment import sweep
from kaohe.office.assessment.actions.trying import ask_alternative
from kaohe.office.assessment.alternatives import write_alternative
from kaohe.office.assessment.folders import folder_of
from kaohe.office.assessment.models import Alternative, Scoring
from kaohe.office.assessment.problems import told
from kaohe.office.assessment.queries.alternatives import alternatives_of, look_beside
from kaohe.office.assessment.queries.looking import look_at
from kaohe.office.assessment.sweep import score_owed, try_owed
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.queries.figures import snapshot_folder
from kaohe.schemes import load_scheme, read_scheme
from tests.office.assessment.conftest import CODES, NOW, SCHEME

pytestmark = pytest.mark.django_db
TREE = "children: {density: 60, firms: 40}"


def changed(*pairs):
    text = SCHEME
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return read_scheme(text, Path("other.yaml"))


FIRMS_ONLY = ((TREE, "children: {firms: 100}"),)


@pytest.fixture
def ask(officer, scored):
    def of(scheme, title="试", key="try-1", actor=officer, scoring=scored):
        return ask_alternative(actor=actor, scoring=scoring, scheme=scheme, title=title, key=key)

    return of


@pytest.fixture
def tried(ask):
    """Gives an alternative that was worked out."""

    def of(scheme):
        asked = ask(scheme)
        assert try_owed(NOW) == 1
        return Alternative.objects.select_related("scoring__snapshot").get(pk=asked.pk)

    return of


def refused(ask, scheme):
    with pytest.raises(Refused) as found:
        ask(scheme)
    assert not Alternative.objects.exists()
    assert all(problem.words(lang) for problem in found.value.problems for lang in ("zh", "en"))
    return found.value.problems


def test_places_moves_and_what_moved_them(tried):
    """By density and firms: z1 z7 z2 z4 z8 z5 z6 z3; by firms alone: z1 z7 z6 z2 z4 z5 z8 z3."""
    found = look_beside(tried(changed(*FIRMS_ONLY)), "zh")
    assert [(row.code, row.before, row.after, row.won) for row in found.rows] == [
        ("z6", 7, 3, 4),
        ("z8", 5, 7, -2),
        ("z2", 3, 4, -1),
        ("z4", 4, 5, -1),
        ("z1", 1, 1, 0),
        ("z3", 8, 8, 0),
        ("z5", 6, 6, 0),
        ("z7", 2, 2, 0),
    ]
    z6 = found.rows[0]
    assert (z6.name, z6.region, z6.foremost) == ("z6区", "中部", z6.pieces[0])
    assert [(piece.cause, piece.name, piece.places) for piece in z6.pieces] == [
        ("weights", "“总得分”下的权重", 4)
    ]
    (last_five,) = found.crossings
    assert [row.code for row in last_five.entered] == ["z2"]
    assert [row.code for row in last_five.left] == ["z6"]
    assert (last_five.cut_off, found.regions, found.notes) == (5, ("东部", "中部"), ())
    assert "8 个" in found.said


def test_weights_and_steps_add_up_to_every_move(tried):
    other = changed(
        (TREE, "children: {density: 20, firms: 80}"),
        ("scale: {efficacy: [60, 100]}", "scale: rank, cap: 95"),
        ("round: 2,", "round: 1,"),
    )
    rows = look_beside(tried(other), "en").rows
    assert {piece.cause for row in rows for piece in row.pieces} == {"weights", "method"}
    for row in rows:
        assert sum(piece.places for piece in row.pieces) == pytest.approx(row.won)


def test_schemes_that_can_not_be_mixed_are_one_cause_and_say_why(tried):
    """`density` is an indicator here and a branch there, so weights can't be changed without the method."""
    branch = "density: {weight: 60, name: {zh: 产出, en: output}, children: {firms: 1}}"
    found = look_beside(tried(changed((TREE, f"children: {{{branch}, firms: 40}}"))), "zh")
    assert {piece.cause for row in found.rows for piece in row.pieces} == {"scheme"}
    assert all(sum(piece.places for piece in row.pieces) == row.won for row in found.rows)
    assert "含下级的节点" in found.notes[1]


def test_our_own_places_are_those_of_the_scoring(tried, scored):
    found = look_beside(tried(changed(*FIRMS_ONLY)), "zh")
    own = {row.code: row.rank for row in look_at(scored, NOW).rows}
    assert {row.code: row.before for row in found.rows} == own
    assert set(own) == set(CODES)


def test_it_is_written_whole_and_again_the_same(tried):
    found = tried(changed(*FIRMS_ONLY))
    folder = folder_of(found)
    again = write_alternative(found, lambda percent: None)
    assert (again.folder, again.content_hash) == (found.folder, found.content_hash)
    assert (folder / "scheme.yaml").read_text() == found.scheme_text
    assert "z6,z6区,both,7,8,3,8,4" in (folder / "changes.csv").read_text()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert set(manifest["outputs"]) == {file.name for file in folder.iterdir()} - {"manifest.json"}


def test_how_far_it_is_grows(ask):
    ask(changed(*FIRMS_ONLY))
    seen = []
    write_alternative(Alternative.objects.select_related("scoring__snapshot").get(), seen.append)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (5, 95)


def test_a_scheme_of_other_years_is_tried_all_the_same(tried):
    other = changed(*FIRMS_ONLY, ("status: example", "status: example\napplies: {from: 2021}"))
    assert look_beside(tried(other), "zh").rows[0].code == "z6"


def test_without_a_title_it_goes_by_the_scheme(ask, scored):
    asked = ask(changed(*FIRMS_ONLY), title=" ")
    assert (asked.title, asked.scheme_id) == ("小体系", "small")
    assert alternatives_of(scored) == [asked]


def test_items_that_nobody_was_asked_for_are_named(ask):
    (problem,) = refused(ask, load_scheme("hdi"))
    assert (problem.code, problem.params["count"]) == ("assessment.items_lacking", 4)
    assert "人均国民总收入" in problem.words("zh")
    assert "life expectancy" in problem.words("en")


def test_a_table_that_is_not_there_is_named(ask):
    other = changed(
        ("items:", "frames:\n  prev: {name: {zh: 上年, en: last year}, year: -1}\nitems:"),
        ("formula: gdp / area", "formula: gdp / prev.gdp"),
    )
    (problem,) = refused(ask, other)
    assert "上年的1项" in problem.words("zh")
    assert "last year: GDP" in problem.words("en")


def test_an_item_in_another_unit_is_refused(ask):
    (problem,) = refused(ask, changed(("en: GDP}, unit: 万元", "en: GDP}, unit: 亿元")))
    assert problem.code == "assessment.item_measured_otherwise"
    assert {"亿元", "万元"} <= {problem.params["found"], problem.params["allowed"]}


def test_zones_outside_the_values_of_an_attribute_are_counted(ask):
    (problem,) = refused(ask, changed(*FIRMS_ONLY, ("region: [东部, 中部]", "region: [东部], area: []")))[:1]
    assert (problem.code, problem.params["count"], problem.params["found"]) == (
        "assessment.attribute_unfit",
        3,
        "中部",
    )


@pytest.mark.parametrize(("pairs", "title"), [((), "试"), (FIRMS_ONLY, "长" * 201), (FIRMS_ONLY, "a\0b")])
def test_the_same_scheme_and_titles_that_do_not_fit_are_refused(ask, pairs, title):
    with pytest.raises(Refused):
        ask(changed(*pairs), title=title)
    assert not Alternative.objects.exists()


def test_a_scoring_that_is_not_done_has_nothing_to_compare(officer, owed):
    with pytest.raises(Refused) as found:
        ask_alternative(actor=officer, scoring=owed, scheme=changed(*FIRMS_ONLY), title="", key="x")
    assert found.value.problems[0].code == "assessment.not_scored_yet"


def test_the_same_key_asks_once_and_the_journal_tells_it(ask):
    asked = [ask(changed(*FIRMS_ONLY), key="twice") for _ in "ab"]
    assert asked[0] == asked[1]
    try_owed(NOW)
    assert try_owed(NOW) == 0
    told_of = Entry.objects.filter(kind="assessment.alternative").values_list("action", flat=True)
    assert list(told_of.order_by("pk")) == ["assessment.try", "assessment.tried"]


def test_a_snapshot_that_was_changed_fails_and_says_so(ask, scored):
    ask(changed(*FIRMS_ONLY))
    file = snapshot_folder(scored.snapshot) / "figures.csv"
    file.chmod(0o644)
    file.write_text(file.read_text().replace("900", "901"))
    assert try_owed(NOW) == 1
    failed = Alternative.objects.get()
    (problem,) = told(failed.error)
    assert (failed.state, problem.code) == ("failed", "archive.file_changed")
    with pytest.raises(Refused):
        look_beside(failed, "zh")


def test_what_nobody_foresaw_is_kept_and_raised_for_the_log(ask, monkeypatch):
    ask(changed(*FIRMS_ONLY))
    monkeypatch.setattr(sweep, "write_alternative", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        try_owed(NOW)
    assert told(Alternative.objects.get().error)[0].code == "assessment.scoring_broke"


def test_scoring_leaves_alternatives_alone(ask):
    ask(changed(*FIRMS_ONLY))
    assert score_owed(NOW) == 0
    assert Scoring.objects.get().state == "scored"
    assert Alternative.objects.get().state == "owed"


@pytest.mark.parametrize("role", [role for role in Role if role.value[:8] != "province"])
def test_only_the_province_asks(acts, ask, role):
    with pytest.raises(Denied):
        ask(changed(*FIRMS_ONLY), actor=acts(role))
