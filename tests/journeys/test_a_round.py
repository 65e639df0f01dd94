"""A round from its opening to a correction of what was frozen, as the people of one province live it.

One story at one set of pages; every step is done by hand at a browser. Pictures for the how-to:
`make pictures`.
"""

import pytest

from kaohe.office.journal.verification import verify
from tests.journeys.files import ZONES, assessed, evidence, fill
from tests.journeys.others import accepts_all, hands_in

pytestmark = pytest.mark.django_db

GUANGZHOU, NANSHA, ZHANJIANG = ZONES.values()
TITLE = "2026年度经开区考核评价"
FIGURES = "\n".join(
    [
        "17900000\t统计年报",
        "8160000\t税务部门核定",
        "35100000\t海关统计",
        "21400\t商务部门核定",
        "2390000\t研发统计年报",
        "2864\t认定名单见佐证",
    ]
)


def test_a_round(as_, province, tmp_path):
    the_head_opens_a_round(as_("head"), province)
    a_committee_reports_by_keyboard_and_paste(as_("gz"), tmp_path)
    another_reports_by_spreadsheet(as_("ns"), as_("ns_reporter"), tmp_path)
    the_city_returns_two_cells(as_("guangzhou"))
    the_committee_answers_one_and_corrects_one(as_("gz"), as_("gz", "en"))
    the_city_passes_both_on(as_("guangzhou"))
    a_department_disagrees(as_("statistics"))
    the_province_settles_and_accepts(as_("officer"))
    province.clock.ahead(days=17)
    the_province_nudges_who_is_late(as_("officer"), as_("officer", "en"))
    the_nudged_committee_finds_its_way(as_("zj"))
    for name in ("zj", "广州市", "湛江市"):
        hands_in(province, name)
        accepts_all(province, name)
    first, places = the_province_freezes(as_("head"), tmp_path)
    assert assessed(first, tmp_path) == places
    second = a_frozen_figure_is_corrected(as_("head"), as_("gz"), as_("officer"), tmp_path)
    as_("head").follows("排名", within=as_("head").row("漏计两家单位"))
    assert assessed(second, tmp_path) == as_("head").places() != places
    the_first_snapshot_stands(as_("head"), first, tmp_path)
    as_("head", "en").opens("/rounds/2026/")
    as_("head", "en").shows("en-3-two-snapshots")
    the_auditor_finds_every_step(as_("auditor"))


def the_head_opens_a_round(head, province):
    head.opens("/")
    head.follows("填报任务", "开展新一轮填报")
    head.fills({"编号": "2026", "名称": TITLE, "考核年度": "2026", "数据年度": "2025"})
    head.gives("指标体系文件", province.scheme)
    head.fills({"经开区代码": "JKQ440001 JKQ440002 JKQ440003"})
    head.chooses("上年数据", "2024年数据：上年考核结果")
    head.fills(
        {
            "表号": "商开01表",
            "制定机关": "广东省商务厅",
            "批准（备案）文号": "粤统函〔2026〕8号",
            "有效期至": "2027-12-31",
            "单位填报：开始": "2026-03-01T09:00",
            "单位填报：截止": "2026-03-20T18:00",
            "市级初审：开始": "2026-03-02T09:00",
            "市级初审：截止": "2026-03-31T18:00",
            "省级复核：开始": "2026-03-02T09:00",
            "省级复核：截止": "2026-04-20T18:00",
        }
    )
    head.shows("01-open-a-round")
    head.presses("开展新一轮填报")
    head.sees(f"已开展：{TITLE}", "商开01表", "经开区年度考核示例体系")
    head.shows()


def a_committee_reports_by_keyboard_and_paste(committee, folder):
    committee.opens("/")
    committee.follows(GUANGZHOU)
    committee.types("gdp", "43200000")
    committee.waits("gdp")
    committee.pastes(FIGURES)
    committee.waits("firms")
    committee.presses("关闭")
    committee.types("tax", "816000000")
    committee.sees("税收收入超过地区生产总值")
    committee.types("tax", "8160000")
    committee.waits("tax")
    committee.attaches("firms", evidence(folder))
    committee.shows("02-the-grid")
    committee.follows("提交")
    committee.names({"principal": "王强", "statistician": "赵平", "filler": "孙立"})
    committee.shows()
    committee.presses("提交报表", sure=True)
    committee.sees("第1版已提交", "报表正在市级初审；如需修改，请市级审核人员退回相应单元格。")


def another_reports_by_spreadsheet(committee, reporter, folder):
    committee.opens("/reports/")
    committee.follows(NANSHA)
    form = committee.downloads("下载表格", folder)
    fill(form, [23400000, 8350000, 4210000, 23100000, 171000, 1010000, 968])
    reporter.opens("/reports/")
    reporter.follows(NANSHA)
    reporter.types("tax", "4225000")
    reporter.waits("tax")

    committee.follows("上传表格")
    committee.gives("填好的表格", form)
    committee.presses("上传并查看")
    committee.sees("修改6项，未变0项，冲突1项，有误0项", "郑洁")
    committee.shows("03-a-conflict")
    committee.picks("采用系统中的", within=committee.row("税收收入"))
    committee.presses("保存以上内容")
    committee.sees("已保存6个单元格")
    assert committee.value("tax") == "4225000"
    committee.attaches("firms", evidence(folder))
    committee.follows("提交")
    committee.names({"principal": "吴芳", "statistician": "马兰", "filler": "郑洁"})
    committee.presses("提交报表", sure=True)
    committee.sees("第1版已提交")


def the_city_returns_two_cells(city):
    city.opens("/")
    city.follows("待审核的报表", GUANGZHOU)
    city.says("实际使用外资金额", "退回", "计量单位可能有误。", "商务部门核定数为214000万美元")
    city.says("进出口总额", "质询", "", "较上年增幅与海关通报不一致，请说明口径")
    city.shows("04-the-city-returns")
    city.presses("退回填报单位", sure=True)
    city.sees(f"{GUANGZHOU}的报表已退回")


def the_committee_answers_one_and_corrects_one(committee, in_english):
    committee.opens("/")
    committee.follows("需要答复或更正的单元格")
    committee.sees("商务部门核定数为214000万美元", "请说明口径", "2026-03-20 18:00")
    committee.shows("05-what-is-wanted")
    in_english.opens(committee.page.url)
    in_english.shows("en-2-what-is-wanted")
    committee.follows("全部")
    committee.sees("第1版已提交，本单元格没有被退回；如需修改，请审核人员退回。")
    committee.follows("待处理")
    committee.types("investment", "214000")
    committee.waits("investment")
    committee.replies("trade", "含综合保税区，与海关按收发货人所在地统计的口径一致")
    committee.sees("答复已发送")
    committee.follows("提交")
    committee.sees("将提交第2版，其中1个单元格有修改")
    committee.presses("提交报表", sure=True)
    committee.sees("第2版已提交")


def the_city_passes_both_on(city):
    city.opens("/review/")
    city.follows(GUANGZHOU)
    city.follows("与上一版比较")
    city.sees("21,400", "214,000")
    city.shows("06-versions-compared")
    city.follows(GUANGZHOU)
    city.says("进出口总额", "接受")
    city.accepts_all()
    city.presses("初审通过，报省", sure=True)
    city.follows(NANSHA)
    city.accepts_all()
    city.presses("初审通过，报省", sure=True)
    city.sees(f"{NANSHA}的报表已通过")


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
