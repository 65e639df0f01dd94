"""Disk full, database gone: an error in words, nothing lost, and it goes on when the trouble is over."""

import os
import resource
from urllib.error import HTTPError

import pytest

from tests.faults.clients import Clients, check, post
from tests.faults.test_killed import SETTINGS
from tests.offices import new_database, office
from tests.postgres import started_server

UNUSABLE = [(503, "zh-Hans"), (503, "en")]
ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))


def answer(url, key):
    """The status of a write and the page in Chinese and in English."""
    said = []
    for lang in ("zh-CN", "en"):
        with pytest.raises(HTTPError) as refused:
            post(url, key, **{"Accept-Language": lang})
        with refused.value as page:
            said.append((page.status, page.read().decode().split('lang="')[1].split('"')[0]))
    return said


@pytest.mark.fault
@pytest.mark.skipif(ON_POSTGRESQL, reason="PostgreSQL has its own disk: its outage is the test below")
def test_a_full_disk_is_answered_and_loses_nothing(tmp_path):
    made = office(tmp_path, DJANGO_SETTINGS_MODULE=SETTINGS)
    assert made.kaohe("work", "--once").returncode == 0
    room = (made.home / "office.sqlite3").stat().st_size + 400_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    acknowledged = {}
    with made.served(preexec_fn=little_room) as served:
        with pytest.raises(HTTPError):
            for number in range(500):
                acknowledged[f"write-{number}"] = post(served.url, f"write-{number}")
        assert acknowledged
        said = answer(served.url, "write-another")
    assert said == UNUSABLE
    check(made, acknowledged)
    with made.served() as served:
        acknowledged["write-another"] = post(served.url, "write-another")
    check(made, acknowledged)


@pytest.mark.fault
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is a file: it can't be away")
def test_a_database_that_goes_and_comes_back_is_answered_and_loses_nothing(tmp_path):
    server = started_server()
    made = office(tmp_path, DJANGO_SETTINGS_MODULE=SETTINGS)
    made.environ["DATABASE_URL"] = new_database(server.url)
    clients = Clients(4)
    with made.served() as served:
        clients.serve(served.url)
        clients.wait_for(10)
        server.stop()
        assert answer(served.url, "write-away") == UNUSABLE
        server.start()
        clients.wait_for(10)
        clients.finish()
        clients.acknowledged["write-away"] = post(served.url, "write-away")
    check(made, clients.acknowledged)
    server.end()
