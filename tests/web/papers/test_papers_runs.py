"""Many take a step in one go: each by itself, those that can't are named, nothing is done twice."""

import pytest

from kaohe.office.journal.models import Entry
from kaohe.office.papers.models import Issue, Paper
from tests.office.people import office
from tests.web.papers.conftest import KEY

pytestmark = pytest.mark.django_db


def run(client, papers, **more):
    asked = [f"{paper.pk}-{paper.revision}" for paper in papers]
    form = {"key": KEY, "step": "sign", "paper": asked, **more}
    return client.post("/papers/run/", form)


def test_some_at_a_time_and_the_answer_asks_for_the_rest(client_of, drafted, go):
    papers = [go(drafted(), "hand_in", "check") for _ in range(23)]
    head = client_of("head")
    html = run(head, papers).content.decode()
    assert Issue.objects.count() == 20 and "20 / 23" in html
    html = run(head, papers[20:], done=20).content.decode()
    assert "23 / 23" in html
    assert list(Issue.objects.order_by("sequence").values_list("paper", flat=True)) == [p.pk for p in papers]


def test_sent_again_nothing_is_done_twice(client_of, drafted, go):
    papers, head = [go(drafted(), "hand_in", "check") for _ in range(3)], client_of("head")
    for _ in range(2):
        assert run(head, papers).content.decode().count("lamp green") == 3
    assert Issue.objects.count() == Entry.objects.filter(action="papers.sign").count() == 3


def test_one_that_cannot_is_named_and_the_others_go_on(client_of, drafted, go):
    bad = go(drafted(zone="测试\ue000区"), "hand_in", "check")
    papers = [go(drafted(), "hand_in", "check"), bad, go(drafted(), "hand_in", "check")]
    html = run(client_of("head"), papers).content.decode()
    assert "U+E000" in html and html.count("lamp red") == 1
    assert sorted(Issue.objects.values_list("sequence", flat=True)) == [1, 2]
    assert Paper.objects.get(pk=bad.pk).state == Paper.State.SIGNING


def test_everything_on_the_page(client_of, drafted, go):
    papers = [go(drafted(), "hand_in", "check") for _ in range(3)]
    asked = [f"{paper.pk}-{paper.revision}" for paper in papers]
    run(client_of("head"), [], all=asked, everything="1")
    assert Issue.objects.count() == 3


@pytest.mark.parametrize("who", ["committee", "stranger"])
def test_others_papers_are_passed_over(client_of, drafted, go, who):
    html = run(client_of(who), [go(drafted(), "hand_in", "check")]).content.decode()
    assert "lamp green" not in html and not Issue.objects.exists()


def test_an_unknown_step_and_an_empty_choice_are_refused(client_of, drafted, go):
    head, paper = client_of("head"), go(drafted(), "hand_in", "check")
    assert run(head, [paper], step="void").status_code == 409
    assert run(head, []).status_code == 409
    assert run(head, [], paper=["x", "-", "9999999999-1"]).status_code == 200


def begin_many(client, rows, **more):
    form = {"office": office("commerce").pk, "kind": "written_reminder", "rows": rows, "key": KEY, **more}
    return client.post("/papers/many/", form)


def table(count):
    to = office("zetdz").name_zh
    lines = [f"{to}\t第{number}经开区\t2016\t2016-09-01" for number in range(count)]
    return "\n".join(["主送单位\t经开区\t考核年度\t考核结果公布日期", *lines])


def test_a_draft_a_row_some_at_a_time(client_of):
    drafter = client_of("drafter")
    assert "20 / 23" in begin_many(drafter, table(23)).content.decode()
    assert Paper.objects.count() == 20
    for _ in range(2):
        assert "23 / 23" in begin_many(drafter, table(23), done=20).content.decode()
    assert Paper.objects.count() == 23
    paper = Paper.objects.order_by("pk")[21]
    assert paper.values == {"zone": "第21经开区", "assessment_year": 2016, "published_on": "2016-09-01"}
    assert paper.addressee == office("zetdz")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", ["\t", ","])
def test_a_cell_of_several_lines_fills_a_list_or_a_table(client_of, end, between):
    lists, ranks = f'"财政厅{end}科技厅"', f'"研发投入 | 212 | 219{end}{end}土地 | 215 | 219"'
    rows = [["经开区", "抄送机关", "单项指标名次"], ["甲", lists, ranks], ["乙", "财政厅", ""]]
    assert begin_many(client_of("drafter"), end.join(map(between.join, rows))).status_code == 200
    second, first = Paper.objects.all()
    assert first.values == {
        "zone": "甲",
        "copies": ["财政厅", "科技厅"],
        "indicators": [
            {"indicator": "研发投入", "place": 212, "of": 219},
            {"indicator": "土地", "place": 215, "of": 219},
        ],
    }
    assert second.values == {"zone": "乙", "copies": ["财政厅"]}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("经开区", "0 份"),
        ("经开区,没有的栏\n甲,乙", "没有的栏"),
        ("经开区,zone\n甲,乙", "同一内容"),
        ("主送单位,经开区\n某某单位,甲", "某某单位"),
        ("经开区,考核年度\n甲,2016\n乙,二〇一六", "第 3 行"),
        ("经开区\n甲,乙", "2 栏"),
        ('经开区\n"甲\n乙', "没有成对"),
        ('经开区,考核年度\n"甲\n乙",2016', "“经开区”应为一行，却有 2 行"),
        ('经开区,抄送机关\n\n"甲","乙\n丙"\n丁,戊,己', "第 5 行"),
        ('经开区,单项指标名次\n甲,"土地 | 1 | 2\n能耗 | 3"', "第 2 行"),
    ],
)
def test_a_table_that_cannot_be_read_begins_nothing(client_of, rows, said):
    answer = begin_many(client_of("drafter"), rows)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Paper.objects.exists()


def test_for_another_office_nobody_begins_letters(client_of):
    assert begin_many(client_of("stranger"), table(1)).status_code == 422
    assert not Paper.objects.exists()
