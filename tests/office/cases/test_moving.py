"""Steps of cases: what they leave, what they lack, repeated, at once, out of sight."""

from datetime import timedelta

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.cases.actions.answering import hand_in
from kaohe.office.cases.actions.attendance import Came, record_held
from kaohe.office.cases.actions.commitments import promise, recheck
from kaohe.office.cases.actions.ledger import Planned, enter_item, work_item
from kaohe.office.cases.actions.meetings import Plan, move_meeting, set_meeting
from kaohe.office.cases.actions.moving import take_step
from kaohe.office.cases.actions.preparing import choose_offices, set_due
from kaohe.office.cases.models import Answer, Case, Commitment, ItemStep, Move
from kaohe.office.cases.queries.known import known_of
from kaohe.office.cases.queries.parties import may_read, readable
from kaohe.office.cases.queries.steps import offered
from kaohe.office.clocks.models import Clock, Ending, Projection
from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice
from tests.office.cases.casework import DAY, DUE, NOW, acting, body, case, issue, supply, talk
from tests.office.people import office, user

pytestmark = pytest.mark.django_db
HEAD = (Role.PROVINCE_HEAD, "commerce")
OFFICER = (Role.PROVINCE_OFFICER, "commerce")
GOVERNMENT = (Role.GOVERNMENT_OFFICER, "government")
COMMITTEE = (Role.COMMITTEE_HEAD, "zetdz")
CITY = (Role.CITY_OFFICER, "zhanjiang")


class Walk:
    """One case, step by step, each by its actor."""

    def __init__(self, held):
        self.case, self.count = held, 0

    def key(self):
        self.count += 1
        return f"key-{self.case.pk}-{self.count}"

    def step(self, who, name, at=NOW, user=7, **said):
        self.case.refresh_from_db()
        actor = acting(*who, at=at, user=user)
        move = take_step(
            actor=actor, case=self.case, step=name, seen=self.case.revision, key=self.key(), **said
        )
        self.case.refresh_from_db()
        return move

    def do(self, action, who, at=NOW, **given):
        self.case.refresh_from_db()
        given |= {"case": self.case, "seen": self.case.revision, "key": self.key()}
        result = action(actor=acting(*who, at=at), **given)
        self.case.refresh_from_db()
        return result


def refused(call, *args, **given):
    with pytest.raises(Refused) as told:
        call(*args, **given)
    for problem in told.value.problems:
        assert problem.words("zh") and problem.words("en")
    return {problem.code for problem in told.value.problems}


def test_a_talk_from_the_list_to_the_re_check():
    walk = Walk(case("admonitory_talk"))
    walk.step(OFFICER, "list")
    assert refused(walk.step, HEAD, "approve") == {"cases.need_other_person"}
    walk.step(HEAD, "approve", user=8)
    assert refused(walk.step, OFFICER, "notify") == {"cases.need_meeting", "cases.need_letter"}
    plan = Plan(NOW + timedelta(days=7), "商务厅三楼", "名次下降", "原因分析")
    meeting = set_meeting(
        actor=acting(*OFFICER), cases=[(walk.case, walk.case.revision)], plan=plan, key="set-0001"
    )
    issue(meeting.subject, "talk_notice", "commerce")
    walk.step(OFFICER, "notify")
    walk.step(COMMITTEE, "acknowledge")
    later = NOW + timedelta(days=8)
    assert refused(walk.step, OFFICER, "hold") == {"cases.need_meeting_held"}
    came = [
        Came(office("zetdz").pk, "李四", "副主任", "孙七", "出国"),
        Came(body("commerce").pk, "张三", "副厅长"),
    ]
    record_held(actor=acting(*OFFICER, at=later), meeting=meeting, came=came, seen=1, key="held-0001")
    walk.step(OFFICER, "hold", at=later)
    promised = walk.do(promise, OFFICER, at=later, text="三季度前完成", due_on=DUE)
    issue(meeting.subject, "talk_minutes", "commerce")
    minutes = walk.step(OFFICER, "minute", at=later)
    meeting.refresh_from_db()
    assert meeting.minutes == minutes.paper
    assert refused(walk.step, HEAD, "close", note="好") == {"cases.need_commitments_checked"}
    recheck(actor=acting(*OFFICER), commitment=promised, is_kept=True, found="已完成", key="check-01")
    assert refused(walk.step, HEAD, "close") == {"cases.need_result"}
    walk.step(HEAD, "close", at=later, note="承诺已兑现")
    assert (walk.case.state, walk.case.result, walk.case.closed_at) == ("closed", "承诺已兑现", later)
    assert Commitment.objects.get().state == "kept"


