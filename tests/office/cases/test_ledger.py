"""The ledger before its order is out: mended by who prepares it, followed by the draft, then frozen."""

from datetime import date, timedelta

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.cases.actions.ledger import Planned, enter_item, work_item
from kaohe.office.cases.actions.letters import draft_letter
from kaohe.office.cases.models import Case, Item
from kaohe.office.journal.models import Entry
from kaohe.office.papers.actions.drafting import edit
from kaohe.office.papers.models import Paper
from kaohe.office.papers.queries.papers import draft_of
from tests.office.cases.casework import DUE, acting, case, issue

OFFICER = (Role.PROVINCE_OFFICER, "commerce")
COMMITTEE = (Role.COMMITTEE_HEAD, "zetdz")
PLAN = Planned("提高投入\n加强引导", "科技局", date(2026, 8, 31))
pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return case("rectification_order", due_on=DUE)


@pytest.fixture
def item(held):
    return held.items.create(number=1, problem="研发投入低")


def mend(item, who=OFFICER, plan=PLAN, seen=1, key="mend-0001", **given):
    return work_item(actor=acting(*who), item=item, step="mended", plan=plan, seen=seen, key=key, **given)


def refused(call, *args, **given):
    with pytest.raises(Refused) as told:
        call(*args, **given)
    assert all(problem.words("zh") and problem.words("en") for problem in told.value.problems)
    return {problem.code for problem in told.value.problems}


def drafted(held):
    return draft_letter(actor=acting(*OFFICER), case=held, kind="rectification_order", key="draft-01")


def test_an_item_is_mended_before_the_order_and_the_journal_says_so(held, item):
    mended = mend(item)
    assert (mended.measure, mended.owner, mended.due_on) == (PLAN.measure, "科技局", PLAN.due_on)
    assert (mended.problem, mended.state, mended.revision) == ("研发投入低", "open", 2)
    (step,) = item.steps.all()
    assert (step.step, step.by) == ("mended", "陈处长")
    assert Entry.objects.last().after["step"] == "mended"
    mend(item)
    assert item.steps.count() == 1, "the same form sent twice mends once"
    assert refused(mend, item, key="mend-0002") == {"cases.item_not_there"}


def test_a_draft_says_what_the_ledger_says_unless_its_drafter_changed_it(held, item):
    paper = drafted(held)
    with pytest.raises(Refused) as told:
        draft_of(paper)
    said = " ".join(each.words("zh") for each in told.value.problems)
    assert "整改事项第1项（研发投入低）的整改要求" in said and "items" not in said
    mend(item)
    enter_item(actor=acting(*OFFICER), case=held, problem="土地闲置", plan=Planned(), seen=1, key="enter-01")
    paper.refresh_from_db()
    first, second = paper.values["items"]
    assert first == {
        "problem": "研发投入低", "measure": "提高投入 加强引导", "owner": "科技局", "by": "2026-08-31",
    }  # fmt: skip
    assert second["problem"] == "土地闲置" and second["by"] == DUE.isoformat()
    assert paper.revision == 3
    own = paper.values | {"items": [first]}
    edit(actor=acting(*OFFICER), paper=paper, seen=3, key="edit-0001", values=own)
    mend(item, plan=Planned("另一措施", "科技局", None), seen=2, key="mend-0002")
    paper.refresh_from_db()
    assert paper.values["items"] == [first]


@pytest.mark.parametrize("state", [Paper.State.CHECKING, Paper.State.COSIGNING, Paper.State.ISSUED])
def test_a_ledger_is_frozen_once_its_order_is_handed_in(held, item, state):
    Paper.objects.filter(pk=drafted(held).pk).update(state=state)
    assert refused(mend, item) == {"cases.ledger_is_out"}
    entered = {"case": held, "problem": "土地", "plan": Planned(), "seen": 1, "key": "enter-01"}
    assert refused(enter_item, actor=acting(*OFFICER), **entered) == {"cases.ledger_is_out"}
    Paper.objects.update(state=Paper.State.VOID)
    assert mend(item).measure == PLAN.measure


def test_an_ordered_case_s_ledger_is_mended_no_more_and_not_planned_before(held, item):
    given = {"actor": acting(*COMMITTEE), "item": item, "plan": PLAN, "seen": 1, "key": "plan-0001"}
    with pytest.raises(Denied):
        work_item(step="planned", **given)  # it isn't shown to them yet
    issue(held.subject, "rectification_order", "commerce")
    Case.objects.filter(pk=held.pk).update(state="ordered", shown_at=held.opened_at)
    item.refresh_from_db()
    assert refused(mend, item) == {"cases.no_items_here"}
    assert work_item(step="planned", **given).owner == "科技局"


def test_whoever_answers_mends_nothing_and_no_day_is_after_the_order_s(held, item):
    for who in (COMMITTEE, (Role.CITY_OFFICER, "zhanjiang"), (Role.COMMITTEE_HEAD, "nansha")):
        with pytest.raises(Denied):
            mend(item, who=who)
    late = Planned("措施", "科技局", DUE + timedelta(days=1))
    assert refused(mend, item, plan=late) == {"cases.item_after_due"}
    assert refused(mend, item, plan=Planned("措施", "局" * 201)) == {"accounts.too_long"}
    assert Item.objects.get().measure == ""
