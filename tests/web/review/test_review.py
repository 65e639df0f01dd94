"""The pages of review: what they show, how they answer, how many queries they cost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kaohe.office.reporting.actions.reviewing import Word, decide
from kaohe.office.reporting.models import Decision, Figure, Reopening, Report

pytestmark = pytest.mark.django_db
LIST = 21
"""Queries of the list: session, user, posts, rounds, what orders the list, the state of a page, the head."""


@pytest.fixture
def handed_in(hand_in, report_of):
    for code in ("gz", "ns", "zj"):
        hand_in(code)
    return report_of("gz")


@pytest.fixture
def say(actors, report_of):
    def say(who, level, code, item, outcome, reason="理由", value=None):
        report = report_of(code)
        word = Word(item, outcome, reason, value)
        key = f"{who}{code}{item}{outcome}"
        decide(
            actor=getattr(actors, who), report=report, level=level, words=[word], seen=report.version, key=key
        )

    return say


def page(client, address, *args, status=200, **query):
    answer = client.get(reverse(address, args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def post(client, address, *args, htmx=False, **form):
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse(address, args=args), {"key": "key-0001", **form}, headers=headers)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_renders_in_both_languages(client_of, handed_in, say, lang):
    say("statistics", "department", "gz", "gdp", "dispute", value=980.0)
    say("guangzhou", "city", "gz", "tax", "query")
    for name in ("head", "guangzhou", "outside"):
        client = client_of(name)
        client.cookies["lang"] = lang
        page(client, "review", tab="all")
        page(client, "review_report", handed_in.pk, show="all")
        page(client, "review_moves", handed_in.pk)
        page(client, "review_versions", handed_in.pk, 1, 1)
        page(client, "review_reopenings")
    client = client_of("statistics")
    client.cookies["lang"] = lang
    page(client, "vouch")


def test_what_waits_for_whom(client_of, handed_in):
    assert page(client_of("guangzhou"), "review").count("<tr>") == 1 + 2
    assert page(client_of("zhanjiang"), "review").count("<tr>") == 1 + 1
    assert "zj经开区" not in page(client_of("guangzhou"), "review", tab="all")
    # nothing waits for the province yet: it sees everything, two cities' own reports as well
    assert page(client_of("officer"), "review").count("<tr>") == 1 + 5


def test_the_list_is_narrowed_by_city_and_name(client_of, handed_in):
    client = client_of("officer")
    assert page(client, "review", tab="all", city="湛江市").count("<tr>") == 1 + 2
    assert page(client, "review", tab="all", q="NS").count("<tr>") == 1 + 1


def test_a_dispute_comes_first(client_of, handed_in, say):
    say("statistics", "department", "ns", "gdp", "dispute", value=980.0)
    rows = re.findall(r'review/\d+/">(\w+)经开区', page(client_of("guangzhou"), "review"))
    assert rows == ["ns", "gz"]


def test_an_accepted_report_waits_again_where_a_cell_was_handed_in_since(client_of, handed_in, actors):
    Report.objects.filter(pk=handed_in.pk).update(stage="accepted")
    client = client_of("officer")
    assert "gz经开区" not in page(client, "review", tab="waiting")
    at = timezone.now()
    Reopening.objects.create(report=handed_in, item="tax", version=1, until=at, reason="x", by="x", at=at)
    Figure.objects.create(report=handed_in, item="tax", version=2, value=130)
    assert "gz经开区" in page(client, "review", tab="waiting")


def test_the_list_costs_the_same_number_of_queries_for_any_number_of_reports(
    client_of, hand_in, django_assert_num_queries
):
    client = client_of("officer")
    hand_in("gz")
    page(client, "review", tab="all")
    with django_assert_num_queries(LIST):
        page(client, "review", tab="all")
    hand_in("ns")
    hand_in("zj")
    page(client, "review", tab="all")
    with django_assert_num_queries(LIST):
        page(client, "review", tab="all")


def test_a_report_and_what_one_vouches_for_cost_a_fixed_number_of_queries(
    client_of, handed_in, django_assert_num_queries
):
    client = client_of("guangzhou")
    page(client, "review_report", handed_in.pk)
    with django_assert_num_queries(22):
        page(client, "review_report", handed_in.pk)
    client = client_of("statistics")
    page(client, "vouch")
    with django_assert_num_queries(11):
        page(client, "vouch")


def test_one_cell_is_decided_without_javascript_and_with_htmx(client_of, handed_in):
    client = client_of("guangzhou")
    answer = post(client, "review_say", handed_in.pk, "tax", seen=1, after=0, outcome="accept", show="all")
    assert answer.headers["Location"] == f"/review/{handed_in.pk}/?show=all#cell-tax"
    form = {
        "seen": 1,
        "after": 0,
        "outcome": "return",
        "quick": "web_review.quick_unit",
        "reason": "应为万元",
    }
    answer = post(client, "review_say", handed_in.pk, "gdp", htmx=True, **form)
    content = answer.content.decode()
    assert content.count("<tr") == 1
    assert 'id="cell-gdp"' in content
    assert 'hx-swap-oob="true"' in content
    said = Decision.objects.get(figure__item="gdp")
    assert (said.outcome, said.reason) == ("return", "计量单位可能有误。 应为万元")


def test_sent_twice_from_one_page_it_is_done_once(client_of, handed_in):
    client = client_of("guangzhou")
    for _ in range(2):
        form = {"seen": 1, "after": 0, "outcome": "accept"}
        assert post(client, "review_say", handed_in.pk, "tax", **form).status_code == 302
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    "form", [{"outcome": "return"}, {"outcome": "nothing"}, {}, {"outcome": "accept", "seen": "x"}]
)
def test_a_decision_that_cannot_be_taken_is_told_in_words(client_of, handed_in, form):
    answer = post(client_of("guangzhou"), "review_say", handed_in.pk, "tax", **{"seen": 1} | form)
    assert answer.status_code == 409
    assert "data-problem" in answer.content.decode()
    assert not Decision.objects.exists()


def test_an_unknown_item_or_report_is_not_there(client_of, handed_in):
    client = client_of("guangzhou")
    assert post(client, "review_say", handed_in.pk, "land", seen=1, outcome="accept").status_code == 404
    assert post(client, "review_say", 10**12, "tax", seen=1, outcome="accept").status_code == 404
    assert page(client, "review_versions", handed_in.pk, 1, 7, status=404)


def test_what_is_typed_is_shown_as_text(client_of, handed_in, say):
    say("guangzhou", "city", "gz", "tax", "query", reason="<script>alert(1)</script>")
    content = page(client_of("guangzhou"), "review_report", handed_in.pk, show="all")
    assert "<script>alert" not in content
    assert "&lt;script&gt;" in content


def test_what_is_missing_is_listed_and_leads_to_the_cell(client_of, handed_in, say):
    say("guangzhou", "city", "gz", "tax", "accept")
    content = page(client_of("guangzhou"), "review_report", handed_in.pk)
    assert re.findall(r'href="\?show=all#cell-(\w+)"', content) == ["gdp", "firms"]


def test_all_clean_then_on_to_the_province(client_of, handed_in, report_of):
    client = client_of("guangzhou")
    post(client, "review_clean", handed_in.pk, seen=1)
    assert Decision.objects.filter(outcome="accept").count() == 3
    assert post(client, "review_on", handed_in.pk, seen=1).headers["Location"] == "/review/"
    assert report_of("gz").stage == "province"


def test_two_versions_side_by_side(client_of, handed_in, say, hand_in, report_of):
    say("guangzhou", "city", "gz", "tax", "return")
    Report.objects.filter(pk=handed_in.pk).update(stage="reporting")
    hand_in("gz", tax="130")
    client = client_of("guangzhou")
    content = page(client, "review_versions", handed_in.pk, 1, 2)
    assert "<del>120</del>" in content
    assert "<ins>130</ins>" in content
    assert "地区生产总值" not in content
    assert "地区生产总值" in page(client, "review_versions", handed_in.pk, 1, 2, all=1)
    content = page(client, "review_report", handed_in.pk, show="changed")
    assert content.count('id="cell-') == 1
    assert "审核后有改动" in content


def test_small_counts_are_withheld_from_outside_reviewers(client_of, hand_in, report_of):
    """Last year zj had one high-tech firm, now two."""
    hand_in("zj", gdp="100", tax="9", firms="2")
    report = report_of("zj")

    def cells(name):
        content = page(client_of(name), "review_report", report.pk, show="all")
        row = re.search(r'<tr id="cell-firms">.*?</tr>', content, re.DOTALL).group()
        return re.findall(r'<td class="n">(.*?)</td>', row)

    assert [cell.split("<")[0] for cell in cells("officer")] == ["1", "", "2"]
    assert "＜3" in cells("outside")[0]
    assert cells("outside")[2].strip() == "＜3", "neither the value nor its growth"
    assert re.search(r'class="n">\s*＜3', page(client_of("outside"), "review_sample"))
    assert "＜3" not in page(client_of("officer"), "review_sample")


def test_a_sample_is_drawn_again_by_its_seed(client_of, handed_in):
    def drawn(name, **query):
        return re.findall(
            r"review/(\d+)/\?show=all#cell-(\w+)", page(client_of(name), "review_sample", **query)
        )

    first = drawn("outside", seed="7", size=4)
    assert len(first) == 4
    assert first == drawn("officer", seed="7", size=4)
    assert first == drawn("officer", seed="7", size=9)[:4], "a larger sample begins with the smaller"
    assert first != drawn("officer", seed="8", size=4)
    assert len(drawn("officer", seed="7", size=0)) == 1
    assert len(drawn("officer", seed="7", size="x")) == 9


def test_a_cell_is_opened_again_until_the_end_of_a_day(client_of, handed_in):
    client = client_of("head")
    day = timezone.localtime() + timedelta(days=5)
    form = {"until": f"{day:%Y-%m-%d}", "reason": "笔误"}
    assert post(client, "review_reopen", handed_in.pk, "tax", **form).status_code == 302
    opened = Reopening.objects.get()
    assert f"{timezone.localtime(opened.until):%Y-%m-%d %H:%M}" == f"{day:%Y-%m-%d} 23:59"
    assert "笔误" in page(client, "review_reopenings")
    assert f"{day:%Y-%m-%d} 23:59" in page(client, "review_report", handed_in.pk, show="all")


@pytest.mark.parametrize("until", ["", "2018-02-31", "yesterday", "2001-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_is_refused(client_of, handed_in, until):
    answer = post(client_of("head"), "review_reopen", handed_in.pk, "tax", until=until, reason="笔误")
    assert answer.status_code == 409
    assert not Reopening.objects.exists()


def test_a_report_not_handed_in_says_so(client_of, round, report_of):
    assert "尚未提交" in page(client_of("officer"), "review_report", report_of("gz").pk)


def test_before_the_first_round_the_pages_say_so(client_of):
    for name, address in (("officer", "review"), ("officer", "review_sample"), ("statistics", "vouch")):
        assert "还没有填报任务" in page(client_of(name), address)


@pytest.mark.parametrize(
    ("name", "waits"),
    [("guangzhou", {"/review/": 2}), ("statistics", {"/vouch/": 3}), ("officer", {}), ("auditor", {})],
)
def test_the_first_page_says_what_waits(client_of, handed_in, name, waits):
    waiting = client_of(name).get(reverse("home")).context["waiting"]
    found = {each.link.partition("?")[0]: each.count for each, _ in waiting}
    assert {link: count for link, count in found.items() if link in ("/review/", "/vouch/")} == waits
