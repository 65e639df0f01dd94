"""Pages of cases: who sees what, what is offered, what a form does and refuses."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaohe.law import Period
from kaohe.office.accounts.roles import Role
from kaohe.office.cases.machines import MACHINES
from kaohe.office.cases.models import Answer, Case, CaseOffice, Commitment, Item, Meeting
from kaohe.office.clocks.actions.running import end, start
from kaohe.office.papers.models import Paper
from tests.office.cases.casework import NOW, acting, case, issue, supply, talk
from tests.office.people import office
from tests.web.test_words import foreign

HEAD = (Role.PROVINCE_HEAD, "commerce")
OFFICER = (Role.PROVINCE_OFFICER, "commerce")
GOVERNMENT = (Role.GOVERNMENT_OFFICER, "government")
COMMITTEE = (Role.COMMITTEE_HEAD, "zetdz")
REPORTER = (Role.COMMITTEE_REPORTER, "zetdz")
CITY = (Role.CITY_OFFICER, "zhanjiang")
STRANGERS = ((Role.COMMITTEE_HEAD, "nansha"), (Role.CITY_OFFICER, "guangzhou"))
BUTTONS = ((' class="primary"', "安排约谈"), (' class="danger"', "决定不予约谈"), ("", "退回请示"))
TITLE = re.compile("<title>.*</title>")
pytestmark = pytest.mark.django_db


def send(client, name, held, /, *args, **form):
    held.refresh_from_db()
    form = {"key": "key-00000001", "seen": held.revision, **form}
    return client.post(reverse(name, args=[held.pk, *args]), form)


def html(client, held):
    answer = client.get(reverse("case", args=[held.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", MACHINES)
def test_the_page_of_each_kind_in_each_state_speaks_one_language(client_as, kind):
    held = case(kind, shown=True)
    supply(held)
    whole = {"zh": [HEAD, COMMITTEE, CITY], "en": [OFFICER, GOVERNMENT]}
    for state in MACHINES[kind].states:
        readers = whole if state == MACHINES[kind].way[-2] else {"zh": [HEAD], "en": [OFFICER]}
        Case.objects.filter(pk=held.pk).update(state=state)
        for lang, people in readers.items():
            for who in people:
                answer = client_as(*who, lang=lang).get(reverse("case", args=[held.pk]))
                if answer.status_code == 200:
                    page = TITLE.sub("", answer.content.decode())  # it names the zone
                    assert not foreign(page, lang), (state, who)
                else:
                    assert answer.status_code == 404 and who in {COMMITTEE, CITY}


def test_what_is_being_prepared_is_not_there_for_whoever_has_to_answer(client_as):
    held = case("admonitory_talk", "listed")
    address = reverse("case", args=[held.pk])
    for who in (COMMITTEE, REPORTER, CITY, *STRANGERS):
        assert client_as(*who).get(address).status_code == 404
        assert send(client_as(*who), "case_step", held, "acknowledge").status_code == 404
    for who in (HEAD, OFFICER, GOVERNMENT):
        assert client_as(*who).get(address).status_code == 200


def test_the_other_side_sees_its_case_but_no_drafts_and_nothing_from_before(client_as):
    held = case("written_reminder", "sent", shown=True)
    held.moves.create(
        step="open", source="", target="opened", note="内部", by="李", at=NOW - timedelta(days=2)
    )
    held.moves.create(step="send", source="opened", target="sent", note="请签收", by="李", at=NOW)
    paper = issue(held.subject, "written_reminder", "commerce").paper
    draft = issue(held.subject, "talk_notice", "commerce")
    Paper.objects.filter(pk=draft.paper_id).update(state=Paper.State.DRAFTING)
    secret = issue(held.subject, "written_reminder", "commerce")
    Paper.objects.filter(pk=secret.paper_id).update(secrecy="restricted")
    page = html(client_as(*COMMITTEE), held)
    assert "请签收" in page and "内部" not in page
    assert secret.number not in page and secret.number in html(client_as(*OFFICER), held)
    assert paper.issue.number in page
    assert "内部" in html(client_as(*OFFICER), held)
    assert client_as(*STRANGERS[0]).get(reverse("case", args=[held.pk])).status_code == 404


def test_the_list_narrows_and_shows_each_only_what_they_may_see(client_as, django_assert_max_num_queries):
    for kind in ("written_reminder", "rectification_order", "request_for_talk"):
        case(kind, shown=kind == "written_reminder")
    client = client_as(*OFFICER)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("cases")).content.decode()
    assert page.count("<tr>") == 4
    one = client.get(reverse("cases"), {"kind": "request_for_talk", "state": "open"}).content.decode()
    assert one.count("<tr>") == 2
    assert client.get(reverse("cases"), {"state": "closed"}).content.decode().count("<tr>") == 0
    mine = client_as(*COMMITTEE).get(reverse("cases")).content.decode()
    assert mine.count("<tr>") == 2 and "要求我方" in mine
    assert client_as(Role.OUTSIDE_REVIEWER, "auditors").get(reverse("cases")).status_code == 403


def test_the_page_costs_the_same_however_much_there_is(client_as, django_assert_max_num_queries):
    held = case("rectification_order", "rectifying", shown=True)
    for number in range(30):
        held.items.create(number=number + 1, problem="问题")
    client = client_as(*OFFICER)
    with django_assert_max_num_queries(40):
        client.get(reverse("case", args=[held.pk]))


def test_a_reminder_goes_from_letter_to_receipt_to_result(client_as):
    held = case("written_reminder")
    officer, committee = client_as(*OFFICER), client_as(*COMMITTEE)
    assert "提醒函尚未签发" in html(officer, held)
    assert send(officer, "case_step", held, "send").status_code == 409
    assert send(officer, "case_letter", held, "written_reminder").status_code == 302
    paper = Paper.objects.get()
    assert (paper.subject, paper.addressee) == (held.subject, office("zetdz"))
    assert paper.values["zone"] == "湛江经济技术开发区"
    issue(held.subject, "written_reminder", "commerce")
    assert send(officer, "case_step", held, "send", key="key-00000002").status_code == 302
    again = {"seen": 1, "key": "key-00000002"}
    assert client_as(*OFFICER).post(reverse("case_step", args=[held.pk, "send"]), again).status_code == 302
    assert held.moves.count() == 1, "the same form sent twice is one step"
    assert send(committee, "case_step", held, "acknowledge").status_code == 302
    assert send(officer, "case_step", held, "close").status_code == 409, "without a result"
    assert send(officer, "case_step", held, "close", note="已整改").status_code == 302
    assert "已整改" in html(committee, held)


def test_a_talk_is_set_moved_held_and_followed_up_by_forms(client_as):
    held, other = case("admonitory_talk", "approved"), case("admonitory_talk", "approved")
    officer = client_as(*OFFICER)
    plan = {"at": "2026-07-08T09:30", "place": "三楼", "matters": "名次\n原因", "materials": "无"}
    assert send(officer, "case_talk", held, **plan | {"at": "下周"}).status_code == 409
    assert send(officer, "case_talk", held, **plan, **{"with": other.pk}).status_code == 302
    meeting = Meeting.objects.get()
    assert set(meeting.cases.all()) == {held, other}
    moved = plan | {"at": "2026-07-09T09:30", "reason": "出差", "meeting_seen": 1}
    assert send(officer, "case_talk_move", held, **moved).status_code == 302
    meeting.delete()
    done = talk(held)
    came = {
        "office": [office("zetdz").pk, office("commerce").pk],
        "name": ["李四", ""],
        "post": ["副主任", ""],
    }
    came |= {"deputy_for": ["孙七", ""], "why": ["出国", ""], "meeting_seen": 1}
    assert send(officer, "case_talk_held", held, **came).status_code == 302
    assert done.attendance.get().deputy_for == "孙七"
    promised = {"text": "三季度完成", "due_on": "2026-09-30"}
    assert send(officer, "case_promise", held, **promised | {"due_on": "2026-02-30"}).status_code == 409
    assert send(officer, "case_promise", held, **promised).status_code == 302
    commitment = Commitment.objects.get()
    checked = {"kept": "no", "found": "未完成"}
    assert send(client_as(*COMMITTEE), "case_recheck", held, commitment.pk, **checked).status_code == 404
    assert send(officer, "case_recheck", held, commitment.pk, **checked).status_code == 302
    commitment.refresh_from_db()
    assert commitment.state == "not_kept"


def test_what_leads_on_stands_out_and_comes_before_what_leads_off(client_as):
    held = case("request_for_talk", state="submitted")
    talk(held)
    page = html(client_as(*GOVERNMENT), held)
    arrange, decline, give_back = (page.index(f"<button{kind}>{word}</button>") for kind, word in BUTTONS)
    assert arrange < decline < give_back


def test_a_request_that_was_declined_waits_for_no_talk(client_as):
    page = html(client_as(*GOVERNMENT), case("request_for_talk", state="declined", closed_at=NOW))
    assert "没有举行约谈。" in page and "尚未安排。" not in page


def test_an_order_is_prepared_and_its_ledger_worked_by_forms(client_as):
    held = case("rectification_order")
    officer, committee = client_as(*OFFICER), client_as(*COMMITTEE)
    assert send(officer, "case_due", held, due_on="2026-09-30").status_code == 302
    assert send(officer, "case_offices", held, office=[office("statistics").pk]).status_code == 302
    assert send(officer, "case_items", held, problem="研发投入低").status_code == 302
    assert CaseOffice.objects.get().office == office("statistics")
    item = Item.objects.get()
    assert "修改事项" in html(officer, held)
    mended = {"measure": "提高投入", "owner": "科技局", "due_on": "2026-09-30", "item_seen": 1}
    assert send(officer, "case_item", held, item.pk, "mended", **mended).status_code == 302
    Case.objects.filter(pk=held.pk).update(state="rectifying", shown_at=NOW)
    assert "修改事项</summary>" not in html(officer, held)
    plan = {"measure": "提高投入", "owner": "科技局", "due_on": "2026-09-01", "item_seen": 2}
    assert send(committee, "case_item", held, item.pk, "planned", **plan).status_code == 302
    evidence = SimpleUploadedFile("台账.txt", "已完成".encode())
    reported = {"note": "已完成", "item_seen": 3, "file": evidence}
    assert send(client_as(*REPORTER), "case_item", held, item.pk, "reported", **reported).status_code == 403
    evidence.seek(0)
    assert send(committee, "case_item", held, item.pk, "reported", **reported).status_code == 302
    assert (
        send(officer, "case_item", held, item.pk, "signed_off", note="核实", item_seen=4).status_code == 302
    )
    assert send(officer, "case_item", held, item.pk, "punish", note="x", item_seen=5).status_code == 404
    file = item.steps.exclude(file=None).get()
    address = reverse("case_item_file", args=[held.pk, file.pk])
    assert b"".join(committee.get(address).streaming_content) == "已完成".encode()
    assert client_as(*STRANGERS[0]).get(address).status_code == 404


def test_an_answer_is_handed_in_with_files_that_only_those_concerned_take_away(client_as):
    held = case("written_report")
    city = client_as(*CITY)
    form = {"text": "报告如下", "files": [SimpleUploadedFile("报告.txt", "正文".encode())]}
    assert send(client_as(*COMMITTEE), "case_step", held, "hand_in_report", **form).status_code == 404
    form["files"][0].seek(0)
    assert send(city, "case_step", held, "hand_in_report", **form).status_code == 302
    answer = Answer.objects.get()
    address = reverse("case_answer_file", args=[held.pk, answer.files.get().pk])
    assert b"".join(client_as(*GOVERNMENT).get(address).streaming_content) == "正文".encode()
    for who in STRANGERS:
        assert client_as(*who).get(address).status_code == 404
    assert send(client_as(*GOVERNMENT), "case_step", held, "return_report", note="补充").status_code == 302
    assert "补充" in html(city, held)


def test_a_step_that_the_kind_has_not_and_a_key_that_is_none(client_as):
    held = case("alert")
    officer = client_as(*OFFICER)
    assert send(officer, "case_step", held, "punish").status_code == 404
    assert send(officer, "case_step", held, "close", note="好", key="").status_code == 409
    assert send(officer, "case_letter", held, "warning").status_code == 404
    assert officer.get(reverse("case_step", args=[held.pk, "close"])).status_code == 405
    assert officer.get(reverse("case", args=[10**12])).status_code == 404


def test_the_first_page_says_which_day_is_due_first(client_as):
    asked = case("written_report")
    clock = start(
        actor=acting(*HEAD),
        subject=asked.subject,
        code="cases.duty_written_report",
        params={"zone": "GD-ZJ"},
        link=f"/cases/{asked.pk}/",
        holder=asked.office,
        watcher=asked.report_to,
        cites=None,
        event="published_on",
        start=date(2026, 6, 20),
        period=Period(days=15, counting="calendar"),
    )
    Case.objects.filter(pk=asked.pk).update(clock=clock)
    city = client_as(*CITY)
    assert "2026-07-05" in city.get(reverse("home")).content.decode()
    end(actor=acting(*HEAD), clock=clock, outcome="met", on=date(2026, 7, 1))
    assert "2026-07-05" not in city.get(reverse("home")).content.decode()
