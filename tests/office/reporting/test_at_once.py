"""Two at once, in threads with connections of their own: who comes second waits, and then sees the first.

Only PostgreSQL lets two write side by side; SQLite lets the second wait for the whole of the first.
"""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from kaohe.messages import Refused
from kaohe.office.reporting.actions import freezing, submitting
from kaohe.office.reporting.actions.freezing import freeze
from kaohe.office.reporting.actions.reviewing import Word, decide, pass_on, send_back
from kaohe.office.reporting.models import Figure, Report, Round, Snapshot

from .conftest import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def only_where_two_can_write(db):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database in which two can write at once")


@pytest.fixture
def at_once():
    """Runs works in threads; gives what each returned or raised."""

    def at_once(*works):
        found = [None] * len(works)

        def run(place, work):
            try:
                found[place] = work()
            except Exception as error:
                found[place] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return found

    return at_once


@contextmanager
def stalled(monkeypatch, module, name, waits):
    """The function of a module tells when it is reached, and then waits."""
    plain, reached = getattr(module, name), threading.Event()

    def stalling(*args, **kwargs):
        reached.set()
        waits.wait(10)
        return plain(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, stalling)
        yield reached


@pytest.fixture
def accepted(actors, hand_in, report_of):
    """Every report of the round is accepted; gz's has a query of the province that came after."""
    for code, who in (
        ("gz", "gz"),
        ("ns", "ns"),
        ("zj", "zj"),
        ("广州市", "guangzhou"),
        ("湛江市", "zhanjiang"),
    ):
        hand_in(code, getattr(actors, who), **({"gdp": "20000"} if code.endswith("市") else {}))
        report = report_of(code)
        Report.objects.filter(pk=report.pk).update(stage="province")
        words = [Word(figure.item, "accept") for figure in Figure.objects.filter(report=report)]
        decide(actor=actors.officer, report=report, level="province", words=words, seen=1, key=f"a{code}")
        pass_on(actor=actors.officer, report=report, level="province", seen=1, key=f"p{code}")
    return report_of("gz")


def test_nothing_is_sent_back_while_a_round_is_frozen(monkeypatch, actors, round, accepted, at_once):
    """The freeze has looked; before it is done the province queries a figure and sends the report back."""
    go_on = threading.Event()

    def query_and_send_back():
        assert reached.wait(10)
        threading.Timer(0.5, go_on.set).start()  # by then this thread waits for the report
        words = [Word("gdp", "query", "口径？")]
        decide(actor=actors.officer, report=accepted, level="province", words=words, seen=1, key="query")
        send_back(actor=actors.officer, report=accepted, level="province", seen=1, key="back")

    with stalled(monkeypatch, freezing, "write_snapshot", go_on) as reached:
        snapshot, sent = at_once(
            lambda: freeze(actor=actors.head, round=round, reason="", key="freeze"), query_and_send_back
        )
    assert isinstance(snapshot, Snapshot)
    assert isinstance(sent, Refused) and [each.code for each in sent.problems] == ["reporting.locked_frozen"]
    assert Round.objects.get(pk=round.pk).state == Round.State.FROZEN
    assert Report.objects.get(pk=accepted.pk).stage == Report.Stage.ACCEPTED


def test_two_freezes_make_one_snapshot(actors, round, accepted, at_once):
    works = [
        lambda key=key: freeze(actor=actors.head, round=round, reason="", key=key) for key in ("one", "two")
    ]
    found = at_once(*works)
    assert sorted(type(each).__name__ for each in found) == ["Refused", "Snapshot"]
    assert Snapshot.objects.filter(round=round).count() == 1


def test_of_two_reviewers_at_once_the_second_is_told(monkeypatch, actors, hand_in, report_of, at_once):
    hand_in("gz")
    report = report_of("gz")
    both = threading.Barrier(2)

    def say(outcome):
        both.wait(10)
        word = Word("gdp", outcome, "理由", after=0)
        return decide(
            actor=actors.guangzhou, report=report, level="city", words=[word], seen=1, key=f"key-{outcome}"
        )

    found = at_once(lambda: say("accept"), lambda: say("return"))
    refused = next(each for each in found if isinstance(each, Refused))
    assert 1 in found and [each.code for each in refused.problems] == ["reporting.decided_meanwhile"]


def test_a_cell_saved_while_it_is_handed_in_is_refused(monkeypatch, actors, fill, report_of, at_once):

    fill("gz")
    report, go_on = report_of("gz"), threading.Event()

    def save():
        assert reached.wait(10)
        threading.Timer(0.5, go_on.set).start()
        return fill("gz", actors.gz_reporter, gdp="5000")

    with stalled(monkeypatch, submitting, "obstacles", go_on) as reached:
        version, saved = at_once(
            lambda: submitting.submit(actor=actors.gz, report=report, people=PEOPLE, seen=0, key="submit"),
            save,
        )
    assert version == 1
    assert [problem.code for problem in saved.problems] == ["reporting.locked_city"]
    assert Figure.objects.get(report=report, item="gdp").value == 1000
