"""The talk: listed, approved by another, notified, held with a deputy, minuted; promises are looked at."""

from datetime import date

from tests.journeys import meetings
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
    meetings.is_set(
        officer,
        f"{HELD_ON} 15:00",
        "广东省商务厅一楼第二会议室（模拟）",
        matters="综合发展水平考核处于全国最后20名的原因和改进措施",
        materials="2025年度主要指标完成情况说明\n下一步改进计划",
    )
    meetings.is_written_of(officer, checker, head, ranked.names[TALKED_TO], reply_by="2026-03-06")
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
    came = {
        ranked.names[TALKED_TO]: ("蔡宁", "管委会副主任", "曾毅", "随团出访"),
        "广东省商务厅": ("陈明", "副厅长", "", ""),
    }
    meetings.is_attended(officer, came)
    officer.sees("代曾毅到场，原因：随团出访")
    officer.takes("确认已约谈")
    officer.sees("事项现为“已约谈”")
    meetings.is_promised(officer, PROMISE, "2026-06-30")
    officer.shows("after-09-a-talk", top="#talk")


def its_minutes_are_signed(officer, checker, head, ranked):
    finds(officer, "约谈", ranked.names[TALKED_TO])
    chair = "陈明（广东省商务厅副厅长）"
    meetings.is_minuted(officer, checker, head, ranked.names[TALKED_TO], chair=chair)
    finds(officer, "约谈", ranked.names[TALKED_TO])
    officer.takes("送出纪要")
    officer.sees("事项现为“纪要已签”")


def what_was_promised_is_looked_at(officer, head, ranked):
    finds(head, "约谈", ranked.names[TALKED_TO])
    head.sees("还有1项承诺没有复查")
    finds(officer, "约谈", ranked.names[TALKED_TO])
    meetings.is_kept(officer, PROMISE, "已引进2家，均已投产（模拟）")
    finds(head, "约谈", ranked.names[TALKED_TO])
    head.takes("办结", {"办理结果": "约谈事项已落实，承诺均已兑现（模拟）"})
    head.sees("事项现为“已办结”", "约谈事项已落实，承诺均已兑现（模拟）")
    head.shows()
