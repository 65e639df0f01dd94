"""责令限期整改: ordered jointly, item by item; planned, reported, returned once, signed off."""

from tests.journeys import ledgers
from tests.journeys.files import evidence
from tests.journeys.letters import CONTACT, drafted, issued, printed
from tests.journeys.ranked import ORDERED, finds

KIND = "责令限期整改"
ITEMS = {
    "研发经费投入强度低于全国经开区平均水平（模拟）": "研发投入",
    "单位工业增加值能耗偏高（模拟）": "节能改造",
}


def an_order_is_prepared(officer, ranked):
    finds(officer, KIND, ranked.names[ORDERED])
    officer.sees("尚未选定会同部门", "整改台账还没有事项", "尚未设定截止日期", "责令限期整改通知书尚未签发")
    officer.shows("after-10-what-an-order-needs")
    part = officer.unfolds("选定会同部门")
    officer.picks("模拟·财政厅", within=part)
    officer.presses("选定会同部门", within=part)
    officer.sees("已选定会同部门。")
    ledgers.is_due(officer, "2026-05-29")
    for problem, measure in ITEMS.items():
        ledgers.is_entered(officer, problem, f"制定{measure}计划（模拟）", "管委会（模拟）")
    officer.sends_again()


def it_is_issued_jointly(officer, checker, joint, head, ranked):
    finds(officer, KIND, ranked.names[ORDERED])
    drafted(officer, "责令限期整改通知书", CONTACT | {"反馈日期": "2026-03-20"})
    issued(officer, checker, head, ranked.names[ORDERED], joint)
    assert "模拟·财政厅" in printed(head, ranked)
    finds(head, KIND, ranked.names[ORDERED])
    head.takes("责令限期整改")
    head.sees("事项现为“已责令”", "2026-05-29")
    head.sends_again()


def the_committees_plan_is_accepted(committee, officer, ranked):
    finds(committee, KIND, ranked.names[ORDERED])
    committee.takes("签收")
    committee.sees("事项现为“已签收”")
    for number, problem in enumerate(ITEMS, start=1):
        measure = f"制定{ITEMS[problem]}计划并按月通报（模拟）"
        ledgers.is_planned(committee, number, measure, "经济发展局（模拟）", "2026-05-15")
    committee.takes("提交整改方案", {"正文": "逐项制定措施，明确责任单位和时限，详见台账（模拟）。"})
    committee.sees("事项现为“整改方案待审”")
    finds(officer, KIND, ranked.names[ORDERED])
    officer.takes("认可整改方案")
    officer.sees("事项现为“整改中”")


def a_report_comes_back_once(committee, officer, ranked):
    _reports(committee, ranked, "已完成整改（模拟）。")
    finds(officer, KIND, ranked.names[ORDERED])
    officer.takes("退回报告", {"理由或意见": "未附节能改造验收材料，请补充后重报"})
    officer.sees("事项现为“整改中”", "未附节能改造验收材料，请补充后重报")
    finds(committee, KIND, ranked.names[ORDERED])
    committee.sees("未附节能改造验收材料，请补充后重报")
    for number in range(1, len(ITEMS) + 1):
        ledgers.is_reported(committee, number, evidence(ranked.folder))
    committee.shows()
    _reports(committee, ranked, "已补充节能改造验收材料（模拟）。")


def _reports(committee, ranked, text):
    finds(committee, KIND, ranked.names[ORDERED])
    committee.takes("提交报告", {"正文": text})
    committee.sees("事项现为“整改报告待审”")


def items_are_signed_off_and_it_closes(officer, head, ranked):
    finds(officer, KIND, ranked.names[ORDERED])
    officer.takes("认可报告")
    officer.sees("事项现为“已认可”", "2个事项中还有2个没有销号")
    for number in range(1, len(ITEMS) + 1):
        ledgers.is_signed_off(officer, number)
    officer.shows("after-11-a-ledger", top="#ledger")
    finds(head, KIND, ranked.names[ORDERED])
    head.takes("办结", {"办理结果": "两个问题均已整改到位（模拟）"})
    head.sees("事项现为“已办结”", "按期办结")
    head.shows()
