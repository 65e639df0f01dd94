"""Who reports in a round: zones of the catalogue as they are on a day, and their host cities."""

from collections.abc import Iterable
from datetime import date

from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.models import Office
from kaohe.office.reporting.actions.rounds import Subject
from kaohe.office.reporting.queries.schemes import frames_through
from kaohe.office.zones.queries import ZoneRow, zones_on
from kaohe.schemes import Scheme


def subjects_of(scheme: Scheme, codes: Iterable[str], day: date) -> tuple[Subject, ...]:
    """The zones and, where the scheme looks at host cities, these. Raises `Refused` naming what they lack."""
    known = {zone.code: zone for zone in zones_on(day)}
    wanted = tuple(dict.fromkeys(codes))
    zones = [known[code] for code in wanted if code in known]
    governments = _governments()
    problems = [Problem("reporting.zone_unknown", {"found": code}) for code in wanted if code not in known]
    for zone in zones:
        place, words = Place(path=zone.code), {"name": zone.facts.name_zh}
        if zone.committee is None:
            problems.append(Problem("reporting.no_committee", words, place))
        if zone.facts.city not in governments:
            problems.append(
                Problem("reporting.no_city_office", {**words, "found": zone.facts.city or "-"}, place)
            )
    if problems:
        raise Refused(problems)
    cities = sorted({zone.facts.city for zone in zones})
    return (
        *(_zone(zone, scheme) for zone in zones),
        *(
            Subject(city, city, city, governments[city], city, table=frame)
            for frame in frames_through(scheme)
            for city in cities
        ),
    )


def _governments() -> dict[str, int]:
    offices = Office.objects.filter(kind="city_government").exclude(city="")
    return dict(offices.values_list("city", "pk"))


def _zone(zone: ZoneRow, scheme: Scheme) -> Subject:
    facts = zone.facts
    known = {
        "level": facts.level,
        "province": facts.province,
        "region": facts.region,
        "host_city": facts.city,
    }
    wanted = {name: value for name, value in known.items() if value or name in scheme.units}
    return Subject(
        zone.code, facts.name_zh, facts.name_en, zone.committee or 0, facts.city, attributes=wanted
    )
