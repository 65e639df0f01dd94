"""The demo's year: two rankings, and what follows from them in every state that one may want to look at."""

from datetime import UTC, datetime

import pytest

from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import User
from kaohe.office.cases.models import Case, Disposition
from kaohe.office.cases.queries.cases import Filters, cases_for
from kaohe.office.clocks.models import Clock
from kaohe.office.clocks.queries.due import due_of
from kaohe.office.papers.models import Issue, Paper, Rendering
from kaohe.samples import cohort
from kaohe.web.operations.demo_people import Cast
from kaohe.web.operations.demo_year import load_year_of_cases

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


KINDS = {
    "written_reminder",
    "admonitory_talk",
    "rectification_order",
    "request_for_talk",
    "talk_by_provincial_government",
    "rectification_proposals",
    "written_report",
    "rectification",
    "warning",
    "incentive",
}
"""What clause 四 knows, but for 通报, which goes as 警告 does."""


@pytest.mark.django_db
def test_the_year_holds_each_kind_of_case_and_letters_on_their_way(settings, tmp_path):
    settings.HOME = tmp_path
    simulated = cohort()
    cast = Cast(AT, simulated)
    load_year_of_cases(cast, simulated)
    cast.hire_for_the_last(simulated.events[0].unit)

    assert set(Case.objects.values_list("kind", flat=True)) >= KINDS
    assert set(Case.objects.values_list("state", flat=True)) >= {"opened", "sent"}
    assert Disposition.objects.filter(state=Disposition.State.PROPOSED).exists(), (
        "something is left to agree to"
    )
    papers = set(Paper.objects.values_list("kind", "state"))
    assert papers >= {("rectification_order", "cosigning"), ("written_reminder", "signing")}
    assert Rendering.objects.count() == Issue.objects.count() == 1
    assert _sees("last_city") == {"written_report"}
    assert due_of(Clock.objects.get(), AT.date()).lamp in {"running", "due_soon"}


def _sees(username):
    actor = actor_of(User.objects.get(username=username), AT)
    return set(cases_for(actor, Filters()).values_list("kind", flat=True))
