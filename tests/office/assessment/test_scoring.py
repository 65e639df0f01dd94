"""A snapshot is scored in the background: once, to the same bytes, and a failure says why."""

import json
import shutil

import pytest

from kaohe.archive import published_tables, read_snapshot
from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment import sweep
from kaohe.office.assessment.actions.scoring import Drawing, ask_scoring
from kaohe.office.assessment.folders import folder_of, scorings_folder
from kaohe.office.assessment.models import Scoring
from kaohe.office.assessment.problems import told
from kaohe.office.assessment.results import write_results_of
from kaohe.office.assessment.sweep import score_owed
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.queries.figures import snapshot_folder
from kaohe.scoring import score
from tests.office.assessment.conftest import NOW

pytestmark = pytest.mark.django_db
PLAN = "format: 1\nid: own\nuncertain:\n  - {at: weights, noise: 25%}\n"


def test_what_comes_of_it_lies_in_a_folder_named_by_its_hash(scored):
    folder = folder_of(scored)
    assert scored.state == "scored"
    assert (scored.percent, scored.done_at) == (100, NOW)
    assert folder.name.endswith(scored.content_hash[:12])
    snapshot = read_snapshot(snapshot_folder(scored.snapshot))
    tables = published_tables(score(snapshot.figures, snapshot.scheme))
    assert all((folder / name).read_bytes() == content for name, content in tables.items())
    assert {"ranks.csv", "last.csv", "report.zh.html"} <= {
        file.name for file in (folder / "robustness").iterdir()
    }
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["how"]["seed"] == 7
    assert oct((folder / "standings.csv").stat().st_mode & 0o777) == "0o444"


def test_nothing_owed_is_nothing_done(scored):
    assert score_owed(NOW) == 0
    assert [entry.action for entry in Entry.objects.order_by("position")][-2:] == [
        "assessment.score",
        "assessment.scored",
    ]


def test_scored_again_it_is_the_same_to_the_byte(scored):
    again = write_results_of(scored, lambda percent: None)
    assert (again.folder, again.content_hash) == (scored.folder, scored.content_hash)
    assert not list((scorings_folder() / ".writing").iterdir())


def test_what_a_killed_run_left_is_removed(owed):
    left = scorings_folder() / ".writing" / f".{owed.snapshot.folder}-{owed.pk}.half-12345678"
    left.mkdir(parents=True)
    (left / "standings.csv").write_text("half")
    score_owed(NOW)
    assert not left.exists()
    assert Scoring.objects.get().state == "scored"


def test_how_far_it_is_grows_and_ends_at_all(owed):
    seen = []
    write_results_of(owed, seen.append)
    assert seen == sorted(seen)
    assert seen[0] == 5
    assert seen[-1] == 95


def test_a_snapshot_that_was_changed_fails_and_says_so(owed):
    file = snapshot_folder(owed.snapshot) / "figures.csv"
    file.chmod(0o644)
    file.write_text(file.read_text().replace("900", "901"))
    assert score_owed(NOW) == 1
    failed = Scoring.objects.get()
    (problem,) = told(failed.error)
    assert (failed.state, problem.code, failed.folder) == ("failed", "archive.file_changed", "")
    assert problem.words("zh")
    assert score_owed(NOW) == 0


def test_what_nobody_foresaw_is_kept_and_raised_for_the_log(owed, monkeypatch):
    monkeypatch.setattr(sweep, "write_results_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        score_owed(NOW)
    (problem,) = told(Scoring.objects.get().error)
    assert (problem.code, problem.params) == ("assessment.scoring_broke", {"error": "ZeroDivisionError"})


def test_a_result_that_was_changed_is_not_shown(scored):
    folder = folder_of(scored)
    shutil.rmtree(folder)
    with pytest.raises(Refused, match="manifest"):
        folder_of(scored)


def test_the_same_key_asks_once(officer, snapshot):
    asked = [
        ask_scoring(actor=officer, snapshot=snapshot, drawing=Drawing(200, 7), key="twice") for _ in "ab"
    ]
    assert asked[0] == asked[1]
    assert Scoring.objects.count() == 1


def test_a_plan_of_ones_own_is_drawn_by(officer, snapshot):
    ask_scoring(actor=officer, snapshot=snapshot, drawing=Drawing(200, 7, PLAN), key="own")
    score_owed(NOW)
    plan = folder_of(Scoring.objects.get()) / "robustness" / "plan.yaml"
    assert plan.read_text().strip() == PLAN.strip()


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        (Drawing(99, 7), "assessment.draws_outside"),
        (Drawing(50_001, 7), "assessment.draws_outside"),
        (Drawing(200, -1), "assessment.seed_outside"),
        (Drawing(200, 7, "x" * 50_001), "assessment.plan_too_long"),
    ],
)
def test_numbers_outside_what_is_allowed_are_refused(officer, snapshot, drawing, code):
    with pytest.raises(Refused) as refused:
        ask_scoring(actor=officer, snapshot=snapshot, drawing=drawing, key="wrong")
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_plan_that_the_scheme_does_not_bear_is_refused_with_its_line(officer, snapshot):
    plan = PLAN.replace("weights,", "indicators.none.missing,").replace("noise: 25%", "one_of: [zero]")
    with pytest.raises(Refused) as refused:
        ask_scoring(actor=officer, snapshot=snapshot, drawing=Drawing(200, 7, plan), key="bad")
    assert refused.value.problems[0].place.line == 4
    assert not Scoring.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role.value[:8] != "province"])
def test_only_the_province_scores(acts, snapshot, role):
    with pytest.raises(Denied):
        ask_scoring(actor=acts(role), snapshot=snapshot, drawing=Drawing(200, 7), key="no")
