"""省政府约谈: the provincial government talks with the host city's principal, without being asked."""

from tests.journeys import meetings
from tests.journeys.ranked import DEMOTED, finds

KIND = "省政府约谈"
HELD_ON = "2026-03-13"
PROMISE = "市政府主要负责人牵头，六月底前完成园区体制改革（模拟）"


def it_is_arranged(government, officer, ranked):
    finds(government, KIND, ranked.names[DEMOTED])
    government.sees("约谈的时间地点尚未确定")
    government.shows()
    meetings.is_set(
        government,
        f"{HELD_ON} 15:00",
        "省政府1号会议室（模拟）",
        matters="连续两年处于全国最后5名的原因和整改责任（模拟）",
        materials="体制机制和要素保障情况（模拟）",
    )
    finds(officer, KIND, ranked.names[DEMOTED])
    officer.is_refused("arrange")
    government.takes("安排约谈")
    government.sees("事项现为“已安排”")


def the_principal_is_notified(government, secretary, city, ranked):
    meetings.is_written_of(government, secretary, secretary, ranked.cities[DEMOTED], reply_by="2026-03-11")
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("发出约谈通知")
    finds(city, KIND, ranked.names[DEMOTED])
    city.sees("主要负责人", f"{HELD_ON} 15:00")
    city.takes("签收")
    city.sees("事项现为“已签收”")


def it_is_held_and_minuted(government, secretary, ranked):
    finds(government, KIND, ranked.names[DEMOTED])
    came = {
        ranked.cities[DEMOTED]: ("韩征", "市长", "", ""),
        "省人民政府": ("范思远", "副秘书长", "孟川", "在京开会"),
    }
    meetings.is_attended(government, came)
    government.sees("代孟川到场，原因：在京开会")
    government.takes("确认已约谈")
    meetings.is_promised(government, PROMISE, "2026-06-30")
    chair = "范思远（副秘书长，模拟）"
    meetings.is_minuted(government, secretary, secretary, ranked.names[DEMOTED], chair=chair)
    finds(government, KIND, ranked.names[DEMOTED])
    government.takes("送出纪要")
    government.sees("事项现为“纪要已签”")
    government.shows("upward-02-a-provincial-talk", top="#talk")


def it_is_kept_and_closed(government, ranked):
    finds(government, KIND, ranked.names[DEMOTED])
    meetings.is_kept(government, PROMISE, "改革方案已印发，机构已调整（模拟）")
    government.takes("办结", {"办理结果": "约谈事项已落实（模拟）"})
    government.sees("事项现为“已办结”")
    government.shows()
