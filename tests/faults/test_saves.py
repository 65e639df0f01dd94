"""kill -9 while committees type: no acknowledged save is lost, none is doubled, the chain verifies."""

import json
import os
import random
import uuid
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.load.client import Client
from tests.load.deadline_day import PASSWORD, PREPARE
from tests.offices import office

KILLS = int(os.environ.get("KAOHE_KILLS", "3"))
PEOPLE = Path(__file__).parents[1] / "load" / "people.py"
STATE = """
import json
from kaohe.office.journal.models import Entry
from kaohe.office.journal.verification import verify
from kaohe.office.reporting.models import Draft
saved = Entry.objects.filter(action="reporting.save_cells")
drafts = Draft.objects.filter(item="tax")
print(json.dumps({
    "drafts": {str(draft.report_id): [draft.typed, draft.revision] for draft in drafts},
    "told": [[entry.key, entry.after["tax"][0]] for entry in saved.order_by("position")],
    "problems": [str(problem) for problem in verify().problems],
}))
"""


class Typist:
    """Types one number after the other into a cell, and sends each until it is acknowledged."""

    def __init__(self, port: int, report: int, up: Event):
        self.client, self.up = Client(port, report, PASSWORD), up
        self.acknowledged: list[str] = []
        self.over = False
        self.thread = Thread(target=self._type, daemon=True)

    def _type(self) -> None:
        number = 0
        while not self.over:
            number += 1
            self._insist(str(number))
            self.acknowledged.append(str(number))

    def _insist(self, typed: str) -> None:
        key = uuid.uuid4().hex
        while True:
            assert self.up.wait(timeout=120)
            try:
                _, status = self.client.save({"tax": typed}, key=key)
            except (OSError, ValueError, HTTPException):
                self.client.connection.close()
                continue  # not acknowledged: nobody knows whether it was saved
            if status == 200:
                return


@pytest.mark.fault
def test_a_server_killed_while_committees_type_loses_no_acknowledged_save(tmp_path):
    made = office(tmp_path, DJANGO_SETTINGS_MODULE="tests.load.settings")
    made.python(PREPARE)
    reports = [int(each) for each in made.python(PEOPLE.read_text(encoding="utf-8")).split()[:6]]
    up, chance, typists = Event(), random.Random(KILLS), []
    for kill in range(KILLS + 1):
        with made.served() as served:
            if not typists:
                typists = [Typist(served.port, report, up) for report in reports]
            for typist in typists:
                typist.client.connection.port = served.port
            up.set()
            if not kill:
                for typist in typists:
                    typist.thread.start()
            wait_for_more(typists, chance.randint(1, 25))
            if kill < KILLS:
                up.clear()
                served.kill()
                continue
            for typist in typists:
                typist.over = True
            for typist in typists:
                typist.thread.join(timeout=120)
                assert not typist.thread.is_alive()
                typist.client.connection.close()
    state = json.loads(made.python(STATE))
    assert state["problems"] == []
    for typist in typists:
        report, last = str(typist.client.report), len(typist.acknowledged)
        assert state["drafts"][report] == [str(last), last]
        assert [typed for key, typed in state["told"] if key == report] == typist.acknowledged


def wait_for_more(typists: list[Typist], more: int) -> None:
    """Until each has so many saves more acknowledged."""
    wanted = [len(typist.acknowledged) + more for typist in typists]
    pause = Event()
    for _ in range(6000):
        if all(len(each.acknowledged) >= want for each, want in zip(typists, wanted, strict=True)):
            return
        pause.wait(0.02)
    raise AssertionError([typist.acknowledged[-1:] for typist in typists])
