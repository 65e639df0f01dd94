"""Many take a step in one go: each by itself, those that can't are named, nothing is done twice."""

import pytest

from kaohe.office.journal.models import Entry
from kaohe.office.papers.models import Issue, Paper
from tests.web.papers.conftest import KEY

pytestmark = pytest.mark.django_db


def run(client, papers, **more):
    asked = [f"{paper.pk}-{paper.revision}" for paper in papers]
    form = {"key": KEY, "step": "sign", "paper": asked, **more}
    return client.post("/papers/run/", form)


def test_some_at_a_time_and_the_answer_asks_for_the_rest(client_of, drafted, go):
    papers = [go(drafted(), "hand_in", "check") for _ in range(23)]
    head = client_of("head")
    html = run(head, papers).content.decode()
    assert Issue.objects.count() == 20 and "20 / 23" in html
    html = run(head, papers[20:], done=20).content.decode()
    assert "23 / 23" in html
    assert list(Issue.objects.order_by("sequence").values_list("paper", flat=True)) == [p.pk for p in papers]


def test_sent_again_nothing_is_done_twice(client_of, drafted, go):
    papers, head = [go(drafted(), "hand_in", "check") for _ in range(3)], client_of("head")
    for _ in range(2):
        assert run(head, papers).content.decode().count("lamp green") == 3
    assert Issue.objects.count() == Entry.objects.filter(action="papers.sign").count() == 3


def test_one_that_cannot_is_named_and_the_others_go_on(client_of, drafted, go):
    bad = go(drafted(zone="测试\ue000区"), "hand_in", "check")
    papers = [go(drafted(), "hand_in", "check"), bad, go(drafted(), "hand_in", "check")]
    html = run(client_of("head"), papers).content.decode()
    assert "U+E000" in html and html.count("lamp red") == 1
    assert sorted(Issue.objects.values_list("sequence", flat=True)) == [1, 2]
    assert Paper.objects.get(pk=bad.pk).state == Paper.State.SIGNING


def test_everything_on_the_page(client_of, drafted, go):
    papers = [go(drafted(), "hand_in", "check") for _ in range(3)]
    asked = [f"{paper.pk}-{paper.revision}" for paper in papers]
    run(client_of("head"), [], all=asked, everything="1")
    assert Issue.objects.count() == 3


@pytest.mark.parametrize("who", ["committee", "stranger"])
def test_others_papers_are_passed_over(client_of, drafted, go, who):
    html = run(client_of(who), [go(drafted(), "hand_in", "check")]).content.decode()
    assert "lamp green" not in html and not Issue.objects.exists()


def test_an_unknown_step_and_an_empty_choice_are_refused(client_of, drafted, go):
    head, paper = client_of("head"), go(drafted(), "hand_in", "check")
    assert run(head, [paper], step="void").status_code == 409
    assert run(head, []).status_code == 409
    assert run(head, [], paper=["x", "-", "9999999999-1"]).status_code == 200