def test_a_rectification_order_from_its_items_to_their_sign_off():
    walk = Walk(case("rectification_order"))
    lacking = {"cases.need_joint_offices", "cases.need_items", "cases.need_due", "cases.need_letter"}
    assert refused(walk.step, HEAD, "order") == lacking
    walk.do(choose_offices, OFFICER, offices=[office("statistics").pk])
    item = walk.do(enter_item, OFFICER, problem="研发投入低", plan=Planned())
    walk.do(set_due, OFFICER, due_on=DUE)
    issue(walk.case.subject, "rectification_order", "commerce")
    assert refused(walk.step, HEAD, "order") == {"cases.need_cosigned"}
    issue(walk.case.subject, "rectification_order", "commerce", cosigners=[office("statistics")])
    walk.step(HEAD, "order")
    clock = Clock.objects.get(subject=walk.case.subject)
    assert (walk.case.clock, clock.set_on, clock.holder, clock.watcher) == (
        clock,
        DUE,
        office("zetdz"),
        office("commerce"),
    )
    walk.step(COMMITTEE, "hand_in_plan", text="整改方案")
    assert refused(walk.step, OFFICER, "return_plan") == {"cases.need_note"}
    walk.step(OFFICER, "return_plan", note="措施不具体")
    walk.step(COMMITTEE, "hand_in_plan", text="整改方案（修改）")
    walk.step(OFFICER, "accept_plan")
    plan = Planned("提高投入", "科技局", DUE)
    for number, (who, step, note) in enumerate(
        [
            (COMMITTEE, "planned", ""),
            (COMMITTEE, "reported", "已完成"),
            (OFFICER, "returned", "缺佐证"),
            (COMMITTEE, "reported", "已补"),
        ]
    ):
        given = {"plan": plan} if step == "planned" else {}
        item.refresh_from_db()
        work_item(
            actor=acting(*who),
            item=item,
            step=step,
            seen=item.revision,
            key=f"work-00{number}",
            note=note,
            **given,
        )
    walk.step(COMMITTEE, "hand_in_report", text="整改报告", at=NOW + timedelta(days=100))
    walk.step(OFFICER, "accept_report", at=NOW + timedelta(days=103))
    ending = Ending.objects.get(clock=clock)
    assert (ending.outcome, ending.on) == ("met", DAY + timedelta(days=100)), "the day it was handed in"
    assert refused(walk.step, HEAD, "close", note="完成") == {"cases.need_all_items_signed_off"}
    item.refresh_from_db()
    work_item(actor=acting(*OFFICER), item=item, step="signed_off", seen=5, key="work-sign", note="核实")
    walk.step(HEAD, "close", note="全部销号")
    work_item(actor=acting(*OFFICER), item=item, step="looked_back", seen=6, key="work-back", note="未反弹")
    steps = list(ItemStep.objects.values_list("step", flat=True))
    assert steps == ["entered", "planned", "reported", "returned", "reported", "signed_off", "looked_back"]
    assert [answer.number for answer in Answer.objects.filter(kind="plan")] == [1, 2]


