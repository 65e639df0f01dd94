"""The offices of a case as rows: found by what they are to the zone, founded where they aren't there yet."""

from datetime import date

from kaohe.law import Office as Named
from kaohe.law import office_on, provincial_government
from kaohe.messages import Refused
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.queries.offices import duty_holder
from kaohe.office.accounts.rules import COMMERCE
from kaohe.office.zones.models import Spell, Zone
from kaohe.office.zones.offices import city_government_of, committee_of, founded

GROUPS = frozenset({"provincial_leaders", "departments_concerned"})
"""Whom a rule names without naming an office: leaders, and departments that an officer has yet to choose."""


def spell_on(zone: Zone, day: date) -> Spell:
    """What the zone was on a day; before its first spell, what it was then."""
    spells = list(zone.spells.select_related("committee").order_by("since", "pk"))
    return next((spell for spell in reversed(spells) if spell.since <= day), spells[0])


def committee(zone: Zone, day: date) -> Office:
    """The committee that answers for the zone on a day."""
    spell = spell_on(zone, day)
    return duty_holder(spell.committee or founded(committee_of(zone.code, spell.facts)), day)


def commerce(day: date) -> Office:
    """The commerce department, or whoever has its duties on a day."""
    return _listed(office_on(COMMERCE, day), day)


def office_row(office: Named, zone: Zone, day: date) -> Office | None:
    """The row of an office that a finding names; None for those it names only as a group.

    Raises `Refused` where the zone's city is not in the catalogue.
    """
    if office.code in GROUPS:
        return None
    if office.code == "committee":
        return committee(zone, day)
    spell = spell_on(zone, day)
    if office.code == "host_city_government":
        if not spell.city:
            raise Refused.because("cases_findings.no_city", zone=spell.name_zh)
        return duty_holder(founded(city_government_of(spell.city)), day)
    if office.code == "provincial_government":
        return _government(spell.province)
    return _listed(office, day)


def _government(province: str) -> Office:
    """The province's government: by its name, else the only one there is, else founded."""
    named = provincial_government(province)
    there = list(Office.objects.filter(kind=named.kind).order_by("pk"))
    by_name = [office for office in there if office.name_zh == named.name.zh]
    if by_name or len(there) == 1:
        return (by_name or there)[0]
    return founded(Office(code=named.code, kind=named.kind, name_zh=named.name.zh, name_en=named.name.en))


def _listed(office: Named, day: date) -> Office:
    new = Office(code=office.code, kind=office.kind, name_zh=office.name.zh, name_en=office.name.en)
    return duty_holder(founded(new), day)
