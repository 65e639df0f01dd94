"""The city's report within 15 days: reminded, overdue and escalated, answered late, accepted, closed."""

from datetime import date

from tests.journeys.files import evidence
from tests.journeys.judging import all_are_proposed
from tests.journeys.ranked import DEMOTED, NOW, finds

KIND = "书面报告"
ALERT = "提示主管部门（不发函）"
RECORDED_ON = date(2026, 3, 5)
LADDER = (  # on which day who is told what
    (date(2026, 3, 16), "last_city", "将于2026-03-17到期"),
    (date(2026, 3, 17), "last_city", "今天（2026-03-17）到期"),
    (date(2026, 3, 18), "last_city", "已逾期：2026-03-17到期"),
    (date(2026, 3, 24), "government", "逾期已满5个工作日：2026-03-17到期"),
)
ANSWERED_ON = date(2026, 3, 26)


def a_demotion_is_recorded(officer, ranked):
    officer.opens("/assessments/-/events/")
    officer.follows("登记外部事项")
    officer.fills({"经开区": DEMOTED, "决定日期": "2026-03-04"})
    officer.chooses("事项", "被降为省级经济开发区")
    officer.fills({"决定机关": "国务院（模拟）", "文件": "模拟文〔2026〕9号"})
    officer.presses("登记外部事项")
    officer.sees("已登记。", "模拟文〔2026〕9号")
    officer.sends_again()
    officer.shows()


def what_follows_is_settled(officer, head, ranked):
    officer.opens("/findings/")
    officer.follows(NOW.document)
    officer.sees(
        "2026-03-04被降为省级经济开发区（国务院（模拟），模拟文〔2026〕9号）",
        "最迟2026-03-17",
        "最迟2028-03-04（提醒日待定）",
    )
    all_are_proposed(officer, "已对3项提出意见，待另一人同意。")
    head.opens("/findings/")
    head.follows(NOW.document, "勾选本页全部")
    head.presses("同意")
    head.sees("已同意3项。")


def an_alert_that_no_longer_stands_is_withdrawn(head, ranked):
    finds(head, ALERT, ranked.names[DEMOTED])
    head.takes("撤回", {"理由或意见": "该区已被降级，提示不再需要（模拟）"})
    head.sees("事项现为“已撤回”")


def the_city_knows_of_its_deadline(city, ranked):
    finds(city, KIND, ranked.names[DEMOTED])
    city.sees("还有12天", "2026-03-17到期")
    city.takes("签收")
    city.sees("事项现为“已签收”")
    city.opens("/deadlines/")
    city.shows()
    city.follows(f"{ranked.names[DEMOTED]}")
    city.sees("2026-03-17到期", "2026-03-16提醒（到期日前最后一个工作日）。", "在考核结果发布后15天内")
    city.shows("after-12-a-deadline")


def it_is_told(person, said):
    person.opens("/notices/")
    person.sees(said)
    person.shows()


def it_is_overdue(government, ranked):
    government.opens("/deadlines/")
    government.sees(ranked.names[DEMOTED], "已逾期7天")
    government.shows("after-13-overdue")


def the_city_answers_late(city, ranked):
    finds(city, KIND, ranked.names[DEMOTED])
    city.sees("已逾期")
    city.page.locator("input[type=file]").first.set_input_files(evidence(ranked.folder))
    city.takes("提交报告", {"正文": "名次靠后的原因、已采取的措施和下一步安排（模拟）。"})
    city.sees("事项现为“待审”")
    city.sends_again()


def the_government_accepts_and_closes(government, ranked):
    finds(government, KIND, ranked.names[DEMOTED])
    government.sees("名次靠后的原因、已采取的措施和下一步安排（模拟）。")
    government.takes("认可报告")
    government.sees("事项现为“已认可”", "逾期办结")
    government.takes("办结", {"办理结果": "已收到书面报告，逾期9天（模拟）"})
    government.sees("事项现为“已办结”", "逾期办结")
    government.shows()
