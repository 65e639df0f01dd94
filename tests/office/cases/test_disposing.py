"""One officer proposes, another person agrees, and only then a case is open."""

from dataclasses import replace

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.cases.actions.disposing import agree, decline, propose
from kaohe.office.cases.actions.proposals import Choice
from kaohe.office.cases.models import Case, Disposition, Dossier
from kaohe.office.cases.queries.findings import findings_of
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.journal.models import Entry
from tests.office.acting import OTHERS, acting
from tests.office.cases.places import catalogue, official
from tests.office.people import AT
from tests.office.zones.test_actions import codes

pytestmark = pytest.mark.django_db
OFFICER = replace(acting(Role.PROVINCE_OFFICER, at=AT), user=11, name="经办")
HEAD = replace(acting(Role.PROVINCE_HEAD, at=AT), user=12, name="处长")


@pytest.fixture
def published():
    catalogue("GD01", "GD02")
    publication = official(2025, {"GD01": 210, "GD02": 217})
    judge_owed(AT)
    return publication


def finding(published, code, measure):
    wanted = (code, measure)
    return next(e for e in findings_of(published.pk) if (e.row.zone.code, e.row.measure) == wanted)


def proposed(*choices, actor=OFFICER, key="a proposal"):
    propose(actor=actor, choices=choices, key=key)
    return list(Disposition.objects.filter(state="proposed").values_list("pk", flat=True))


def confirm(found, reason=""):
    return Choice(found.row.pk, "confirm", reason=reason)


def test_a_confirmed_finding_opens_its_case_in_the_file_of_the_zone(published):
    order = finding(published, "GD02", "rectification_order")
    keys = proposed(confirm(order))
    assert not Case.objects.exists()
    assert agree(actor=HEAD, dispositions=keys, key="agreed") == 1
    case = Case.objects.get()
    assert (case.kind, case.finding, case.dossier.zone.code) == (order.row.measure, order.row, "GD02")
    assert case.office.code == "commerce"
    assert case.addressee == case.dossier.committee
    assert case.dossier.city == "湛江市"
    assert case.clock is None and not case.offices.exists()
    assert Entry.objects.order_by("position").last().action == "cases.agree"


def test_all_of_a_zone_stand_in_one_file_with_the_offices_that_the_rule_names(published):
    found = [each for each in findings_of(published.pk) if each.row.zone.code == "GD02"]
    agree(actor=HEAD, dispositions=proposed(*map(confirm, found)), key="agreed")
    assert Dossier.objects.count() == 1
    cases = {case.kind: case for case in Case.objects.select_related("office", "addressee", "report_to")}
    assert len(cases) == len(found)
    talk, request = cases["talk_by_provincial_government"], cases["request_for_talk"]
    assert (talk.office.kind, talk.person) == ("provincial_government", "principal")
    assert (request.requested_of, request.person) == ("provincial_leaders", "responsible_person")
    proposals = cases["rectification_proposals"]
    assert (proposals.office.name_zh, proposals.report_to) == ("湛江市人民政府", talk.office)
    assert Office.objects.filter(kind="provincial_government").count() == 1


def test_who_proposed_does_not_agree(published):
    keys = proposed(confirm(finding(published, "GD02", "admonitory_talk")), actor=HEAD)
    with pytest.raises(Refused) as refused:
        agree(actor=HEAD, dispositions=keys, key="agreed")
    assert codes(refused) == ["cases_findings.own_proposal"]
    with pytest.raises(Refused):
        decline(actor=HEAD, dispositions=keys, reason="不妥", key="declined")


@pytest.mark.parametrize("role", OTHERS)
def test_only_a_head_agrees(published, role):
    keys = proposed(confirm(finding(published, "GD02", "admonitory_talk")))
    for act in (agree, lambda **given: decline(**given, reason="不妥")):
        with pytest.raises(Denied):
            act(actor=acting(role, at=AT), dispositions=keys, key="agreed")


@pytest.mark.parametrize("role", list(Role))
def test_only_the_province_proposes(published, role):
    choice = confirm(finding(published, "GD02", "admonitory_talk"))
    if role in (Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER):
        assert propose(actor=acting(role, at=AT), choices=[choice], key="proposed") == 1
    else:
        with pytest.raises(Denied):
            propose(actor=acting(role, at=AT), choices=[choice], key="proposed")


def test_what_is_absorbed_belongs_to_the_case_of_the_other(published):
    request = finding(published, "GD02", "request_for_talk")
    talk = finding(published, "GD02", "talk_by_provincial_government")
    keys = proposed(Choice(request.row.pk, "absorb", talk.row.pk))
    with pytest.raises(Refused) as refused:
        agree(actor=HEAD, dispositions=keys, key="too early")
    assert codes(refused) == ["cases_findings.into_not_confirmed"]
    keys = proposed(confirm(talk), key="the other")
    agree(actor=HEAD, dispositions=keys, key="both")
    assert Case.objects.get().finding == talk.row
    assert finding(published, "GD02", "request_for_talk").state == "absorb"


def test_what_is_wrong_is_said_of_each(published):
    talk, request = (finding(published, "GD02", name) for name in ("admonitory_talk", "request_for_talk"))
    elsewhere = finding(published, "GD01", "admonitory_talk")
    wrong = [
        (Choice(0, "confirm"), "nothing_chosen"),
        (Choice(talk.row.pk, "forget"), "outcome_unknown"),
        (Choice(talk.row.pk, "set_aside"), "reason_to_set_aside"),
        (Choice(talk.row.pk, "absorb", request.row.pk), "reason_to_absorb"),
        (Choice(talk.row.pk, "absorb", reason="一并"), "into_missing"),
        (Choice(talk.row.pk, "absorb", talk.row.pk, "一并"), "into_missing"),
        (Choice(talk.row.pk, "absorb", elsewhere.row.pk, "一并"), "into_elsewhere"),
    ]
    for choice, code in wrong:
        with pytest.raises(Refused) as refused:
            propose(actor=OFFICER, choices=[choice], key=f"wrong {code}")
        assert codes(refused) == [f"cases_findings.{code}"], choice
    with pytest.raises(Refused) as refused:
        propose(actor=OFFICER, choices=[confirm(talk), confirm(talk)], key="twice")
    assert codes(refused) == ["cases_findings.chosen_twice"]
    assert not Disposition.objects.exists()


def test_a_declined_proposal_opens_the_finding_again_and_is_kept(published):
    talk = finding(published, "GD02", "admonitory_talk")
    decline(actor=HEAD, dispositions=proposed(confirm(talk)), reason="先核实", key="declined")
    again = finding(published, "GD02", "admonitory_talk")
    assert again.state == "open" and again.declined[0].answer == "先核实"
    agree(actor=HEAD, dispositions=proposed(confirm(talk), key="again"), key="agreed")
    assert Case.objects.count() == 1


def test_a_retry_does_nothing_twice_and_another_request_is_refused(published):
    talk = finding(published, "GD02", "admonitory_talk")
    keys = proposed(confirm(talk))
    assert propose(actor=OFFICER, choices=[confirm(talk)], key="a proposal") == 1
    with pytest.raises(Refused) as refused:
        propose(actor=OFFICER, choices=[confirm(talk)], key="another")
    assert codes(refused) == ["cases_findings.proposed_already"]
    for _ in range(2):
        assert agree(actor=HEAD, dispositions=keys, key="agreed") == 1
    with pytest.raises(Refused) as refused:
        agree(actor=HEAD, dispositions=keys, key="once more")
    assert codes(refused) == ["cases_findings.decided_meanwhile"]
    assert Case.objects.count() == 1
