"""kill -9 while places are judged and findings settled: nothing is lost, nothing is found or opened twice."""

import json
import random

import pytest

from tests.faults.test_killed import KILLS
from tests.offices import office

PREPARE = """
from kaohe.office.accounts.roles import Role
from tests.office.cases.places import catalogue, official
from tests.office.people import user
user("officer", (Role.PROVINCE_OFFICER, "commerce"))
user("head", (Role.PROVINCE_HEAD, "commerce"))
catalogue()
for year in range(2017, 2026):
    official(year, {"GD01": 210, "GD02": 216, "GS01": 100 if year % 2 else 217})
"""
STATE = """
import json
from collections import Counter
from kaohe.office.cases.models import Case, Dossier, Finding, Judging, Move
from kaohe.office.journal.verification import verify
from kaohe.office.notices.models import Notice
counted = lambda rows: [list(each) for each in sorted(Counter(rows).items())]
print(json.dumps({
    "findings": sorted(
        [each.publication.assessment_year, each.pack, each.zone.code, each.rule, each.measure]
        for each in Finding.objects.select_related("zone", "publication")
    ),
    "judgings": sorted([each.publication.assessment_year, each.pack, each.number]
                       for each in Judging.objects.select_related("publication")),
    "cases": sorted(
        [each.dossier.publication.assessment_year, each.dossier.zone.code, each.finding.rule, each.kind]
        for each in Case.objects.select_related("finding", "dossier__publication", "dossier__zone")
    ),
    "dossiers": Dossier.objects.count(),
    "moves": Move.objects.count(),
    "notices": [Notice.objects.count(), Notice.objects.values("to", "key").distinct().count()],
    "problems": [str(problem) for problem in verify().problems],
}))
"""


@pytest.mark.fault
def test_a_worker_killed_while_judging_and_settling_loses_and_doubles_nothing(tmp_path):
    whole, killed, chance = office(tmp_path / "whole"), office(tmp_path / "killed"), random.Random(KILLS)
    for made in (whole, killed):
        assert made.kaohe("work", "--once").returncode == 0
        made.python(PREPARE)
    lines = done(whole, 0)
    for kill in range(KILLS):
        with killed.running("tests.faults.judging", str(61 * kill)) as worker:
            for _ in range(chance.randint(1, max(2, 2 * lines // KILLS))):
                worker.stdout.readline()
            worker.kill()
    done(killed, 61 * KILLS)
    found, wanted = (json.loads(made.python(STATE)) for made in (killed, whole))
    assert wanted["problems"] == []
    assert len(wanted["cases"]) == len(wanted["findings"]) == wanted["moves"] > 50
    assert wanted["notices"][0] == wanted["notices"][1] > 0
    assert found == wanted


def done(made, ahead: int) -> int:
    """Run to the end; gives how many lines were told."""
    with made.running("tests.faults.judging", str(ahead)) as worker:
        told, _ = worker.communicate()
        assert worker.returncode == 0, told
    return len(told.splitlines())