def test_a_request_upward_is_decided_by_the_government():
    walk = Walk(case("request_for_talk"))
    issue(walk.case.subject, "request_for_talk", "commerce")
    walk.step(OFFICER, "submit")
    with pytest.raises(Denied):
        walk.step(HEAD, "decline", note="不")
    assert refused(walk.step, GOVERNMENT, "instruct") == {"cases.need_note"}
    walk.step(GOVERNMENT, "instruct", note="请省政府办公厅安排")
    walk.step(GOVERNMENT, "decline", note="已由省长约谈")
    assert walk.case.state == "declined" and walk.case.result == "已由省长约谈"
    assert not readable(acting(*CITY)).exists(), "what was never sent to the city stays unseen"


def test_a_written_report_is_the_city_s_from_the_first_day():
    walk = Walk(case("written_report"))
    assert may_read(acting(*CITY), walk.case)
    walk.step(CITY, "hand_in_report", text="报告")
    walk.step(GOVERNMENT, "return_report", note="缺整改措施")
    walk.step(CITY, "hand_in_report", text="报告（补充）")
    walk.step(GOVERNMENT, "accept_report")
    walk.step(GOVERNMENT, "close", note="已按期报告")
    assert [move.step for move in Move.objects.all()][-1] == "close"


def test_a_step_leaves_a_move_a_journal_entry_and_notices_to_those_concerned():
    told, other = user("li", (Role.COMMITTEE_HEAD, "zetdz")), user("he", (Role.COMMITTEE_HEAD, "nansha"))
    walk = Walk(case("written_reminder"))
    letter = issue(walk.case.subject, "written_reminder", "commerce")
    move = walk.step(OFFICER, "send")
    assert (move.source, move.target, move.paper) == ("opened", "sent", letter.paper)
    assert Notice.objects.get().to == told != other
    entry = Entry.objects.get(action="cases.lead")
    assert entry.before == {"state": "opened"} and entry.after == {"state": "sent", "step": "send"}
    assert walk.case.shown_at == NOW


def test_the_same_key_gives_the_same_move_and_another_revision_is_refused():
    held = case("written_reminder")
    issue(held.subject, "written_reminder", "commerce")
    one = take_step(actor=acting(*OFFICER), case=held, step="send", seen=1, key="key-0001")
    again = take_step(actor=acting(*OFFICER), case=held, step="send", seen=1, key="key-0001")
    assert one == again and Move.objects.count() == 1
    late = {
        "actor": acting(*HEAD),
        "case": held,
        "step": "withdraw",
        "seen": 1,
        "note": "误",
        "key": "key-0002",
    }
    assert refused(take_step, **late) == {"cases.moved_meanwhile"}
    with pytest.raises(KeyError):
        take_step(actor=acting(*HEAD), case=held, step="order", seen=2, key="key-0003")


def test_whoever_has_to_answer_sees_nothing_of_what_is_being_prepared():
    held = case("admonitory_talk", "listed")
    for who in (COMMITTEE, CITY):
        assert not may_read(acting(*who), held)
        assert not readable(acting(*who)).exists()
    with pytest.raises(Denied):
        take_step(actor=acting(*COMMITTEE), case=held, step="acknowledge", seen=1, key="key-0001")


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("role", list(Role))
def test_the_list_is_what_each_may_read(role, shown):
    kinds = ("admonitory_talk", "request_for_talk", "rectification_proposals", "alert")
    cases = [case(kind, shown=shown) for kind in kinds]
    supply(cases[1])
    for code in ("commerce", "government", "zetdz", "nansha", "zhanjiang", "guangzhou", "statistics"):
        reader = acting(role, code)
        assert set(readable(reader)) == {each for each in cases if may_read(reader, each)}, code


def test_steps_are_offered_or_it_is_said_why_not(django_assert_num_queries):
    held = case("admonitory_talk", "approved")
    with django_assert_num_queries(8):
        found = {each.step.name: each for each in offered(acting(*OFFICER), known_of(held), DAY)}
    assert set(found) == {"notify", "withdraw"}
    assert found["notify"].allowed and not found["notify"].is_open
    assert [problem.code for problem in found["notify"].problems] == [
        "cases.need_meeting",
        "cases.need_letter",
    ]
    assert not found["withdraw"].allowed


