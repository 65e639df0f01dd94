"""书面提醒: a letter is written, checked, signed, numbered and made; the committee takes delivery of it."""

from tests.journeys.letters import CONTACT, drafted, issued, printed
from tests.journeys.ranked import REMINDED, finds

KIND = "书面提醒"
ADDED = "请于收到本函后一个月内将改进措施告知我厅（模拟）。"


def a_reminder_is_drafted_and_edited(officer, ranked):
    finds(officer, KIND, ranked.names[REMINDED])
    officer.sees("提醒函尚未签发", "由广东省商务厅经办人员办理")
    officer.shows("after-06-a-case")
    drafted(officer, "提醒函", CONTACT)
    officer.follows("修改文字")
    body = officer.field("正文")
    body.fill(body.input_value().replace("特此函告。", f"{ADDED}\n特此函告。"))
    officer.presses("保存")
    officer.sees(ADDED)
    officer.shows("after-07-a-draft")


def it_is_signed_and_made(officer, checker, head, ranked):
    issued(officer, checker, head, ranked.names[REMINDED])
    text = printed(head, ranked, "after-08-the-letter")
    flat = "".join(text.split())
    assert "粤商务函模〔2026〕1号" in flat
    assert "污水集中处理率" in flat
    assert ADDED in flat
    head.shows()
    finds(officer, KIND, ranked.names[REMINDED])
    officer.takes("发出提醒函")
    officer.sees("事项现为“已发出”", "粤商务函模〔2026〕1号")
    officer.sends_again()


def the_committee_takes_delivery(committee, officer, ranked):
    committee.opens("/papers/?tab=to_take")
    committee.sees("粤商务函模〔2026〕1号")
    committee.shows()
    committee.presses("签收")
    finds(committee, KIND, ranked.names[REMINDED])
    committee.takes("签收")
    committee.sees("事项现为“已签收”")
    committee.shows()
    finds(officer, KIND, ranked.names[REMINDED])
    officer.takes("办结", {"办理结果": "管委会已签收，并报来改进措施（模拟）"})
    officer.sees("事项现为“已办结”", "管委会已签收，并报来改进措施（模拟）")
    officer.shows()
