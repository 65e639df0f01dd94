"""The second scene: what follows from the places is judged by itself, and settled by two people."""

from playwright.sync_api import expect

from tests.journeys.ranked import DEMOTED, NOW, REMINDED, TALKED_TO

ABSORBED = ("提请省政府领导约谈", "省政府约谈 (")


def the_head_settles_what_the_policy_leaves_open(head):
    head.opens("/findings/")
    head.follows("方案未写明的参数")
    head.sees("方案没有写明怎样算“发展较好”")
    head.shows()
    head.follows("设定 single_indicators")
    head.fills({"取值": "official-lists", "依据": "省商务厅专题会议纪要〔2026〕3号（模拟）"})
    head.presses("设定")
    head.sees("已设定，将按最新一次公布重新判断。")
    head.sends_again()


def an_officer_proposes_in_bulk(officer, ranked):
    officer.opens("/findings/")
    officer.follows(NOW.document)
    officer.sees(
        "对单项指标处于全国最后10名的国家级经开区，由省商务厅进行书面提醒。",  # the sentence
        "2025年考核污水集中处理率第218名（共218个）",  # the facts
        "guangdong-2016 1 · last-10-in-an-indicator",  # the rule and its version
        *(ranked.names[code] for code in (REMINDED, TALKED_TO, DEMOTED)),
    )
    officer.shows("after-04-findings")
    talk, wider = ABSORBED
    officer.follows(f"{ranked.names[DEMOTED]} {talk}")
    officer.sees("可并入“省政府约谈”（last-5）一并进行，由经办人员确认。")
    officer.picks("并入同一园区的另一项")
    officer.field("并入").select_option(officer.option("并入", wider))
    officer.shows()
    officer.presses("提出意见")
    officer.sees("已对1项提出意见，待另一人同意。")
    officer.follows("待提出意见")
    all_are_proposed(officer)
    officer.sends_again()
    officer.opens(officer.page.url)
    expect(officer.page.get_by_role("button", name="同意", exact=True)).to_have_count(0)


def all_are_proposed(officer, said="项提出意见，待另一人同意。"):
    """What is open in the list of findings that is shown, as the rules found it."""
    officer.follows("勾选本页全部")
    officer.presses("提出意见")
    officer.sees(said)


def the_head_agrees(head):
    head.opens("/findings/")
    head.follows(NOW.document)
    head.follows("勾选本页全部")
    head.sees("待同意", "对上面勾选的各项意见一并处理")
    head.shows()
    head.presses("同意")
    head.sees("已同意", "认定")
    head.sends_again()
    head.shows()


def a_zone_has_one_file(officer, ranked):
    officer.opens("/dossiers/")
    officer.shows()
    officer.follows(ranked.names[DEMOTED])
    officer.sees("责令限期整改", "提出整改意见", "省政府约谈")
    officer.shows("after-05-a-file")


def it_is_there_in_english(officer):
    officer.opens("/findings/")
    officer.follows(NOW.document)
    officer.sees("written reminder", "By which rules")
    officer.shows("en-4-findings")
