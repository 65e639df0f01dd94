"""The first half of the story: a round is opened, committees report, the city reviews."""

from tests.journeys.files import ZONES, evidence, fill

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
