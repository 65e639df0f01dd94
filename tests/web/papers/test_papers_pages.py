"""Pages of papers: a paper from its draft to its receipt, who sees which, what is refused and how."""

import re

import pytest

from kaohe.office.papers.actions.drafting import edit
from kaohe.office.papers.models import Delivery, Incoming, Issue, Paper
from kaohe.office.papers.rendering import render_owed
from tests.office.papers.conftest import key, values_of
from tests.office.people import AT, office
from tests.web.papers.conftest import KEY, sent

pytestmark = pytest.mark.django_db


def step(client, paper, name, **more):
    form = {
        "key": KEY,
        "seen": 0,
        **sent(client.get(f"/papers/{paper.pk}/").content.decode()),
        "step": name,
        **more,
    }
    return client.post(f"/papers/{paper.pk}/step/", form)


def typed(kind):
    """Sample values as a form sends them."""
    texts = {}
    for name, value in values_of(kind).items():
        rows = value if isinstance(value, list) else [value]
        lines = [" | ".join(map(str, row.values())) if isinstance(row, dict) else str(row) for row in rows]
        texts[f"v_{name}"] = "\n".join(lines)
    return texts


def test_from_the_draft_to_the_receipt(client_of):
    drafter, checker, head, committee = map(client_of, ("drafter", "checker", "head", "committee"))
    began = {"office": office("commerce").pk, "kind": "written_reminder", "addressee": office("zetdz").pk}
    answer = drafter.post("/papers/begin/", {**began, "key": KEY})
    paper = Paper.objects.get()
    assert answer["Location"] == f"/papers/{paper.pk}/fields/"
    assert "还缺下列内容" in drafter.get(f"/papers/{paper.pk}/").content.decode()
    marks = {"secrecy": "", "urgency": "加急", "openness": "不公开"}
    form = {**typed("written_reminder"), **marks, "key": KEY, "seen": paper.revision}
    assert drafter.post(f"/papers/{paper.pk}/fields/", form).status_code == 302
    assert step(drafter, paper, "hand_in").status_code == 302
    assert step(drafter, paper, "check").status_code == 409
    assert step(checker, paper, "check").status_code == 302
    assert step(head, paper, "sign").status_code == 302
    assert Issue.objects.get().number == "粤商务函〔2026〕1号"
    shown = committee.get("/papers/?tab=to_take").content.decode()
    assert "粤商务函〔2026〕1号" in shown and "加急" in shown
    took = committee.post(f"/papers/deliveries/{Delivery.objects.get().pk}/take/")
    assert took["Location"] == f"/papers/in/{Incoming.objects.get().pk}/"
    assert "committee" in head.get(f"/papers/{paper.pk}/").content.decode()


def test_a_form_sent_twice_begins_one_paper(client_of):
    drafter = client_of("drafter")
    began = {"office": office("commerce").pk, "kind": "written_reminder", "key": KEY}
    places = {drafter.post("/papers/begin/", began)["Location"] for _ in range(2)}
    assert len(places) == Paper.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("v_published_on", "九月一日", "九月一日"),
        ("v_assessment_year", "二〇一六", "二〇一六"),
        ("v_indicators", "指标 | 12 | 219\n指标 | 12", "第 2 行"),
        ("secrecy", "绝密级", "绝密级"),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_kept(client_of, drafted, name, text, said):
    paper, drafter = drafted(), client_of("drafter")
    form = {**typed("written_reminder"), "key": KEY, "seen": paper.revision, name: text}
    answer = drafter.post(f"/papers/{paper.pk}/fields/", form)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert Paper.objects.get(pk=paper.pk).revision == paper.revision


def test_wording_is_edited_and_given_up_again(client_of, drafted):
    paper, drafter = drafted(), client_of("drafter")
    path = f"/papers/{paper.pk}/wording/"
    form = {"title": "关于测试的函", "body": "一、事由\n请查收。", "key": KEY, "seen": paper.revision}
    assert drafter.post(path, form).status_code == 302
    assert "请查收。" in drafter.get(f"/papers/{paper.pk}/").content.decode()
    assert drafter.post(path, {**form, "seen": 2, "reset": "1"}).status_code == 302
    assert Paper.objects.get(pk=paper.pk).body == Paper.objects.get(pk=paper.pk).title == ""


def test_a_line_that_cannot_stand_is_named_by_its_number(client_of, drafted):
    paper = drafted()
    form = {"title": "题目", "body": "一行\n| 甲 | 乙 |\n| 丙 |", "key": KEY, "seen": paper.revision}
    answer = client_of("drafter").post(f"/papers/{paper.pk}/wording/", form)
    assert answer.status_code == 422 and "第 2 行" in answer.content.decode()


def test_who_comes_second_is_told_and_keeps_what_was_typed(client_of, people, drafted):
    paper = drafted()
    edit(actor=people.checker, paper=paper, seen=paper.revision, key=key(), title="别人改的题目")
    form = {"title": "我改的题目", "body": "正文。", "key": KEY, "seen": paper.revision}
    answer = client_of("drafter").post(f"/papers/{paper.pk}/wording/", form)
    assert answer.status_code == 422 and "我改的题目" in answer.content.decode()
    assert Paper.objects.get(pk=paper.pk).title == "别人改的题目"


