"""From an office's code to its name: on the lists by date, or by its relation to the zone."""

from datetime import date

from kaohe.law import Office, city_government, committee, office_on, province_name, provincial_government
from kaohe.messages import Text
from kaohe.standings import Zone

RELATIONS = (
    "committee",
    "host_city_government",
    "provincial_government",
    "provincial_leaders",
    "departments_concerned",
)
"""Offices that a rule names by what they are to the zone; who 有关部门 are, the text doesn't say."""


def office_for(code: str, zone: Zone, day: date) -> Office:
    """The office that `code` means for `zone` on `day`; a KeyError for a code nobody has listed."""
    if code == "committee":
        return committee(zone.name)
    if code == "host_city_government":
        return city_government(zone.city)
    if code == "provincial_government":
        return provincial_government(zone.province)
    if code == "provincial_leaders":
        province = province_name(zone.province)
        name = Text(f"{province.zh}人民政府领导", f"leaders of the People's Government of {province.en}")
        return Office(code, name, "provincial_government")
    if code == "departments_concerned":
        return Office(
            code, Text("有关部门（方案未列名）", "departments concerned (not named in the plan)"), "not_named"
        )
    return office_on(code, day)
