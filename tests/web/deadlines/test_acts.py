"""Changing deadlines through pages: who may, what is refused beside the form, what a second press does."""

from datetime import date

import pytest
from django.urls import reverse

from kaohe.office.clocks.actions.pausing import pause
from kaohe.office.clocks.models import Extension, Pause, Resumption
from kaohe.office.clocks.queries.due import due_of
from tests.office.clocks.conftest import PEOPLE, START, on
from tests.office.clocks.test_extending import wish

pytestmark = pytest.mark.django_db
PAUSE = {"since": "2026-06-05", "reason": "专家评审", "key": "key-00000001"}
RESUME = {"resumed_on": "2026-06-09", "key": "key-00000002"}
EXTEND = {"more": "5", "counting": "working", "until": "", "reason": "材料较多", "key": "key-00000003"}
DECIDE = {"decision": "grant", "answer": "", "key": "key-00000004"}
FORMS = {"pause": PAUSE, "resume": RESUME, "extend": EXTEND, "decide": DECIDE}
MAY = {
    "pause": {"head", "officer", "government"},
    "resume": {"head", "officer", "government"},
    "extend": {"head", "officer", "gdd"},
    "decide": {"head", "government"},
}
SEE = {"head", "officer", "government", "guangzhou", "gdd", "reporter"}


def at(name, clock):
    return reverse(f"deadline_{name}", args=[clock.pk])


@pytest.fixture
def ready(actors, begin):
    """A clock on which each act can be taken."""

    def ready(act):
        clock = begin()
        if act == "decide":
            wish(actors.gdd, clock, day="2026-06-09", key="wished")
        if act == "resume":
            given = {"clock": clock, "since": date(2026, 6, 5), "reason": "评审", "key": "p"}
            pause(actor=on(actors.officer, "2026-06-08"), **given)
        return clock

    return ready


@pytest.mark.parametrize("act", FORMS)
@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_do_what(client_of, ready, act, name):
    clock, client = ready(act), client_of(name)
    wanted = 404 if name not in SEE else 200 if name in MAY[act] else 403
    assert client.get(at(act, clock)).status_code == wanted
    answer = client.post(at(act, clock), FORMS[act])
    assert answer.status_code == (302 if wanted == 200 else wanted)
    done = {
        "pause": Pause.objects.filter(clock=clock),
        "resume": Resumption.objects.filter(pause__clock=clock),
        "extend": Extension.objects.filter(clock=clock),
        "decide": Extension.objects.filter(clock=clock, state="granted"),
    }
    assert done[act].count() == (1 if wanted == 200 else 0)


def test_a_second_press_is_the_first_ones_retry(client_of, begin):
    clock, client = begin(), client_of("officer")
    for _ in range(2):
        assert client.post(at("pause", clock), PAUSE).status_code == 302
    for _ in range(2):
        assert client.post(at("resume", clock), RESUME).status_code == 302
    assert (Pause.objects.count(), Resumption.objects.count()) == (1, 1)
    assert due_of(clock, START).due_on == date(2026, 6, 20)


def test_what_was_decided_meanwhile_is_told_on_the_page_of_the_deadline(client_of, ready):
    clock = ready("decide")
    assert client_of("head").post(at("decide", clock), DECIDE).status_code == 302
    late = client_of("government").post(at("decide", clock), DECIDE | {"decision": "refuse"}, follow=True)
    assert late.redirect_chain[-1][0] == reverse("deadline", args=[clock.pk])
    assert "已经审批" in late.content.decode()
    assert Extension.objects.get().state == "granted"


@pytest.mark.parametrize(
    ("act", "changed", "said"),
    [
        ("pause", {"since": "2026-06-11"}, "2026-06-11"),
        ("pause", {"since": ""}, "中止之日"),
        ("pause", {"reason": ""}, "理由"),
        ("pause", {"key": ""}, ""),
        ("resume", {"resumed_on": "2026-06-11"}, "2026-06-11"),
        ("extend", {"until": "2026-06-30"}, "只填其一"),
        ("extend", {"more": ""}, "只填其一"),
        ("extend", {"more": "0"}, ""),
        ("extend", {"counting": "weeks"}, ""),
        ("decide", {"decision": "refuse"}, "理由"),
        ("decide", {"decision": "perhaps"}, ""),
    ],
)
def test_what_is_wrong_is_told_beside_the_form(client_of, ready, act, changed, said):
    clock = ready(act)
    answer = client_of("head").post(at(act, clock), FORMS[act] | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_until_a_day_is_asked_and_granted_through_pages(client_of, begin):
    clock = begin()
    form = EXTEND | {"more": "", "until": "2026-06-30"}
    assert client_of("gdd").post(at("extend", clock), form).status_code == 302
    page = client_of("head").get(at("decide", clock)).content.decode()
    assert "2026-06-30" in page and "材料较多" in page
    assert client_of("head").post(at("decide", clock), DECIDE).status_code == 302
    assert due_of(clock, START).due_on == date(2026, 6, 30)


def test_there_is_nothing_here_of_a_deadline_that_is_not(client_of):
    for act in FORMS:
        assert client_of("head").get(reverse(f"deadline_{act}", args=[999])).status_code == 404
