"""kill -9 at random points: what was acknowledged stays, and nothing is half done or done twice."""

import os
import random
import signal

import pytest

from tests.faults.clients import Clients, check
from tests.offices import office

KILLS = int(os.environ.get("KAOHE_KILLS", "3"))
OWED = 120
SETTINGS = "tests.faults.settings"


@pytest.mark.fault
def test_a_server_killed_while_clients_write_loses_nothing(tmp_path):
    made = office(tmp_path, DJANGO_SETTINGS_MODULE=SETTINGS)
    clients, chance = Clients(6), random.Random(KILLS)
    for _ in range(KILLS):
        with made.served() as served:
            clients.serve(served.url)
            clients.wait_for(chance.randint(1, 30))
            clients.up.clear()
            served.kill()
    with made.served() as served:
        clients.serve(served.url)
        clients.wait_for(10)
        clients.finish()
        code, _ = served.stop(signal.SIGTERM)
    assert code == 0
    check(made, clients.acknowledged)


@pytest.mark.fault
def test_a_worker_killed_between_or_within_items_loses_and_doubles_nothing(tmp_path):
    made, chance = office(tmp_path), random.Random(KILLS)
    assert made.kaohe("work", "--once").returncode == 0
    for kill in range(KILLS):
        with made.running("tests.faults.owing", str(OWED), str(61 * kill)) as worker:
            for _ in range(chance.randint(0, OWED // KILLS)):
                worker.stdout.readline()
            worker.kill()
    with made.running("tests.faults.owing", str(OWED), str(61 * KILLS)) as worker:
        worker.communicate()
        assert worker.returncode == 0
    check(made, {})
    done = made.python("from kaohe.office.journal.models import Receipt; print(Receipt.objects.count())")
    assert int(done) == OWED
