"""Our own places: scored in the background, proposed, approved, and public from their minute on."""

from datetime import date

from playwright.sync_api import expect

TITLE = "2019年度国家级经开区测算（模拟）"
ADDRESS = "/published/2019/nation/computed/"
PUBLIC_ON, HOUR = date(2026, 3, 2), 16


def our_own_places_are_scored(officer, ranked):
    officer.opens("/assessments/-/score/")
    officer.field("冻结的数据").select_option(officer.option("冻结的数据", "本省掌握的数据（模拟）"))
    officer.fills({"抽样次数": "100", "随机种子": "7"})
    officer.shows()
    officer.presses("对冻结的数据评分")
    officer.sees("评分中")
    officer.sends_again()
    ranked.work()
    officer.opens(officer.page.url)
    officer.sees("名次与把握", "末 20 名概率")
    officer.shows("after-03-our-own-scoring")


def they_are_proposed_under_embargo(officer, head):
    officer.follows("提出公布")
    officer.chooses("哪一级经开区", "国家级经开区")
    officer.fills({"标题": TITLE, "文件": "粤商务测〔2026〕1号（模拟）"})
    officer.fills({"公布时间": f"{PUBLIC_ON}T{HOUR}:00"})
    officer.presses("提出公布")
    officer.sees("待批准")
    officer.sends_again()
    head.opens("/assessments/")
    head.follows(TITLE)
    head.presses("批准公布")
    head.sees("已批准，未到公布时间", f"{PUBLIC_ON} {HOUR}:00")


def nobody_reads_them_a_minute_early(as_, ranked):
    ranked.at(PUBLIC_ON, HOUR - 1, 59)
    as_("").page.watch.expected.append("404")
    as_("").opens(ADDRESS)
    expect(as_("").page.locator("main")).not_to_contain_text(TITLE)
    ranked.at(PUBLIC_ON, HOUR)
    as_("").opens(ADDRESS)
    as_("").sees(TITLE, "共 219 个经开区有名次。")
    as_("").shows()
