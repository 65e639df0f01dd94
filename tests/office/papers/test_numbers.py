"""Numbers: by mark and year, without gap or double, whatever is rolled back and however many sign at once."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction

from kaohe.messages import Refused
from kaohe.office.papers.actions.issuing import set_mark
from kaohe.office.papers.actions.moving import take_step
from kaohe.office.papers.models import Counter, Issue, Paper
from kaohe.office.papers.queries.lists import register_of
from tests.office.papers.conftest import key, refused
from tests.office.people import office


@pytest.mark.django_db
def test_numbers_run_by_mark_and_begin_anew_with_the_year(issued, drafted, go):
    numbers = [Issue.objects.get(paper=issued()).number for _ in range(2)]
    order = go(drafted("rectification_order"), "hand_in", "check", "sign")
    next_year = datetime(2026, 12, 31, 17, tzinfo=UTC)  # the first of January in China
    later = go(drafted(), "hand_in", "check", "sign", at=next_year)
    numbers += [Issue.objects.get(paper=paper).number for paper in (order, later)]
    assert numbers == [
        "粤商务函〔2026〕1号",
        "粤商务函〔2026〕2号",
        "粤商务〔2026〕1号",
        "粤商务函〔2027〕1号",
    ]


@pytest.mark.django_db
def test_a_void_paper_keeps_its_number(issued, go):
    first = go(issued(), "void")
    issued()
    rows = [(each.sequence, each.paper.state) for each in register_of("粤商务函", 2026)]
    assert rows == [(1, Paper.State.VOID), (2, Paper.State.ISSUED)]
    assert first.issue.voiding.reason == "理由"


@pytest.mark.django_db
def test_signing_that_is_rolled_back_leaves_no_gap(issued, drafted, go):
    paper = go(drafted(), "hand_in", "check")
    with pytest.raises(RuntimeError), transaction.atomic():
        go(paper, "sign")
        raise RuntimeError
    assert not Counter.objects.exists() and not Issue.objects.exists()
    assert Issue.objects.get(paper=issued()).sequence == 1


@pytest.mark.django_db
def test_two_offices_never_share_a_mark(people):
    with refused("papers.mark_taken"):
        set_mark(actor=people.committee, office=office("zetdz"), style="letter", mark="粤商务函", key=key())


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["", "ABC", "粤商务函〔", "粤 商"])
def test_a_mark_is_chinese_letters_only(people, mark):
    with pytest.raises(Refused):
        set_mark(actor=people.head, office=office("commerce"), style="letter", mark=mark, key=key())


@pytest.mark.django_db(transaction=True)
def test_twelve_signed_at_once_take_twelve_numbers_in_a_row(people, drafted, go):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database in which two can write at once")
    papers = [go(drafted(), "hand_in", "check") for _ in range(12)]

    def sign(paper):
        take_step(actor=people.head, paper=paper, step="sign", seen=paper.revision, key=key())
        connections.close_all()

    threads = [threading.Thread(target=sign, args=(paper,)) for paper in papers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(Issue.objects.values_list("sequence", flat=True)) == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_the_same_paper_one_does(people, drafted, go):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database in which two can write at once")
    paper, outcomes = go(drafted(), "hand_in", "check"), []

    def sign():
        try:
            take_step(actor=people.head, paper=paper, step="sign", seen=paper.revision, key=key())
            outcomes.append("signed")
        except Refused:
            outcomes.append("refused")
        connections.close_all()

    threads = [threading.Thread(target=sign) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["refused", "signed"] and Issue.objects.count() == 1
