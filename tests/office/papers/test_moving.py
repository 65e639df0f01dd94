"""The way of a paper: a table of steps by state and by who tries; what each step leaves."""

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.notices.models import Notice
from kaohe.office.papers.actions.moving import take_step
from kaohe.office.papers.models import Cosigner, Delivery, Issue, Paper
from kaohe.office.papers.steps import WAYS
from tests.office.papers.conftest import key, refused
from tests.office.people import office

pytestmark = pytest.mark.django_db

# who may take a step with a paper in a state: d drafter, k another officer, h head, s the cosigner's officer;
# "-" nobody. The committee and a foreign city never may.
TABLE = """
                 hand_in check cosign sign return_checked return_cosigned return_signed take_back drop void
drafting         dkh     -     -      -    -              -               -             -         dkh  -
checking         -       kh    -      -    kh             -               -             dkh       -    -
cosigning        -       -     s      -    -              s               -             dkh       -    -
signing          -       -     -      h    -              -               h             dkh       -    -
issued           -       -     -      -    -              -               -             -         -    h
void             -       -     -      -    -              -               -             -         -    -
dropped          -       -     -      -    -              -               -             -         -    -
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().split("\n")]
CASES = [(row[0], step, letters) for row in ROWS for step, letters in zip(HEAD, row[1:], strict=True)]
ROADS = {
    "drafting": (),
    "checking": ("hand_in",),
    "cosigning": ("hand_in", "check"),
    "signing": ("hand_in", "check", "cosign"),
    "issued": ("hand_in", "check", "cosign", "sign"),
    "void": ("hand_in", "check", "cosign", "sign", "void"),
    "dropped": ("drop",),
}


def test_the_table_has_every_step_and_state():
    assert list(WAYS) == HEAD and [row[0] for row in ROWS] == list(ROADS) == list(Paper.State)


@pytest.mark.parametrize(("state", "step", "letters"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_who_may_from_where(people, drafted, go, state, step, letters):
    who = {
        "d": people.drafter, "k": people.checker, "h": people.head, "s": people.statistics,
        "c": people.committee, "x": people.stranger,
    }  # fmt: skip
    for letter, acting in who.items():
        paper = go(drafted(cosigners=["statistics"]), *ROADS[state])
        assert paper.state == state
        try:
            take_step(actor=acting, paper=paper, step=step, seen=paper.revision, key=key(), note="理由")
            moved = True
        except (Denied, Refused):
            moved = False
        assert moved == (letter in letters), letter
        assert (Paper.objects.get(pk=paper.pk).revision != paper.revision) == moved


def test_signing_numbers_freezes_and_delivers(issued):
    paper = issued()
    issue = Issue.objects.get(paper=paper)
    assert issue.number == "粤商务函〔2026〕1号"
    assert issue.content["number"] == issue.number and issue.content["dated"] == "2026-07-01"
    assert Delivery.objects.get(issue=issue).office == office("zetdz")


def test_whoever_gets_a_copy_gets_it_delivered_too(people, drafted, go):
    copies = [office("guangzhou").name_zh, "本系统以外的单位", office("zetdz").name_zh]
    paper = go(drafted(copies=copies), "hand_in", "check", "sign")
    went = Delivery.objects.filter(issue__paper=paper).values_list("office__code", "copy")
    assert sorted(went) == [("guangzhou", True), ("zetdz", False)]


def test_whoever_has_a_paper_is_told_that_it_is_void(people, issued, go):
    go(issued(), "void")
    told = Notice.objects.filter(code="papers.voided").values_list("to__username", flat=True)
    assert sorted(told) == ["committee", "reporter"]


def test_a_returned_paper_has_to_be_countersigned_again(drafted, go):
    paper = go(drafted(cosigners=["statistics"]), "hand_in", "check", "cosign", "return_signed")
    assert paper.state == Paper.State.DRAFTING
    assert Cosigner.objects.get(paper=paper).signed_at is None


def test_several_cosigners_each_sign_for_themselves(people, drafted, go):
    paper = go(drafted(cosigners=["statistics", "guangzhou"]), "hand_in", "check", "cosign")
    assert paper.state == Paper.State.COSIGNING
    take_step(actor=people.stranger, paper=paper, step="cosign", seen=paper.revision, key=key())
    assert Paper.objects.get(pk=paper.pk).state == Paper.State.SIGNING


def test_a_return_says_why(people, drafted, go):
    paper = go(drafted(), "hand_in")
    with refused("papers.reason_missing"):
        go(paper, "return_checked", note=" ")


def test_an_unknown_step_names_those_there_are(people, drafted):
    with pytest.raises(Refused, match="hand_in"):
        take_step(actor=people.head, paper=drafted(), step="stamp", seen=1, key=key())


def test_a_sign_that_no_font_has_stops_the_letter_before_its_number(drafted, go):
    with refused("letters.no_glyph"):
        go(drafted(zone="测试\ue000区"), "hand_in", "check", "sign")
    assert not Issue.objects.exists()


def test_without_a_mark_nothing_is_issued(people, drafted, go):
    from kaohe.office.papers.models import Mark  # noqa: PLC0415

    Mark.objects.all().delete()
    with refused("papers.no_mark"):
        go(drafted(), "hand_in", "check", "sign")
    assert not Issue.objects.exists()
