"""限期进行整改: the city's own, after its zone was demoted; the government keeps the ledger."""

from tests.journeys import ledgers
from tests.journeys.files import evidence
from tests.journeys.letters import CONTACT, drafted, issued
from tests.journeys.ranked import DEMOTED, finds

KIND = "限期进行整改"
DUE_ON = "2026-06-30"
ASKED = {
    "工作要求": "请按整改台账逐项整改，按期销号（模拟）。",
    "来函事项": "请在限期内完成整改（模拟）",
    "反馈日期": DUE_ON,
}
ITEMS = {
    "园区管理体制不顺（模拟）": "完成管委会机构调整（模拟）",
    "批而未供土地较多（模拟）": "清理处置批而未供土地（模拟）",
}


def the_city_is_ordered_to(government, secretary, officer, ranked):
    finds(government, KIND, ranked.names[DEMOTED])
    government.sees("整改台账还没有事项", "尚未设定截止日期", "致市政府函尚未签发")
    government.shows()
    ledgers.is_due(government, DUE_ON)
    for problem, measure in ITEMS.items():
        ledgers.is_entered(government, problem, measure, "曜渚市人民政府（模拟）")
    drafted(government, "致市政府函", CONTACT | ASKED)
    issued(government, secretary, secretary, ranked.names[DEMOTED])
    finds(officer, KIND, ranked.names[DEMOTED])
    officer.is_refused("order")
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("责令限期整改")
    government.sees("事项现为“已责令”", f"{DUE_ON}到期")


def its_plan_is_accepted(city, government, ranked):
    finds(city, KIND, ranked.names[DEMOTED])
    city.takes("签收")
    for number, measure in enumerate(ITEMS.values(), start=1):
        ledgers.is_planned(city, number, f"{measure}并按月通报", "市政府办公室（模拟）", "2026-06-15")
    city.takes("提交整改方案", {"正文": "两个事项均已明确牵头市领导和时限（模拟）。"})
    city.sees("事项现为“整改方案待审”")
    city.is_refused("accept_plan")
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("认可整改方案")
    government.sees("事项现为“整改中”")


def it_is_reported_signed_off_and_closed(city, government, ranked):
    finds(city, KIND, ranked.names[DEMOTED])
    for number in range(1, len(ITEMS) + 1):
        ledgers.is_reported(city, number, evidence(ranked.folder))
    city.takes("提交报告", {"正文": "两个事项均已完成（模拟）。"})
    city.sees("事项现为“整改报告待审”")
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("认可报告")
    government.sees("2个事项中还有2个没有销号")
    for number in range(1, len(ITEMS) + 1):
        ledgers.is_signed_off(government, number)
    government.takes("办结", {"办理结果": "两个事项均已整改到位（模拟）"})
    government.sees("事项现为“已办结”", "按期办结")
    government.shows()
