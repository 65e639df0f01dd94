"""kill -9 while a snapshot is scored, or another scheme tried: the same bytes in the end, told once."""

import json
import os
import random
import time

import pytest

from tests.faults.clients import check
from tests.offices import office

KILLS = int(os.environ.get("KAOHE_KILLS", "3"))
ASK = """
from django.utils import timezone
from kaohe.office.accounts.actors import Actor, Held
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.scoring import Drawing, ask_scoring
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.schemes import read_scheme
from pathlib import Path
from tests.office.assessment.conftest import SCHEME, figures
actor = Actor(1, "陈", timezone.now(), "", (Held(Role.PROVINCE_HEAD, 1, "department", ""),))
scheme = read_scheme(SCHEME, Path("small.yaml"))
snapshot = take_over(actor=actor, figures=figures(), scheme=scheme, reason="试算")
ask_scoring(actor=actor, snapshot=snapshot, drawing=Drawing(50_000, 7), key="k")
"""
LOOK = """
import json
from kaohe.office.assessment.alternatives import write_alternative
from kaohe.office.assessment.folders import scorings_folder
from kaohe.office.assessment.models import Alternative, Scoring
from kaohe.office.assessment.results import write_results_of
from kaohe.office.journal.models import Entry
job = {model}.objects.get()
again = {write}(job, lambda percent: None)
told = Entry.objects.filter(action="assessment.{done}").count()
left = [each.name for each in (scorings_folder() / ".writing").iterdir()]
folders = [each.name for each in scorings_folder().iterdir() if each.name != ".writing"]
print(json.dumps([job.state, job.content_hash == again.content_hash, told, left, len(folders)]))
"""
SCORED = LOOK.format(model="Scoring", write="write_results_of", done="scored")
TRIED = LOOK.format(model="Alternative", write="write_alternative", done="tried")
TRY = """
from django.utils import timezone
from kaohe.office.accounts.actors import Actor, Held
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.trying import ask_alternative
from kaohe.office.assessment.models import Scoring
from tests.office.assessment.test_trying import FIRMS_ONLY, changed
actor = Actor(1, "陈", timezone.now(), "", (Held(Role.PROVINCE_HEAD, 1, "department", ""),))
ask_alternative(actor=actor, scoring=Scoring.objects.get(), scheme=changed(*FIRMS_ONLY), title="试", key="t")
"""


def worked_off(made, what, chance):
    """What is owed, with its worker killed so often, and then left to end."""
    for kill in range(KILLS):
        with made.running("tests.faults.scoring", str(61 * kill), what) as worker:
            worker.stdout.readline()
            time.sleep(chance.uniform(0, 1.2))
            worker.kill()
    with made.running("tests.faults.scoring", str(61 * KILLS), what) as worker:
        worker.communicate()
        assert worker.returncode == 0


@pytest.mark.fault
def test_a_killed_scoring_starts_again_and_comes_to_the_same_bytes(tmp_path):
    made, chance = office(tmp_path), random.Random(KILLS)
    assert made.kaohe("work", "--once").returncode == 0
    made.python(ASK)
    worked_off(made, "scorings", chance)
    check(made, {})
    assert json.loads(made.python(SCORED)) == ["scored", True, 1, [], 1]


@pytest.mark.fault
def test_a_killed_comparison_with_another_scheme_starts_again_and_comes_to_the_same_bytes(tmp_path):
    made, chance = office(tmp_path), random.Random(KILLS)
    assert made.kaohe("work", "--once").returncode == 0
    made.python(ASK)
    assert made.kaohe("work", "--once").returncode == 0  # the scoring itself
    made.python(TRY)
    worked_off(made, "alternatives", chance)
    check(made, {})
    assert json.loads(made.python(TRIED)) == ["scored", True, 1, [], 2]