def test_a_letter_of_whoever_is_to_answer_or_a_void_one_doesn_t_count():
    held = case("written_reminder")
    issue(held.subject, "written_reminder", "zetdz")
    issue(held.subject, "written_reminder", "statistics")
    given = {"actor": acting(*OFFICER), "case": held, "step": "send", "seen": 1, "key": "key-0001"}
    assert refused(take_step, **given) == {"cases.need_letter"}


@pytest.mark.parametrize("text", ["\0", "\ud800", "长" * 10_001])
def test_texts_that_can_t_be_kept_are_refused(text):
    given = {"actor": acting(*HEAD), "case": case("alert"), "step": "close", "seen": 1, "key": "key-0001"}
    assert refused(take_step, note=text, **given) <= {"cases.not_keepable", "cases.text_too_long"}


def test_a_talk_is_moved_with_a_reason_and_serves_several_cases():
    held = [case("admonitory_talk", "approved"), case("admonitory_talk", "notified", shown=True)]
    told = user("li", (Role.COMMITTEE_HEAD, "zetdz"))
    plan = Plan(NOW + timedelta(days=7), "三楼", "名次", "无")
    given = {"actor": acting(*OFFICER), "plan": plan}
    assert refused(set_meeting, cases=[(held[1], 1)], key="set-0000", **given) == {"cases.no_meeting_here"}
    held[1].state = "approved"
    held[1].save()
    meeting = set_meeting(cases=[(each, 1) for each in held], key="set-0001", **given)
    again = [(each, 2) for each in held]
    assert refused(set_meeting, cases=again, key="set-0002", **given) == {"cases.talk_is_set"}
    moved = {"meeting": meeting, "seen": 1, "key": "move-001", **given}
    assert refused(move_meeting, reason="", **moved) == {"cases.need_reason"}
    move_meeting(
        reason="厅领导出差",
        **moved | {"plan": Plan(NOW + timedelta(days=9), "五楼", "名次", "无"), "key": "move-002"},
    )
    assert Notice.objects.get().to == told
    assert refused(move_meeting, reason="又", **moved | {"key": "move-003"}) == {"cases.meeting_changed"}
    past = {"plan": Plan(NOW, "三楼", "名次", "无"), "reason": "错", "seen": 2, "key": "move-004"}
    assert refused(move_meeting, **moved | past) == {"cases.talk_is_past"}
    for place, matters, materials in ((" ", "名次", "无"), ("三楼", "", "无"), ("三楼", "名次", "\n")):
        open_still = {"plan": Plan(plan.at, place, matters, materials), "reason": "错", "seen": 2}
        assert refused(move_meeting, **moved | open_still | {"key": "move-005"}) == {"cases.talk_incomplete"}


@pytest.mark.parametrize(
    ("came", "code"),
    [
        ([], "cases.nobody_came"),
        ([("zetdz", "", "副主任", "", "")], "cases.who_came"),
        ([("zetdz", "李四", "副主任", "孙七", "")], "cases.deputy_why"),
        ([("nansha", "李四", "副主任", "", "")], "cases.nobody_came"),
        ([("zetdz", "李四", "副主任", "", ""), ("nansha", "王", "主任", "", "")], "cases.not_asked_to_come"),
        ([("zetdz", "李" * 81, "副主任", "", "")], "accounts.too_long"),
    ],
)
def test_who_came_is_recorded_whole_or_not_at_all(came, code):
    meeting = talk(case("admonitory_talk", "notified"))
    people = [Came(office(each).pk, *rest) for each, *rest in came]
    given = {"actor": acting(*OFFICER), "meeting": meeting, "came": people, "seen": 1, "key": "held-0001"}
    assert refused(record_held, **given) == {code}


