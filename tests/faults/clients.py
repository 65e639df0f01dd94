"""Clients that write, and ask again with the same key until they hear that it is done."""

import json
import urllib.request
from threading import Condition, Event, Thread
from urllib.parse import urlencode

from tests.offices import Office

STATE = """
import json
from kaohe.office.accounts.models import Office
from kaohe.office.journal.models import Entry, Receipt
from kaohe.office.journal.verification import verify
of_us = Entry.objects.filter(action="accounts.manage_offices")
written = [entry for entry in of_us if str(entry.after.get("code")).startswith("write-")]
receipts = Receipt.objects.filter(key__startswith="write-")
print(json.dumps({
    "rows": [office.code for office in Office.objects.filter(code__startswith="write-")],
    "receipts": {receipt.key: receipt.outcome["position"] for receipt in receipts},
    "entries": {entry.after["code"]: entry.position for entry in written},
    "count": len(written),
    "problems": [str(problem) for problem in verify().problems],
}))
"""


def post(url: str, key: str, **headers: str) -> int:
    """Where in the journal the write of a key stands; an HTTPError or OSError where it isn't acknowledged."""
    request = urllib.request.Request(f"{url}/write", urlencode({"key": key}).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["position"]


class Clients:
    """Several that write at once while there is a server; `acknowledged` is what they were told, by key."""

    def __init__(self, count: int):
        self.acknowledged: dict[str, int] = {}
        self.up = Event()
        self.url = ""
        self._told = Condition()
        self._over = False
        self._threads = [Thread(target=self._write, args=(number,), daemon=True) for number in range(count)]
        for thread in self._threads:
            thread.start()

    def serve(self, url: str) -> None:
        """From now on there is a server."""
        self.url = url
        self.up.set()

    def wait_for(self, more: int) -> None:
        """Until so many more writes are acknowledged."""
        with self._told:
            wanted = len(self.acknowledged) + more
            assert self._told.wait_for(lambda: len(self.acknowledged) >= wanted, timeout=120)

    def finish(self) -> None:
        """Each hears of its last write and ends."""
        self._over = True
        for thread in self._threads:
            thread.join(timeout=120)
            assert not thread.is_alive()

    def _write(self, number: int) -> None:
        turn = 0
        while not self._over:
            turn += 1
            key = f"write-{number}-{turn}"
            position = self._insist(key)
            with self._told:
                self.acknowledged[key] = position
                self._told.notify_all()

    def _insist(self, key: str) -> int:
        while True:
            assert self.up.wait(timeout=120)
            try:
                return post(self.url, key)
            except (OSError, ValueError):
                continue  # not acknowledged: nobody knows whether it was done


def check(office: Office, acknowledged: dict[str, int]) -> None:
    """No acknowledged write is lost, none is half done or done twice, and the chain verifies."""
    state = json.loads(office.python(STATE))
    assert state["problems"] == []
    assert acknowledged.items() <= state["receipts"].items()
    assert state["receipts"] == state["entries"]
    assert len(state["entries"]) == state["count"]
    assert set(state["rows"]) == set(state["receipts"])
