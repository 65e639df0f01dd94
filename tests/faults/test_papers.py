"""Numbers of papers while many sign and are killed; files of papers while the worker is killed."""

import json
import os
import random
import time
from pathlib import Path

import pytest

from tests.offices import office

KILLS = int(os.environ.get("KAOHE_KILLS", "3"))
MANY = 230 if KILLS >= 100 else 40
MODULE = "tests.faults.papering"
STATE = """
import json
from kaohe.office.files.places import place_of
from kaohe.office.journal.models import Entry
from kaohe.office.papers.models import Delivery, Issue, Paper, PaperStep, Rendering
from hashlib import sha256
files = [each for row in Rendering.objects.select_related("docx", "pdf") for each in (row.docx, row.pdf)]
print(json.dumps({
    "sequences": list(Issue.objects.order_by("pk").values_list("sequence", flat=True)),
    "papers": Issue.objects.values("paper").distinct().count(),
    "states": sorted(set(Paper.objects.values_list("state", flat=True))),
    "signed": PaperStep.objects.filter(step="sign").count(),
    "entries": Entry.objects.filter(action="papers.sign").count(),
    "deliveries": Delivery.objects.count(),
    "rendered": Rendering.objects.values("issue").distinct().count(),
    "broken": [f.sha256 for f in files if sha256(place_of(f.sha256).read_bytes()).hexdigest() != f.sha256],
}))
"""


def prepared(folder, count):
    made = office(folder)
    assert made.kaohe("work", "--once").returncode == 0
    with made.running(MODULE, "prepare", str(count)) as worker:
        told, _ = worker.communicate()
        assert worker.returncode == 0, told
    return made


def state_of(made):
    return json.loads(made.python(STATE))


def signed(made):
    """One more process signs to the end, and then every letter has its number."""
    with made.running(MODULE, "sign") as worker:
        told, _ = worker.communicate()
        assert worker.returncode == 0, told


@pytest.mark.fault
def test_many_who_sign_at_once_and_are_killed_leave_no_gap_and_no_double(tmp_path):
    made, chance = prepared(tmp_path, MANY), random.Random(KILLS)
    for _ in range(KILLS):
        workers = [made.running(MODULE, "sign") for _ in range(3)]
        for _ in range(chance.randint(0, MANY // KILLS // 2)):
            workers[0].stdout.readline()
        for worker in workers:
            worker.kill()
            worker.communicate()
    signed(made)
    state = state_of(made)
    assert state["sequences"] == list(range(1, MANY + 1))
    assert state["papers"] == state["signed"] == state["entries"] == state["deliveries"] == MANY
    assert state["states"] == ["issued"]
    assert made.kaohe("journal", "verify").returncode == 0


@pytest.mark.fault
def test_a_worker_killed_while_it_makes_files_makes_each_once_in_the_end(tmp_path):
    made, chance = prepared(tmp_path, MANY), random.Random(KILLS)
    signed(made)
    for kill in range(KILLS):
        with made.running(MODULE, "render", str(61 * kill)) as worker:
            time.sleep(chance.uniform(1, 5))
            worker.kill()
    with made.running(MODULE, "render", str(61 * KILLS)) as worker:
        told, _ = worker.communicate()
        assert worker.returncode == 0, told
    state = state_of(made)
    assert state["rendered"] == MANY and state["broken"] == []
    assert not left_over(made)


def left_over(made):
    """Processes of this office that outlived whoever started them."""
    time.sleep(1)
    home = f"KAOHE_HOME={made.home}".encode()
    return [each for each in Path("/proc").glob("[0-9]*/environ") if home in environ(each).split(b"\0")]


def environ(file):
    try:
        return file.read_bytes()
    except OSError:  # another's, or gone
        return b""
