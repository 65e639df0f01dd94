"""Findings through pages: who sees them, two people settle them, an old page does nothing twice."""

import pytest
from django.urls import reverse

from kaohe.office.cases.models import Case, Disposition, Dossier, Setting
from kaohe.office.cases.queries.findings import findings_of
from kaohe.office.cases.sweep import judge_owed
from tests.office.cases.places import catalogue, official, provincial
from tests.office.people import AT

pytestmark = pytest.mark.django_db
KEY = "11111111-2222-3333-4444-555555555555"
READERS = ("officer", "head", "government", "auditor")
OTHERS = ("committee", "other", "city", "reviewer")


def finding(published, measure, code="GD02"):
    wanted = (code, measure)
    return next(e for e in findings_of(published.pk) if (e.row.zone.code, e.row.measure) == wanted)


def proposing(client, published, measures, outcome="confirm", key=KEY, **more):
    chosen = [finding(published, measure).row.pk for measure in measures]
    data = {"finding": chosen, "outcome": outcome, "key": key, **more}
    return client.post(reverse("findings_propose", args=[published.pk]), data)


def deciding(client, published, decide="agree", key=KEY, **more):
    keys = list(Disposition.objects.filter(state="proposed").values_list("pk", flat=True))
    data = {"disposition": keys, "decide": decide, "key": key, **more}
    return client.post(reverse("findings_decide", args=[published.pk]), data)


@pytest.mark.parametrize("name", READERS)
def test_a_publication_shows_sentence_facts_offices_rule_and_version(client_of, published, name):
    page = client_of(name).get(reverse("findings_of", args=[published.pk]))
    html = page.content.decode()
    assert page.status_code == 200
    for words in (
        "湛江经济技术开发区",
        "由省商务厅约谈国家级经开区有关负责人",
        "第217名（共219个）",
        "广东省商务厅",
        "guangdong-2016 1",
        "last-20",
    ):
        assert words in html
    assert client_of(name).get(reverse("findings")).status_code == 200
    one = finding(published, "admonitory_talk").row.pk
    assert client_of(name).get(reverse("finding", args=[published.pk, one])).status_code == 200
    assert client_of(name).get(reverse("findings_settings")).status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_to_others_there_are_no_findings(client_of, published, name):
    client, one = client_of(name), finding(published, "admonitory_talk").row.pk
    for page in (
        reverse("findings"),
        reverse("findings_settings"),
        reverse("findings_of", args=[published.pk]),
        reverse("finding", args=[published.pk, one]),
        reverse("findings_setting", args=["guangdong-2016", "front"]),
    ):
        assert client.get(page).status_code == 404, page
    assert proposing(client, published, ["admonitory_talk"]).status_code == 404
    assert not Disposition.objects.exists()


def test_an_officer_proposes_in_bulk_and_a_head_agrees(client_of, published):
    measures = ["admonitory_talk", "rectification_order", "talk_by_provincial_government"]
    assert proposing(client_of("officer"), published, measures).status_code == 302
    html = client_of("head").get(reverse("findings_of", args=[published.pk])).content.decode()
    assert html.count('name="disposition"') == 3
    assert deciding(client_of("officer"), published).status_code == 403
    assert deciding(client_of("head"), published).status_code == 302
    assert sorted(Case.objects.values_list("kind", flat=True)) == sorted(measures)
    assert Dossier.objects.count() == 1


def test_what_the_rule_absorbs_is_absorbed_in_bulk(client_of, published):
    proposing(client_of("officer"), published, ["talk_by_provincial_government"])
    answer = proposing(
        client_of("officer"), published, ["request_for_talk"], outcome="absorb", key=KEY.replace("1", "2")
    )
    assert answer.status_code == 302
    assert deciding(client_of("head"), published).status_code == 302
    assert Case.objects.get().kind == "talk_by_provincial_government"
    assert finding(published, "request_for_talk").state == "absorb"


def test_an_old_form_sent_again_does_nothing_twice(client_of, published):
    for _ in range(2):
        assert proposing(client_of("officer"), published, ["admonitory_talk"]).status_code == 302
    for _ in range(2):
        keys = list(Disposition.objects.values_list("pk", flat=True))
        data = {"disposition": keys, "decide": "agree", "key": KEY}
        answer = client_of("head").post(reverse("findings_decide", args=[published.pk]), data)
        assert answer.status_code == 302
    assert Case.objects.count() == 1


