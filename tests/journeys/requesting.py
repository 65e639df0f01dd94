"""提请约谈: asked of the province's leaders with a 请示; one is instructed and arranged, one declined."""

from tests.journeys import meetings
from tests.journeys.letters import CONTACT, drafted, issued, printed
from tests.journeys.ranked import DEMOTED, ORDERED, finds

KIND = "提请省政府领导约谈"
HELD_ON = "2026-03-12"
PROMISE = "市政府每季度调度一次，年内补齐研发投入短板（模拟）"
ASKED = {
    "有关情况": "该区综合发展水平考核处于全国最后10名，研发投入强度偏低（模拟）。",
    "约谈事项": "名次靠后的原因和下一步整改措施（模拟）。",
    "签发人": "陈明（模拟）",
}


def a_request_is_submitted(officer, checker, head, ranked, zone, name=""):
    """One matter and one addressee; it lies with the government from then on."""
    finds(officer, KIND, ranked.names[zone])
    officer.sees("提请约谈的请示尚未签发")
    officer.shows()
    drafted(officer, "提请约谈的请示", CONTACT | ASKED)
    issued(officer, checker, head, ranked.cities[zone])
    assert "妥否，请批示" in "".join(printed(head, ranked, name).split())
    finds(officer, KIND, ranked.names[zone])
    officer.takes("呈报请示")
    officer.sees("事项现为“已呈报”")
    officer.sends_again()


def the_department_cant_decide_it(officer, ranked):
    finds(officer, KIND, ranked.names[ORDERED])
    officer.sees("作出批示", "由省政府（办公厅）办理")
    officer.is_refused("instruct")
    officer.is_refused("decline")


def the_government_instructs_and_arranges(government, ranked):
    government.opens("/notices/")
    government.sees(KIND)
    government.shows()
    finds(government, KIND, ranked.names[ORDERED])
    government.takes("作出批示", {"理由或意见": "请办公厅会同商务厅安排约谈（模拟）"})
    government.sees("事项现为“已批示”", "请办公厅会同商务厅安排约谈（模拟）")
    meetings.is_set(
        government,
        f"{HELD_ON} 09:30",
        "省政府2号会议室（模拟）",
        matters="名次靠后的原因和下一步整改措施（模拟）",
        materials="2025年度主要指标完成情况（模拟）",
    )
    government.shows("upward-01-a-request")
    government.takes("安排约谈")
    government.sees("事项现为“已安排”")


def the_city_is_notified(government, secretary, city, ranked):
    finds(government, KIND, ranked.names[ORDERED])
    meetings.is_written_of(government, secretary, secretary, ranked.cities[ORDERED], reply_by="2026-03-10")
    finds(government, KIND, ranked.names[ORDERED])
    government.takes("发出约谈通知")
    government.sees("事项现为“已通知”")
    finds(city, KIND, ranked.names[ORDERED])
    city.sees(f"{HELD_ON} 09:30", "粤府办模〔2026〕")
    city.is_refused("hold")
    city.takes("签收")
    city.sees("事项现为“已签收”")
    city.shows()


def the_talk_is_held_and_minuted(government, secretary, ranked):
    finds(government, KIND, ranked.names[ORDERED])
    came = {
        ranked.cities[ORDERED]: ("沈越", "副市长", "", ""),
        "省人民政府": ("范思远", "副秘书长", "", ""),
    }
    meetings.is_attended(government, came)
    government.takes("确认已约谈")
    meetings.is_promised(government, PROMISE, "2026-04-30")
    chair = "范思远（副秘书长，模拟）"
    meetings.is_minuted(government, secretary, secretary, ranked.names[ORDERED], chair=chair)
    finds(government, KIND, ranked.names[ORDERED])
    government.takes("送出纪要")
    government.sees("事项现为“纪要已签”")
    government.shows()


def it_is_kept_and_closed(government, ranked):
    finds(government, KIND, ranked.names[ORDERED])
    government.sees("还有1项承诺没有复查")
    meetings.is_kept(government, PROMISE, "已调度一次，研发投入增长（模拟）")
    government.takes("办结", {"办理结果": "约谈事项已落实（模拟）"})
    government.sees("事项现为“已办结”")
    government.shows()


def another_is_declined(government, officer, ranked):
    """The leaders needn't: here the provincial government talks with that city anyhow."""
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("决定不予约谈", {"理由或意见": "省政府将约谈该市主要负责人，不再另行约谈（模拟）"})
    government.sees("事项现为“不予约谈”")
    finds(officer, KIND, ranked.names[DEMOTED])
    officer.sees("省政府将约谈该市主要负责人，不再另行约谈（模拟）", "事项已结束，没有下一步。")
    officer.shows()