def test_to_whom_it_does_not_concern_a_paper_is_not_there(client_of, people, drafted, go):
    paper = go(drafted(), "hand_in", "check", "sign")
    render_owed(AT)
    stranger, committee = client_of("stranger"), client_of("committee")
    for below in ("", "docx/", "pdf/", "fields/", "wording/"):
        assert stranger.get(f"/papers/{paper.pk}/{below}").status_code == 404, below
    assert stranger.post(f"/papers/{paper.pk}/step/", {"step": "void", "key": KEY}).status_code == 404
    assert stranger.post(f"/papers/deliveries/{Delivery.objects.get().pk}/take/").status_code == 404
    assert committee.get(f"/papers/{paper.pk}/pdf/").getvalue().startswith(b"%PDF")
    assert committee.get(f"/papers/{paper.pk}/docx/").getvalue().startswith(b"PK")
    assert step(committee, paper, "void", note="x").status_code == 403
    assert Paper.objects.get(pk=paper.pk).state == Paper.State.ISSUED


def test_the_register_shows_voids_and_hides_titles_of_secrets(client_of, people, drafted, go):
    secret = drafted()
    secret = edit(
        actor=people.drafter,
        paper=secret,
        seen=secret.revision,
        key=key(),
        title="不该看到的题目",
        marks={"secrecy": "秘密★1年", "openness": "不公开"},
    )
    go(secret, "hand_in", "check", "sign", "void", note="改以他文办理")
    go(drafted(), "hand_in", "check", "sign")
    html = client_of("head").get("/papers/register/").content.decode()
    assert "粤商务函〔2026〕1号" in html and "已作废" in html and "不该看到的题目" in html


def test_a_mark_is_set_and_one_that_is_taken_is_refused(client_of):
    committee = client_of("committee")
    form = {"office": office("zetdz").pk, "style": "letter", "mark": "湛开函", "key": KEY}
    assert committee.post("/papers/register/", form).status_code == 302
    assert "湛开函" in committee.get("/papers/register/").content.decode()
    taken = committee.post("/papers/register/", form | {"mark": "粤商务函"})
    assert taken.status_code == 422 and "粤商务函" in taken.content.decode()


def test_who_signs_for_no_office_sets_no_mark(client_of):
    form = {"office": office("commerce").pk, "style": "letter", "mark": "某某函", "key": KEY}
    assert client_of("drafter").post("/papers/register/", form).status_code == 403


@pytest.mark.parametrize("path", ["/papers/", "/papers/out/", "/papers/in/", "/papers/register/"])
def test_lists_ask_the_same_of_the_database_however_long(
    client_of, issued, django_assert_max_num_queries, path
):
    head = client_of("head")
    for _ in range(12):
        issued()
    head.get(path)
    with django_assert_max_num_queries(24):
        assert head.get(path).status_code == 200


def test_a_page_of_a_paper_takes_few_queries(client_of, issued, django_assert_max_num_queries):
    paper, head = issued(), client_of("head")
    head.get(f"/papers/{paper.pk}/")
    with django_assert_max_num_queries(20):
        head.get(f"/papers/{paper.pk}/")


def test_the_addressee_and_who_countersigns_are_chosen_anew(client_of, drafted, go):
    paper = drafted()
    address = f"/papers/{paper.pk}/parties/"
    office("guangzhou")
    page = client_of("drafter").get(address).content.decode()
    assert office("zetdz").name_zh in page
    options = page.split("id_cosigners")[0]
    assert office("guangzhou").name_zh not in options, "a reminder goes to committees"
    form = {"key": key(), "seen": paper.revision, "addressee": office("nansha").pk}
    wrong = form | {"addressee": office("guangzhou").pk}
    assert client_of("drafter").post(address, wrong).status_code == 422
    assert client_of("stranger").get(address).status_code == 404
    signing = form | {"cosigners": [office("statistics").pk]}
    assert client_of("drafter").post(address, signing).status_code == 302
    paper.refresh_from_db()
    assert (paper.addressee, paper.cosigners.get().office) == (office("nansha"), office("statistics"))
    assert address in client_of("drafter").get(f"/papers/{paper.pk}/").content.decode()
    go(paper, "hand_in")
    assert client_of("drafter").get(address).status_code == 409


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        ("written_reminder", ["mark", "rule", "grades", "number", "title"]),
        ("rectification_order", ["grades", "mark", "number", "rule", "title"]),
        ("talk_minutes", ["grades", "mark", "number", "rule", "title"]),
    ],
)
def test_the_head_stands_in_the_preview_as_on_paper(client_of, people, drafted, kind, order):
    """In 信函格式 the number stands below the red rules, else above the one: the PDF is measured beside."""
    paper = drafted(kind)
    edit(actor=people.drafter, paper=paper, seen=1, key=key(), marks={"urgency": "特急"})
    page = client_of("drafter").get(f"/papers/{paper.pk}/").content.decode()
    sheet = page[page.index('<article class="sheet') :]
    found = re.findall(r'<(?:p class="(mark|grades|number|title)"|(hr))>', sheet)
    assert [name or "rule" for name, _ in found] == order
