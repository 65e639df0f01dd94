"""What a case fills into its letters, who may begin them, whom they go to."""

from datetime import datetime, timedelta

import pytest

from kaohe.letters import fill, letter_template
from kaohe.letters.values import with_days
from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.models import Standing
from kaohe.office.cases.actions.letters import draft_letter
from kaohe.office.cases.machines import MACHINES
from kaohe.office.cases.models import Case, CaseOffice, Item, Verdict
from kaohe.office.cases.queries.afterwards import places_then
from kaohe.office.cases.queries.known import known_of
from kaohe.office.cases.queries.letter_values import values_for
from kaohe.office.cases.queries.letters import papers_of, wanted
from kaohe.office.papers.models import Paper
from tests.office.cases.casework import (
    DUE,
    NOW,
    acting,
    body,
    case,
    government,
    issue,
    publication,
    supply,
    talk,
)
from tests.office.people import office

pytestmark = pytest.mark.django_db
OFFICER = (Role.PROVINCE_OFFICER, "commerce")
GOVERNMENT = (Role.GOVERNMENT_OFFICER, "government")
COMMITTEE = (Role.COMMITTEE_HEAD, "zetdz")


@pytest.mark.parametrize("kind", MACHINES)
def test_what_is_known_fits_the_templates_of_every_letter(kind):
    held = case(kind, shown=True)
    supply(held)
    for letter in MACHINES[kind].letters:
        values = values_for(known_of(held), letter, body("commerce"))
        template = letter_template(letter)
        assert set(values) <= set(template.fields)
        missing = set(template.required) - set(values)
        others = {"data_year", "indicators", "demotion_decision", "zones"}  # this finding has none of them
        assert all(template.fields[name].source != "finding" for name in missing - others), missing
        with pytest.raises(Refused) as refused:  # only what is missing, nothing that doesn't fit
            fill(template, with_days(template, values | {"zone": None}))
        assert refused.value.problems


def test_an_order_is_drafted_with_its_items_day_and_the_offices_that_act_jointly():
    held = case("rectification_order", due_on=DUE)
    CaseOffice.objects.create(case=held, office=office("statistics"))
    Item.objects.create(case=held, number=1, problem="研发投入低", measure="提高投入", owner="科技局")
    paper = draft_letter(actor=acting(*OFFICER), case=held, kind="rectification_order", key="draft-01")
    assert (paper.office, paper.addressee, paper.subject) == (
        office("commerce"),
        office("zetdz"),
        held.subject,
    )
    assert [each.office for each in paper.cosigners.all()] == [office("statistics")]
    assert paper.values["due_on"] == "2026-09-30"
    assert paper.values["place"] == 212 and paper.values["of"] == 219
    assert paper.values["quote"].startswith("处于全国最后10名")
    assert paper.values["items"] == [
        {"problem": "研发投入低", "measure": "提高投入", "owner": "科技局", "by": "2026-09-30"}
    ]


def test_a_notice_belongs_to_the_talk_that_serves_several_cases():
    held, other = case("admonitory_talk", "approved"), case("admonitory_talk", "approved")
    meeting = talk(held, other)
    paper = draft_letter(actor=acting(*OFFICER), case=held, kind="talk_notice", key="draft-01")
    assert paper.subject == meeting.subject
    assert paper.values["meeting_time"] == "上午10时00分"


def test_a_request_goes_upwards_and_an_answer_to_the_province():
    request = case("request_for_talk")
    paper = draft_letter(actor=acting(*OFFICER), case=request, kind="request_for_talk", key="draft-01")
    assert paper.addressee == government()
    held = case("rectification_order", "acknowledged", shown=True)
    plan = draft_letter(actor=acting(*COMMITTEE), case=held, kind="rectification_plan", key="draft-02")
    assert (plan.office, plan.addressee) == (office("zetdz"), office("commerce"))


def test_nobody_begins_a_letter_of_the_other_side_or_one_that_the_case_has_not():
    held = case("rectification_order", "acknowledged", shown=True)
    given = {"case": held, "key": "draft-01"}
    with pytest.raises(Denied):
        draft_letter(actor=acting(*COMMITTEE), kind="rectification_order", **given)
    with pytest.raises(Denied):
        draft_letter(actor=acting(*OFFICER), kind="rectification_plan", **given)
    with pytest.raises(Refused):
        draft_letter(actor=acting(*OFFICER), kind="warning", **given)
    assert not Paper.objects.exists()


def test_places_of_later_years_stand_beside_the_case():
    held = case("admonitory_talk", "closed")
    own = held.dossier.publication
    later = publication(2027, public_from=NOW + timedelta(days=365))
    for published, rank in ((own, 212), (later, 190)):
        Standing.objects.create(
            publication=published, unit="GD-ZJ", name="湛江", scope="overall", rank=rank, of=219
        )
    assert [each.year for each in places_then(held, NOW)] == [2026]
    first, then = places_then(held, datetime(2027, 9, 1, tzinfo=NOW.tzinfo))
    assert (first.better, then.rank, then.better) == (None, 190, True)
    assert Case.objects.count() == 1


def offers(held):
    known = known_of(held)
    return [(each.kind, each.another) for each in wanted(known, papers_of(known))]


def test_a_letter_is_begun_once_and_again_only_after_it_came_to_nothing():
    held = case("written_reminder")
    given = {"actor": acting(*OFFICER), "case": held, "kind": "written_reminder"}
    assert offers(held) == [("written_reminder", False)]
    paper = draft_letter(key="draft-01", **given)
    assert draft_letter(key="draft-01", **given) == paper, "the same form sent twice"
    for state in (Paper.State.DRAFTING, Paper.State.SIGNING):
        Paper.objects.update(state=state)
        assert offers(held) == []
        with pytest.raises(Refused) as refused:
            draft_letter(key="draft-02", **given)
        assert refused.value.problems[0].code == "cases.letter_not_wanted"
    Paper.objects.update(state=Paper.State.DROPPED)
    assert offers(held) == [("written_reminder", False)]
    issue(held.subject, "written_reminder", "commerce")
    assert offers(held) == []
    Paper.objects.update(state=Paper.State.VOID)
    assert draft_letter(key="draft-03", **given) != paper


def test_another_letter_is_wanted_where_the_one_that_was_issued_does_not_do():
    held = case("rectification_order", due_on=DUE)
    CaseOffice.objects.create(case=held, office=office("statistics"))
    kinds = [("rectification_order", False), ("rectification_plan", False)]
    assert offers(held) == kinds
    issue(held.subject, "rectification_order", "commerce")  # not signed by those who issue it jointly
    assert offers(held)[0] == ("rectification_order", True)
    issue(held.subject, "rectification_order", "commerce", cosigners=[office("statistics")])
    assert offers(held) == kinds[1:]


def test_another_plan_is_wanted_once_the_one_handed_in_was_returned():
    held = case("rectification_order", "acknowledged", shown=True)
    issue(held.subject, "rectification_plan", "zetdz")
    assert offers(held) == []
    said = {"kind": "plan", "number": 1, "office": office("zetdz"), "text": "方案", "by_id": 5, "by": "李四"}
    plan = held.answers.create(**said, at=NOW)
    assert offers(held) == []
    Verdict.objects.create(answer=plan, outcome="returned", reason="措施不具体", by_id=7, by="陈处长", at=NOW)
    assert offers(held) == [("rectification_plan", True)]
