"""Offices: what they are called, what they are, and who took their duties over."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from kaohe.messages import Text
from kaohe.packs import Model, pack_file, pack_ids, read_model

Kind = Literal[
    "central_government",
    "provincial_government",
    "city_government",
    "department",
    "party_organ",
    "central_body",
    "committee",
    "not_named",
]
"""`party_organ` is no department; a `central_body` in the province is written to and can't be ordered."""


class Succession(Model):
    """In the course of `year` the duties went to `office`; the day isn't recorded."""

    year: int
    office: str


class ListedOffice(Model):
    """An office as the list has it; `as_written` is its short name in the policies' brackets."""

    zh: str
    en: str
    kind: Kind
    as_written: str = ""
    succeeded_by: Succession | None = None


class _List(Model):
    format: Literal[1]
    offices: dict[str, ListedOffice]
    provinces: dict[str, Text] | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """Who acts or is addressed, by the name that holds on a day."""

    code: str
    name: Text
    kind: Kind


@cache
def _lists() -> tuple[_List, ...]:
    files = [pack_file("offices", f"{code}.yaml") for code in pack_ids("offices")]
    return tuple(read_model(_List, file.read_text(encoding="utf-8"), file.name)[0] for file in files)


@cache
def listed_offices() -> dict[str, ListedOffice]:
    """Every office on the shipped lists, by code, in the lists' order."""
    return {code: office for part in _lists() for code, office in part.offices.items()}


def office_on(code: str, day: date) -> Office:
    """Who has the duties of `code` on `day`: itself, or whoever they were handed to in an earlier year."""
    listed = listed_offices()[code]
    later = listed.succeeded_by
    if later and day.year > later.year:
        return office_on(later.office, day)
    return Office(code, Text(listed.zh, listed.en), listed.kind)


def province_name(province: str) -> Text:
    """`广东` or `广东省` -> 广东省 / Guangdong; a name not on the list stays as it is."""
    names = {short: name for part in _lists() for short, name in (part.provinces or {}).items()}
    by_full = {name.zh: name for name in names.values()}
    return names.get(province) or by_full.get(province) or Text(province, province)


def provincial_government(province: str) -> Office:
    """The people's government of a province."""
    name = province_name(province)
    words = Text(f"{name.zh}人民政府", f"People's Government of {name.en}")
    return Office("provincial_government", words, "provincial_government")


def city_government(city: str) -> Office:
    """The people's government of a prefecture-level city (湛江 or 湛江市), prefecture or league (延边州)."""
    full = city if city.endswith(("市", "州", "盟", "区", "县")) else f"{city}市"
    name = Text(f"{full}人民政府", f"People's Government of {city}")
    return Office("host_city_government", name, "city_government")


def committee(zone: str) -> Office:
    """The administrative committee of a zone."""
    return Office("committee", Text(f"{zone}管理委员会", f"Administrative Committee of {zone}"), "committee")
