"""A zone's file: what it holds, and who sees how much of it."""

from datetime import date

import pytest
from django.urls import reverse

from kaohe.office.cases.models import Case, Dossier
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.zones.actions import record_event
from kaohe.office.zones.models import Event
from tests.office.acting import HEAD
from tests.office.cases.places import catalogue, official
from tests.office.people import AT
from tests.web.findings.test_findings import KEY, deciding, proposing

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(client_of, published):
    measures = ["admonitory_talk", "rectification_proposals"]
    proposing(client_of("officer"), published, measures)
    deciding(client_of("head"), published)
    return Dossier.objects.get()


@pytest.mark.parametrize("name", ["officer", "head", "government", "auditor"])
def test_a_file_holds_findings_cases_and_places(client_of, dossier, name):
    html = client_of(name).get(reverse("dossier", args=[dossier.pk])).content.decode()
    assert html.count('class="panel finding"') == 5
    assert "217 / 219" in html
    assert all(f"/cases/{case.pk}/" in html for case in Case.objects.all())
    assert "湛江经济技术开发区" in client_of(name).get(reverse("dossiers")).content.decode()


def test_the_zone_and_its_city_see_what_is_shown_to_them_and_no_finding_undecided(client_of, dossier):
    Case.objects.filter(kind="admonitory_talk").update(shown_at=AT)
    for name in ("committee", "city"):
        answer = client_of(name).get(reverse("dossier", args=[dossier.pk]))
        html = answer.content.decode()
        assert answer.status_code == 200
        assert "约谈国家级经开区有关负责人" in html
        assert "责令其限期整改" not in html


@pytest.mark.parametrize("name", ["other", "reviewer", "committee"])
def test_to_anybody_else_the_file_is_not_there(client_of, dossier, name):
    Case.objects.update(shown_at=None)
    assert client_of(name).get(reverse("dossier", args=[dossier.pk])).status_code == 404


def test_the_file_of_the_year_before_stands_beside_it(client_of, dossier):
    later = official(2026, {"GD02": 218}, published_on=AT.date())
    judge_owed(AT)
    proposing(client_of("officer"), later, ["admonitory_talk"], key=KEY[::-1])
    deciding(client_of("head"), later, key=KEY[::-1])
    new = Dossier.objects.get(publication=later)
    html = client_of("head").get(reverse("dossier", args=[new.pk])).content.decode()
    assert reverse("dossier", args=[dossier.pk]) in html
    assert "217 / 219" in html and "218 / 219" in html


def test_the_head_starts_a_case_with_its_basis(client_of, dossier):
    page = reverse("case_start", args=[dossier.publication_id, "GD02"])
    assert client_of("officer").get(page).status_code == 403
    assert client_of("head").post(page, {"kind": "warning", "basis": "", "key": KEY}).status_code == 422
    answer = client_of("head").post(page, {"kind": "warning", "basis": "处务会议纪要", "key": KEY})
    assert answer.status_code == 302
    assert Case.objects.get(kind="warning").dossier == dossier


def test_an_open_case_whose_finding_is_gone_is_marked(client_of, dossier):
    first = dossier.publication
    official(2025, {"GD02": 100}, supersedes=first, reason="更正", public_from=AT)
    judge_owed(AT)
    html = client_of("officer").get(reverse("dossier", args=[dossier.pk])).content.decode()
    assert "依据不再成立" in html
    assert "更正" in html and "100 / 219" in html


def test_a_case_with_a_clock_shows_when_it_is_due(client_of):
    catalogue("GD02")
    official(2024, {"GD02": 218})
    published = official(2025, {"GD02": 219}, published_on=date(2026, 6, 20))
    record_event(actor=HEAD, code="GD02", event=Event.DEMOTION, since=date(2026, 6, 25), basis="国函")
    judge_owed(AT)
    proposing(client_of("officer"), published, ["written_report"])
    deciding(client_of("head"), published)
    html = client_of("officer").get(reverse("dossier", args=[Dossier.objects.get().pk])).content.decode()
    assert "2026-07-05" in html[html.index("办理事项") : html.index("历次名次")]
    assert f"/deadlines/{Case.objects.get().clock_id}/" in html