def test_a_talk_that_is_still_to_come_was_not_held():
    meeting = talk(case("admonitory_talk", "notified"))
    early = acting(*OFFICER, at=meeting.at - timedelta(minutes=1))
    given = {"actor": early, "meeting": meeting, "came": [], "seen": 1, "key": "held-0001"}
    assert refused(record_held, **given) == {"cases.not_held_yet"}


def test_dates_and_offices_are_settled_before_the_order_and_by_who_prepares_it():
    held = case("rectification_order")
    day = {"case": held, "seen": 1, "key": "due-0001"}
    assert refused(set_due, actor=acting(*OFFICER), due_on=DAY, **day) == {"cases.due_is_past"}
    with pytest.raises(Denied):
        set_due(actor=acting(*COMMITTEE), due_on=DUE, **day)
    wrong = [office("zetdz").pk]
    given = {"actor": acting(*OFFICER), "case": held, "seen": 1}
    assert refused(choose_offices, offices=wrong, key="off-0001", **given) == {"cases.not_joint"}
    assert refused(choose_offices, offices=[], key="off-0002", **given) == {"cases.not_joint"}
    Case.objects.filter(pk=held.pk).update(state="ordered")
    held.refresh_from_db()
    assert refused(set_due, actor=acting(*OFFICER), due_on=DUE, **day) == {"cases.no_due_here"}
    other = {"case": case("alert"), "seen": 1, "key": "due-0002"}
    assert refused(set_due, actor=acting(*OFFICER), due_on=DUE, **other) == {"cases.no_due_here"}


def test_an_item_is_worked_only_where_it_is_and_by_the_order_s_day():
    held = case("rectification_order", "rectifying", shown=True, due_on=DUE)
    item = held.items.create(number=1, problem="研发投入低")
    given = {"item": item, "seen": 1, "key": "work-0001"}
    late = Planned("措施", "科技局", DUE + timedelta(days=1))
    assert refused(work_item, actor=acting(*COMMITTEE), step="planned", plan=late, **given) == {
        "cases.item_after_due"
    }
    assert refused(work_item, actor=acting(*OFFICER), step="signed_off", note="好", **given) == {
        "cases.item_not_there"
    }
    assert refused(work_item, actor=acting(*COMMITTEE), step="reported", **given) == {"cases.need_item_note"}
    with pytest.raises(Denied):
        work_item(actor=acting(*COMMITTEE), step="signed_off", note="好", **given)
    with pytest.raises(Denied):
        work_item(actor=acting(Role.COMMITTEE_HEAD, "nansha"), step="reported", note="好", **given)


def test_nothing_is_taken_from_who_may_not_hand_in(tmp_path, settings):
    settings.HOME = tmp_path
    held = case("written_report")
    with pytest.raises(Denied):
        hand_in(
            actor=acting(*COMMITTEE),
            case=held,
            step="hand_in_report",
            text="报告",
            files=[None],
            seen=1,
            key="k-1",
        )
    assert not list(tmp_path.rglob("*.*"))


def test_an_extended_deadline_is_that_of_the_items_too(monkeypatch):
    walk = Walk(case("rectification_order", "opened", due_on=DUE))
    supply(walk.case)
    walk.step(HEAD, "order")
    item = walk.case.items.create(number=2, problem="土地")
    extended = DUE + timedelta(days=30)
    later = Planned("措施", "自然资源局", extended)
    given = {"item": item, "step": "planned", "plan": later, "seen": 1}
    assert refused(work_item, actor=acting(*COMMITTEE), key="work-0001", **given) == {"cases.item_after_due"}
    Projection.objects.create(
        clock=walk.case.clock, cause="extended", due_on=extended, reasons=[], calendar_hash="0" * 64, at=NOW
    )
    work_item(actor=acting(*COMMITTEE), key="work-0002", **given)
    long = Planned("措施", "局" * 201)
    late = {"item": item, "step": "planned", "plan": long, "seen": 2, "key": "work-0003"}
    assert refused(work_item, actor=acting(*COMMITTEE), **late) == {"accounts.too_long"}