def test_a_refusal_says_why_and_changes_nothing(client_of, published):
    answer = proposing(client_of("officer"), published, ["admonitory_talk"], outcome="set_aside")
    assert answer.status_code == 409
    assert "不予认定须写明理由" in answer.content.decode()
    assert proposing(client_of("officer"), published, []).status_code == 409
    assert not Disposition.objects.exists()


def test_a_declined_one_can_be_proposed_again(client_of, published):
    proposing(client_of("officer"), published, ["admonitory_talk"])
    assert deciding(client_of("head"), published, "decline", reason="先核实").status_code == 302
    one = finding(published, "admonitory_talk").row.pk
    html = client_of("officer").get(reverse("finding", args=[published.pk, one])).content.decode()
    assert "先核实" in html and 'name="outcome"' in html


def test_a_parameter_is_set_with_its_basis_and_changes_what_is_found(client_of):
    catalogue("GD02")
    published = official(2025, {"GD02": 100}, lists={"人均产值": {"GD02": 216}})
    judge_owed(AT)
    page = reverse("findings_setting", args=["guangdong-2016", "single_indicators"])
    form = {"value": "official-lists", "basis": "", "seen": "0", "key": KEY}
    assert client_of("officer").get(page).status_code == 403
    assert client_of("head").post(page, form).status_code == 422
    assert client_of("head").post(page, form | {"basis": "处务会议纪要"}).status_code == 302
    assert Setting.objects.get().value == "official-lists"
    judge_owed(AT)
    assert finding(published, "written_reminder").stands
    html = client_of("officer").get(reverse("findings_settings")).content.decode()
    assert "处务会议纪要" in html and "方案没有写明“单项指标”是53项指标" in html
    assert "商务部公布的各单项排名" in html and "official-lists" not in html
    html = client_of("officer").get(reverse("findings_of", args=[published.pk])).content.decode()
    assert "单项指标的范围：商务部公布的各单项排名" in html and "official-lists" not in html
    stale = client_of("head").post(
        page, form | {"value": "indicators", "basis": "另一份纪要", "key": KEY[::-1]}
    )
    assert stale.status_code == 422


def test_zones_in_front_stand_in_the_order_of_their_overall_place(client_of):
    catalogue("GD51", "GD52", "GD53")
    lists = {
        "index": {"GD51": 2, "GD52": 1, "GD53": 3},
        "index/a": {"GD51": 1, "GD52": 2, "GD53": 3},
        "index/b": {"GD51": 2, "GD52": 1, "GD53": 3},
    }
    published = provincial(2025, lists)
    set_front(client_of, "2")
    judge_owed(AT)
    html = client_of("officer").get(reverse("findings_order", args=[published.pk])).content.decode()
    assert html.index("梅州经济开发区") < html.index("韶关经济开发区")
    assert "汕尾经济开发区" not in html


def set_front(client_of, value):
    page = reverse("findings_setting", args=["guangdong-2016", "front"])
    form = {"value": value, "basis": "处务会议纪要", "seen": "0", "key": KEY}
    assert client_of("head").post(page, form).status_code == 302


def test_what_cannot_be_judged_is_shown_with_its_reason(client_of):
    catalogue("GS01")
    published = official(2025, {"GS01": 100})
    judge_owed(AT)
    html = client_of("officer").get(reverse("findings_of", args=[published.pk])).content.decode()
    assert "规则“guangdong-2016”适用于广东" in html


def test_the_first_page_says_what_waits_for_whom(client_of, published):
    def waits(name):
        shown = client_of(name).get(reverse("home")).context["waiting"]
        return [(each.code, each.count) for each, _ in shown]

    assert waits("officer") == waits("head") == [("web_findings.wait_open", 8)]
    proposing(client_of("officer"), published, ["admonitory_talk"])
    assert waits("officer") == [("web_findings.wait_open", 7)]
    assert waits("head") == [("web_findings.wait_open", 7), ("web_findings.wait_proposed", 1)]
    assert waits("committee") == waits("government") == []


@pytest.mark.parametrize(
    ("page", "queries"), [("findings", 10), ("findings_of", 16), ("finding", 16), ("dossier", 16)]
)
def test_what_a_page_asks_of_the_database_is_pinned(
    client_of, published, page, queries, django_assert_num_queries
):
    proposing(client_of("officer"), published, ["admonitory_talk", "rectification_order"])
    deciding(client_of("head"), published)
    one = finding(published, "admonitory_talk").row.pk
    arguments = {
        "findings": [],
        "findings_of": [published.pk],
        "finding": [published.pk, one],
        "dossier": [Dossier.objects.get().pk],
    }
    client, address = client_of("officer"), reverse(page, args=arguments[page])
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
