"""How often a caller may ask, what is kept of a token's use, and how many queries an answer takes."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from kaohe.office.accounts.models import Token
from kaohe.office.journal.models import Entry
from kaohe.office.journal.verification import verify
from kaohe.office.zones import queries
from kaohe.web.api import callers
from kaohe.web.models import Asking
from tests.office.reporting.conftest import NOW

pytestmark = pytest.mark.django_db

CALLER = 4
"""The token with its user, and the posts of the day; the request counted, and how many they are. The token's
use is kept once a minute."""
QUERIES = {
    "zones": 1,
    "zones/JKQ440003": 1,
    "rounds": 2,
    "rounds/2018": 2,
    "rounds/2018/scheme": 1,
    "rounds/2018/progress": 5,
    "rounds/2018/progress/cities": 5,
    "rounds/2018/reports": 2,
    "rounds/2018/snapshots": 2,
    "rounds/2018/snapshots/1/manifest": 1,
    "rounds/2018/snapshots/1/standings": 1,
    "rounds/2018/snapshots/1/files": 1,
}


@pytest.mark.parametrize("path", QUERIES)
def test_an_answer_takes_few_queries(path, programme, frozen, zones, django_assert_num_queries):
    reader = programme("head")
    assert reader.get(path).status_code == 200
    with django_assert_num_queries(CALLER + QUERIES[path]):
        reader.get(path)


def test_a_report_takes_as_many_queries_however_many_cells_it_has(
    programme, report_of, hand_in, django_assert_num_queries
):
    hand_in("gz")
    reader, path = programme("gz"), f"reports/{report_of('gz').pk}"
    reader.get(path)
    with django_assert_num_queries(CALLER + 12):
        reader.get(path)
    with django_assert_num_queries(CALLER + 3):
        reader.get(f"{path}/versions")
    with django_assert_num_queries(CALLER + 5):
        reader.get(f"{path}/versions/1")


def test_lists_of_a_reader_take_one_query(programme, told, django_assert_num_queries):
    for name, path in (("gz", "notices"), ("auditor", "journal")):
        reader = programme(name)
        reader.get(path)
        with django_assert_num_queries(CALLER + 1):
            reader.get(path)


def test_whoever_asks_too_often_is_told_how_long_to_wait(programme, monkeypatch):
    monkeypatch.setattr(callers, "A_MINUTE", 2)
    reader, other = programme("gz"), programme("gz")
    assert [reader.get("rounds").status_code for _ in range(3)] == [200, 200, 429]
    stopped = reader.get("zones")
    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"] == "60"
    assert stopped.json()["problems"][0]["allowed"] == 2
    assert stopped.json()["code"] == "web_api.too_many_a_minute"
    assert other.get("rounds").status_code == 200
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(seconds=59))
    assert reader.get("rounds").headers["Retry-After"] == "1"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(seconds=60))
    assert reader.get("rounds").status_code == 200


def test_every_request_of_a_caller_is_counted_anew_each_minute(db):
    for number in range(1, 4):
        callers.count("user:7", NOW)
        assert Asking.objects.get(caller="user:7").made == number
    callers.count("user:7", NOW + timedelta(minutes=1))
    assert Asking.objects.get(caller="user:7").made == 1


def test_writing_bearer_in_other_letters_gives_no_second_count(programme, monkeypatch):
    monkeypatch.setattr(callers, "A_MINUTE", 1)
    reader = programme("gz")
    assert reader.get("rounds").status_code == 200
    other = Client().get("/api/v1/rounds", headers={"Authorization": f"bearer  {reader.secret} "})
    assert other.status_code == 429


def uses():
    return Entry.objects.filter(action="accounts.use_token").count()


def test_a_token_is_journaled_once_a_day_and_its_last_use_kept_to_the_minute(programme, monkeypatch):
    reader, token = programme("gz"), Token.objects.filter(user__username="gz")
    for _ in range(3):
        reader.get("rounds")
    assert uses() == 1
    entry = Entry.objects.get(action="accounts.use_token")
    assert (entry.actor_name, entry.source, entry.key) == ("gz", "127.0.0.1", str(token.get().pk))
    for ahead, kept in ((timedelta(seconds=30), NOW), (timedelta(minutes=2), NOW + timedelta(minutes=2))):
        monkeypatch.setattr("django.utils.timezone.now", lambda ahead=ahead: NOW + ahead)
        reader.get("rounds")
        assert token.get().last_used_at == kept
    midnight = NOW + timedelta(hours=14)  # in China
    for at, times in ((midnight - timedelta(seconds=1), 1), (midnight, 2)):
        monkeypatch.setattr("django.utils.timezone.now", lambda at=at: at)
        reader.get("rounds")
        assert uses() == times
    assert not verify().problems


def test_a_token_out_of_scope_is_a_use_and_a_wrong_one_is_none(programme, actors):
    programme("gz", {"zones.read"}).get("rounds")
    assert uses() == 1
    Client().get("/api/v1/rounds", headers={"Authorization": "Bearer wrong"})
    assert uses() == 1


def test_a_database_that_is_gone_is_a_problem_with_a_time_to_wait(programme, monkeypatch):
    reader = programme("gz")
    reader.client.raise_request_exception = False

    def gone(*_, **__):
        raise OperationalError("no connection")

    monkeypatch.setattr("kaohe.web.api.rounds._with_windows", gone)
    answer = reader.get("rounds")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.json()["code"] == "web_api.unusable"
    monkeypatch.setattr(queries, "Spell", None)
    fault = reader.get("zones")
    assert fault.status_code == 500
    assert fault.json()["code"] == "web_api.fault"
    assert "Traceback" not in fault.content.decode()
