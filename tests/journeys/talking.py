"""The talk: listed, approved by another, notified, held with a deputy, minuted; promises are looked at."""

from datetime import date

from tests.journeys.letters import CONTACT, drafted, issued
from tests.journeys.ranked import TALKED_TO, finds

HELD_ON = date(2026, 3, 10)
PROMISE = "六月底前新引进2家主营业务收入30亿元以上制造业企业（模拟）"


def a_talk_is_listed_and_approved(officer, head, ranked):
    finds(officer, "约谈", ranked.names[TALKED_TO])
    officer.takes("列入约谈名单")
    officer.sees("已办理“列入约谈名单”，事项现为“已列名单”。")
    officer.sees("批准约谈", "由广东省商务厅负责人办理")
    officer.shows()
    head.opens(officer.page.url)
    head.takes("批准约谈")
    head.sees("事项现为“已批准”")


def the_committee_is_notified(officer, checker, head, committee, ranked):
    finds(officer, "约谈", ranked.names[TALKED_TO])
    officer.sees("约谈的时间地点尚未确定", "约谈通知书尚未签发")
    part = officer.unfolds("安排约谈")
    officer.fills(
        {
            "时间": f"{HELD_ON}T15:00",
            "地点": "广东省商务厅一楼第二会议室（模拟）",
            "约谈事项": "综合发展水平考核处于全国最后20名的原因和改进措施",
            "请准备的材料": "2025年度主要指标完成情况说明\n下一步改进计划",
        },
        within=part,
    )
    officer.presses("安排约谈", within=part)
    officer.sees("约谈已安排。", "2026-03-10 15:00")
    drafted(officer, "约谈通知书", CONTACT | {"反馈日期": "2026-03-06"})
    issued(officer, checker, head, ranked.names[TALKED_TO])
    finds(officer, "约谈", ranked.names[TALKED_TO])
    officer.takes("发出约谈通知")
    officer.sees("事项现为“已通知”")
    finds(committee, "约谈", ranked.names[TALKED_TO])
    committee.sees("2026-03-10 15:00", "粤商务模〔2026〕")
    committee.takes("签收")
    committee.sees("事项现为“已签收”")
    committee.shows()


def the_talk_is_held_with_a_deputy(officer, ranked):
    finds(officer, "约谈", ranked.names[TALKED_TO])
    part = officer.unfolds("登记到场")
    came = {
        ranked.names[TALKED_TO]: ("蔡宁", "管委会副主任", "曾毅", "随团出访"),
        "广东省商务厅": ("陈明", "副厅长", "", ""),
    }
    for office, fields in came.items():
        group = part.get_by_role("group", name=office)
        labels = ("到场人员", "职务", "代何人到场", "代为到场的原因")
        officer.fills(dict(zip(labels, fields, strict=True)), within=group)
    officer.presses("登记到场", within=part)
    officer.sees("已登记到场。", "代曾毅到场，原因：随团出访")
    officer.takes("确认已约谈")
    officer.sees("事项现为“已约谈”")
    part = officer.unfolds("登记承诺")
    officer.fills({"承诺事项": PROMISE, "截止日期": "2026-06-30"}, within=part)
    officer.presses("登记承诺", within=part)
    officer.sees("承诺已登记。", PROMISE)
    officer.shows("after-09-a-talk", top="#talk")


def its_minutes_are_signed(officer, checker, head, ranked):
    finds(officer, "约谈", ranked.names[TALKED_TO])
    said = "通报了考核结果，分析了名次靠后的原因，提出了整改要求（模拟）。"
    fields = {"约谈情况": said, "主持人": "陈明（广东省商务厅副厅长）", "记录人": "李敏（模拟）"}
    drafted(officer, "约谈纪要", fields)
    issued(officer, checker, head, ranked.names[TALKED_TO])
    finds(officer, "约谈", ranked.names[TALKED_TO])
    officer.takes("送出纪要")
    officer.sees("事项现为“纪要已签”")


def what_was_promised_is_looked_at(officer, head, ranked):
    finds(head, "约谈", ranked.names[TALKED_TO])
    head.sees("还有1项承诺没有复查")
    finds(officer, "约谈", ranked.names[TALKED_TO])
    officer.fills({"复查情况": "已引进2家，均已投产（模拟）"}, within=officer.row(PROMISE))
    officer.presses("已兑现", within=officer.row(PROMISE))
    officer.sees("复查情况已登记。")
    finds(head, "约谈", ranked.names[TALKED_TO])
    head.takes("办结", {"办理结果": "约谈事项已落实，承诺均已兑现（模拟）"})
    head.sees("事项现为“已办结”", "约谈事项已落实，承诺均已兑现（模拟）")
    head.shows()
