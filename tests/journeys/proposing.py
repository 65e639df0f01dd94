"""整改意见: asked of the city by letter, with a day; returned once, accepted in time, closed."""

from tests.journeys import ledgers
from tests.journeys.files import evidence
from tests.journeys.letters import CONTACT, drafted, issued
from tests.journeys.ranked import DEMOTED, finds

KIND = "提出整改意见"
DUE_ON = "2026-04-10"
ASKED = {
    "工作要求": "请对照考核结果查找差距，明确整改措施（模拟）。",
    "来函事项": "请提出整改意见报省政府（模拟）",
    "反馈日期": DUE_ON,
}


def the_city_is_asked(government, secretary, officer, ranked):
    finds(government, KIND, ranked.names[DEMOTED])
    government.sees("尚未设定截止日期", "致市政府函尚未签发")
    ledgers.is_due(government, DUE_ON)
    government.shows()
    drafted(government, "致市政府函", CONTACT | ASKED)
    issued(government, secretary, secretary, ranked.names[DEMOTED])
    finds(officer, KIND, ranked.names[DEMOTED])
    officer.is_refused("ask")
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("要求提出整改意见")
    government.sees("事项现为“已要求”", f"{DUE_ON}到期")
    government.sends_again()


def the_city_proposes(city, ranked, text):
    finds(city, KIND, ranked.names[DEMOTED])
    city.page.locator("input[type=file]").first.set_input_files(evidence(ranked.folder))
    city.takes("提交整改意见", {"正文": text})
    city.sees("事项现为“待审”", text)


def they_come_back_once(city, government, ranked):
    finds(city, KIND, ranked.names[DEMOTED])
    city.takes("签收")
    the_city_proposes(city, ranked, "成立专班，制定提升方案（模拟）。")
    city.is_refused("accept_proposals")
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("退回整改意见", {"理由或意见": "责任单位和时限不明确，请补充（模拟）"})
    government.sees("事项现为“已签收”")
    finds(city, KIND, ranked.names[DEMOTED])
    city.sees("责任单位和时限不明确，请补充（模拟）")
    city.shows()
    the_city_proposes(city, ranked, "成立专班，七月底前完成三项整改，责任单位见附件（模拟）。")


def they_are_accepted_in_time(government, ranked):
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("认可整改意见")
    government.sees("事项现为“已认可”", "按期办结")
    government.takes("办结", {"办理结果": "整改意见已报省政府并获认可（模拟）"})
    government.sees("事项现为“已办结”")
    government.shows()
