"""The offices that come with a zone: its committee and the government of its host city."""

from kaohe.law import offices as law
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.models import Office
from kaohe.office.zones.facts import Facts


def committee_of(code: str, facts: Facts) -> Office:
    """The committee that answers for a zone when it is listed; not saved yet."""
    zh, en = law.committee(facts.name_zh).name.zh, law.committee(facts.name_en or facts.name_zh).name.en
    return Office(code=f"committee_{code}", kind="committee", name_zh=zh, name_en=en, city=facts.city)


def city_government_of(city: str) -> Office:
    """The government of a city by its full name; not saved yet."""
    name = law.city_government(city).name
    code = f"city_government_{city}"
    return Office(code=code, kind="city_government", name_zh=name.zh, name_en=name.en, city=city)


def founded(office: Office) -> Office:
    """The office as it is in the list of offices: added if there is none of its code."""
    names = {"name_zh": office.name_zh, "name_en": office.name_en}
    fields = {"kind": office.kind, **names, "city": office.city, "since": office.since}
    refuse_too_long(office)
    return Office.objects.get_or_create(code=office.code, defaults=fields)[0]
