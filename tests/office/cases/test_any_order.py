"""Whatever the order of judging, proposing, agreeing, repeating, the same findings and cases come of it."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.office.cases.actions.disposing import agree, propose
from kaohe.office.cases.models import Case, Disposition, Dossier, Finding
from kaohe.office.cases.queries.findings import findings_of
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.journal.verification import verify
from tests.office.cases.places import catalogue, official
from tests.office.cases.test_disposing import HEAD, OFFICER, confirm
from tests.office.cases.test_judging import set_single_indicators
from tests.office.people import AT

pytestmark = pytest.mark.django_db
LISTS = {"人均产值": {"GD01": 215, "GD02": 50}}
ACTS = st.lists(
    st.one_of(
        st.just(("judge", 0)),
        st.just(("set", 0)),
        st.tuples(st.just("propose"), st.integers(0, 8)),
        st.tuples(st.just("agree"), st.integers(0, 8)),
    ),
    max_size=12,
)


def act(name, number, published):
    """One act as it comes; what can't be done now is refused and leaves nothing."""
    try:
        if name == "judge":
            judge_owed(AT)
        elif name == "set":
            set_single_indicators("official-lists")
        elif name == "propose":
            found = findings_of(published.pk)
            chosen = [confirm(found[number % len(found)])] if found else []
            propose(actor=OFFICER, choices=chosen, key=f"propose {number}")
        else:
            waiting = list(Disposition.objects.filter(state="proposed").values_list("pk", flat=True))
            chosen = [waiting[number % len(waiting)]] if waiting else []
            agree(actor=HEAD, dispositions=chosen, key=f"agree {Disposition.objects.count()} {chosen}")
    except Refused:
        pass


def all_done(published):
    """What is left is done in one go."""
    for name in ("judge", "set", "judge"):
        act(name, 0, published)
    left = [confirm(each) for each in findings_of(published.pk) if each.state == "open"]
    if left:
        propose(actor=OFFICER, choices=left, key="the rest")
    waiting = list(Disposition.objects.filter(state="proposed").values_list("pk", flat=True))
    if waiting:
        agree(actor=HEAD, dispositions=waiting, key="all the rest")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=ACTS)
def test_any_order_comes_to_the_same(acts):
    with transaction.atomic():
        catalogue("GD01", "GD02")
        published = official(2025, {"GD01": 205, "GD02": 217}, lists=LISTS)
        for name, number in acts:
            act(name, number, published)
        all_done(published)
        measures = {
            (finding.zone.code, finding.measure) for finding in Finding.objects.select_related("zone")
        }
        assert measures == {
            ("GD01", "written_reminder"),
            ("GD01", "admonitory_talk"),
            ("GD02", "admonitory_talk"),
            ("GD02", "rectification_order"),
            ("GD02", "request_for_talk"),
            ("GD02", "talk_by_provincial_government"),
            ("GD02", "rectification_proposals"),
        }
        cases = Case.objects.values_list("dossier__zone__code", "kind")
        assert sorted(cases) == sorted(measures)
        assert Dossier.objects.count() == 2
        assert not verify().problems
        transaction.set_rollback(True)
