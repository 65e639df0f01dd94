"""The second half: a dispute is settled, the late are nudged, figures are frozen, one is corrected."""

from kaohe.office.journal.verification import verify
from tests.journeys.reporting import GUANGZHOU, NANSHA, TITLE, ZHANJIANG


def a_department_disagrees(department):
    department.opens("/")
    department.follows("待核实的数据")
    row = department.row("地区生产总值", GUANGZHOU)
    part = department.unfolds("提出异议", within=row)
    department.fills({"本单位数 (万元)": "43050000", "理由": "最终核实数，口径为在地统计"}, within=part)
    department.presses("提出异议", within=part)
    department.sees("有异议，待裁定")
    department.shows("07-a-department-disagrees")
    department.presses("确认本页全部待核实数", sure=True)
    department.sees("已处理3个数")


def the_province_settles_and_accepts(officer):
    officer.opens("/")
    officer.follows("待审核的报表", GUANGZHOU)
    officer.sees("待裁定", "43,050,000", "最终核实数，口径为在地统计")
    officer.shows("08-a-discrepancy")
    officer.says("地区生产总值", "采用本数", "", "考核按管委会全域口径，以本数为准")
    officer.accepts_all()
    officer.presses("复核通过", sure=True)
    officer.sees(f"{GUANGZHOU}的报表已通过")
    officer.follows(NANSHA)
    officer.accepts_all()
    officer.presses("复核通过", sure=True)
    officer.sees(f"{NANSHA}的报表已通过")


def the_province_nudges_who_is_late(officer, in_english):
    officer.opens("/")
    officer.follows("填报进度")
    officer.sees("2026-03-20 18:00")
    in_english.opens("/watch/")
    in_english.shows("en-1-progress")
    officer.picks(ZHANJIANG)
    officer.shows("09-progress")
    officer.presses("催办所选")
    officer.sees("已提醒1人")


def the_nudged_committee_finds_its_way(committee):
    committee.opens("/")
    committee.page.get_by_role("link", name="通知").click()
    committee.sees(f"李敏催办：{ZHANJIANG}的报表应于2026-03-20 18:00前办结")
    committee.shows("10-a-nudge")
    committee.presses("查看")
    committee.sees(ZHANJIANG, "2026-03-20 18:00")


def the_province_freezes(head, folder):
    head.opens("/")
    head.follows("填报任务", TITLE, "试算排名")
    before = head.table()
    head.shows("11-trial-standings")
    head.follows(TITLE, "冻结数据")
    head.presses("冻结数据")
    head.sees("已生成第1号快照")
    snapshot = head.downloads("下载快照", folder)
    head.follows("排名", within=head.row("下载快照"))
    head.sees("第1号快照的排名")
    assert head.table() == before
    return snapshot, head.places()


def a_frozen_figure_is_corrected(head, committee, officer, folder):
    head.opens("/review/?tab=accepted")
    head.follows(GUANGZHOU)
    row = head.row("研究与试验发展经费支出")
    part = head.unfolds("重新开放", within=row)
    head.fills({"开放至（当日24时止）": "2026-03-27", "理由": "管委会申请更正：漏计两家单位"}, within=part)
    head.presses("重新开放", within=part)
    head.sees("已重新开放，至2026-03-27 23:59")

    committee.opens("/")
    committee.follows("需要答复或更正的单元格")
    committee.sees("已重新开放", "管委会申请更正：漏计两家单位")
    committee.shows("12-one-cell-reopened")
    committee.types("research", "2450000")
    committee.waits("research")
    committee.follows("提交")
    committee.presses("提交报表", sure=True)
    committee.sees("第3版已提交")

    officer.opens("/review/")
    officer.follows(GUANGZHOU)
    officer.says("研究与试验发展经费支出", "接受")

    head.opens("/rounds/2026/")
    head.follows("更正快照")
    head.fills({"理由": "广州经开区研发经费漏计两家单位，经复核更正"})
    head.presses("冻结数据")
    head.sees("已生成第2号快照", "广州经开区研发经费漏计两家单位，经复核更正")
    head.shows("13-two-snapshots")
    return head.downloads("下载快照", folder, within=head.row("广州经开区研发经费漏计两家单位"))


def the_first_snapshot_stands(head, first, folder):
    head.opens("/rounds/2026/")
    again = folder / "again"
    again.mkdir()
    assert head.downloads("下载快照", again, within=head.row("陈明")).read_bytes() == first.read_bytes()


def the_auditor_finds_every_step(auditor):
    auditor.opens("/journal/")
    auditor.sees("冻结数据", "重新开放单元格", "管委会申请更正：漏计两家单位")
    auditor.shows("14-the-journal")
    assert verify().problems == ()
