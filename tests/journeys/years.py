"""The same year once more: nothing is opened twice. The year after: its places stand beside the case."""

from django.apps import apps

from tests.journeys.answering_late import KIND
from tests.journeys.publishing import an_officer_proposes_the_ministrys_ranking, the_head_approves
from tests.journeys.ranked import AFTER, DEMOTED, NOW, finds

APPS = ("cases", "clocks", "papers", "notices")
OPENED = ("cases.Case", "cases.Dossier", "cases.Finding", "clocks.Clock", "papers.Paper", "papers.Issue")


def counts(*labels):
    """How many rows the tables have; without labels all of dynamic management."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {
        model._meta.label: model.objects.count()
        for model in models
        if not labels or model._meta.label in labels
    }


def the_same_file_is_refused(officer, ranked):
    before = counts()
    officer.opens("/assessments/-/official/")
    officer.picks("全部名次")
    officer.gives("文件附件", ranked.file(NOW))
    officer.presses("先看读出的内容")
    officer.sees("还没有提出公布")
    officer.page.watch.expected.append("409 (Conflict)")
    officer.presses("提出公布")
    officer.sees(f"{NOW.year} 年度已登记公布的结果", "须写明理由", "没有作任何改动")
    assert counts() == before


def the_same_places_as_a_correction_open_nothing(officer, head, ranked):
    before = counts(*OPENED)
    an_officer_proposes_the_ministrys_ranking(officer, ranked, reason="部里重发文件，名次不变（模拟）")
    the_head_approves(head)
    ranked.work()
    assert counts(*OPENED) == before


def working_again_does_nothing(ranked):
    before = counts()
    ranked.work()
    assert counts() == before


def the_next_years_place_stands_beside(city, ranked):
    finds(city, KIND, ranked.names[DEMOTED])
    city.sees("成效", "名次变化不等于由本事项引起", "2025", "218", str(AFTER.year), "212", "提升")
    city.shows("after-14-the-year-after", top="#answers")
